"""Open steps of the group's earlier sessions, offered to one that has not begun; carried over by one key."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from flipchart.clock import SystemClock
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.group_context import CARRY_OVER, offers_carry_over
from flipchart.domain.saying import counted
from flipchart.service.open_session import Sitting
from flipchart.store.carrying import Carriage, gather, hand_over
from flipchart.store.errors import StoreError
from flipchart.tui.background import aside_then
from flipchart.tui.intents import Intent
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
