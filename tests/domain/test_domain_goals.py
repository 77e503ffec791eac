"""Goals, milestones, shows of hands and feedback, command by command."""

import pytest
from plans import TODAY, improvement, nov, plan

from flipchart.domain.commands.evaluations import (
    AddEvaluation,
    AddFeedback,
    DropFeedback,
    ReviseEvaluation,
    ReviseFeedback,
)
from flipchart.domain.commands.goals import (
    AddGoal,
    AddMeasurement,
    AddMilestone,
    DropGoal,
    DropMilestone,
    ReviseGoal,
    ReviseMilestone,
)
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.plan import Goal, Measurement, Milestone

GOAL = Goal(id="g", text="A free seat", baseline=6, target=20)
POINT = Milestone(id="m", improvement="i", text="The seats are in", due=nov(27))
HANDS = Evaluation(id="e", on=TODAY, behaviour=(0, 0, 2, 3, 1))
SAID = Feedback(id="f", on=TODAY, text="It is quieter", source="survey")


def test_a_goal_is_added_changed_and_dropped() -> None:
    """Any field but its id; what was measured stays when the goal is dropped."""
    session = AddGoal(GOAL).apply(plan())
    session = ReviseGoal("g", {"target": 24, "why": " People leave "}).apply(session)
    assert session.goals == (GOAL.revise(target=24, why="People leave"),)
    session = AddMeasurement(Measurement(goal="g", on=TODAY, value=9)).apply(session)
    session = DropGoal("g").apply(session)
    assert (session.goals[0].dropped, len(session.measurements)) == (True, 1)
    with pytest.raises(Rejected, match="dropped"):
        ReviseGoal("g", {"target": 24}).apply(session)
    with pytest.raises(Rejected, match="cannot be set here"):
        ReviseGoal("g", {"id": "x"}).apply(AddGoal(GOAL).apply(plan()))


def test_a_measurement_is_kept_once() -> None:
    """The file knows it by its whole content, so the same row twice would be one."""
    row = Measurement(goal="g", on=TODAY, value=9)
    session = AddMeasurement(row).apply(plan(goals=(GOAL,)))
    assert AddMeasurement(row).apply(session) is session
    assert len(AddMeasurement(row.revise(value=9.5)).apply(session).measurements) == 2


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_measurement_is_a_number(value: float) -> None:
    """TOML can hold nan; a goal cannot be measured by it."""
    with pytest.raises(Rejected, match="A measurement is a number"):
        AddMeasurement(Measurement(goal="g", on=TODAY, value=value)).apply(plan(goals=(GOAL,)))


def test_a_measurement_needs_its_goal() -> None:
    """A number of nothing says nothing."""
    with pytest.raises(Rejected, match="This goal is no longer in the plan"):
        AddMeasurement(Measurement(goal="gone", on=TODAY, value=9)).apply(plan())
    with pytest.raises(Rejected, match="This goal was dropped"):
        AddMeasurement(Measurement(goal="g", on=TODAY, value=9)).apply(plan(goals=(GOAL.revise(dropped=True),)))


def test_a_milestone_is_added_reached_and_dropped() -> None:
    """It belongs to an improvement that is in the plan."""
    session = AddMilestone(POINT).apply(plan(improvements=(improvement("i"),)))
    session = ReviseMilestone("m", {"reached": nov(26)}).apply(session)
    assert session.milestones == (POINT.revise(reached=nov(26)),)
    assert DropMilestone("m").apply(session).milestones[0].dropped
    with pytest.raises(Rejected, match="improvement"):
        AddMilestone(POINT).apply(plan())
    with pytest.raises(Rejected, match="improvement"):
        ReviseMilestone("m", {"improvement": "gone"}).apply(session)


def test_shows_of_hands_come_one_after_the_other() -> None:
    """The first is added, the others and a word about them are put beside it."""
    session = AddEvaluation(HANDS).apply(plan())
    session = ReviseEvaluation("e", {"rating": (0, 0, 0, 1, 5), "note": "High hand: shorter"}).apply(session)
    assert session.evaluations == (HANDS.revise(rating=(0, 0, 0, 1, 5), note="High hand: shorter"),)
    with pytest.raises(Rejected, match="does not fit"):
        ReviseEvaluation("e", {"rating": (1, 2)}).apply(session)
    with pytest.raises(Rejected, match="No hands have been counted yet"):
        AddEvaluation(Evaluation(id="x", on=TODAY)).apply(session)


def test_feedback_is_added_changed_and_dropped() -> None:
    """With its source."""
    session = AddFeedback(SAID).apply(plan())
    session = ReviseFeedback("f", {"source": "group", "who": "A reader"}).apply(session)
    assert session.feedback == (SAID.revise(source="group", who="A reader"),)
    assert DropFeedback("f").apply(session).feedback[0].dropped
    with pytest.raises(Rejected, match="does not fit"):
        ReviseFeedback("f", {"source": "rumour"}).apply(session)
