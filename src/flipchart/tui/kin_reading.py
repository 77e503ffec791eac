"""The other sessions of a group, read where waiting for the disk holds nobody up."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.clock import Clock
from flipchart.domain.commands.carry import BringBack, HandOver
from flipchart.domain.commands.command import Command
from flipchart.domain.group_context import ALONE, Kin, kin_of
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session
from flipchart.store.errors import StoreError
from flipchart.store.shelf import each, sessions_of, without_copies
from flipchart.tui.actions.group import offer
from flipchart.tui.background import aside_then
from flipchart.tui.intents import Intent

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


def read_kin(folder: Path, session: Session, clock: Clock) -> Kin:
    """Return what the other sessions of the folder tell; nothing where they cannot be read."""
    try:
        every = sessions_of(without_copies(each(folder, clock)))
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
