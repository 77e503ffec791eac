"""Open steps of the group's earlier sessions, offered to one that has not begun; carried over by one key."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.clock import Clock, SystemClock
from flipchart.domain.commands.carry import BringBack, HandOver
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.group_context import ALONE, CARRY_OVER, Kin, kin_of, offers_carry_over
from flipchart.domain.saying import counted, name_key
from flipchart.domain.session import Session
from flipchart.service.open_session import Sitting
from flipchart.store.carrying import Carriage, gather, hand_over
from flipchart.store.catalogue import each, sessions_of, without_copies
from flipchart.store.errors import StoreError
from flipchart.tui.actions.dispatch import Intent
from flipchart.tui.background import aside_then
from flipchart.tui.screens.carry import CarryScreen
from flipchart.tui.text.questions import Question

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


SAVING = 30.0
"""Seconds to wait for the new session's save before the old ones are marked at a later time."""


def can_carry(screen: "SessionScreen") -> bool:
    """Whether there is anything to carry over, and this program may: it drives, and saves what it does."""
    driven = isinstance(screen.flipchart.sitting, Sitting) and not screen.flipchart.context.rehearsal
    return driven and bool(screen.kin.open)


def offer(screen: "SessionScreen") -> None:
    """Ask once, before the workshop begins, whether the open steps come along."""
    session, clock = screen.session, screen.clock
    if session is None or clock is None or clock.state != "planned" or not can_carry(screen):
        return
    run = session.last_run
    if run is None or run.kind != "workshop" or not offers_carry_over(session, screen.kin):
        return
    every = [it.place for it in screen.kin.open]
    one = len(every) == 1
    screen.questions = (
        *(it for it in screen.questions if it.name != "carry"),
        Question(
            "carry",
            f"{counted(len(every), 'step')} {'is' if one else 'are'} open from before.",
            (f"carry {'it' if one else 'them'} over", partial(carry, screen, every)),
            (f"leave {'it' if one else 'them'} there", partial(leave, screen)),
            () if one else (("choose", partial(choose, screen)),),
        ),
    )


def withdraw(screen: "SessionScreen") -> None:
    """Once the workshop has begun the question gives its line up; what it asked stays in the menu."""
    if screen.clock is not None and screen.clock.state != "planned":
        screen.questions = tuple(it for it in screen.questions if it.name != "carry")


def leave(screen: "SessionScreen") -> None:
    """They stay where they are, and are not asked about again."""
    screen.flipchart.receive(Intent((WaveGap(CARRY_OVER, None),)))


def choose(screen: "SessionScreen") -> None:
    """Pick the steps to carry over; who goes back without an answer finds the question where it was."""

    def chosen(places: tuple[str, ...] | None) -> None:
        if places:
            carry(screen, places)
        elif places is None:
            offer(screen)
            screen.show()

    screen.flipchart.push_screen(CarryScreen(screen.kin.open, screen.view().today), chosen)


def carry(screen: "SessionScreen", places: Collection[str]) -> None:
    """Take the steps over: into this session and its file first, then marked in the files they come from."""
    sitting, session, context = screen.flipchart.sitting, screen.session, screen.flipchart.context
    if not isinstance(sitting, Sitting) or session is None:
        return

    def read() -> Carriage | str:
        try:
            return gather(sitting.path.parent, context.clock, frozenset(places), session, context.ids)
        except StoreError as error:
            return error.sentence

    aside_then(screen, read, partial(_take, screen, sitting))


def _take(screen: "SessionScreen", sitting: Sitting, carriage: Carriage | str) -> None:
    app = screen.flipchart
    if isinstance(carriage, str) or not carriage.takes:
        app.said = carriage if isinstance(carriage, str) else "None of them is open any more."
        return
    app.receive(Intent(carriage.takes))
    gone = {step.carried_from for take in carriage.takes for step in take.steps}
    if not gone <= {step.carried_from for step in sitting.runner.session.steps}:
        return  # refused, and said why
    screen.kin = replace(screen.kin, open=tuple(it for it in screen.kin.open if it.place not in gone))
    app.said = f"{counted(carriage.steps, 'step')} carried over; u takes it back"

    def mark() -> tuple[str, ...]:
        # Only what is on the disk of the new session is marked in the old ones.
        return hand_over(carriage, SystemClock()) if sitting.saver.flush(SAVING) else ()

    aside_then(screen, mark, partial(_marked, screen))


def _marked(screen: "SessionScreen", problems: tuple[str, ...]) -> None:
    if problems:
        screen.flipchart.said = f"{problems[0]} It is counted once all the same."
    screen.look_for_kin()


def read_kin(folder: Path, session: Session, clock: Clock) -> Kin:
    """Return what the other sessions of the folder tell; nothing where they cannot be read."""
    try:
        every = sessions_of(without_copies(each(folder, clock, session.group)))
    except StoreError:
        return ALONE
    return kin_of(session, (it.session for it in every), clock.local(clock.now()).date())


def look_for_kin(screen: "SessionScreen") -> None:
    """Read the folder that the session lies in, if it is a group's."""
    sitting, session, clock = screen.flipchart.sitting, screen.session, screen.flipchart.context.clock
    if sitting is not None and session is not None and name_key(session.group):
        read = partial(read_kin, sitting.path.parent, session, clock)
        aside_then(screen, read, partial(_arrived, screen))


def _arrived(screen: "SessionScreen", kin: Kin) -> None:
    screen.kin = kin
    mend(screen, kin)
    offer(screen)
    screen.show()


def mend(screen: "SessionScreen", kin: Kin) -> None:
    """Mark steps that the group took along into another session where the crash of a program kept that from here.

    Without the mark such a step could be closed here as well as there. Where the carrying was undone there, the step
    is this session's again.
    """
    sitting, session = screen.flipchart.sitting, screen.session
    if sitting is None or session is None or sitting.runner.refusal is not None:
        return
    live = {step.id for step in session.steps if step.state not in ("done", "dropped")}
    links = tuple(link for link in kin.taken if link[0] in live)
    commands: list[Command] = [BringBack(id) for id in kin.back]
    commands += [HandOver(links)] if links else []
    if commands:
        screen.flipchart.receive(Intent(tuple(commands)))
