"""Keeping a private note: beside the session, and at the desk at once."""

from typing import TYPE_CHECKING

from flipchart.service.rehearsal import REFUSED
from flipchart.store.private import PrivateNote

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


DROPPED = "The note is dropped; M takes a new one."


def keep(app: "FlipchartApp", words: str, note: str = "") -> None:
    """Keep a note for the desk alone, or word the one with the id `note` anew; where nothing is written, say so.

    Without words that note is dropped.
    """
    private = app.sitting.private if app.sitting is not None else None
    if private is None:
        app.said = REFUSED
        return
    if note not in {it.id for it in private.state.notes}:
        private.add(PrivateNote(app.context.ids(), app.context.clock.now(), words))
    elif words:
        private.revise(note, words)
    else:
        private.drop(note)
        app.said = DROPPED
    app.private = private.state
