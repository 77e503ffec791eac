"""Values that JSON knows as its text, whole or row by row; apart from the models, which need more than that."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice

from msgspec.json import encode, format


def dumped(value: object) -> str:
    """Return `value` as JSON for people and programs: indented, in UTF-8, with a line end."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def dumped_rows(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield `dumped` of a list of rows piece by piece, so that a long one is never whole in memory."""
    rows = iter(rows)
    start = "["
    while part := list(islice(rows, _TOGETHER)):
        yield f"{start}{_dumped_part(part)}"
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"


_TOGETHER = 25
_EXACT = frozenset({str, int, bool, type(None)})
"""Kinds that msgspec words as `json` does, many times faster."""


def _dumped_part(rows: list[Mapping[str, object]]) -> str:
    """Return some rows in their places in a list, with the line end before the first and none behind the last."""
    text = ""
    if all(_EXACT.issuperset(map(type, row.values())) for row in rows):
        # Names of files that are no text, and numbers of many digits, are for the other one.
        with suppress(UnicodeEncodeError, OverflowError):
            text = format(encode(rows)).decode()
    return (text or json.dumps(rows, indent=2, ensure_ascii=False, allow_nan=False))[1:-2]
