"""What a stage has still to work through."""

from typing import Any, get_args

import pytest
from plans import NOW, TODAY, improvement, nov, plan, report, step, workshop

from flipchart.domain.agenda import StageKind
from flipchart.domain.follow_up import Evaluation
from flipchart.domain.pending import pending_words, still_to_do
from flipchart.domain.plan import Goal, Step
from flipchart.domain.session import Session


def told(session: Session, kind: StageKind) -> tuple[int, str | None]:
    """The number and the words."""
    return still_to_do(session, kind), pending_words(session, kind)


def assigned(**values: Any) -> Step:
    """A step with owner and date."""
    return step("x", **({"owner": "Ana", "due": nov(20)} | values))


@pytest.mark.parametrize("kind", get_args(StageKind))
def test_every_stage_has_nothing_to_do_in_an_empty_plan_but_to_evaluate(kind: StageKind) -> None:
    """Three shows of hands need no plan."""
    expected = (3, "3 shows of hands to go") if kind == "evaluate" else (0, None)
    assert told(plan(), kind) == expected


@pytest.mark.parametrize("kind", ["introduce", "strategy", "resources", "promises", "nextcheck"])
def test_some_stages_go_by_no_items(kind: StageKind) -> None:
    """Resources go by exception, so there is no time for each."""
    session = plan(improvements=(improvement("a"),), steps=(step("s"),))
    assert told(session, kind) == (0, None)


def test_define_counts_improvements_above_the_line_without_a_step() -> None:
    """A dropped step is none, a done one is."""
    improvements = tuple(improvement(id, below_line=id == "d") for id in "abcd")
    steps = (step("s", improvement="a", state="done"), step("t", improvement="b", state="dropped"))
    session = plan(improvements=improvements, steps=steps)
    assert told(session, "define") == (2, "2 improvements have no step yet")
    assert told(session.revise(improvements=improvements[:2]), "define") == (
        1,
        "1 improvement has no step yet",
    )


def test_review_counts_what_is_above_the_line() -> None:
    """The line is priced by what is above it."""
    improvements = (improvement("a"), improvement("b", below_line=True), improvement("c", dropped=True))
    assert told(plan(improvements=improvements), "review") == (1, "1 above the line")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([{"owner": None}, {"owner": None, "due": None}], (2, "2 steps lack an owner")),
        ([{"due": None}, {}], (1, "1 step lacks a date")),
        ([{"due": None}, {"owner": None}], (2, "2 steps lack an owner or a date")),
        ([{"due": None}, {"due": None, "owner": None}], (2, "2 steps lack an owner or a date")),
        ([{"due": None, "state": "done"}, {"owner": None, "state": "dropped"}], (0, None)),
    ],
)
def test_assign_counts_live_steps_without_owner_or_date(
    steps: list[dict[str, Any]], expected: tuple[int, str | None]
) -> None:
    """The words name what all of them lack."""
    assert told(plan(steps=tuple(assigned(**it) for it in steps)), "assign") == expected


def test_the_one_persons_steps_lack_only_dates() -> None:
    """In a sitting of one person every step is theirs."""
    session = workshop(one_owner=True, steps=(assigned(owner=None), assigned(owner=None, due=None)))
    assert told(session, "assign") == (1, "1 step lacks a date")


def test_the_other_stages_that_go_by_items() -> None:
    """Areas by rating, goals by target and date, risks by if-then, promises by answer."""
    session = plan(
        improvements=(improvement("a", rating=3), improvement("b"), improvement("c", dropped=True)),
        goals=(
            Goal(id="g", text="x", target=5, by=nov(20)),
            Goal(id="h", text="y", target=5),
            Goal(id="i", text="z"),
        ),
        steps=(
            step("s", owner="Ana", contingency="ask Bo"),
            step("t", owner="Ana", answer="accepted"),
            step("u"),
            step("v", state="done"),
        ),
    )
    assert told(session, "assess") == (1, "1 area has no rating")
    assert told(session, "goals") == (2, "2 goals lack a target or a date")
    assert told(session, "risks") == (2, "2 steps have no if-then")
    assert told(session, "readback") == (1, "1 promise to read back")


def test_a_check_in_counts_live_steps_not_yet_reported_in_this_sitting() -> None:
    """A report of an earlier sitting, or one that was undone, does not answer for this one."""
    session = workshop(
        steps=(step("a"), step("b"), step("c"), step("d", state="done")),
        reports=(
            report("1", "a", TODAY, run="run"),
            report("2", "b", TODAY, run="earlier"),
            report("3", "c", TODAY, run="run", dropped=True),
        ),
    )
    assert told(session, "checkin") == (2, "2 steps to ask about")


def test_an_evaluation_counts_the_shows_of_hands_still_to_come() -> None:
    """Of three questions one was answered in this sitting."""
    hands = (0, 0, 1, 4, 2)
    shows = (
        Evaluation(id="1", on=NOW.date(), run="run", behaviour=hands),
        Evaluation(id="2", on=NOW.date(), run="run", rating=hands, dropped=True),
        Evaluation(id="3", on=NOW.date(), run="earlier", improvement=hands),
    )
    assert told(workshop(evaluations=shows), "evaluate") == (2, "2 shows of hands to go")
