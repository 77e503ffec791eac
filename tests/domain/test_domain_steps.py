"""The life of a step, command by command."""

import datetime as dt
from collections.abc import Mapping

import pytest
from plans import TODAY, improvement, need, nov, plan, report, step

from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.steps import (
    AddStep,
    AnswerStep,
    AssignStep,
    DropStep,
    MoveStep,
    ReviseStep,
)
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Resource, Step
from flipchart.domain.session import Session


def assign(
    owner: str | None, due: dt.date | None, *, planning: bool = False, hoped: bool = False, to: str = "s"
) -> AssignStep:
    """Owner and date for the step `s` on TODAY."""
    return AssignStep(to, owner, due, hoped, TODAY, "r", planning)


def revise(changes: Mapping[str, object], *, planning: bool = False, needs: tuple[Resource, ...] = ()) -> ReviseStep:
    """Changes of the step `s` on TODAY."""
    return ReviseStep("s", changes, TODAY, "r", planning, needs)


def only(session: Session) -> Step:
    """The one step of a session."""
    (it,) = session.steps
    return it


def test_a_step_is_added_at_the_end_with_its_people_and_needs() -> None:
    """Unknown owners and helpers join the group; a need is tied to the step that needs it."""
    new = step("s", owner="chen wei", helpers=("Bo", "BO"), due=nov(20), improvement="i")
    before = plan(people=("Chen Wei",), steps=(step("x"),), improvements=(improvement("i"),))
    after = AddStep(new, (need("n"), need("m", steps=("s",)))).apply(before)
    added = after.steps[-1]
    assert (added.owner, added.helpers, added.first_due) == ("Chen Wei", ("Bo",), nov(20))
    assert after.people == ("Chen Wei", "Bo")
    assert [(it.id, it.steps) for it in after.resources] == [("n", ("s",)), ("m", ("s",))]


def test_a_hoped_date_is_no_first_promise() -> None:
    """first_due keeps promises only, and one that is given already is kept."""
    assert only(AddStep(step("s", due=nov(20), hoped=True)).apply(plan())).first_due is None
    assert only(AddStep(step("s", due=nov(20), first_due=nov(6))).apply(plan())).first_due == nov(6)


def test_a_step_or_a_need_with_a_used_id_is_rejected() -> None:
    """Ids are made once and never used again."""
    with pytest.raises(Rejected, match="This step is already in the plan"):
        AddStep(step("s")).apply(plan(steps=(step("s", state="dropped"),)))
    with pytest.raises(Rejected, match="This resource is already in the plan"):
        AddStep(step("s"), (need("s"),)).apply(plan())


def test_assigning_sets_owner_and_first_promise() -> None:
    """The first date that is not hoped is the first promise, and no report is needed for it."""
    after = assign("Ana", nov(20)).apply(plan(steps=(step("s"),)))
    it = only(after)
    assert (it.owner, it.due, it.first_due, it.moves, after.people) == ("Ana", nov(20), nov(20), 0, ("Ana",))
    assert after.reports == ()


def test_assigning_can_take_owner_and_date_away() -> None:
    """None and spaces are nobody."""
    before = plan(steps=(step("s", owner="Ana", due=nov(20), first_due=nov(20)),))
    it = only(assign(" ", None, planning=True).apply(before))
    assert (it.owner, it.due, it.first_due) == (None, None, None)


def test_a_new_owner_has_not_answered_yet() -> None:
    """Another owner is not bound by an answer; the same one in other letters is."""
    before = plan(people=("Ana",), steps=(step("s", owner="Ana", answer="accepted"),))
    assert only(assign("Bo", None).apply(before)).answer is None
    assert only(assign("ANA", None).apply(before)).answer == "accepted"
    assert only(assign("ANA", None).apply(before)).owner == "Ana"


def test_a_date_replaced_while_planning_is_a_correction() -> None:
    """The first promise follows it, nothing counts as moved, nothing is reported."""
    before = plan(steps=(step("s", due=nov(20), first_due=nov(20)),))
    after = assign(None, nov(27), planning=True).apply(before)
    assert (only(after).due, only(after).first_due, only(after).moves) == (nov(27), nov(27), 0)
    assert after.reports == ()


def test_a_date_moved_later_is_a_move_with_a_report() -> None:
    """The first promise stays, moves goes up, and the report has the new date and the old state."""
    before = plan(steps=(step("s", owner="Ana", state="doing", due=nov(20), first_due=nov(20)),))
    after = assign("Ana", nov(27)).apply(before)
    assert (only(after).due, only(after).first_due, only(after).moves) == (nov(27), nov(20), 1)
    assert after.reports == (report("r", "s", TODAY, state="doing", due=nov(27), owner="Ana"),)


def test_a_date_that_had_passed_is_moved_even_while_planning() -> None:
    """Moving a passed date writes a report anywhere; it may be carried over from the last workshop."""
    before = plan(steps=(step("s", due=nov(6), first_due=nov(6)),))
    after = assign(None, nov(27), planning=True).apply(before)
    assert (only(after).first_due, only(after).moves) == (nov(6), 1)
    assert [(it.due, it.state) for it in after.reports] == [(nov(27), "open")]


def test_a_report_id_is_used_once() -> None:
    """A second report under the same id is rejected rather than mixed up."""
    before = plan(steps=(step("s", due=nov(6)),), reports=(report("r", "s", nov(7)),))
    with pytest.raises(Rejected, match="This report is already in the plan"):
        assign(None, nov(27)).apply(before)


