"""Values that JSON knows as its text, whole or row by row; apart from the models, which need more than that."""

import json
from collections.abc import Iterable, Iterator, Mapping


def dumped(value: object) -> str:
    """Return `value` as JSON for people and programs: indented, in UTF-8, with a line end."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def dumped_rows(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield `dumped` of a list of rows piece by piece, so that a long one is never whole in memory."""
    start = "[\n"
    for row in rows:
        yield f"{start}  {_dumped_row(row)}"
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


_SCALARS = frozenset({str, int, float, bool, type(None)})
_FLAT = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",\n    ", ": ")).encode


def _dumped_row(row: Mapping[str, object]) -> str:
    """Return a row in its place in a list; a flat one by the encoder in C, which knows no indents."""
    if row and _SCALARS.issuperset(map(type, row.values())):
        return f"{{\n    {_FLAT(row)[1:-1]}\n  }}"
    return json.dumps(row, indent=2, ensure_ascii=False, allow_nan=False).replace("\n", "\n  ")
