"""Lists of the shapes that people have: what each comes in as stands beside it, in `expected.toml`."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import tomli
from exchange_help import plan

from flipchart.domain.plan import Improvement, Step
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.writers.rows import sum_up
from flipchart.ids import CountedIds

CASES = Path(__file__).parent.parent / "data" / "cases"
PEOPLE = ("Noor Haddad", "Piet Vos")
NOW = dt.datetime(2026, 11, 28, 12, 0, tzinfo=dt.UTC)
"""A Saturday."""


def expected(name: str) -> dict[str, Any]:
    """What has to come of a case."""
    return tomli.loads((CASES / name / "expected.toml").read_text("utf-8"))


def taken(name: str, how: str) -> Intake:
    """Take the list of a case into a session of two people."""
    source = next(path for path in sorted((CASES / name).iterdir()) if path.stem == "input")
    entries = read_items(source.read_bytes(), source.suffix)
    return take_in(plan(people=PEOPLE), entries, Reading(NOW, CountedIds(), {"steps": True}.get(how)))


def told(intake: Intake) -> str:
    """All that is said of an intake beside its rows."""
    return "\n".join([*(hint for row in intake.rows for hint in row.hints), *intake.remarks, sum_up(intake)])


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


RUNS = [(path.name, how) for path in sorted(CASES.iterdir()) for how in expected(path.name).get("as", ["steps"])]


@pytest.mark.parametrize(("name", "how"), RUNS)
def test_a_list_of_this_shape_comes_in_right(name: str, how: str) -> None:
    """Items, people and notes are those that a person would have typed from it."""
    want, intake = expected(name), taken(name, how)
    session = intake.session
    names = {it.id: it.text for it in session.improvements}
    assert [it.text for it in session.steps] == [it["text"] for it in want.get("steps", ())]
    for step, wanted in zip(session.steps, want.get("steps", ()), strict=True):
        holds(step, wanted, names)
    if "improvements" in want:
        assert [it.text for it in session.improvements] == [it["text"] for it in want["improvements"]]
    for improvement, wanted in zip(session.improvements, want.get("improvements", ()), strict=False):
        holds(improvement, wanted, names)
    assert session.people == tuple(want.get("people", PEOPLE))
    notes = "\n".join(note.text for note in session.notes)
    assert all(words in notes for words in want.get("notes", ())), notes
    assert all(words in told(intake) for words in want.get("says", ())), told(intake)


@pytest.mark.parametrize(("name", "how"), RUNS)
def test_the_same_list_again_adds_nothing(name: str, how: str) -> None:
    """Read a second time, every row is known."""
    once = taken(name, how)
    source = next(path for path in sorted((CASES / name).iterdir()) if path.stem == "input")
    reading = Reading(NOW, CountedIds(), {"steps": True}.get(how))
    again = take_in(once.session, read_items(source.read_bytes(), source.suffix), reading)
    assert again.session == once.session
    assert again.added == 0
