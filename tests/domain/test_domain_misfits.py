"""What is refused of a record is told by place and kind, and what is told is refused."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flipchart.domain import record
from flipchart.domain.misfits import misfits
from flipchart.domain.record import REQUIRED, Record, Unfit, defaults, tables_in
from flipchart.domain.session import Session
from strategies import toml_values, values

NOON = dt.datetime(2026, 11, 20, 12)  # noqa: DTZ001 - a moment that says no time zone
SOME: list[Any] = [None, "", 0, -1, 6, 1.5, float("nan"), True, NOON, NOON.date(), [], [0] * 6, [""], {}]
ODD = st.one_of(toml_values(), st.sampled_from(SOME))
MODELS: list[type[Record]] = [Session, *tables_in(Session).values()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_a_fault_is_told_where_there_is_one_and_only_there(model: type[Record], data: st.DataObject) -> None:
    """The walk that words a fault and the check that finds it agree, whatever stands under each of four keys."""
    sound = data.draw(values(model, frozenset(tables_in(model))))
    for _ in range(4):
        key = data.draw(st.sampled_from(sorted(defaults(model))))
        changed: dict[str, Any] = sound | {key: data.draw(ODD)}
        try:
            model.of(changed)
        except Unfit as error:
            assert error.problems[0].fault != "other", changed[key]
            assert {problem.path[0] for problem in error.problems} == {key}
        else:
            assert [problem.fault for problem in misfits(model, changed)] == ["other"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_all_that_is_needed_and_missing_is_told(model: type[Record]) -> None:
    """Each key of its own, in the model's order."""
    needed = [key for key, value in defaults(model).items() if value is REQUIRED]
    with pytest.raises(Unfit) as nothing:
        model.of({})
    assert [it.path for it in nothing.value.problems if it.fault == "missing"] == [(key,) for key in needed]


@given(values(Session))
def test_a_record_says_what_it_was_made_of(said: dict[str, Any]) -> None:
    """Unknown keys beside the known ones, at every depth; one named as the model's own field for them too."""
    odd = {"unknown": 1, "": {"": 2}}
    session = Session.of(said | odd)
    assert session.unknown is not None
    assert session.unknown.items() >= odd.items()
    assert Session.of(record.given(session)) == session
    assert session.revise(title="Other").unknown == session.unknown
