"""What was understood of a line: whole before Enter, in every box and at every size."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, driving
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sight import hidden
from workshops import begun, crowded, with_steps, workshop, write

from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Goal, Milestone, Resource
from flipchart.ids import CountedIds
from flipchart.tui.prompts.follow_up import NewDatePrompt, NewOwnerPrompt
from flipchart.tui.prompts.goals import AskGoalPrompt, EditGoalPrompt, GoalPrompt
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.resources import EditNeedPrompt, NeedPrompt
from flipchart.tui.prompts.run import EditMilestonePrompt, MilestonePrompt, NextCheckPrompt
from flipchart.tui.prompts.steps import DuePrompt, EditStepPrompt, OwnerPrompt, StepPrompt, TakePrompt, WhoWhenPrompt
from flipchart.tui.text.echo import MOST, EchoRoom, echoed, whole_lines
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.lines import cut_line, line, plain, width_of

PARTS = st.sampled_from(["Ana Lopes", "Fri 20 Nov, in 2 days", "needs it"])
MANY = 4
WORDS = st.builds(" · ".join, st.lists(PARTS, max_size=9))


@given(WORDS, st.sampled_from(["", "Which day?"]), st.integers(0, 12), st.integers(46, 200), st.integers(0, 15))
def test_what_fits_on_two_lines_is_shown_whole(words: str, hint: str, indent: int, width: int, beside: int) -> None:
    """One line where one is enough, beside the save light; else more, and no word is lost on the way."""
    rows = echoed(words, line((hint, "warn")) if hint else (), indent, EchoRoom(width, beside, MANY, MANY))
    message = "".join("".join(plain(row).split()) for row in rows)
    if len(rows) <= MOST:
        assert message == "".join(f"{words}{hint}".split())
        assert all(width_of(row) <= width for row in rows[:-1])
        assert width_of(rows[-1]) <= width - beside - bool(beside)
    if len(rows) > 1:
        assert indent + width_of(words) + 2 + width_of(hint) > width - beside - 1


@pytest.mark.parametrize("lit", [True, False])
@given(WORDS.filter(bool), st.integers(0, 12), st.integers(46, 130), st.integers(0, 15), st.integers(1, MANY))
def test_a_warning_about_a_line_is_never_cut(
    lit: bool, words: str, indent: int, width: int, beside: int, pressed: int
) -> None:
    """Where the list can give a row or two, though it would rather keep them, the words give way and not the hint."""
    hint = "A step has one date; >blue stays in the text."
    rows = echoed(words, line((hint, "warn")), indent, EchoRoom(width, 0 if lit else beside, 0, pressed, lit))
    assert len(rows) <= max(pressed + 1, 2)
    taken = 0 if lit else beside
    seen = [cut_line(row, width) for row in rows[:-1]] + [cut_line(rows[-1], width - taken - bool(taken))]
    assert "".join(hint.split()) in "".join("".join(plain(row).split()) for row in seen)


SENTENCES = (
    "“I” is not a number of fingers. Type digits from 1 to 5, such as 33445.",
    "This run has ended. p goes back into its last stage.",
    "No.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@given(st.integers(0, 30), st.integers(46, 200), st.integers(0, 15))
def test_what_there_is_to_say_is_never_cut(sentence: str, indent: int, width: int, beside: int) -> None:
    """The end of a sentence says what to do: under the box, else from the margin, else on two lines."""
    *above, last = whole_lines(line((sentence, "warn")), indent, width, beside)
    assert " ".join(" ".join(map(plain, (*above, last))).split()) == sentence
    assert all(width_of(row) <= width for row in above) and width_of(last) <= width - beside - bool(beside)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_refused_and_said_in_whole_sentences(tmp_path: Path, size: tuple[int, int]) -> None:
    """In a small room as well, what the program answers to a key is read to its end, and the box keeps its place."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await driver.press("space", *["pagedown"] * 5, "n")
        await driver.sees("This run has ended.")
        assert "its last stage." in driver.text()
    async with driving(write(with_steps(workshop(agenda="follow-up")), tmp_path), size) as driver:
        await driver.press("space", "n", "n", "enter")
        await driver.type("3e")
        shown = " ".join(driver.text().split())
        assert "“e” is not a number of fingers. Type digits from 1 to 5, such as 33445." in shown
        assert hidden(driver) == []


async def test_a_refusal_goes_with_its_line(tmp_path: Path) -> None:
    """What was said to a line is no word about the next one."""
    async with driving(write(begun("assign"), tmp_path)) as driver:
        await driver.press("enter")
        await driver.write("noor next december")
        await driver.sees("Thu 31 Dec 2026 or")
        await driver.press("ctrl+u")
        assert "Thu 31 Dec 2026 or" not in driver.text()
        await driver.type("chen tue")
        await driver.sees("Tue 24 Nov")
        assert "Thu 31 Dec 2026 or" not in driver.text()


async def test_somebody_who_helps_is_kept_from_the_box_of_owners(tmp_path: Path) -> None:
    """A plus names them, beside the owner and the day."""
    async with driving(write(begun("assign"), tmp_path)) as driver:
        await driver.press("enter")
        await driver.type("chen +bea tue")
        await driver.sees("with Bea")
        await driver.press("enter")
        first = driver.session.steps[0]
        assert (first.owner, first.helpers, first.due) == ("Chen Wei", ("Bea",), dt.date(2026, 11, 24))


