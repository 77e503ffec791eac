"""Lists of the shapes that people have: what each comes in as stands beside it, in `expected.toml` of its folder or
in a file of many.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomli
from exchange_help import plan

from flipchart.domain.plan import Improvement, Step
from flipchart.domain.session import Session
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.columns import Entry
from flipchart.exchange.readers.detect import read_items
from flipchart.ids import CountedIds

CASES = Path(__file__).parent.parent / "data" / "cases"
PEOPLE = ("Noor Haddad", "Piet Vos")
NOW = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.UTC)
"""A Saturday."""


class Case(NamedTuple):
    """A list as it lies on a disk, and what has to come of it."""

    data: bytes
    suffix: str
    wanted: dict[str, Any]


def _cases() -> dict[str, Case]:
    found: dict[str, Case] = {}
    for folder in sorted(it for it in CASES.iterdir() if it.is_dir()):
        source = next(path for path in sorted(folder.iterdir()) if path.stem == "input")
        wanted = tomli.loads((folder / "expected.toml").read_text("utf-8"))
        found[folder.name] = Case(source.read_bytes(), source.suffix, wanted)
    for path in sorted(CASES.glob("*.toml")):
        for it in tomli.loads(path.read_text("utf-8"))["list"]:
            data = it["input"].encode(it.get("encoding", "utf-8"))
            found[it["name"]] = Case(data, it["suffix"], {"as": ["default"]} | it)
    return found


ALL = _cases()


def taken(session: Session, entries: Sequence[Entry], how: str) -> Intake:
    """Take rows in."""
    return take_in(session, entries, Reading(NOW, CountedIds(), {"steps": True}.get(how)))


def remarks_of(intake: Intake) -> str:
    """All that is said of an intake beside its rows."""
    return "\n".join([*(hint for row in intake.rows for hint in row.hints), *intake.remarks, intake.sum])


def holds(item: Step | Improvement, wanted: dict[str, Any], names: dict[str, str]) -> None:
    """Compare what is wanted of an item, field by field; "" is nothing, words of a note have to be in it."""
    for key, value in wanted.items():
        found = getattr(item, key)
        if key == "note":
            assert all(words in (found or "") for words in value), (item.text, found)
        elif key == "improvement":
            assert names.get(found) == value
        elif isinstance(found, dt.date):
            assert found.isoformat() == value, (item.text, key)
        else:
            assert (list(found) if isinstance(found, tuple) else found or "") == value, (item.text, key, found)


RUNS = [(name, how) for name, case in ALL.items() for how in case.wanted.get("as", ["steps"])]


@pytest.mark.parametrize(("name", "how"), RUNS)
def test_a_list_of_this_shape_comes_in_right_and_once(name: str, how: str) -> None:
    """Items, people and notes are those that a person would have typed from it; read again, every row is known."""
    want, entries = ALL[name].wanted, read_items(ALL[name].data, ALL[name].suffix)
    intake = taken(plan(people=PEOPLE), entries, how)
    right(intake, want)
    again = taken(intake.session, entries, how)
    assert again.session == intake.session
    assert again.added == 0


def right(intake: Intake, want: dict[str, Any]) -> None:
    """Hold an intake to what is wanted of it."""
    session = intake.session
    names = {it.id: it.text for it in session.improvements}
    # Where it says only what the list contains, other steps may stand between.
    some = {it["text"] for it in want.get("contains", ())}
    steps = [it for it in session.steps if not some or it.text in some]
    wanted = want.get("contains", want.get("steps", ()))
    assert [it.text for it in steps] == [it["text"] for it in wanted]
    for step, fields in zip(steps, wanted, strict=True):
        holds(step, fields, names)
    if "improvements" in want:
        assert [it.text for it in session.improvements] == [it["text"] for it in want["improvements"]]
    for improvement, fields in zip(session.improvements, want.get("improvements", ()), strict=False):
        holds(improvement, fields, names)
    assert session.people == tuple(want.get("people", PEOPLE))
    notes = "\n".join(note.text for note in session.notes)
    assert all(words in notes for words in want.get("notes", ())), notes
    assert all(words in remarks_of(intake) for words in want.get("says", ())), remarks_of(intake)
    every = repr(session)
    assert not any(words in every for words in want.get("lacks", ())), every
