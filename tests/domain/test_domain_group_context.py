"""What a group's other sessions tell while one is driven."""

import datetime as dt

from plans import NOW, TODAY, nov, plan, step

from flipchart.domain.commands.carry import carry_over
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.figures import Ratio
from flipchart.domain.gaps import gaps
from flipchart.domain.group_context import (
    ALONE,
    CARRY_OVER,
    OpenElsewhere,
    group_context_of,
    load_words,
    offers_carry_over,
)
from flipchart.domain.group_record import PastPromises
from flipchart.domain.history import History
from flipchart.domain.identity import place_of, settled
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.ids import CountedIds


def mine(count: int, prefix: str = "s", **values: object) -> tuple[Step, ...]:
    """So many steps of Ana."""
    return tuple(step(f"{prefix}{n}", owner="Ana", due=nov(20), first_due=nov(20), **values) for n in range(count))


HERE = plan(group="Clinic", steps=mine(3))


def test_the_load_is_over_all_sessions_of_the_group() -> None:
    """Other groups, this session as it is on the disk, steps that are over and those of nobody do not count."""
    steps = (step("a", owner="Ana"), step("b", owner="ANA"), step("c", owner="Bo", state="done"),
             step("d", owner="Bo", state="doing"), step("e"))  # fmt: skip
    every = [HERE, plan(id="two", group=" CLINIC", steps=steps), plan(id="x", group="Ward", steps=steps)]
    context = group_context_of(HERE, every, TODAY)
    assert (context.sessions, context.loads) == (1, {"ana": 2, "bo": 1})
    assert (context.over_all(HERE, "ana"), context.over_all(HERE, "Bo"), context.over_all(HERE, "Cy")) == (5, 1, 0)
    assert load_words(HERE, context, "Ana") == "Ana: 3 open here, 5 in all"
    assert group_context_of(HERE.revise(group=None), every, TODAY) == ALONE
    assert load_words(HERE, ALONE, "Ana") == "Ana: 3 open here"


def test_more_than_five_over_all_is_asked_about() -> None:
    """Two here are nothing by themselves; with three elsewhere they are five, with four one too many."""
    here = plan(group="Clinic", steps=mine(2, done_when="seen"))

    def asked(elsewhere: int) -> list[str]:
        context = group_context_of(here, [plan(id="two", group="Clinic", steps=mine(elsewhere, "t"))], TODAY)
        return [gap.say for gap in gaps(here, TODAY, load_elsewhere=context.loads) if gap.kind == "overloaded"]

    assert asked(3) == []
    assert asked(4) == ["Ana has 2 open steps here and 4 elsewhere: which can go to somebody else?"]


def test_a_carried_step_is_nobodys_load_twice() -> None:
    """It counts where it went, also while the mark in the old file is missing, which is then told."""
    old, new = plan(id="old", group="Clinic", steps=mine(2)), plan(id="new", group="Clinic")
    take, hand = carry_over(old, ["s0"], new, CountedIds("n"))
    both, half = hand.apply(old), old
    for there in (both, half):
        assert group_context_of(take.apply(new), [there], TODAY).loads == {"ana": 1}
    away = group_context_of(both, [take.apply(new)], TODAY)
    assert (away.loads, away.taken) == ({"ana": 1}, ())
    assert group_context_of(half, [take.apply(new)], TODAY).taken == (("s0", "new/n1"),)


def live(*sessions: Session) -> list[str]:
    """Where each step that is still to be done is, over all sessions."""
    return [place_of(it, step) for it in settled(sessions) for step in it.steps if step.live]


