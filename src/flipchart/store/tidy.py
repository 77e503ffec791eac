"""Raw tables as a person or a program wrote them → tables for the model: cleaned, complete, with ids."""

import base64
import datetime as dt
import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeGuard

from flipchart.domain.kinds import FORMAT
from flipchart.domain.record import REQUIRED, Record, defaults
from flipchart.domain.session import TABLES, Session
from flipchart.domain.text import FIELD_LIMIT, NOTE_LIMIT, clean, was_cut
from flipchart.patterns import pattern
from flipchart.store.tables import MODELS, WITH_ID

Tables = dict[str, Any]

DEEPEST = 100
"""How many levels of unknown tables are kept; what is written must be readable again."""

_BY_HAND: Mapping[str, Tables] = {
    "steps": {"state": "open"},
    "resources": {"status": "need"},
    "notes": {"kind": "note"},
    "runs": {"kind": "workshop"},
}
_LONG = {("notes", "text"), ("feedback", "text")}
_AS_IS = 1 << 62
_FIELDS = {table: frozenset(defaults(model)) for table, model in MODELS.items()}
_NO_CONTENT = frozenset({"format", "id", "end"})


_PLAIN = pattern(r"[\n -\[\]-~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u4e00-\u9fff]*")
"""Texts without escapes, control characters and combining marks."""
_PLAIN_ASCII = b"\n" + bytes(range(0x20, 0x7F)).replace(b"\\", b"")


def is_plain(text: str) -> bool:
    """Tell, from a file's whole text, that cleaning would change none of its texts, as with most files.

    No text in it is then empty, longer than a line, or outside NFC (every part of an NFC text is in NFC).
    """
    if '""' in text or "''" in text:
        return False
    if text.isascii():
        normal = not text.encode().translate(None, _PLAIN_ASCII)
    else:
        normal = _PLAIN.fullmatch(text) is not None and unicodedata.is_normalized("NFC", text)
    return normal and not _has_long_line(text)


def _has_long_line(text: str) -> bool:
    """Tell whether a line is longer than a field may be: such a one goes over at least one of these places."""
    ends = ((text.rfind("\n", 0, at), text.find("\n", at)) for at in range(FIELD_LIMIT, len(text), FIELD_LIMIT))
    return any((len(text) if end < 0 else end) - start - 1 > FIELD_LIMIT for start, end in ends)


def tidy(raw: Mapping[str, Any], made: dt.datetime, *, plain: bool = False) -> Tables:
    """Return `raw` cleaned and completed; `made` is the instant for what a person typed without one.

    Every reader makes the same ids for the same content. `plain` is what `is_plain` says of the text. Raises
    RecursionError when it is nested too deeply.
    """
    tables = _as_they_are(raw) if plain else _cleaned(raw, Session, "")
    _complete(tables, raw, made)
    typed = "format" not in raw
    for table in TABLES:
        if _is_rows(tables.get(table)) and table in WITH_ID:
            tables[table] = _identified(table, tables[table], typed, made)
    end = tables.pop("end", None)
    kept = {key: value for key, value in end.items() if key != "complete"} if isinstance(end, dict) else {}
    return tables | ({"end": kept} if kept else {})


