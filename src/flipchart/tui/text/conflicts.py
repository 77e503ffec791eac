"""What was changed on both sides, in words; pure."""

import datetime as dt

from flipchart.domain.commands.session import named
from flipchart.domain.said import said
from flipchart.domain.saying import STATES
from flipchart.domain.session import Conflict, Session
from flipchart.domain.when import day
from flipchart.tui.text.language import t
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

FIELDS = {
    "due": said("by when"), "owner": said("who"), "text": said("words"), "state": said("state"),
    "first_due": said("first promised"), "dropped": said("dropped"), "next_check": said("next check"),
    "next_caller": said("who calls it"),
}  # fmt: skip


def conflict_rows(session: Session, today: dt.date, refused: str = "") -> tuple[Row, ...]:
    """The first conflict with both values, and how many there are; and why the last answer was refused."""
    if not session.conflicts:
        return (Words(None, t("All is settled."), "ok"),)
    first = session.conflicts[0]
    kept, other = both(first, today)
    return (
        Heading(None, t("{n} of {count}", n=1, count=len(session.conflicts))), BLANK,
        Words(None, named(session, first), "bold"),
        Words(None, t("{field}: changed on both sides", field=field_of(first))), BLANK,
        Words(None, kept, "", 4, "1"), Words(None, t("keep this, as it stands"), "quiet", 4),
        Words(None, other, "", 4, "2"), Words(None, t("take this instead"), "quiet", 4),
        *((BLANK, Words(None, refused, "warn", mark="!")) if refused else ()),
    )  # fmt: skip


def field_of(conflict: Conflict) -> str:
    """What was changed, in words."""
    return FIELDS.get(conflict.key, conflict.key.replace("_", " "))


def both(conflict: Conflict, today: dt.date) -> tuple[str, str]:
    """The value that stands and the other one, in words."""
    states = {str(state): t(words) for state, words in STATES.items()} if conflict.key == "state" else {}
    kept, other = (states.get(str(it)) or in_words(it, today) for it in (conflict.kept, conflict.other))
    return kept, other


def in_words(value: object, today: dt.date) -> str:
    """A value of the file in words."""
    if value is None:
        return t("nothing")
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return t(day(value, today))
    if isinstance(value, list | tuple):
        return ", ".join(in_words(part, today) for part in value)
    return str(value)
