"""Goals, strategies, key areas and milestones typed as one line, and their lines for editing."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_domain_quick_properties import DAYS, NAMES, NOW, PEOPLE, SAID, maybe

from flipchart.domain.plan import Goal, Improvement, Milestone
from flipchart.domain.quick import (
    TypedGoal,
    Way,
    echo_area,
    echo_goal,
    echo_milestone,
    echo_strategy,
    read_area,
    read_goal,
    read_milestone,
    read_reader,
    read_strategy,
    read_way,
    write_area,
    write_goal,
    write_milestone,
    write_strategy,
)
from flipchart.domain.quick.goal import missing, way_words
from flipchart.domain.quick.strategy import SPELLINGS

TODAY = NOW.date()
NUMBERS = st.one_of(st.integers(-(10**6), 10**15 - 1), st.integers(0, 10**7).map(lambda number: number / 100))
TAGS = SAID.filter(lambda text: text[0].isalpha())
GOALS = st.builds(
    Goal, id=st.just("g"), text=SAID, why=maybe(SAID), measure=maybe(SAID), baseline=maybe(NUMBERS), target=NUMBERS,
    unit=maybe(st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,2}", fullmatch=True)), by=maybe(DAYS), who=maybe(NAMES),
    every=maybe(TAGS),
)  # fmt: skip
STRATEGIES = st.builds(
    Improvement, id=st.just("i"), text=SAID, horizon=maybe(st.sampled_from(["short", "long"])),
    strengths=maybe(TAGS), barriers=maybe(SAID), reward=maybe(SAID),
)  # fmt: skip


def test_a_goal_is_typed_in_one_line() -> None:
    """All that a goal can carry stands behind the marks that steps and needs use, in any order."""
    line = (
        "Nobody waits for an answer =calls that ring out =40->10 calls a week >15 jan @Chen #weekly !they call again"
    )
    assert read_goal(line, PEOPLE, NOW) == TypedGoal(
        "Nobody waits for an answer", why="they call again", measure="calls that ring out", unit="calls a week",
        baseline=40, target=10, by=dt.date(2027, 1, 15), who="Chen Wei", every="weekly",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("40 -> 10 calls a week", Way(40, 10, "calls a week")),
        ("40->10", Way(40, 10, None)),
        ("40→10 calls", Way(40, 10, "calls")),
        ("40 to 10 calls", Way(40, 10, "calls")),
        ("from 40 to 10", Way(40, 10, None)),
        ("40 10 calls", Way(40, 10, "calls")),
        ("62% -> 80%", Way(62, 80, "%")),
        ("1,200 -> 900.5 EUR", Way(1200, 900.5, "EUR")),
        ("10 calls", Way(None, 10, "calls")),
        ("-> 10", Way(None, 10, None)),
        ("40 ->", Way(40, None, None)),
        ("-3 -> 0 degrees", Way(-3, 0, "degrees")),
        ("80%", Way(None, 80, "%")),
        ("many", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_say_them(typed: str, way: Way | None) -> None:
    """From where to where, in any of the ways in which it is written; a lone number is where it should stand."""
    assert read_way(typed) == way


def test_what_a_goal_lacks_is_asked_in_an_order() -> None:
    """Why, what to count, from where to where, by when, who and how often; half an answer is asked again."""
    read = read_goal("Answer sooner =->10 @Bo", PEOPLE, NOW)
    assert missing(read) == ("why", "measure", "way", "by", "who")
    assert missing(read_goal("x !y =z =4->1 >fri @Bo #weekly", PEOPLE, NOW)) == ()


def test_marks_that_cannot_be_read_stay_in_the_text_with_a_hint() -> None:
    """A second mark, a number without an arrow, a day that is none: every word is kept, and it is said why."""
    read = read_goal("Sooner =40- =calls =letters >31 nov", (), NOW)
    assert (read.text, read.measure) == ("Sooner =40-", "calls =letters >31 nov")
    assert [hint for hint in read.hints if "one = a line" in hint or "=40->10" in hint or "November" in hint] == list(
        read.hints
    )
    assert len(read.hints) == 3
    twice = read_goal("Sooner =4->1 days =3->2 @Bo @Chen >fri >mon #weekly #daily @team =?", PEOPLE, NOW)
    assert twice.text == "Sooner @Chen >mon #daily @team =?"
    assert (twice.target, twice.unit, twice.who, twice.every) == (1, "days =3->2", "Bo", "weekly")
    assert read_strategy("Walk #short #long", NOW).text == "Walk #long"
    assert read_goal("!only why", (), NOW).hints == ("What is the goal? Type it before the marks.",)
    assert "short or long" in read_strategy("Walk #middle", NOW).hints[0]
    assert read_milestone("Half of it >someday", NOW).text == "Half of it >someday"
    assert read_milestone(">fri", NOW).hints == ("What is reached by then? Type it before the day.",)
    assert read_area("#Access", NOW).hints == ("What is it about? Type it before the mark.",)
    assert read_strategy("+all", NOW).hints == ("What is the strategy? Type it before the marks.",)


def test_what_was_understood_is_told_in_few_words() -> None:
    """The echo under each of the four boxes."""
    goal = read_goal("Sooner =calls =40->10 a week >fri @Zoe #weekly !they wait", PEOPLE, NOW)
    assert echo_goal(goal, TODAY) == (
        "count calls", "40 → 10 a week", "by Fri 20 Nov, in 2 days", "Zoe (new person) measures", "weekly",
        "because they wait",
    )  # fmt: skip
    strategy = read_strategy("Walk to work #long +early riser !rain =a film on Saturday", NOW)
    assert echo_strategy(strategy) == (
        "long term",
        "builds on early riser",
        "barrier rain",
        "reward a film on Saturday",
    )
    assert echo_strategy(read_strategy("Walk", NOW)) == ()
    assert echo_goal(read_goal("Sooner", PEOPLE, NOW), TODAY) == ()
    assert echo_area(read_area('Letters #"Patient flow"', NOW)) == ("key area Patient flow",)
    assert echo_area(read_area("Letters", NOW)) == ()
    assert echo_milestone(read_milestone("Half >fri", NOW), TODAY) == ("Fri 20 Nov, in 2 days",)
    assert echo_milestone(read_milestone("Half", NOW), TODAY) == ()
    assert way_words(None, 10, "calls") == "? → 10 calls"
    assert way_words(None, None, "calls") == "? → ? calls"
    assert way_words(None, None, None) == ""


@given(GOALS)
@example(Goal(id="g", text="=x @y", measure="30-day readmissions", target=1, why="=3", every="two months"))
def test_a_goals_line_reads_as_the_goal(goal: Goal) -> None:
    """What is written for editing reads as it was."""
    read = read_goal(write_goal(goal, PEOPLE, NOW), PEOPLE, NOW)
    names = ("text", "why", "measure", "unit", "baseline", "target", "by", "who", "every")
    assert [getattr(read, name) for name in names] == [getattr(goal, name) for name in names]


@given(STRATEGIES)
def test_a_strategys_line_reads_as_the_strategy(item: Improvement) -> None:
    """Likewise, with marks inside the words."""
    read = read_strategy(write_strategy(item), NOW)
    names = ("text", "horizon", "strengths", "barriers", "reward")
    assert [getattr(read, name) for name in names] == [getattr(item, name) for name in names]


@given(SAID, maybe(TAGS), maybe(DAYS))
def test_the_lines_of_areas_and_milestones_read_as_they_were(
    text: str, area: str | None, due: dt.date | None
) -> None:
    """Likewise for the two shortest."""
    read = read_area(write_area(Improvement(id="i", text=text, area=area)), NOW)
    assert (read.text, read.area) == (text, area)
    way = read_milestone(write_milestone(Milestone(id="m", improvement="i", text=text, due=due), NOW), NOW)
    assert (way.text, way.due) == (text, due)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("chen weekly", ("Chen Wei", "weekly", "")),
        ("@Chen, every Friday", ("Chen Wei", "every Friday", "")),
        ("weekly", (None, "weekly", "")),
        ("every second Monday", (None, "every second Monday", "")),
        ("Bo", ("Bo", None, "")),
        ("dora monthly", ("dora", "monthly", "dora is a new person.")),
        ("Dora Maar monthly", ("Dora Maar", "monthly", "Dora Maar is a new person.")),
        ("", (None, None, "")),
        ("team weekly", (None, None, "“team” is not one person: whose name goes here?")),
        ("ana weekly", (None, None, "Ana Lopes or Ana Costa? Type @Ana Lopes or @Ana Costa.")),
    ],
)
def test_who_reads_a_number_and_how_often(typed: str, read: tuple[str | None, str | None, str]) -> None:
    """A name and a rhythm in one go; a word that is nobody's name is asked about."""
    assert read_reader(typed, PEOPLE) == read


def test_a_goal_of_words_alone_is_its_words() -> None:
    """Nothing is written behind them that nobody said."""
    assert write_goal(Goal(id="g", text="Answer sooner"), PEOPLE, NOW) == "Answer sooner"


def test_horizons_are_typed_in_the_language_and_in_english() -> None:
    """Each is one of the two, whatever is left out of it; in English the other words stay in the text as before."""
    for language, kinds in SPELLINGS.items():
        for horizon, words in kinds.items():
            for typed in (*words, *(it[:2] for it in words), horizon):
                assert read_strategy(f"Walk #{typed}", NOW, language).horizon == horizon, (language, typed)
    for other in (None, "en", "fr"):
        read = read_strategy("Walk #kurz", NOW, other)
        assert (read.horizon, read.text) == (None, "Walk #kurz")
