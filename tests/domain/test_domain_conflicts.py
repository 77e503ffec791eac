"""Settling what a merge could not decide."""

import datetime as dt

import pytest

from flipchart.domain.commands.session import SettleConflict, named
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Step
from flipchart.domain.session import Conflict, Session

AT = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
STEP = Step(id="s1", text="Draft the form", state="open", owner="Ana", due=dt.date(2026, 11, 20))
OWNER = Conflict(item="s1", key="owner", kept="Ana", other="Bea", at=AT)
DUE = Conflict(item="s1", key="due", kept=dt.date(2026, 11, 20), at=AT)
TITLE = Conflict(item="x", key="title", kept="Clinic", other="The clinic", at=AT)
SESSION = Session(format=1, id="x", title="Clinic", created=AT, steps=(STEP,), conflicts=(OWNER, DUE, TITLE))


def test_what_stands_is_kept_and_the_conflict_goes() -> None:
    """Keeping changes nothing of the plan; only the row of the conflict is gone."""
    after = SettleConflict(OWNER, take_other=False).apply(SESSION)
    assert after.steps == SESSION.steps
    assert after.conflicts == (DUE, TITLE)


@pytest.mark.parametrize(
    ("conflict", "read"),
    [(OWNER, lambda it: it.steps[0].owner == "Bea"), (DUE, lambda it: it.steps[0].due is None),
     (TITLE, lambda it: it.title == "The clinic")],
)  # fmt: skip
def test_the_other_value_takes_the_place_of_the_one_that_stands(conflict: Conflict, read: object) -> None:
    """Of a step, of the session itself, and where the other side had taken the value away."""
    after = SettleConflict(conflict, take_other=True).apply(SESSION)
    assert callable(read) and read(after)
    assert conflict not in after.conflicts


def test_the_first_promise_goes_with_the_date_that_goes() -> None:
    """It would look like a date that was moved; a first promise of another day stays."""
    first, other = dt.date(2026, 11, 20), dt.date(2026, 11, 27)
    conflict = DUE.revise(other=other)
    for before, after in ((first, other), (dt.date(2026, 11, 1), dt.date(2026, 11, 1)), (None, None)):
        session = SESSION.revise(steps=(STEP.revise(first_due=before),), conflicts=(conflict,))
        step = SettleConflict(conflict, take_other=True).apply(session).steps[0]
        assert (step.due, step.first_due) == (other, after)


def test_a_value_that_does_not_fit_and_a_settled_conflict_are_refused() -> None:
    """A hand-made conflict may hold anything; it is refused in one sentence and stays."""
    wrong = Conflict(item="s1", key="due", kept=None, other="soon", at=AT)
    gone = Conflict(item="zz", key="due", kept=None, other=None, at=AT)
    session = SESSION.revise(conflicts=(wrong, gone))
    for conflict in (wrong, gone):
        with pytest.raises(Rejected):
            SettleConflict(conflict, take_other=True).apply(session)
    with pytest.raises(Rejected, match="already settled"):
        SettleConflict(OWNER, take_other=True).apply(session)


def test_a_conflict_is_told_by_the_words_of_what_it_is_about() -> None:
    """Ids are never shown."""
    assert [named(SESSION, it) for it in SESSION.conflicts] == ["Draft the form", "Draft the form", "Clinic"]


def test_a_key_of_another_program_is_settled_too() -> None:
    """What we do not know is taken as it is; the identity of an item never changes."""
    step = Step.of({"id": "a", "text": "Call HR", "state": "open", "jira": "OPS-1"})
    session = SESSION.revise(steps=(step,))
    for key, other, kept in (("jira", "OPS-2", "OPS-2"), ("jira", None, None)):
        clash = Conflict(item="a", key=key, kept="OPS-1", other=other, at=AT)
        after = SettleConflict(clash, take_other=True).apply(session.revise(conflicts=(clash,)))
        assert (after.steps[0].unknown or {}).get("jira") == kept
    for key, wrong in (("id", "b"), ("due", "Ongoing"), ("text", None), ("state", 5)):
        clash = Conflict(item="a", key=key, kept="x", other=wrong, at=AT)
        with pytest.raises(Rejected):
            SettleConflict(clash, take_other=True).apply(session.revise(conflicts=(clash,)))


def test_a_value_that_the_other_side_has_not_is_as_by_default() -> None:
    """A promise that was only hoped for here and not there becomes a promise, and not an error."""
    session = SESSION.revise(steps=(STEP.revise(hoped=True),))
    clash = Conflict(item="s1", key="hoped", kept=True, other=None, at=AT)
    after = SettleConflict(clash, take_other=True).apply(session.revise(conflicts=(clash,)))
    assert after.steps[0].hoped is False
