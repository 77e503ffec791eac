"""Which steps an export holds, and from where it is looked at."""

import datetime as dt

import pytest
from exchange_help import NOW, on, plan

from flipchart.clock import ManualClock
from flipchart.domain.errors import ExchangeError
from flipchart.exchange.view import View
from flipchart.exchange.writers.selection import ALL, Selection

OWNERS = ["Ana Lopes", "Ana Petrov", "Bo", "bo", "Chen Wei", None]
SESSION = plan(
    steps=[
        {"id": str(number), "text": "a", "state": "open"} | ({"owner": owner} if owner else {})
        for number, owner in enumerate(OWNERS)
    ],
    resources=[
        {"id": "loose", "text": "r", "status": "need"},
        {"id": "tied", "text": "r", "status": "need", "steps": ["4"]},
    ],
    reports=[{"id": "p", "step": "2", "on": on(1), "state": "open"}],
)


def test_nothing_chosen_is_the_session_itself() -> None:
    """Without a choice nothing is left out."""
    assert ALL.of(SESSION) is SESSION


@pytest.mark.parametrize(("name", "ids"), [("bo", "23"), (" ANA  lopes", "0"), ("chen", "4"), ("Chen Wei", "4")])
def test_an_owner_is_named_as_people_do(name: str, ids: str) -> None:
    """Any case and the first words of the name are enough; a name written in two cases is one person."""
    assert "".join(step.id for step in Selection(owner=name).of(SESSION).steps) == ids


def test_two_owners_that_fit_are_both_named() -> None:
    """Nobody is chosen by guess."""
    with pytest.raises(ExchangeError, match="'ana' fits Ana Lopes and Ana Petrov") as caught:
        Selection(owner="ana").of(SESSION)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["an", "Dee", "Wei"])
def test_an_unknown_owner_names_the_known_ones(name: str) -> None:
    """A misspelled name is not an empty list."""
    with pytest.raises(ExchangeError, match="Owners are Ana Lopes, Ana Petrov, bo, Chen Wei") as caught:
        Selection(owner=name).of(SESSION)
    assert caught.value.exit_code == 1


def test_a_plan_without_owners_says_so() -> None:
    """There is nobody to choose yet."""
    with pytest.raises(ExchangeError, match="No step has an owner yet"):
        Selection(owner="Ana").of(plan())


def test_what_belongs_to_the_chosen_steps_stays() -> None:
    """Resources and reports go with their steps; a resource of no step is everybody's, but not one person's."""
    chosen = Selection(open_only=True).of(SESSION)
    assert [item.id for item in chosen.resources] == ["loose", "tied"]
    mine = Selection(owner="chen").of(SESSION)
    assert [item.id for item in mine.resources] == ["tied"]
    assert mine.reports == ()


def test_a_view_is_where_the_clock_is() -> None:
    """Today is the day it is for the people; an instant at the end of the calendar is left as it is."""
    view = View.of(ManualClock(NOW.replace(hour=20), dt.timezone(dt.timedelta(hours=9))))
    assert view.today == on(19)
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    assert view.local(last) == last
