"""What to ask aloud, kind by kind, most urgent first."""

import datetime as dt
from typing import Any, get_args

import pytest
from plans import NOW, TODAY, improvement, need, nov, plan, step, workshop

from flipchart.domain.gaps import TOGETHER, Gap, GapKind, aloud, gaps
from flipchart.domain.plan import Step
from flipchart.domain.session import Session, Waved

WEEK = dt.timedelta(days=7)


def sound(id: str, **values: Any) -> Step:
    """A step that asks for nothing."""
    return step(id, **({"owner": "Ana", "due": nov(20), "first_step_at": NOW} | values))


def sane(*steps: Step, **values: Any) -> Session:
    """A plan that asks for nothing but what its steps ask for."""
    return plan(**({"steps": steps, "next_check": nov(27)} | values))


def kinds(session: Session, **loads: int) -> list[tuple[str, str | None]]:
    """Kind and item of each gap, in order."""
    return [(gap.kind, gap.item) for gap in gaps(session, TODAY, load_elsewhere=loads)]


def say(session: Session) -> str:
    """The sentence of the only gap."""
    (gap,) = gaps(session, TODAY)
    return gap.say


def test_a_sound_plan_asks_for_nothing() -> None:
    """Otherwise every other test here would prove little."""
    assert kinds(sane(sound("a"), sound("b", due=nov(23)), sound("c", due=nov(24)))) == []


@pytest.mark.parametrize(
    ("values", "kind", "sentence"),
    [
        ({"owner": None}, "no_owner", "Draft the form s: whose name goes here?"),
        (
            {"owner": "the team"},
            "group_owner",
            "Draft the form s: “the team” is not one person. Whose name goes here?",
        ),
        ({"due": None}, "no_date", "Draft the form s: by which day?"),
        (
            {"due": nov(17)},
            "past_date",
            "Draft the form s: was due Tue 17 Nov. Is it done, or which day is it now?",
        ),
        ({"due": nov(21)}, "weekend", "Draft the form s: Sat 21 Nov is on a weekend. Is that right?"),
        ({"hoped": True}, "hoped", "Draft the form s: Fri 20 Nov is hoped for. Which day can be promised?"),
        ({"text": "Improve the form"}, "vague", "Improve the form: how will we see that it is done?"),
        (
            {"text": "Draft the form and test it"},
            "two_in_one",
            "Draft the form and test it: is this one step or two?",
        ),
        (
            {"first_step_at": None},
            "no_first_step",
            "Draft the form s: what happens first, on which day and at what hour?",
        ),
    ],
)
def test_each_question_of_a_step(values: dict[str, Any], kind: str, sentence: str) -> None:
    """One thing is missing, one thing is asked, and the sentence can be said aloud."""
    session = sane(sound("s", **values))
    assert kinds(session) == [(kind, "s")]
    assert say(session) == sentence


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_nothing_is_asked_of_a_step_that_is_over(state: str) -> None:
    """Whatever it lacks, nobody has to do it."""
    over = step("s", text="Improve", state=state, due=nov(1), hoped=True)
    assert kinds(sane(over)) == []


def test_the_group_itself_is_no_owner() -> None:
    """The name of the group is not the name of a person."""
    assert kinds(sane(sound("s", owner="clinic one"), group="Clinic One")) == [("group_owner", "s")]


def test_the_one_persons_steps_need_no_owner() -> None:
    """In a sitting of one person every step is theirs."""
    session = workshop(one_owner=True, steps=(sound("s", owner=None),), next_check=nov(27))
    assert kinds(session) == []


def test_a_date_today_has_not_passed_and_a_past_weekend_is_only_past() -> None:
    """Nobody has to hear two sentences of one date."""
    assert kinds(sane(sound("s", due=TODAY))) == []
    assert kinds(sane(sound("s", due=nov(14)))) == [("past_date", "s")]