def cut(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where a text is longer than the program keeps, such as "steps[3].note", for the notice about it."""
    found = [key for key, value in raw.items() if key in defaults(Session) and _too_long(value, "", key)]
    for table, model in MODELS.items():
        rows = raw.get(table)
        for number, row in enumerate(rows if _is_rows(rows) else (), 1):
            found += [
                f"{table}[{number}].{key}"
                for key, value in row.items()
                if key in defaults(model) and _too_long(value, table, key)
            ]
    return tuple(found)


def derived_id(table: str, text: str, occurrence: int) -> str:
    """Return an id for an item typed without one: 8 characters of base 32, derived from its content."""
    digest = hashlib.sha256(f"{table}\0{text}\0{occurrence}".encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:8]


def _limit(table: str, key: str) -> int:
    if key in ("kept", "other"):
        return _AS_IS
    return NOTE_LIMIT if key == "note" or (table, key) in _LONG else FIELD_LIMIT


def _too_long(value: object, table: str, key: str) -> bool:
    return isinstance(value, str) and was_cut(value, limit=_limit(table, key))


def _is_rows(value: object) -> TypeGuard[list[Tables]]:
    return isinstance(value, list) and {dict}.issuperset(map(type, value))


def _cleaned(row: Mapping[str, Any], model: type[Record], table: str) -> Tables:
    known = defaults(model)
    kept: Tables = {}
    for key, value in row.items():
        if key not in known:
            kept[key] = _text(value, _AS_IS, 0)
        elif not table and key in MODELS and _is_rows(value):
            kept[key] = [_cleaned(item, MODELS[key], key) for item in value]
        elif not table and key in MODELS and isinstance(value, list):
            kept |= {key: _text(value, _AS_IS, 0)}  # for the model to refuse: an empty text is no row
        else:
            neat = _known(value, _limit(table, key))
            if neat != "" or known[key] is REQUIRED:
                kept[key] = neat
    return kept


def _as_they_are(raw: Mapping[str, Any]) -> Tables:
    """Return the tables of a plain file; of what the program does not know the depth is looked at nevertheless."""
    return {
        key: [row if row.keys() <= _FIELDS[key] else _cleaned(row, MODELS[key], key) for row in value]
        if key in MODELS and _is_rows(value)
        else (value if key in defaults(Session) else _text(value, _AS_IS, 0))
        for key, value in raw.items()
    }


def _known(value: Any, limit: int) -> Any:
    neat = _text(value, limit, 0)
    if isinstance(neat, list) and limit != _AS_IS:
        return [item for item in neat if item != ""]
    return neat


def _text(value: Any, limit: int, depth: int) -> Any:
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(value, str):
        return clean(value, limit=limit)
    if isinstance(value, list):
        return [_text(item, limit, depth + 1) for item in value]
    if isinstance(value, dict):
        return {key: _text(item, limit, depth + 1) for key, item in value.items()}
    return value


def _complete(tables: Tables, raw: Mapping[str, Any], made: dt.datetime) -> None:
    if not tables.get("id"):
        # From all that it says: two plans of one title are two sessions, and a copy of a file is the same one.
        content = {key: value for key, value in tables.items() if key not in _NO_CONTENT}
        tables["id"] = derived_id("", repr(_in_order(content)), 0)
    if "format" not in raw:
        tables["format"] = FORMAT
        tables.setdefault("created", made)


def _in_order(value: Any) -> Any:
    """Return a value in which the order of keys says nothing."""
    if isinstance(value, dict):
        return sorted((key, _in_order(item)) for key, item in value.items())
    return [_in_order(item) for item in value] if isinstance(value, list) else repr(value)


def _identified(table: str, rows: list[Tables], typed: bool, made: dt.datetime) -> list[Tables]:
    taken = {row["id"] for row in rows if isinstance(row.get("id"), str)}
    if not typed and len(taken) == len(rows) and "" not in taken:
        return rows
    seen: set[str] = set()
    done = []
    for row in rows:
        known = row.get("id", "")
        if typed or known == "":
            row = row | _by_hand(table, made) | row  # noqa: PLW2901 - the same row, completed
        if known == "" or (isinstance(known, str) and known in seen):
            row = row | {"id": _free_id(table, _words(row), taken)}  # noqa: PLW2901 - likewise
        seen.add(str(row["id"]))
        taken.add(str(row["id"]))
        done.append(row)
    return done


def _by_hand(table: str, made: dt.datetime) -> Tables:
    return dict(_BY_HAND.get(table, {})) | ({"at": made} if table == "notes" else {})


def _words(row: Tables) -> str:
    text = row.get("text") or row.get("title")
    return str(text) if text else repr(sorted((key, repr(value)) for key, value in row.items() if key != "id"))


def _free_id(table: str, text: str, taken: set[str]) -> str:
    occurrence = 0
    while (made := derived_id(table, text, occurrence)) in taken:
        occurrence += 1
    return made
