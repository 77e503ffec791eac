"""The plan on its way out of the room: saved once more, written as Markdown, copied."""

from typing import TYPE_CHECKING

from flipchart.exchange.view import View
from flipchart.tui.rehearsal import REFUSED
from flipchart.tui.writing import as_markdown, write_beside

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


def save_now(app: "FlipchartApp") -> None:
    """Hand the session to the saver once more; it always is saved."""
    if app.sitting is not None and app.session is not None:
        app.sitting.saver.submit(app.session)
        app.show_session()


def write_markdown(app: "FlipchartApp") -> None:
    """Write the plan beside the session, off the event loop, and say where."""
    sitting, session = app.sitting, app.session
    if sitting is None or session is None:
        return
    if app.context.rehearsal:
        app.said = REFUSED
        return
    text = as_markdown(session, View.of(app.context.clock))

    def write() -> None:
        try:
            said = f"written: {write_beside(sitting.path, text).name}"
        except OSError as error:
            said = f"not written: {error.strerror or error}"
        app.call_from_thread(setattr, app, "said", said)

    app.run_worker(write, thread=True, exclusive=True, group="writing")


def copy_markdown(app: "FlipchartApp") -> None:
    """Put the plan on the clipboard by OSC 52, and write it too, since some terminals refuse."""
    if app.session is not None and not app.context.rehearsal:
        app.copy_to_clipboard(as_markdown(app.session, View.of(app.context.clock)))
    write_markdown(app)
