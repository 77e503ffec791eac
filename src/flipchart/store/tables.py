"""Session ↔ plain tables: what is in the file, as lists and dictionaries in the order of the model."""

import datetime as dt
import math
from collections.abc import Container, Mapping
from typing import Any

from flipchart.domain.record import Item, Record, given, tables_in
from flipchart.domain.session import Session

Tables = dict[str, Any]


MODELS: Mapping[str, type[Record]] = tables_in(Session)
"""The record of each array of tables."""

WITH_ID = frozenset(table for table, model in MODELS.items() if issubclass(model, Item))
"""The tables whose rows have an id; rows of the others are known by their whole content."""


_SCALARS = frozenset({str, int, bool, float, dt.date, dt.datetime})
_EXACT = frozenset({str, int, bool, dt.date})
"""Types whose equal values need no further comparison."""


def as_tables(record: Record, leave: Container[str] = ()) -> Tables:
    """Return a record's values as the file holds them: absent where absent, empty or as by default.

    Those of the names in `leave` are left out.
    """
    return {key: _plain(value) for key, value in given(record).items() if key not in leave}


def _plain(value: Any) -> Any:
    if type(value) in _SCALARS:
        return value
    if isinstance(value, Record):
        return as_tables(value)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def same(one: Any, other: Any) -> bool:
    """Tell whether two plain values are the same in kind and content; NaN is the same as NaN."""
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            return False
        # Most values of a long plan are texts and days: those are compared here, without a call for each.
        pairs = (
            (value, it)
            for key, value in one.items()
            if (it := other[key]) != value or type(it) is not type(value) or type(value) not in _EXACT
        )
        return all(same(value, it) for value, it in pairs)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)
