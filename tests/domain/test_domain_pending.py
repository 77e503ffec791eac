"""What a stage has still to work through."""

from typing import Any, get_args

import pytest
from plans import NOW, TODAY, improvement, nov, plan, report, step, workshop

from flipchart.domain.follow_up import Evaluation
from flipchart.domain.kinds import StageKind
from flipchart.domain.pending import pace_words, pending_words, still_to_do, timed_words
from flipchart.domain.plan import Goal, Step
from flipchart.domain.session import Session


def pending_of(session: Session, kind: StageKind) -> tuple[int, str | None]:
    """The number and the words."""
    return still_to_do(session, kind), pending_words(session, kind)


def assigned(**values: Any) -> Step:
    """A step with owner and date."""
    return step("x", **({"owner": "Ana", "due": nov(20)} | values))


@pytest.mark.parametrize("kind", get_args(StageKind))
def test_every_stage_has_nothing_to_do_in_an_empty_plan_but_to_evaluate(kind: StageKind) -> None:
    """Three shows of hands need no plan."""
    expected = (3, "3 shows of hands to go") if kind == "evaluate" else (0, None)
    assert pending_of(plan(), kind) == expected


@pytest.mark.parametrize("kind", ["introduce", "strategy", "resources", "promises", "nextcheck"])
def test_some_stages_go_by_no_items(kind: StageKind) -> None:
    """Resources go by exception, so there is no time for each."""
    session = plan(improvements=(improvement("a"),), steps=(step("s"),))
    assert pending_of(session, kind) == (0, None)


def test_define_counts_improvements_above_the_line_without_a_step() -> None:
    """A dropped step is none, a done one is."""
    improvements = tuple(improvement(id, below_line=id == "d") for id in "abcd")
    steps = (step("s", improvement="a", state="done"), step("t", improvement="b", state="dropped"))
    session = plan(improvements=improvements, steps=steps)
    assert pending_of(session, "define") == (2, "2 improvements have no step yet")
    assert pending_of(session.revise(improvements=improvements[:2]), "define") == (
        1,
        "1 improvement has no step yet",
    )


def test_review_counts_what_is_above_the_line() -> None:
    """The line is priced by what is above it."""
    improvements = (improvement("a"), improvement("b", below_line=True), improvement("c", dropped=True))
    assert pending_of(plan(improvements=improvements), "review") == (1, "1 above the line")


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
    assert pending_of(plan(steps=tuple(assigned(**it) for it in steps)), "assign") == expected


def test_the_one_persons_steps_lack_only_dates() -> None:
    """In a sitting of one person every step is theirs."""
    session = workshop(one_owner=True, steps=(assigned(owner=None), assigned(owner=None, due=None)))
    assert pending_of(session, "assign") == (1, "1 step lacks a date")


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
    assert pending_of(session, "assess") == (1, "1 area has no rating")
    assert pending_of(session, "goals") == (2, "2 goals lack a target or a date")
    assert pending_of(session, "risks") == (2, "2 steps have no if-then")
    assert pending_of(session, "readback") == (1, "1 promise to read back")


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
    assert pending_of(session, "checkin") == (2, "2 steps to ask about")


def test_an_evaluation_counts_the_shows_of_hands_still_to_come() -> None:
    """Of three questions one was answered in this sitting."""
    hands = (0, 0, 1, 4, 2)
    shows = (
        Evaluation(id="1", on=NOW.date(), run="run", behaviour=hands),
        Evaluation(id="2", on=NOW.date(), run="run", rating=hands, dropped=True),
        Evaluation(id="3", on=NOW.date(), run="earlier", improvement=hands),
    )
    assert pending_of(workshop(evaluations=shows), "evaluate") == (2, "2 shows of hands to go")


BARE = workshop(
    improvements=(improvement("a", rating=None), improvement("b"), improvement("c")),
    goals=(Goal(id="g", text="x"), Goal(id="h", text="y")),
    steps=tuple(step(id, improvement="a") for id in "stuv"),
)


@pytest.mark.parametrize(
    ("kind", "remaining", "words"),
    [
        ("introduce", 120, ""),
        ("assess", 120, "3 areas have no rating · 40 s each"),
        ("goals", 222, "2 goals lack a target or a date · 1:51 each"),
        ("strategy", 120, ""),
        ("define", 222, "2 improvements have no step yet · 1:51 each"),
        ("assign", 160, "4 steps lack an owner · 40 s each"),
        ("assign", 119, "4 steps lack an owner"),  # 29 s each only scares
        ("assign", -1, "4 steps lack an owner"),
        ("resources", 120, ""),
        ("risks", 240, "4 steps have no if-then · 1:00 each"),
        ("readback", 240, ""),  # nobody has promised anything
        ("promises", 60, ""),
        ("checkin", 240, "4 steps to ask about · 1:00 each"),
        ("evaluate", 120, "3 shows of hands to go · 40 s each"),
        ("nextcheck", 60, ""),
    ],
)
def test_what_is_left_is_said_with_the_time_for_each(kind: StageKind, remaining: float, words: str) -> None:
    """In every stage that goes by items; never a number that only scares."""
    assert pace_words(BARE, kind, remaining)[0] == words


def test_the_time_for_each_has_shorter_wordings() -> None:
    """One item needs no time of its own: it has what the clock shows."""
    pending_of = ("4 steps have no if-then · 1:00 each", "4 steps have no if-then", "1:00 each", "4 have no if-then")
    assert pace_words(BARE, "risks", 240) == (*pending_of, "4 left", "")
    alone = ("1 step has no if-then", "1 has no if-then", "1 left", "")
    assert pace_words(workshop(steps=(step("s"),)), "risks", 240) == alone
    assert timed_words("4 to look at", 4, 20) == ("4 to look at", "4 left", "")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("assess", "every area has a rating"),
        ("goals", "every goal has a target and a date"),
        ("define", "every improvement has a step"),
        ("assign", "every step has an owner and a date"),
        ("risks", "every step has an if-then"),
        ("readback", "all have answered"),
        ("checkin", "all asked about"),
        ("evaluate", "all three shown"),
    ],
)
def test_what_is_done_is_said_too(kind: StageKind, words: str) -> None:
    """Only where there was something to do; an empty plan is not praised."""
    hands = (0, 0, 1, 4, 2)
    done = workshop(
        improvements=(improvement("a", rating=3),),
        goals=(Goal(id="g", text="x", target=5, by=nov(20)),),
        steps=(assigned(improvement="a", contingency="ask Bo", answer="accepted"),),
        reports=(report("1", "x", TODAY, run="run"),),
        evaluations=(Evaluation(id="1", on=TODAY, run="run", behaviour=hands, improvement=hands, rating=hands),),
    )
    assert pace_words(done, kind, 60) == (words, "")
    if kind != "evaluate":
        assert pace_words(workshop(), kind, 60) == ("",)
