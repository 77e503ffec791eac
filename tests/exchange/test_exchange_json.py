"""The objects for scripts."""

import datetime as dt
import json
import math
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from exchange_help import NOW, VIEW, at, full, on, plan
from hypothesis import given
from hypothesis import strategies as st
from msgspec import convert

from flipchart.domain.record import defaults
from flipchart.domain.session import Session
from flipchart.exchange.writers.json import SHOWN, exported, plain, schema, shown
from flipchart.exchange.writers.json_text import dumped, dumped_rows
from flipchart.exchange.writers.selection import Selection
from flipchart.store.tables import as_tables
from strategies import sessions


def test_an_empty_session_has_every_key() -> None:
    """The listed keys are there, null or empty, beside counts, clock and gaps."""
    answer = shown(plan(), VIEW)
    assert list(answer) == [*SHOWN, "counts", "clock", "gaps"]
    assert answer["group"] is None
    assert answer["people"] == answer["steps"] == []
    assert answer["clock"] is None
    assert answer["counts"] == {
        "steps": 0, "done": 0, "dropped": 0, "late": 0, "without_owner": 0, "without_date": 0,
        "completion": None, "on_time": None, "slips": 0,
    }  # fmt: skip
    assert answer["gaps"] == [
        {"kind": "no_next_check", "item": None, "say": plain(shown(plan(), VIEW)["gaps"])[0]["say"]}  # type: ignore[index]
    ]


def test_items_have_the_keys_of_the_file() -> None:
    """A step shows what the file says of it, and nothing that is absent there."""
    session = plan(
        steps=[{"id": "s", "text": "a", "state": "open", "due": on(20), "mood": [dt.time(9), float("nan")]}]
    )
    assert shown(session, VIEW)["steps"] == [
        {"id": "s", "text": "a", "state": "open", "due": "2026-11-20", "mood": ["09:00:00", None]}
    ]


def test_the_clock_is_the_last_runs() -> None:
    """Seconds are whole numbers where they are whole, instants end in Z."""
    session = full(timing=[{"run": "ru1", "at": at(10), "event": "start", "stage": "sg1"}])
    clock: Any = shown(session, VIEW)["clock"]
    assert (clock["state"], clock["stage"], clock["remaining"]) == ("running", "sg1", 301)
    assert clock["planned_end"] == "2026-11-18T08:15:00Z"
    assert list(clock["stages"][0]) == ["id", "kind", "title", "state", "planned", "added", "spent", "remaining"]


def test_an_export_holds_the_whole_file() -> None:
    """Every table is there with every key of it, also those that `show` leaves out."""
    answer = exported(full(), VIEW)
    tables = as_tables(full())
    assert answer.keys() == tables.keys() | set(SHOWN) | {"counts", "clock", "gaps"}
    assert json.loads(dumped(answer["stages"])) == tables["stages"]


def test_an_export_follows_the_schema() -> None:
    """What is exported is a session again by the model behind `flipchart schema`."""
    answer = dumped(exported(full(), VIEW))
    assert {"counts", "clock"} <= json.loads(answer).keys()
    values = json.loads(answer)
    known = defaults(Session).keys() - {"next_check"}
    again = convert({key: values[key] for key in values.keys() & known}, Session)
    for name in known:
        assert getattr(again, name) == getattr(full(), name)


@given(session=sessions())
def test_any_session_is_json(session: Session) -> None:
    """Every session becomes JSON that a strict reader takes, with every step in it."""
    answer = json.loads(dumped(exported(session, VIEW)), parse_constant=lambda name: 1 / 0)
    assert [step["id"] for step in answer["steps"]] == [step.id for step in session.steps]
    assert len(answer["runs"]) == len(session.runs)


def test_a_selection_keeps_the_figures_of_the_whole() -> None:
    """What is left out of an export still counts: completion is the plan's, not the choice's."""
    steps = [{"id": "1", "text": "a", "state": "open"}, {"id": "2", "text": "b", "state": "done"}]
    answer: Any = exported(plan(steps=steps), VIEW, Selection(open_only=True))
    assert [step["id"] for step in answer["steps"]] == ["1"]
    assert answer["counts"]["completion"] == 0.5