def test_a_wish_that_says_how_it_is_seen_to_be_done_is_not_vague() -> None:
    """The question has its answer."""
    assert kinds(sane(sound("s", text="Improve the form", done_when="5 patients manage"))) == []


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"first_step_at": NOW + WEEK}, False),
        ({"first_step_at": NOW + WEEK + dt.timedelta(days=1)}, True),
        ({"first_step_at": None, "first_step": "call Noor"}, True),
        ({"first_step_at": None, "state": "doing"}, False),
        ({"first_step_at": NOW - WEEK}, False),
    ],
)
def test_a_first_step_is_due_within_a_week(values: dict[str, Any], asked: bool) -> None:
    """Day and hour make it happen; what is under way has begun."""
    assert (("no_first_step", "s") in kinds(sane(sound("s", **values)))) is asked


def test_an_improvement_above_the_line_needs_a_step() -> None:
    """One that waits, was dropped, or has a done step is fine; one with only dropped steps is not."""
    session = sane(
        sound("s", improvement="a", state="done"),
        sound("t", improvement="b", state="dropped"),
        sound("u"),
        improvements=(
            improvement("a"),
            improvement("b"),
            improvement("c", below_line=True),
            improvement("d", dropped=True),
        ),
    )
    assert kinds(session) == [("no_steps", "b")]
    assert say(session) == "Shorten onboarding b has no step yet: what happens first?"


def four(*days: int) -> tuple[Step, ...]:
    """Steps of Ana on these days of November."""
    return tuple(sound(f"s{place}", due=nov(day)) for place, day in enumerate(days, 1))


def test_more_than_three_open_steps_of_one_owner_are_asked_about_once() -> None:
    """Three are fine; the fourth is the one that could go to somebody else."""
    assert kinds(sane(*four(20, 23, 24))) == []
    session = sane(*four(20, 23, 24, 25), sound("x", owner="Bo"))
    assert kinds(session) == [("overloaded", "s4")]
    assert say(session) == "Ana has 4 open steps here: which can go to somebody else?"


def test_more_than_five_over_all_sessions_are_asked_about() -> None:
    """Names are the same in any case; who has nothing here is not asked here."""
    session = sane(sound("s"))
    assert kinds(session, ANA=4, Bo=9) == []
    (gap,) = gaps(session, TODAY, load_elsewhere={"ANA": 5})
    assert (gap.kind, gap.item) == ("overloaded", "s")
    assert gap.say == "Ana has 1 open step here and 5 elsewhere: which can go to somebody else?"


def test_a_load_waved_off_stays_so_while_the_step_is_that_owners() -> None:
    """One step done and one more taken does not bring the question back; giving the step away does."""
    steps = four(20, 23, 24, 25)
    waved = (Waved(gap="overloaded", item="s4"),)
    assert kinds(sane(*steps, waved=waved)) == []
    done = steps[3].revise(state="done")
    more = (sound("s5", due=nov(26)), sound("s6", due=nov(27)))
    assert kinds(sane(*steps[:3], done, *more, waved=waved)) == []
    given = steps[3].revise(owner="Bo")
    assert kinds(sane(*steps[:3], given, more[0], waved=waved)) == [("overloaded", "s5")]


def test_more_than_half_of_the_dates_on_one_day_are_asked_about() -> None:
    """Half is fine, two dates are too few to tell, and steps without a date do not count."""
    assert kinds(sane(sound("a"), sound("b", owner="Bo"))) == []
    assert kinds(sane(sound("a"), sound("b"), sound("c", due=nov(23)), sound("d", owner="Bo", due=nov(24)))) == []
    session = sane(sound("a"), sound("b"), sound("c", due=nov(23)), sound("d", state="done"))
    assert kinds(session) == [("clustered", None)]
    assert say(session) == "2 of 3 dates fall on Fri 20 Nov: which can come sooner?"


def test_a_need_without_anybody_to_ask_is_asked_about() -> None:
    """What is there, was asked for, was dropped, or is needed by no live step asks for nothing."""
    session = sane(
        sound("s"),
        sound("d", state="done"),
        resources=(
            need("a", steps=("s", "d")),
            need("b"),
            need("c", ask="HR"),
            need("e", status="have"),
            need("f", status="asked"),
            need("g", dropped=True),
            need("h", steps=("d",)),
        ),
    )
    assert kinds(session) == [("no_asker", "a"), ("no_asker", "b")]
    assert gaps(session, TODAY)[0].say == "designer: who is asked for it, and by when?"