def test_a_step_that_two_folders_carried_is_counted_once() -> None:
    """Where the old session says, else in one and the same; where it was carried on to, whatever was marked."""
    old, a, b, c = (
        plan(id=id, group="Clinic", steps=mine(1) if id == "old" else ()) for id in ("old", "a", "b", "c")
    )
    (take_a, hand_a), (take_b, hand_b) = (carry_over(old, ["s0"], it, CountedIds(it.id)) for it in (a, b))
    a, b = take_a.apply(a), take_b.apply(b)
    for source, at in ((old, "a/a1"), (hand_a.apply(old), "a/a1"), (hand_b.apply(old), "b/b1")):
        assert live(source, a, b) == live(b, source, a) == live(a, b, source) == [at]
    assert live(a, b) == ["a/a1"]
    take, hand = carry_over(b, ["b1"], c, CountedIds("c"))
    assert live(old, a, hand.apply(b), take.apply(c)) == ["a/a1"]
    assert live(hand_b.apply(old), a, hand.apply(b), take.apply(c)) == ["c/c1"]
    done = a.revise(steps=(a.steps[0].revise(state="done"),))
    assert live(hand_a.apply(old), done, b) == ["b/b1"]


def test_a_step_that_went_in_a_circle_is_somewhere() -> None:
    """Two folders each marked that the other has it."""
    one = plan(id="a", group="Clinic", steps=(step("s", carried_from="old/s", carried_to="b/s"),))
    two = plan(id="b", group="Clinic", steps=(step("s", carried_from="old/s", carried_to="a/s"),))
    assert live(one, two) == live(two, one) == ["a/s"]


def test_a_carrying_that_was_undone_brings_the_step_back() -> None:
    """It counts here again, and the mark here is told to be wrong; carried anew, the mark is told anew."""
    old, new = plan(id="old", group="Clinic", steps=mine(1)), plan(id="new", group="Clinic")
    take, hand = carry_over(old, ["s0"], new, CountedIds("n"))
    undone = History()
    undone.record("carry", new, take.apply(new))
    back = undone.undo(take.apply(new))
    assert back is not None
    context = group_context_of(hand.apply(old), [back], TODAY)
    assert (context.back, context.taken, context.open) == (("s0",), (), ())
    again, _ = carry_over(old, ["s0"], back, CountedIds("m"))
    context = group_context_of(hand.apply(old), [again.apply(back)], TODAY)
    assert (context.back, context.taken) == (("s0",), (("s0", "new/m1"),))


def test_open_steps_of_earlier_sessions_are_offered_once() -> None:
    """Oldest session first, private ones never; not where some came along already, or that was judged fine."""
    spring = plan(
        id="spring", group="Clinic", title="Spring", created=NOW - dt.timedelta(days=90), steps=mine(1, "p")
    )
    autumn = plan(id="autumn", group="Clinic", title="Autumn", steps=(step("a"), step("b", state="done")))
    talk = plan(id="talk", group="Clinic", private=True, steps=mine(1, "q"))
    new = plan(id="new", group="Clinic")
    context = group_context_of(new, [autumn, talk, spring], TODAY)
    assert context.open == (
        OpenElsewhere("spring/p0", "Draft the form p0", "Ana", nov(20), "Spring"),
        OpenElsewhere("autumn/a", "Draft the form a", None, None, "Autumn"),
    )
    assert offers_carry_over(new, context)
    assert not offers_carry_over(WaveGap(CARRY_OVER, None).apply(new), context)
    assert not offers_carry_over(new.revise(steps=(step("c", carried_from="spring/x"),)), context)
    assert not offers_carry_over(new, ALONE)


def test_the_record_is_over_all_sessions_with_this_one_as_it_is_now() -> None:
    """Four past promises elsewhere are too few to say; a fifth here, just told done, is enough."""
    past = tuple(step(f"p{n}", state="done", due=nov(2), finished=nov(2) + dt.timedelta(days=n)) for n in range(4))
    context = group_context_of(HERE, [plan(id="two", group="Clinic", created=NOW, steps=past)], TODAY)
    assert context.days == (0, 1, 2, 3)
    assert context.past(HERE, TODAY).words is None
    answer = HERE.revise(steps=(step("now", state="done", due=nov(6), finished=nov(6)),))
    # In time: p0 and now, of five; late by 1, 2 and 3 days.
    assert context.past(answer, TODAY) == PastPromises(Ratio(2, 5), 2)
    assert context.past(answer, TODAY).words == "2 of 5 by the date, median 2 days late"
