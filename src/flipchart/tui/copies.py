"""Copies of a session that a sync tool left beside it: found when it is opened, and offered one by one."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.service.open_session import Sitting
from flipchart.store.copies import conflicted_copies
from flipchart.store.errors import StoreError, place, shown
from flipchart.store.taking_in import is_named_after, take_in
from flipchart.tui.actions.clock import ask
from flipchart.tui.background import aside_then
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.text.questions import Question

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


NAME = 40
"""Characters of a file's name that a question repeats."""


def look_for_copies(app: "FlipchartApp", sitting: Sitting) -> None:
    """Look beside a session that is driven whether there is another file of it, and offer what is found."""
    if sitting.driving is not None and sitting.runner.refusal is None:
        find = partial(conflicted_copies, sitting.path, app.context.clock)
        aside_then(app, find, lambda found: offer(app, sitting, found))


def offer(app: "FlipchartApp", sitting: Sitting, copies: tuple[Path, ...]) -> None:
    """Ask about the first copy, and after the answer about the next."""
    screen = next((it for it in app.screen_stack if isinstance(it, SessionScreen)), None)
    if not copies or app.sitting is not sitting or screen is None:
        return
    copy, rest = copies[0], copies[1:]
    name = shown(copy.name, NAME)
    if not is_named_after(copy, sitting.path):
        app.said = f"{name} holds this session too."
        offer(app, sitting, rest)
        return
    yes, no = partial(_take_in, app, sitting, copy, rest), partial(offer, app, sitting, rest)
    ask(screen, Question("copy", f"Somebody else wrote {name}:", ("take it in", yes), ("leave it", no)))


def _take_in(app: "FlipchartApp", sitting: Sitting, copy: Path, rest: tuple[Path, ...]) -> None:
    def work() -> str:
        try:
            take_in(sitting.path, copy, app.context.clock)
        except StoreError as error:
            # The question named it, and its whole path would take the place of the reason.
            return error.sentence.replace(place(copy), "The copy")
        return ""

    def done(problem: str) -> None:
        app.said = problem
        sitting.saver.look()
        offer(app, sitting, rest)

    aside_then(app, work, done)
