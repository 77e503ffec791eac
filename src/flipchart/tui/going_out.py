"""The plan on its way out of the room: saved once more, written as Markdown, copied."""

from typing import TYPE_CHECKING

from flipchart.exchange.view import View
from flipchart.service.export import as_calendar, as_markdown, write_beside
from flipchart.service.rehearsal import REFUSED

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


def save_now(app: "FlipchartApp") -> None:
    """Hand the session to the saver once more; it always is saved."""
    if app.sitting is not None and app.session is not None:
        app.sitting.saver.submit(app.session)
        app.show_session()


def write_markdown(app: "FlipchartApp") -> None:
    """Write the plan beside the session and say where."""
    if app.session is not None:
        _write(app, as_markdown(app.session, View.of(app.context.clock)), ".md")


def write_calendar(app: "FlipchartApp") -> None:
    """Write the dates as a calendar beside the session and say where; without dates there is nothing to write."""
    session = app.session
    if session is None:
        return
    if session.next_check is None and not any(step.live and step.due for step in session.steps):
        app.said = "There is no date yet that a calendar could hold."
        return
    _write(app, as_calendar(session, View.of(app.context.clock)), ".ics")


def _write(app: "FlipchartApp", text: str, suffix: str, told: str = "") -> None:
    """Write off the event loop; `told` is what else was done with the words."""
    sitting = app.sitting
    if sitting is None:
        return
    if app.context.rehearsal:
        app.said = REFUSED
        return

    def write() -> None:
        try:
            said = f"{told}written: {write_beside(sitting.path, text, suffix).name}"
        except OSError as error:
            said = f"{told}not written: {error.strerror or error}"
        app.call_from_thread(setattr, app, "said", said)

    app.run_worker(write, thread=True, exclusive=True, group="writing")


def copy_markdown(app: "FlipchartApp") -> None:
    """Put the plan on the clipboard by OSC 52, and write it too, since some terminals refuse."""
    if app.session is None:
        return
    text = as_markdown(app.session, View.of(app.context.clock))
    if not app.context.rehearsal:
        app.copy_to_clipboard(text)
    _write(app, text, ".md", "copied; ")