SIZES = [(60, 18), (80, 24), (120, 40), (200, 60)]
LONG = "Draft it @ana +bea >fri #designer !if legal is slow then reuse last year's"
TOLD = ("Ana Lopes", "with Bea", "Fri 20 Nov", "needs designer", "if legal is slow then reuse last year's")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_long_line_is_echoed_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    """Owner, helper, date, need and if-then all stand under the box before Enter, and the list keeps its cursor."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.type(LONG)
        shown = " ".join(driver.text().split())
        assert all(words in shown for words in TOLD), driver.text()
        assert hidden(driver) == []
        await driver.press("enter")
        assert "if legal is slow then" not in driver.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("full", [True, False], ids=["full", "room"])
async def test_a_warning_below_an_open_box_is_whole(tmp_path: Path, size: tuple[int, int], full: bool) -> None:
    """What is not taken as it was meant is said to its end before Enter, also where the list needs every row."""
    session = crowded() if full else with_steps(workshop())
    async with driving(write(session, tmp_path), size) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.type("Call the supplier @ana >fri !if not then someday >blue")
        assert "A step has one date; >blue stays in the text." in " ".join(driver.text().split()), driver.text()
        assert hidden(driver) == []


ECHOES = (
    ("o", "chen", "Chen Wei"),
    ("d", "2w", "Wed 2 Dec"),
    ("d", "~2w", "hoped for Wed 2 Dec"),
    ("d", "31 nov", "There is no 31"),
    ("f", "it rains then inside", "if it rains · then inside"),
    ("r", "a room >thu @ana", "ask Ana Lopes · by Thu 19 Nov"),
    ("e", " >fri", "Fri 20 Nov"),
    ("m", "! no forms", "decision"),
    ("t", "2:30", "2:30 left · ends 10:05"),
    ("t", "until 10:20", "ends 10:"),
)


@pytest.mark.parametrize(("key", "typed", "message"), ECHOES, ids=lambda it: it)
@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_every_box_says_what_it_understood(
    tmp_path: Path, key: str, typed: str, message: str, size: tuple[int, int]
) -> None:
    """Names, dates, needs, if-then, notes and times are echoed while they are typed."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await driver.press("space", "pagedown", "pagedown", "pagedown", key)
        await driver.type(typed)
        assert message in " ".join(driver.text().split()), driver.text()


async def test_a_crowded_room_keeps_its_rows_and_cuts_the_echo(tmp_path: Path) -> None:
    """Where the list cannot spare a row the echo stays on one line; nothing that matters is hidden."""
    async with driving(write(crowded(), tmp_path), (48, 14)) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.type(LONG)
        assert [it for it in hidden(driver) if "under the cursor" not in it] == []


PAST_DAYS: tuple[tuple[Prompt, str, str], ...] = (
    (StepPrompt("i1"), "Draft it >yesterday", "Tue 17 Nov, yesterday, already past"),
    (StepPrompt("i1"), "Draft it ^17.11.2026 9am call", "first Tue 17 Nov 09:00, already past call"),
    (EditStepPrompt("t1"), "Draft it >2026-11-17", "already past"),
    (WhoWhenPrompt("t1"), "ana 2026-11-17", "already past"),
    (OwnerPrompt("t1"), "ana 2026-11-17", "already past"),
    (DuePrompt("t1"), "~yesterday", "hoped for Tue 17 Nov, yesterday, already past"),
    (TakePrompt("t1", who="Bea"), "3 days ago", "already past"),
    (GoalPrompt(), "Answer calls >yesterday", "by Tue 17 Nov, yesterday, already past"),
    (AskGoalPrompt("g1", "by"), "yesterday", ""),
    (NeedPrompt("t1"), "a room >yesterday", "by Tue 17 Nov, yesterday, already past"),
    (MilestonePrompt("i1"), "half use it >17.11.2026", "already past"),
    (NextCheckPrompt(), "ana 17.11.2026", "already past"),
    (NewDatePrompt("t1"), "yesterday", "Tue 17 Nov is past"),
    (NewOwnerPrompt("t1"), "ana yesterday", "already past"),
)


@pytest.mark.parametrize(("prompt", "typed", "message"), PAST_DAYS, ids=[f"{it[0].name}" for it in PAST_DAYS])
def test_a_day_that_is_past_is_said_and_refused_in_every_box(prompt: Prompt, typed: str, message: str) -> None:
    """A promise for yesterday is nearly always a slip; the words stay in the box."""
    session = with_steps(workshop()).revise(goals=(Goal(id="g1", text="Answer calls"),))
    view = Frame(session=session, clock=None, now=TEN, local=lambda at: at)
    echo = prompt.echo(typed, view)
    assert message in " ".join((*echo.parts, echo.hint))
    with pytest.raises(Rejected, match="is past: type a day still to come"):
        raise Rejected(prompt.enter(typed, view, CountedIds()).refused)


def test_a_day_that_stood_there_before_may_stay() -> None:
    """What is late already is worded anew without a word about its day, and a pasted list may be old."""
    late = dt.date(2026, 11, 17)
    session = with_steps(workshop())
    session = session.revise(
        steps=tuple(it.revise(due=late) for it in session.steps),
        goals=(Goal(id="g1", text="Answer calls", by=late),),
        milestones=(Milestone(id="m1", improvement="i1", text="half use it", due=late),),
        resources=(Resource(id="r1", text="a room", status="need", by=late),),
    )  # fmt: skip
    view = Frame(session=session, clock=None, now=TEN, local=lambda at: at)
    for prompt in (EditStepPrompt("t1"), EditGoalPrompt("g1"), EditMilestonePrompt("m1"), EditNeedPrompt("r1")):
        outcome = prompt.enter(f"All {prompt.start(view)}", view, CountedIds())
        assert outcome.commands, prompt.name
        assert not outcome.refused
    assert WhoWhenPrompt("t1").enter("bea", view, CountedIds()).commands
    assert StepPrompt("i1").enter("Print it >17.11.2026", replace(view, pasted=True), CountedIds()).commands
