"""The next check: whether it is still ahead, and the hour that was agreed for it.

The file has a date for it and no hour (session-file.md), so the hour is kept as what it is: a decision of the
group, in a note whose beginning is written and read here.
"""

import datetime as dt
from collections.abc import Sequence

from flipchart.domain.session import Session
from flipchart.domain.when import day
from flipchart.domain.when.hours import hour_of


def standing_check(session: Session, today: dt.date) -> dt.date | None:
    """Return the next check if it is still ahead: not past, and not today's where the group has met today."""
    check = session.next_check
    if check is None or check < today or (check == today and _met(session, today)):
        return None
    return check


def _met(session: Session, today: dt.date) -> bool:
    runs = {run.id for run in session.runs if run.kind == "follow-up"}
    return any(it.run in runs and it.event == "start" and it.at.date() == today for it in session.timing)


def without_hour(words: Sequence[str]) -> tuple[str, dt.time | None]:
    """Return a line without the first hour in it, and that hour; raises Rejected where there is no such hour."""
    for place in range(len(words)):
        found = hour_of(words[place:])
        if found is not None:
            hour, used = found
            return " ".join([*words[:place], *words[place + used :]]), hour
    return " ".join(words), None


def _begins(on: dt.date) -> str:
    return f"Next check {day(on, dt.date.min)} at "


def hour_note(on: dt.date, hour: dt.time, caller: str | None) -> str:
    """Return the decision that keeps the hour of the next check."""
    return f"{_begins(on)}{hour:%H:%M}{f', {caller} calls it' if caller else ''}."


def check_hour(session: Session) -> str | None:
    """Return the hour that was agreed last for the next check, as "10:00", or None."""
    if session.next_check is None:
        return None
    begins = _begins(session.next_check)
    told = [it.text for it in session.notes if it.live and it.kind == "decision" and it.text.startswith(begins)]
    return told[-1][len(begins) : len(begins) + 5] if told else None
