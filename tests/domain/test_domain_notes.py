"""The parking lot and notes."""

import pytest
from plans import NOW, plan

from flipchart.domain.commands.notes import AddNote, DropNote, DropParked, EditNote, EditParked, Park
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Note, Parked

BADGES = Parked(id="p", text="contractor badges")
DECIDED = Note(id="n", at=NOW, kind="note", text="we meet here")


def test_something_is_parked_once() -> None:
    """An id is never used again."""
    session = Park(BADGES).apply(plan())
    assert session.parked == (BADGES,)
    with pytest.raises(Rejected, match="This parked item is already in the plan"):
        Park(BADGES).apply(session)


def test_a_parked_item_gets_an_outcome_and_loses_it() -> None:
    """An empty outcome is none, and words are needed."""
    session = plan(parked=(BADGES,))
    answer = EditParked("p", " badges ", "asked HR").apply(session)
    assert answer.parked == (Parked(id="p", text="badges", outcome="asked HR"),)
    assert EditParked("p", "badges", " ").apply(answer).parked[0].outcome is None
    with pytest.raises(Rejected, match="This parked item needs some words"):
        EditParked("p", " ", None).apply(session)


def test_a_parked_item_is_dropped_but_kept() -> None:
    """Nothing saved is deleted."""
    assert DropParked("p").apply(plan(parked=(BADGES,))).parked[0].dropped


def test_a_note_is_added_once() -> None:
    """An id is never used again."""
    session = AddNote(DECIDED).apply(plan())
    assert session.notes == (DECIDED,)
    with pytest.raises(Rejected, match="This note is already in the plan"):
        AddNote(DECIDED).apply(session)


def test_a_note_becomes_a_decision_at_the_same_instant() -> None:
    """When it was said does not change with how it is worded."""
    after = EditNote("n", "we meet upstairs", "decision").apply(plan(notes=(DECIDED,)))
    assert after.notes == (Note(id="n", at=NOW, kind="decision", text="we meet upstairs"),)


def test_a_note_needs_words() -> None:
    """Words of spaces are refused."""
    with pytest.raises(Rejected, match="This note needs some words"):
        EditNote("n", "", "note").apply(plan(notes=(DECIDED,)))


def test_a_note_is_dropped_but_kept() -> None:
    """Nothing saved is deleted."""
    assert DropNote("n").apply(plan(notes=(DECIDED,))).notes[0].dropped
