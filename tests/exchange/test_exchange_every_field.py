"""Loops over every field that a session may have: each survives the file, each text reaches the Markdown."""

import pytest
from exchange_help import VIEW, full

from flipchart.domain.record import Record, defaults
from flipchart.domain.session import Session
from flipchart.exchange.writers.markdown import write
from flipchart.store.codec import decode, encode
from flipchart.store.tables import MODELS

TABLES: dict[str, type[Record]] = {"": Session, **MODELS}


@pytest.mark.parametrize("table", TABLES)
def test_every_field_survives_the_file(table: str) -> None:
    """The example has a value for each field that there is, and the file gives back each of them."""
    session = full()
    assert decode(encode(session), name="full.toml", made=session.created) == session
    rows: list[Record] = list(getattr(session, table)) if table else [session]
    unset = {name for name in defaults(TABLES[table]) if all(getattr(row, name) in (None, ()) for row in rows)}
    assert unset <= {"dropped"}


SCRIPTS = {"stages.say", "stages.watch", "challenges.sign", "challenges.response"}
"""What is for the facilitator alone: `flipchart templates NAME --cue` prints it."""


def texts(session: Session) -> list[tuple[str, str]]:
    """The free texts of a session, by where they stand."""
    found: list[tuple[str, object]] = []
    for table, model in TABLES.items():
        for row in getattr(session, table) if table else [session]:
            found += [(f"{table}.{name}", getattr(row, name)) for name in defaults(model)]
            for each in getattr(row, "challenges", ()):
                found += [("challenges.sign", each.sign), ("challenges.response", each.response)]
    return [(where, text) for where, text in found if isinstance(text, str) and " words" in text]


def test_every_text_reaches_the_markdown() -> None:
    """What people said is in the text that goes into chat and wiki, whatever table it stands in."""
    written = write(full(), VIEW)
    missing = {where for where, text in texts(full()) if text not in written}
    assert missing <= SCRIPTS, missing - SCRIPTS
