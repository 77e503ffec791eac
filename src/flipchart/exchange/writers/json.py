"""The plan for scripts: the objects of `show --json` and `export --to json`."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

from flipchart.domain.clock_words import clock_json, instant
from flipchart.domain.figures import counts
from flipchart.domain.needs import sums
from flipchart.domain.record import Record, defaults, given
from flipchart.domain.session import Session
from flipchart.domain.timing import session_clock
from flipchart.exchange.view import View
from flipchart.exchange.writers.json_text import dumped
from flipchart.exchange.writers.selection import ALL, Selection

SHOWN = (*(name for name in defaults(Session) if name != "contacts"), "sums")
"""The keys of `show --json` that are always there, null or empty where the session has nothing; no e-mail address."""


def shown(session: Session, view: View, load_elsewhere: Mapping[str, int] | None = None) -> dict[str, object]:
    """Return the object of `show --json`: the plan, its counts, the last run's clock and the gaps.

    `load_elsewhere` are the owners' open steps in the group's other sessions, as for `gaps`.
    """
    more = {key: plain(value) for key, value in (session.unknown or {}).items()}
    return _plan(session) | more | _derived(session, view, load_elsewhere)


def exported(session: Session, view: View, selection: Selection = ALL) -> dict[str, object]:
    """Return everything that the session file holds, after `flipchart schema`, and what `shown` tells.

    Keys that the program does not know are kept. The counts, the clock and the gaps are those of the whole
    plan, also where only some steps are selected.
    """
    chosen = selection.of(session)
    return as_row(chosen) | _plan(chosen) | _derived(session, view)


def write(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return what `exported` tells, as text."""
    return dumped(exported(session, view, selection))


def as_row(record: Record) -> dict[str, object]:
    """Return a record's keys as in the file: absent where unknown, empty or as by default."""
    return {key: plain(value) for key, value in given(record).items()}


def plain(value: Any) -> object:
    """Return any value of a session as JSON holds it: dates in ISO, instants in UTC, NaN as null."""
    if isinstance(value, Record):
        return as_row(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return _scalar(value)


def _scalar(value: object) -> object:
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return _instant(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _instant(at: dt.datetime) -> str:
    try:
        return instant(at)
    except OverflowError:  # the first and the last day of the calendar have no UTC everywhere
        return at.isoformat()


def _plan(session: Session) -> dict[str, object]:
    tables = {key: plain(getattr(session, key)) for key in SHOWN if key != "sums"}
    tables["sums"] = [
        {"kind": it.kind, "unit": it.unit, "amount": it.amount, "there": it.there} for it in sums(session.resources)
    ]
    # The day of the check is the one in its own offset, which is not always that in UTC.
    return tables | ({"next_check": session.check_at.isoformat()} if session.check_at else {})


def _derived(session: Session, view: View, loads: Mapping[str, int] | None = None) -> dict[str, object]:
    from flipchart.domain.gaps import gaps  # noqa: PLC0415 - lists of sessions and steps tell none

    clock = session_clock(session, view.now)
    asked = gaps(session, view.today, load_elsewhere=loads or {})
    return {
        "counts": _counts(session, view.today),
        "clock": clock_json(clock) if clock else None,
        "gaps": [{"kind": it.kind, "item": it.item, "say": it.say} for it in asked],
    }


def _counts(session: Session, today: dt.date) -> dict[str, object]:
    count = counts(session, today)
    return {
        "steps": count.steps,
        "done": count.done,
        "dropped": count.dropped,
        "late": count.late,
        "without_owner": count.without_owner,
        "without_date": count.without_date,
        "completion": count.completion.value,
        "on_time": count.on_time.value,
        "slips": count.slips,
    }


_MADE: Mapping[str, Sequence[str]] = {
    "Session": ("format", "id", "created"), "Step": ("state",), "Resource": ("status",), "Note": ("at", "kind"),
    "Run": ("kind",),
}  # fmt: skip
"""What a reader makes where a person who types a file leaves it out, beside the ids of all items."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a session file, as a person may type it and as this program writes it."""
    from msgspec.json import schema_components  # noqa: PLC0415 - for `flipchart schema` alone

    _, tables = schema_components([Session], ref_template="#/$defs/{name}")
    for name, table in tables.items():
        left = [key for key in table.get("required", ()) if key != "id" and key not in _MADE.get(name, ())]
        # Keys that the program does not know are kept: here they are in one field, in a file beside the others.
        known = {key: value for key, value in table["properties"].items() if key}
        table |= {"required": left, "properties": known, "additionalProperties": True}
    whole: dict[str, Any] = tables.pop("Session")
    return whole | {"$defs": tables}
