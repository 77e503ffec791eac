"""Keeping a private note: beside the session, and at the desk at once."""

from typing import TYPE_CHECKING

from flipchart.store.private import PrivateNote
from flipchart.tui.rehearsal import REFUSED

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


def keep(app: "FlipchartApp", words: str) -> None:
    """Keep a note for the desk alone; where nothing is written, say so."""
    private = app.sitting.private if app.sitting is not None else None
    if private is None:
        app.said = REFUSED
        return
    private.add(PrivateNote(app.context.ids(), app.context.clock.now(), words))
    app.private = private.state
