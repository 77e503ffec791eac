"""Keeping a private note: beside the session, for the desk alone."""

import datetime as dt

from flipchart.domain.said import said
from flipchart.ids import Ids
from flipchart.service.rehearsal import REFUSED
from flipchart.store.private import PrivateNote, PrivateNotes

DROPPED = said("The note is dropped; M starts a new one.")


def keep(private: PrivateNotes | None, words: str, note: str, now: dt.datetime, ids: Ids) -> str:
    """Keep a note, or word the one with the id `note` anew; return what is to be said, "" for nothing.

    Without words that note is dropped. A session that writes nothing has no `private` notes.
    """
    if private is None:
        return REFUSED
    if note not in {it.id for it in private.state.notes}:
        private.add(PrivateNote(ids(), now, words))
    elif words:
        private.revise(note, words)
    else:
        private.drop(note)
        return DROPPED
    return ""
