"""The list of improvements and the line through it."""

import pytest
from plans import improvement, plan, step

from flipchart.domain.commands.improvements import (
    WITH_ITS_IMPROVEMENT,
    AddImprovement,
    DrawLine,
    DropImprovement,
    EditImprovement,
    MoveImprovement,
    ReviseImprovement,
    SetBelowLine,
    SetVotes,
    SortByVotes,
)
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session

THREE = plan(improvements=(improvement("a"), improvement("b"), improvement("c")))


def order(session: Session) -> str:
    """The ids in the order of the plan."""
    return "".join(it.id for it in session.improvements)


def below(session: Session) -> str:
    """The ids of those that wait below the line."""
    return "".join(it.id for it in session.improvements if it.below_line)


def test_an_improvement_is_added_at_the_end() -> None:
    """The order of the file is the order of the plan."""
    assert order(AddImprovement(improvement("d")).apply(THREE)) == "abcd"


def test_an_id_is_never_used_again_even_by_another_table() -> None:
    """Adding what is there is rejected, whatever kind of item has the id."""
    session = plan(steps=(step("a"),))
    with pytest.raises(Rejected, match="This improvement is already in the plan"):
        AddImprovement(improvement("a")).apply(session)


def test_an_improvement_gets_other_words() -> None:
    """The text changes, its place does not, and space around it goes."""
    after = EditImprovement("b", " Halve the queue ").apply(THREE)
    assert [it.text for it in after.improvements][1] == "Halve the queue"


def test_words_cannot_be_taken_away() -> None:
    """An improvement without words is refused with a remedy."""
    with pytest.raises(Rejected) as why:
        EditImprovement("b", " ").apply(THREE)
    assert (why.value.sentence, why.value.remedy) == (
        "This improvement needs some words.",
        "Type at least one word.",
    )


def test_a_key_area_gets_its_rating_and_a_wrong_one_is_named() -> None:
    """Other fields change through one command, which says which one does not fit."""
    after = ReviseImprovement("a", {"rating": 4, "note": ""}).apply(THREE)
    assert (after.improvements[0].rating, after.improvements[0].note) == (4, None)
    with pytest.raises(Rejected, match="The rating of this improvement does not fit"):
        ReviseImprovement("a", {"rating": 6}).apply(THREE)


@pytest.mark.parametrize("key", ["id", "dropped", "colour"])
def test_identity_and_drop_mark_and_unknown_fields_cannot_be_set(key: str) -> None:
    """A misspelt field must not end up in the file as somebody's own key."""
    with pytest.raises(Rejected, match=f"The {key} of this improvement cannot be set here"):
        ReviseImprovement("a", {key: True}).apply(THREE)


def test_moving_stays_among_those_on_the_same_side_of_the_line() -> None:
    """One above the line jumps over the ones below it and over dropped ones in between."""
    session = plan(
        improvements=(
            improvement("a"),
            improvement("b", below_line=True),
            improvement("x", dropped=True),
            improvement("c"),
        )
    )
    assert order(MoveImprovement("c", -1).apply(session)) == "cbxa"
    assert order(MoveImprovement("a", -1).apply(session)) == "abxc"


def test_votes_are_set_taken_away_and_never_negative() -> None:
    """Nobody voted is not 0 votes."""
    voted = SetVotes("a", 5).apply(THREE)
    assert voted.improvements[0].votes == 5
    assert SetVotes("a", None).apply(voted).improvements[0].votes is None
    with pytest.raises(Rejected, match="The votes of this improvement does not fit"):
        SetVotes("a", -1).apply(THREE)


def test_one_improvement_crosses_the_line_and_comes_back() -> None:
    """Below the line nothing is lost."""
    under = SetBelowLine("b", True).apply(THREE)
    assert below(under) == "b"
    assert below(SetBelowLine("b", False).apply(under)) == ""


@pytest.mark.parametrize(("under", "waiting"), [("a", "bc"), ("b", "c"), ("c", ""), (None, "")])
def test_the_line_is_drawn_under_one_improvement(under: str | None, waiting: str) -> None:
    """It and those before it are worked on, those after it wait; without a line all are worked on."""
    assert below(DrawLine(under).apply(THREE)) == waiting


def test_the_line_follows_the_order_on_screen() -> None:
    """Those above the line come first on screen, so drawing it under b, shown last, lifts all."""
    session = plan(
        improvements=(
            improvement("x", dropped=True),
            improvement("a"),
            improvement("b", below_line=True),
            improvement("c"),
        )
    )
    assert below(DrawLine("c").apply(session)) == "b"
    assert below(DrawLine("b").apply(session)) == ""
    assert below(DrawLine("a").apply(session)) == "bc"


def test_dropping_takes_the_live_steps_along_in_one_act() -> None:
    """What is done stays done, and steps of others stay as they are."""
    session = plan(
        improvements=(improvement("a"), improvement("b")),
        steps=(
            step("s1", improvement="a"),
            step("s2", improvement="a", state="done"),
            step("s3", improvement="b"),
        ),
    )
    after = DropImprovement("a").apply(session)
    assert [it.dropped for it in after.improvements] == [True, False]
    assert [it.state for it in after.steps] == ["dropped", "done", "open"]
    assert after.steps[0].reason == WITH_ITS_IMPROVEMENT


def test_a_dropped_improvement_is_not_changed_any_more() -> None:
    """Another window may have dropped it; the sentence says so and how it comes back."""
    session = plan(improvements=(improvement("a", dropped=True),))
    with pytest.raises(Rejected) as why:
        SetVotes("a", 3).apply(session)
    assert why.value.sentence == "This improvement was dropped."
    assert why.value.remedy == "Undo brings it back, or add it again."


def test_the_most_votes_come_first_and_as_many_stay_above_the_line() -> None:
    """Equal votes keep their order, none come last, dropped ones stay where they are."""
    items = [
        improvement("a"), improvement("b", votes=2), improvement("gone", dropped=True), improvement("c", votes=5),
        improvement("d", votes=2, below_line=True), improvement("e", votes=0, below_line=True),
    ]  # fmt: skip
    now = SortByVotes().apply(plan(improvements=tuple(items)))
    assert [it.id for it in now.improvements] == ["c", "b", "gone", "d", "e", "a"]
    assert [it.id for it in now.above_line()] == ["c", "b", "d"]


def test_without_votes_there_is_nothing_to_sort_by() -> None:
    """Said, with the ways to type them."""
    with pytest.raises(Rejected, match="No improvement has votes yet"):
        SortByVotes().apply(plan(improvements=(improvement("a"),)))
