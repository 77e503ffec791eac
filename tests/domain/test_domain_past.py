"""The acts of a sitting are handed on to the next one: right or refused, as undo itself."""

import pytest
from plans import improvement, plan, step

from acts import redo_label, undo_label
from flipchart.domain.agenda import Run
from flipchart.domain.commands.improvements import AddImprovement, EditImprovement
from flipchart.domain.commands.steps import AddStep
from flipchart.domain.history import REMEMBERED, Act, History, Past
from flipchart.domain.session import Session


def renamed(history: History, session: Session, *names: str) -> Session:
    """The session with its one improvement renamed again and again."""
    for name in names:
        edited = EditImprovement("i", name).apply(session)
        history.record("edit improvement", session, edited)
        session = edited
    return session


def begun() -> tuple[History, Session]:
    """A history of three acts, and the session after them."""
    history = History()
    start = plan()
    added = AddImprovement(improvement("i", text="none")).apply(start)
    history.record("add improvement", start, added)
    return history, renamed(history, added, "one", "two")


def undone(history: History, session: Session) -> Session:
    """The session with the last act taken back."""
    before = history.undo(session)
    assert before is not None
    return before


def handed_on(history: History, session: Session) -> History:
    """The history of the next sitting."""
    later = History()
    assert later.restore(history.past(session), session)
    return later


def names(session: Session) -> list[str]:
    """The improvements that people see."""
    return [it.text for it in session.improvements if it.live]


def test_what_was_done_can_be_taken_back_in_the_next_sitting() -> None:
    """All of it, in the same order, under the same labels, and what is taken back leaves its tombstone."""
    history, session = begun()
    later = handed_on(history, session)
    assert undo_label(later) == "edit improvement"
    session = undone(later, session)
    assert names(session) == ["one"]
    session = undone(later, undone(later, session))
    assert names(session) == []
    assert [it.id for it in session.improvements] == ["i"]
    assert later.undo(session) is None


def test_what_was_taken_back_can_be_done_again_in_the_next_sitting() -> None:
    """Leaving between an undo and its redo changes nothing."""
    history, session = begun()
    session = undone(history, undone(history, session))
    later = handed_on(history, session)
    assert (undo_label(later), redo_label(later)) == ("add improvement", "edit improvement")
    for name in ("one", "two"):
        again = later.redo(session)
        assert again is not None
        session = again
        assert names(session) == [name]
    assert redo_label(later) is None


def test_acts_of_both_sittings_are_taken_back_one_after_the_other() -> None:
    """The border between them is not felt."""
    history, session = begun()
    later = handed_on(history, session)
    session = renamed(later, session, "three")
    seen = []
    for _ in range(4):
        session = undone(later, session)
        seen.append(names(session))
    assert seen == [["two"], ["one"], ["none"], []]


def test_time_that_passed_meanwhile_stays() -> None:
    """Only the plan has to be the same: a run that was opened since is not taken back."""
    history, session = begun()
    past = history.past(session)
    opened = session.revise(runs=(Run(id="r", kind="follow-up"),))
    later = History()
    assert later.restore(past, opened)
    assert undone(later, opened).runs == opened.runs


def test_a_plan_that_was_changed_meanwhile_has_no_past() -> None:
    """Taking back what somebody else does not know of could take their words away."""
    history, session = begun()
    past = history.past(session)
    changed = AddStep(step("s")).apply(session)
    later = History()
    assert not later.restore(past, changed)
    assert undo_label(later) is None
    assert later.undo(changed) is None


def test_a_past_that_comes_too_late_is_not_taken() -> None:
    """Acts that were done meanwhile would be lost, or come in the wrong order."""
    history, session = begun()
    past = history.past(session)
    later = History()
    session = renamed(later, session, "three")
    assert not later.restore(past, session)
    assert names(undone(later, session)) == ["two"]


def test_nothing_is_handed_on_of_a_session_that_was_changed_from_outside() -> None:
    """Its history ends at that border."""
    history, session = begun()
    assert history.past(AddStep(step("s")).apply(session)).undo == ()
    history.boundary()
    assert history.past(session) == Past((), (), session)


@pytest.mark.parametrize("taken_back", [0, 5, REMEMBERED + 5, REMEMBERED + 20])
def test_only_the_nearest_acts_are_handed_on(taken_back: int) -> None:
    """At most thirty, those to take back before those to do again."""
    history, session = begun()
    session = renamed(history, session, *(f"n{number}" for number in range(REMEMBERED + 20)))
    done = REMEMBERED + 23
    for _ in range(taken_back):
        session = undone(history, session)
    past = history.past(session)
    undo = min(done - taken_back, REMEMBERED)
    assert (len(past.undo), len(past.redo)) == (undo, min(taken_back, REMEMBERED - undo))
    later = handed_on(history, session)
    assert redo_label(later) == redo_label(history) or not past.redo
    assert names(undone(later, session)) == names(undone(history, session))


def test_what_cannot_be_read_any_more_ends_the_past() -> None:
    """An act whose plan is gone is not guessed, and what lies before it neither."""
    _, session = begun()
    act = Act("edit improvement", lambda: None, lambda: None)
    later = History()
    assert later.restore(Past((act, act), (act,), session), session)
    assert later.undo(session) is None
    assert (undo_label(later), redo_label(later)) == (None, None)