def test_revising_follows_the_rules_of_assigning() -> None:
    """A step edited as a line gets the same promise, report, people and needs as one that is assigned."""
    before = plan(steps=(step("s", owner="Ana", answer="accepted", due=nov(6), first_due=nov(6)),))
    changes = {"text": " Draft two forms ", "owner": "Bo", "helpers": ("Zoe",), "due": nov(27)}
    after = revise(changes, needs=(need("n"),)).apply(before)
    it = only(after)
    assert (it.text, it.owner, it.helpers, it.answer) == ("Draft two forms", "Bo", ("Zoe",), None)
    assert (it.due, it.first_due, it.moves, len(after.reports)) == (nov(27), nov(6), 1, 1)
    assert (after.people, after.resources[0].steps) == (("Bo", "Zoe"), ("s",))


def test_revising_with_an_answer_keeps_that_answer() -> None:
    """An answer that is set together with the owner is the new owner's."""
    before = plan(steps=(step("s", owner="Ana"),))
    assert only(revise({"owner": "Bo", "answer": "tentative"}).apply(before)).answer == "tentative"


def test_revising_the_date_away_takes_the_hope_along() -> None:
    """A hoped date that is cleared leaves no wish without a date."""
    before = plan(steps=(step("s", due=nov(27), hoped=True),))
    it = only(revise({"due": None}, planning=True).apply(before))
    assert (it.due, it.hoped) == (None, False)


@pytest.mark.parametrize("key", ["id", "state", "urgency"])
def test_revising_cannot_set_identity_state_or_unknown_fields(key: str) -> None:
    """The state has a command of its own, which writes the report."""
    with pytest.raises(Rejected, match=f"The {key} of this step cannot be set here"):
        revise({key: "done"}).apply(plan(steps=(step("s"),)))


def test_revising_never_leaves_a_step_without_words() -> None:
    """A required field cannot be emptied, and the sentence says which."""
    with pytest.raises(Rejected, match="The text of this step cannot be empty"):
        revise({"text": "  "}).apply(plan(steps=(step("s"),)))


def test_a_step_moves_among_those_of_its_improvement() -> None:
    """Steps of others and dropped ones are jumped over; they keep their places."""
    session = plan(
        improvements=(improvement("i"),),
        steps=(
            step("a", improvement="i"),
            step("x"),
            step("d", improvement="i", state="dropped"),
            step("b", improvement="i"),
            step("y", improvement="gone"),
        ),
    )
    assert "".join(it.id for it in MoveStep("b", -1).apply(session).steps) == "bxday"
    assert "".join(it.id for it in MoveStep("y", -5).apply(session).steps) == "aydbx"


def test_a_dropped_step_keeps_all_that_was_said_of_it() -> None:
    """Dropping is a decision: state and reason change, nothing else."""
    before = plan(steps=(step("s", owner="Ana", due=nov(20), note="hard"),), people=("Ana",))
    it = only(DropStep("s", " too dear ").apply(before))
    assert it == only(before).revise(state="dropped", reason="too dear")
    assert only(DropStep("s").apply(before)).reason is None


@pytest.mark.parametrize("command", [assign("Ana", None), revise({}), MoveStep("s", 1), DropStep("s")])
def test_a_dropped_step_is_left_alone(command: AssignStep | ReviseStep | MoveStep | DropStep) -> None:
    """It has to be opened again first, and the remedy says how."""
    with pytest.raises(Rejected, match="Open it again first"):
        command.apply(plan(steps=(step("s", state="dropped"),)))


def test_the_owner_answers_and_takes_it_back() -> None:
    """An answer is the owner's; None is no answer yet."""
    before = plan(steps=(step("s", owner="Ana"),), people=("Ana",))
    after = AnswerStep("s", "tentative").apply(before)
    assert only(after).answer == "tentative"
    assert only(AnswerStep("s", None).apply(after)).answer is None


def test_a_step_without_owner_has_nobody_to_answer() -> None:
    """The remedy is to name the owner."""
    with pytest.raises(Rejected, match=r"no owner who could answer\. Name its owner first"):
        AnswerStep("s", "accepted").apply(plan(steps=(step("s"),)))


def test_being_done_has_a_day_and_a_report() -> None:
    """A report is added and the step's present state moves."""
    before = plan(steps=(step("s", owner="Ana"),), people=("Ana",))
    after = RecordReport("s", TODAY, "r", state="done", note=" Queue is gone ", run="run").apply(before)
    assert (only(after).state, only(after).finished) == ("done", TODAY)
    assert after.reports == (report("r", "s", TODAY, state="done", run="run", owner="Ana", note="Queue is gone"),)


def test_being_done_keeps_its_first_day_and_loses_it_when_opened_again() -> None:
    """Said again it is not done later; taken up again it is not done."""
    done = plan(steps=(step("s", state="done", finished=nov(10)),))
    assert only(RecordReport("s", TODAY, "r", state="done").apply(done)).finished == nov(10)
    assert only(RecordReport("s", TODAY, "r", state="doing").apply(done)).finished is None


def test_dropping_at_a_check_in_keeps_the_reason_and_opening_again_forgets_it() -> None:
    """The note of a dropped step is its reason."""
    dropped = RecordReport("s", TODAY, "r", state="dropped", note="no money").apply(plan(steps=(step("s"),)))
    assert only(dropped).reason == "no money"
    assert only(RecordReport("s", TODAY, "q", state="open").apply(dropped)).reason is None


def test_a_step_that_comes_later_counts_from_its_day() -> None:
    """While the plan is being made nobody says the day, and the step was there from the beginning."""
    assert AddStep(step("n"), today=TODAY).apply(plan()).steps[0].added == TODAY
    assert AddStep(step("n")).apply(plan()).steps[0].added is None
