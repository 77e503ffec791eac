"""Tables → TOML 1.0 in the layout of the format: flat, each item under its own header, unknown keys in place."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import tomli_w

from flipchart.domain.record import defaults
from flipchart.domain.session import TABLES, Session
from flipchart.patterns import pattern
from flipchart.store.tables import MODELS

Tables = dict[str, Any]

_KNOWN = {table: frozenset(defaults(model)) for table, model in MODELS.items()}
_TOP = frozenset(defaults(Session))


class Text(str):
    """The TOML of a row of a known table, from its header to its last line."""


def written(tables: Tables, base: Tables | None = None) -> str:
    """Return the text of a file, with its end mark.

    Keys that the program does not know go where `base` has them. The rows of a known table may be `Text` already.
    Raises TypeError for a value that TOML cannot hold.
    """
    base = base or {}
    end = {**tables.get("end", {}), "complete": True}
    body = {key: value for key, value in tables.items() if key != "end"}
    blocks = [key for key, value in body.items() if _is_block(key, value)]
    lines = [
        f"{_key(key)} = {literal(body[key])}\n"
        for key in _placed([key for key in body if key not in blocks], _TOP, list(base), first=1)
    ]
    known = [table for table in TABLES if table in blocks]
    order = _placed(known + [key for key in blocks if key not in known], frozenset(known), list(base))
    chunks = ["".join(lines), *(chunk for key in order for chunk in _block(key, body[key], base.get(key)))]
    return "\n".join([*chunks, _table("[end]", end)])


def _is_block(key: str, value: Any) -> bool:
    if key in _TOP and key not in MODELS:
        return False
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(row, dict | Text) for row in value)
    )


def _block(key: str, value: Any, base: Any) -> list[str]:
    if isinstance(value, dict):
        return [_table(f"[{_key(key)}]", value)]
    known = _KNOWN.get(key)
    if known is None:
        return [_table(f"[[{_key(key)}]]", row) for row in value]
    orders = orders_in(base) if any(not known.issuperset(row) for row in value if not isinstance(row, Text)) else {}
    return [row if isinstance(row, Text) else text_of(key, row, orders) for row in value]


def text_of(table: str, row: Mapping[str, Any], orders: Mapping[str, Sequence[str]]) -> Text:
    """Return the TOML of a row of a known table; unknown keys go where `orders` (see `orders_in`) has them."""
    known = _KNOWN[table]
    if not known.issuperset(row):
        row = {name: row[name] for name in _placed(list(row), known, orders.get(_identity(row), ()))}
    parts = {name: value for name, value in row.items() if type(value) is list and name in known and _is_rows(value)}
    flat = {name: value for name, value in row.items() if name not in parts} if parts else row
    below = (_table(f"[[{table}.{name}]]", part) for name, rows in parts.items() for part in rows)
    own = _table(f"[[{table}]]", flat)
    return Text("".join((own, *below)) if parts else own)


def _is_rows(value: Any) -> bool:
    """Whether a value is written as tables below its row: the `toml` package of 2020 drops rows of inline tables."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def orders_in(rows: Any) -> Mapping[str, Sequence[str]]:
    """Return the order of keys in each row of a table, by what the row is known by."""
    return {_identity(row): list(row) for row in rows or () if isinstance(row, dict)}


def _table(header: str, row: Mapping[str, Any]) -> str:
    lines = [f"{_key(name)} = {literal(value)}\n" for name, value in row.items()]
    return f"{header}\n{''.join(lines)}"


def _identity(row: Mapping[str, Any]) -> str:
    return str(row["id"]) if "id" in row else repr(sorted((key, repr(value)) for key, value in row.items()))


def _placed(keys: list[str], known: frozenset[str], order: Sequence[str], first: int = 0) -> list[str]:
    """Return `keys` with each unknown one behind the key that stands before it in `order`."""
    result = [key for key in keys if key in known]
    start = min(first, len(result))
    unknown = [key for key in keys if key not in known]
    for position, key in enumerate(order):
        if key in unknown:
            before = next((name for name in reversed(order[:position]) if name in result), None)
            result.insert(start if before is None else result.index(before) + 1, key)
    return result + [key for key in unknown if key not in result]


_PLAIN = pattern(r'[^\x00-\x1f"\\\x7f\ud800-\udfff]*')
"""Texts that need no escape; the others, which are few, go through tomli_w, and a test compares both."""


_AS_PYTHON = frozenset({int, bool, dt.date})


@lru_cache(maxsize=512)
def _key(name: str) -> str:
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


def literal(value: Any, depth: int = 0, inline: bool = False) -> str:
    """Return a value as TOML; inside an inline table everything stays on one line, as TOML 1.0 asks."""
    if type(value) is str and _PLAIN.fullmatch(value):
        return f'"{value}"'
    if type(value) in _AS_PYTHON:
        return str(value).lower()
    if isinstance(value, dict):
        inside = ", ".join(f"{_key(key)} = {literal(item, inline=True)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return _array(value, depth, inline)
    if isinstance(value, dt.datetime):
        return moment(value)
    broken = isinstance(value, str) and "\n" in value and "\r" not in value and not inline
    return tomli_w.dumps({"v": value}, multiline_strings=broken)[4:-1]


def _array(value: list[Any], depth: int, inline: bool) -> str:
    if inline or not value:
        return f"[{', '.join(literal(item, inline=True) for item in value)}]"
    indent = "    " * depth
    rows = "".join(f"{indent}    {literal(item, depth + 1)},\n" for item in value)
    return f"[\n{rows}{indent}]"


def moment(value: dt.datetime) -> str:
    """Return an instant as TOML writes it; TOML knows no offsets of seconds, so these go to UTC."""
    offset = value.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        value = value.astimezone(dt.UTC)
    whole = value.microsecond % 1000 == 0 and value.microsecond
    text = value.isoformat(timespec="milliseconds" if whole else "auto")
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