def test_a_dependency_that_ends_later_is_asked_about() -> None:
    """The latest is named; one on the same day, one that is over, and one without a date are fine."""
    session = sane(
        sound("a", due=nov(23)),
        sound("b", due=nov(24)),
        sound("c", after=("a", "b", "gone")),
        sound("d", owner="Bo", due=nov(23), after=("a",)),
        sound("e", owner="Bo", due=nov(27), state="done"),
        sound("f", owner="Bo", due=nov(19), after=("e",)),
    )
    assert kinds(session) == [("order", "c")]
    assert say(session) == "Draft the form c waits for Draft the form b, due later, on Tue 24 Nov: which date moves?"
    undated = sane(sound("a", due=None), sound("b", after=("a",)), sound("c", due=None, after=("b",)))
    assert "order" not in dict(kinds(undated))


def test_the_next_check_needs_a_date_ahead() -> None:
    """A past one is no longer next; where all is done nobody needs to look again."""
    session = sane(sound("s"), next_check=None)
    assert kinds(session) == [("no_next_check", None)]
    assert say(session) == "There is no date for the next check: when do we look again, and who calls it?"
    passed = sane(sound("s"), next_check=nov(17))
    assert say(passed) == "The next check was on Tue 17 Nov: when do we look again?"
    assert kinds(sane(sound("s"), next_check=TODAY)) == []
    assert kinds(sane(sound("s", state="done"), next_check=None)) == []
    assert kinds(sane(next_check=None)) == [("no_next_check", None)]


def test_the_list_is_most_urgent_first_and_knows_every_kind() -> None:
    """The order is that of the kinds, then that of the plan; each kind can be waved off."""
    bare = step("a", text="Improve this and that", after=("b",))
    session = plan(
        steps=(
            bare,
            step("b", owner="Ana", due=nov(1)),
            step("c", owner="Ana", due=nov(21), hoped=True),
            sound("d", after=("e",)),
            sound("e", due=nov(30)),
            *(sound(f"x{place}", owner="team") for place in range(3)),
        ),
        improvements=(improvement("i"),),
        resources=(need("n"),),
        next_check=None,
    )
    found = gaps(session, TODAY)
    order = [get_args(GapKind).index(gap.kind) for gap in found]
    assert order == sorted(order)
    # Four dates of seven fall on the 20th.
    assert {gap.kind for gap in found} == set(get_args(GapKind))
    waved = tuple(Waved(gap=gap.kind, item=gap.item) for gap in found)
    assert gaps(session.revise(waved=waved), TODAY) == ()
    assert gaps(session.revise(waved=waved[1:]), TODAY) == found[:1]


def test_questions_of_one_kind_are_told_once_and_at_most_seven() -> None:
    """Three of a kind are one question; two stay as they are; the most urgent ones come first."""
    found = [Gap("no_owner", f"o{n}", f"o{n}?") for n in range(2)]
    found += [Gap("no_first_step", f"f{n}", f"f{n}?") for n in range(10)]
    found += [Gap("clustered", None, "which can come sooner?"), Gap("no_next_check", None, "when?")]
    asked = aloud(found)
    assert [it.say for it in asked] == [
        "o0?", "o1?", "10 steps have no first step: which two matter most?", "which can come sooner?", "when?",
    ]  # fmt: skip
    assert (asked[2].items, asked[3].items) == (tuple(f"f{n}" for n in range(10)), ())
    assert len(aloud([Gap("clustered", None, f"{n}?") for n in range(9)])) == 7


def test_every_kind_of_gap_has_words_for_several() -> None:
    """But those of which there is only one; and none of them is longer than a wall can take."""
    assert set(TOGETHER) == set(get_args(GapKind)) - {"clustered", "no_next_check"}
    assert all(len(words.split()) <= 12 for words in TOGETHER.values())
