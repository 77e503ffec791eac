"""Steps that wait for others, whose they are, and what they need in all."""

import pytest
from plans import need, nov, plan, step, workshop

from flipchart.domain.commands.steps import OrderStep
from flipchart.domain.errors import Rejected
from flipchart.domain.needs import amount_words, asks_owner, lacking, lacks_owner, sole_owner, sums
from flipchart.domain.session import Session

CHAIN = plan(steps=(step("a"), step("b", after=("a",)), step("c", after=("b",)), step("d", after=("gone", "e")),
                    step("e", after=("d",))))  # fmt: skip


def after(session: Session, id: str) -> tuple[str, ...]:
    """What a step waits for."""
    return next(it.after for it in session.steps if it.id == id)


def test_a_step_comes_after_others_each_once() -> None:
    """The order in which they are named is kept, and none is in it twice; with none it waits for nothing."""
    now = OrderStep("c", ("a", "b", "a")).apply(CHAIN)
    assert after(now, "c") == ("a", "b")
    assert after(OrderStep("c", ()).apply(now), "c") == ()


@pytest.mark.parametrize(
    ("id", "others", "reason"),
    [
        ("a", ("a",), "A step cannot come after itself."),
        ("a", ("b",), "That one waits for this one: “Draft the form b”."),
        ("a", ("c",), "That one waits for this one: “Draft the form c”."),
        ("a", ("x",), "This step is no longer in the plan."),
    ],
)
def test_steps_never_wait_for_each_other(id: str, others: tuple[str, ...], reason: str) -> None:
    """Itself, one behind it at any distance, and one that is not there are rejected."""
    with pytest.raises(Rejected) as refused:
        OrderStep(id, others).apply(CHAIN)
    assert refused.value.sentence == reason


def test_a_ring_that_a_file_brought_along_ends() -> None:
    """Two steps that wait for each other by hand: a third can still be put in order."""
    assert after(OrderStep("a", ("d",)).apply(CHAIN), "a") == ("d",)


def test_amounts_are_added_up_by_kind_and_unit() -> None:
    """Money first, units in any case of their letters; what is there is told apart; nothing is converted."""
    needs = (
        need("1", kind="people", amount=1, unit="days"), need("2", kind="people", amount=2, unit="Days"),
        need("3", kind="money", amount=1200, unit="EUR"), need("4", kind="money", amount=80.5, unit="GBP"),
        need("5", kind="money", amount=300, unit="EUR", status="have"), need("6", amount=2), need("7", kind="tool"),
        need("8", kind="people", amount=9, unit="days", dropped=True), need("9", amount=float("nan")),
        need("x", amount=10**300), need("y", amount=float("inf")),
    )  # fmt: skip
    assert [it.words for it in sums(needs)] == [
        "money 1,500 EUR, have 300", "money 80.5 GBP", "people 3 days", "2",
    ]  # fmt: skip
    four = need("1", kind="people", amount=4, unit="People", status="have")
    assert [it.words for it in sums((four,))] == ["4 People, have 4"]
    assert sums(()) == ()
    assert (amount_words(1234567), amount_words(0.1 + 0.2), amount_words(10**300)) == ("1,234,567", "0.3", "1e+300")


def test_in_a_coaching_the_steps_are_the_one_persons() -> None:
    """The only one beside the facilitator, or the only one of them who is here; else it is not told who."""
    alone = workshop(one_owner=True, people=("Ana", "Coach"), facilitator="coach", steps=(step("s"),))
    assert sole_owner(alone) == "Ana"
    assert not asks_owner(alone)
    assert sole_owner(alone.revise(people=("Ana",), facilitator=None)) == "Ana"
    three = alone.revise(people=("Ana", "Bea", "Coach"))
    assert sole_owner(three) is None
    assert sole_owner(three.revise(runs=(three.runs[0].revise(present=("bea", "Coach")),))) == "Bea"
    assert sole_owner(alone.revise(people=("Coach",))) is None
    assert sole_owner(workshop(people=("Ana",))) is None


def test_an_owner_is_lacking_only_where_one_is_asked_for() -> None:
    """Without a day a step is open in a coaching as well; one that is done lacks nothing."""
    bare, done = step("s"), step("d", state="done")
    group, alone = workshop(steps=(bare, done)), workshop(one_owner=True, steps=(bare, done))
    assert (lacks_owner(group, bare), lacks_owner(alone, bare), lacks_owner(group, done)) == (True, False, False)
    assert (lacking(group, bare), lacking(alone, bare), lacking(group, done)) == (True, True, False)
    dated = bare.revise(due=nov(20))
    assert (lacking(group, dated), lacking(alone, dated)) == (True, False)


def test_circles_are_found_once_each() -> None:
    """Two rings, one of a single step; a long chain and a missing step are none."""
    steps = (
        step("a", after=("b",)), step("b", after=("c", "x")), step("c", after=("a",)), step("d", after=("d",)),
        step("e", after=("a", "f")), step("f", after=("g", "h")), step("g", after=("h",)), step("h"),
    )  # fmt: skip
    assert [tuple(it.id for it in ring) for ring in plan(steps=steps).circles()] == [("a", "b", "c"), ("d",)]
    assert plan(steps=steps[4:]).circles() == ()
