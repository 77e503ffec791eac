"""A model's errors in the file's own words: "steps[3] (Draft the form).due: 'Ongoing' is not a date"."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from flipchart.store.errors import shown

_REMEDIES = {
    "string_type": ("is not a text", "Put it in quotes."),
    "string_too_short": ("is empty", "Give it a text, or take it out."),
    "date_type": ("is not a date", "Write one such as 2026-11-20 without quotes, or take the line out."),
    "datetime_type": ("is not a moment", "Write one such as 2026-11-20T09:00:00Z without quotes."),
    "timezone_aware": ("says no time zone", "Write it such as 2026-11-20T09:00:00Z."),
    "int_type": ("is not a whole number", "Write it without quotes and without a point."),
    "float_type": ("is not a number", "Write it without quotes, such as 4 or 4.5."),
    "bool_type": ("is neither true nor false", "Write true or false, without quotes."),
    "tuple_type": ("is not a list", "Put it in square brackets."),
    "model_type": ("is not a table", "Give it its own header and keys."),
    "too_short": ("has too few entries", "A show of hands has five numbers."),
    "too_long": ("has too many entries", "A show of hands has five numbers."),
}
_BRANCHES = ("int", "float")


def sentence(error: ValidationError, tables: Mapping[str, Any]) -> str:
    """Return what is wrong first, where, and what to do; and how much else is wrong.

    Positions count from one, as on the screen. At most 40 characters of a value are repeated.
    """
    details = error.errors(include_url=False, include_context=True)
    first = details[0]
    path = [part for part in first["loc"] if part not in _BRANCHES]
    others = len({tuple(part for part in each["loc"] if part not in _BRANCHES) for each in details}) - 1
    more = f" {others} more {'value needs' if others == 1 else 'values need'} a look." if others else ""
    return _says(first, path, tables) + more


def _says(first: ErrorDetails, path: Sequence[str | int], tables: Mapping[str, Any]) -> str:
    if first["type"] == "missing":
        where = _where(path[:-1], tables)
        return f"{where or 'the file'} has no `{path[-1]}`. Add that line."
    what, remedy = _what(first)
    return f"{_where(path, tables)}: {_value(first['input'])} {what}. {remedy}"


def _what(first: ErrorDetails) -> tuple[str, str]:
    if first["type"] == "literal_error":
        expected = str(first["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        return f"is none of {expected}", "Choose one of these."
    kind = "float_type" if first["loc"][-1] in _BRANCHES else first["type"]
    default = (shown(first["msg"].replace("Input should be", "should be"), 80), "Correct it.")
    return _REMEDIES.get(kind, default)


def _where(path: Sequence[str | int], tables: Mapping[str, Any]) -> str:
    words, here = "", tables
    for part in path:
        here = _inside(here, part)
        words += f"[{part + 1}]{_title(here)}" if isinstance(part, int) else f".{shown(part)}"
    return words.removeprefix(".")


def _inside(here: Any, part: str | int) -> Any:
    try:
        return here[part]
    except (KeyError, IndexError, TypeError):
        return None


def _title(item: Any) -> str:
    if not isinstance(item, Mapping):
        return ""
    names = (item.get(key) for key in ("text", "title"))
    return next((f" ({shown(name)})" for name in names if isinstance(name, str) and name), "")


def _value(value: Any) -> str:
    if isinstance(value, str):
        return f"'{shown(value)}'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | float):
        return shown(value)
    return "a list" if isinstance(value, list | tuple) else "a table"