def test_instants_in_other_zones_are_told_in_utc() -> None:
    """An instant is one, however it was written."""
    assert plain(NOW.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=45)))) == "2026-11-18T10:00:00Z"
    assert plain(dt.datetime.max.replace(tzinfo=dt.timezone(dt.timedelta(hours=-3)))).startswith("9999")  # type: ignore[attr-defined]


def test_sums_are_told_by_kind_and_unit() -> None:
    """Money first; units are never converted."""
    rows = [
        {"id": "a", "text": "a", "status": "need", "amount": 1200, "unit": "EUR", "kind": "money"},
        {"id": "b", "text": "b", "status": "have", "amount": 300.5, "unit": "eur", "kind": "money"},
        {"id": "c", "text": "c", "status": "need", "amount": 2, "unit": "days", "kind": "people"},
    ]
    assert shown(plan(resources=rows), VIEW)["sums"] == [
        {"kind": "money", "unit": "EUR", "amount": 1500.5, "there": 300.5},
        {"kind": "people", "unit": "days", "amount": 2, "there": 0},
    ]


def valid(answer: object) -> None:
    """Whether an object holds to the schema, formats included."""
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    assert [it.message for it in validator.iter_errors(answer)] == []


def test_what_is_shown_and_exported_holds_to_the_schema() -> None:
    """Every key of the format is shown, but no e-mail address; a check at an hour keeps its own day."""
    east = dt.datetime(2026, 12, 4, 8, tzinfo=dt.timezone(dt.timedelta(hours=13)))
    for session in (plan(), full(), full(next_check=east)):
        valid(json.loads(dumped(shown(session, VIEW))))
        valid(json.loads(dumped(exported(session, VIEW))))
    assert {*as_tables(full())} - {*shown(full(), VIEW)} == {"contacts"}
    assert shown(full(next_check=east), VIEW)["next_check"] == "2026-12-04T08:00:00+13:00"
    assert shown(full(mood="good"), VIEW)["mood"] == "good"


@given(session=sessions())
def test_any_session_holds_to_the_schema(session: Session) -> None:
    """But for numbers that JSON has not."""
    measured = [it for goal in session.goals for it in (goal.baseline, goal.target)]
    measured += [it.value for it in session.measurements] + [it.amount for it in session.resources]
    if not any(isinstance(it, float) and not math.isfinite(it) for it in measured):
        valid(json.loads(dumped(exported(session, VIEW))))


def test_the_least_file_that_a_person_types_holds_to_the_schema() -> None:
    """The one of docs/file.md: a title, and rows without ids and states."""
    readme = (Path(__file__).parents[2] / "docs" / "file.md").read_text("utf-8")
    text = re.search(r"```toml\n(?P<text>title = .*?)```", readme, re.DOTALL)
    assert text is not None
    valid(json.loads(json.dumps(tomllib.loads(text["text"]), default=str)))
    valid({"title": "Ours", "steps": [{"text": "Draft"}], "notes": [{"text": "so"}], "runs": [{}]})
    with pytest.raises(AssertionError):
        valid({"title": "Ours", "steps": [{"state": "open"}]})


TEXTS = st.text() | st.text(st.characters(categories=["Cs", "Cc", "Ll"]), max_size=4)
VALUES = st.none() | st.booleans() | st.integers() | TEXTS | st.lists(TEXTS)


@given(rows=st.lists(st.dictionaries(st.text(max_size=4), VALUES), max_size=3), times=st.sampled_from([1, 9, 50]))
def test_rows_piece_by_piece_are_the_same_text_as_the_list(rows: list[dict[str, object]], times: int) -> None:
    """Flat rows and others, empty ones and an empty list, and more of them than go together."""
    assert "".join(dumped_rows(rows * times)) == dumped(rows * times)
