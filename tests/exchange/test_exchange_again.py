"""The list a month later: nothing twice, what changed is told row by row, and taken over where that is asked for."""

import datetime as dt
from typing import Any

import pytest
from exchange_help import plan
from test_exchange_cases import CASES, NOW, PEOPLE

from flipchart.domain.session import Session
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.writers.rows import row_lines
from flipchart.ids import CountedIds, random_id

LIST = CASES / "list-comes-again-changed"


def take(text: str | bytes, session: Session, *, update: bool = False, steps: bool | None = True) -> Intake:
    """Take a list into a session that holds something."""
    reading = Reading(NOW, random_id, steps, None, update)
    return take_in(session, read_items(text, ".csv"), reading)


def first() -> Session:
    """What came of the list the first time."""
    return take((LIST / "input.csv").read_bytes(), plan(people=PEOPLE)).session


def test_a_month_later_nothing_comes_twice_and_changes_are_told() -> None:
    """Full stops, spaces and case make no new step; each change is a sentence, and the plan stays as it was."""
    before = first()
    again = take((LIST / "input-a-month-later.csv").read_bytes(), before)
    assert (again.added, again.session) == (0, before)
    assert [row.changes for row in again.rows] == [
        ("In the plan it is open, in the list done; the plan was left as it is.",),
        (
            "In the plan it is open, in the list under way; the plan was left as it is.",
            "In the plan its owner is Piet Vos, in the list Bea Moreau; the plan was left as it is.",
            "In the plan its date is 2026-12-17, in the list 2027-01-29; the plan was left as it is.",
        ),
        ("In the plan it is open, in the list done; the plan was left as it is.",),
    ]
    assert again.sum.endswith("3 rows already known differ from the plan.")
    answer: Any = again.as_json()["rows"]
    assert len(answer[1]["changes"]) == 3
    assert "In the plan its owner" in "\n".join(row_lines(again, left_only=True))


def test_changes_are_taken_over_as_reports() -> None:
    """State, owner and date are reported of the step; a new owner joins the group; a second time changes nothing."""
    text = (LIST / "input-a-month-later.csv").read_bytes()
    updated = take(text, first(), update=True)
    one, two = updated.session.steps
    assert (one.state, one.finished) == ("done", NOW.date())
    assert (two.state, two.owner, two.due, two.moves) == ("doing", "Bea Moreau", dt.date(2027, 1, 29), 1)
    assert updated.session.people == (*PEOPLE, "Bea Moreau")
    assert len(updated.session.reports) == 3
    assert all("; taken over." in change for row in updated.rows[:2] for change in row.changes)
    assert not any(row.differs for row in updated.rows)
    assert "differ" not in updated.sum
    again = take_in(updated.session, read_items(text, ".csv"), Reading(NOW, CountedIds("m"), True, None, True))
    assert (again.session, again.added) == (updated.session, 0)


def test_a_step_in_other_words_is_known_by_the_lists_own_reference() -> None:
    """Where most words are the same; a reference that now stands for something else makes a step of its own."""
    before = take("Ref,Action,Owner\nA-1,Order two more tally sheets,Noor Haddad", plan(people=PEOPLE)).session
    other = "Ref,Action,Owner\nA-1,Order three more tally sheets,Noor Haddad"
    answer = take(other, before)
    assert answer.added == 0
    assert answer.rows[0].changes == (
        "In the plan it reads “Order two more tally sheets”, in the list “Order three more tally sheets”;"
        " the plan was left as it is.",
    )
    assert take(other, before, update=True).session.steps[0].text == "Order three more tally sheets"
    assert take("Ref,Action,Owner\nA-1,Paint the wall,Noor Haddad", before).added == 1


@pytest.mark.parametrize("state", ["dropped", "cancelled"])
def test_what_was_dropped_there_is_dropped_here_with_its_reason(state: str) -> None:
    """The words behind the state are the reason, where the list has them."""
    before = take("Action,Status\nPaint,Open", plan(people=PEOPLE)).session
    after = take(f"Action,Status,Reason\nPaint,{state},too dear", before, update=True).session.steps[0]
    assert (after.state, after.reason) == ("dropped", "too dear")


def test_a_change_that_cannot_be_reported_is_not() -> None:
    """A step that was carried over is told of elsewhere, a date of a finished one is none that moves."""
    steps = [{"id": "1", "text": "Paint", "state": "open", "carried_to": "x/y"}]
    before = plan(people=PEOPLE, steps=steps)
    taken = take("Action,Status\nPaint,Done", before, update=True)
    assert (taken.session, taken.rows[0].changes) == (before, ())
    dropped = plan(
        people=PEOPLE, steps=[{"id": "1", "text": "Paint", "state": "dropped", "due": dt.date(2026, 12, 1)}]
    )
    kept = take("Action,Due\nPaint,2026-12-09", dropped, update=True)
    assert (kept.session, kept.rows[0].changes) == (dropped, ())


def test_of_steps_with_the_same_words_the_one_with_the_same_owner_is_meant() -> None:
    """Each row finds its own, in whatever order they come back."""
    before = take("Action,Owner\nCall,Noor Haddad\nCall,Piet Vos", plan(people=PEOPLE)).session
    again = take("Action,Owner,Status\nCall,Piet Vos,Done\nCall,Noor Haddad,Open", before, update=True)
    assert [(it.owner, it.state) for it in again.session.steps] == [("Noor Haddad", "open"), ("Piet Vos", "done")]


def test_two_improvements_of_equal_words_at_two_places_stay_two() -> None:
    """Rows that say more than the words alone are items of their own; the same row twice is one."""
    text = "Idea,Place\nBetter signs,Ward\nBetter signs,Lab\nBetter signs,Lab"
    once = take(text, plan(people=PEOPLE), steps=None)
    assert [it.note for it in once.session.improvements] == ["Place: Ward", "Place: Lab"]
    assert (once.added, once.known) == (2, 1)
    again = take(text, once.session, steps=None)
    assert (again.session, again.added) == (once.session, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ask Noor's ward", "Ask Noor’s ward"), ('Say "no"', "Say „no“"), ("Order pads - blue", "Order pads – blue"),
        ("Order pads - blue", "order  pads — BLUE."),
    ],
)  # fmt: skip
def test_better_quotes_and_dashes_make_nothing_new(before: str, after: str) -> None:
    """Programs put other signs in for those that were typed; the words are the same."""
    once = take(f"Action;Owner\n{before};Noor Haddad\n", plan(people=PEOPLE))
    again = take(f"Action;Owner\n{after};Noor Haddad\n", once.session)
    assert (again.added, again.session) == (0, once.session)
    assert not any(row.changes for row in again.rows)


def test_a_word_behind_an_action_tells_how_it_stands() -> None:
    """The same minutes a month later: "- done" is a state and makes no new step."""
    lines = "# Minutes\n\n## Actions\n- Noor: order pads (10 Dec 2026)"
    reading = Reading(NOW, random_id, update=True)
    once = take_in(plan(people=PEOPLE), read_items(f"{lines}\n", ".md"), reading)
    again = take_in(once.session, read_items(f"{lines} - done\n", ".md"), reading)
    assert [(it.text, it.state) for it in again.session.steps] == [("order pads", "done")]
