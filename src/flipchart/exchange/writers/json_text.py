"""Values that JSON knows as its text, whole or row by row; apart from the models, which need more than that."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from msgspec.json import encode, format


def dumped(value: object) -> str:
    """Return `value` as JSON for people and programs: indented, in UTF-8, with a line end."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def dumped_rows(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield `dumped` of a list of rows piece by piece, so that a long one is never whole in memory.

    There are no numbers with a point in them, which msgspec writes in another way than `json`.
    """
    rows = iter(rows)
    start = "["
    while part := list(islice(rows, _TOGETHER)):
        yield f"{start}{_dumped_part(part)}"
        start = ","
    yield "[]\n" if start == "[" else "\n]\n"


_TOGETHER = 25
"""How many rows are put into words at once: msgspec does it many times faster than `json`."""


def _dumped_part(rows: list[Mapping[str, object]]) -> str:
    """Return some rows in their places in a list, with the line end before the first and none behind the last."""
    try:
        text = format(encode(rows)).decode()
    except (UnicodeEncodeError, OverflowError):  # a file's name that is no text, a number of many digits
        text = json.dumps(rows, indent=2, ensure_ascii=False)
    return text[1:-2]
