"""Goals, key areas and strategies entered on the screen: by one line, by one key each, or question after question."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from sight import clipped, hidden
from workshops import workshop, write

from flipchart.store.codec import decode
from flipchart.tui.text.lines import plain
from flipchart.tui.text.rows import Rated
from flipchart.tui.text.signs import PLAIN

SIZES = [(80, 24), (60, 18)]


def look(driver: Driver, *words: str) -> None:
    """See some words, and that nothing which matters is hidden or cut."""
    shown = " ".join(driver.text().replace("▌", " ").split())
    for each in words:
        assert each in shown, driver.text()
    assert hidden(driver) == [], driver.text()
    assert clipped(driver) == [], driver.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_goal_is_asked_for_what_is_missing(tmp_path: Path, size: tuple[int, int]) -> None:
    """One line is kept as it is; Enter asks the rest one by one, Tab passes one over, and all is on disk."""
    path = write(workshop(agenda="coaching", people=("Ana Lopes",), improvements=()), tmp_path)
    async with driving(path, size) as driver:
        await driver.press("space")
        look(driver, "No goals yet")
        await driver.press("a")
        await driver.type("Walk every day =steps a day")
        look(driver, "count steps a day")
        await driver.press("enter", "enter")
        look(driver, "Walk every day", "steps a day", "1 why?", "2 count", "3 from, to?", "5 who reads?")
        assert "2 count?" not in driver.text()
        look(driver, "? Why does it matter, and why now?")
        await driver.press("enter")
        look(driver, "Why", "tab")
        await driver.press("tab")
        look(driver, "From, to")
        await driver.type("4000 to 8000 steps")
        look(driver, "4000 → 8000 steps")
        await driver.press("enter")
        look(driver, "By when")
        await driver.write("15 jan")
        look(driver, "Who, how often")
        await driver.type("an")
        await driver.press("tab")
        assert driver.box.value == "Ana Lopes "
        await driver.write("every Sunday")
        assert driver.room.prompt is None
        look(driver, "4000 → 8000 steps", "by Fri 15 Jan 2027 · Ana Lopes reads it")
        await driver.press("1")
        await driver.write("I get headaches")
        look(driver, "because I get headaches")
        await driver.saved()
    goal = decode(path.read_bytes(), name=path.name, made=TEN).goals[0]
    assert (goal.text, goal.why, goal.measure) == ("Walk every day", "I get headaches", "steps a day")
    assert (goal.baseline, goal.target, goal.unit) == (4000, 8000, "steps")
    assert (goal.by, goal.who, goal.every) == (dt.date(2027, 1, 15), "Ana Lopes", "every Sunday")


async def test_a_goals_line_is_edited_whole_and_dropped(tmp_path: Path) -> None:
    """The same grammar as in the box; what is taken out of the line is gone, undo brings back what was dropped."""
    async with driving(write(workshop(agenda="coaching"), tmp_path)) as driver:
        await driver.press("space", "a")
        await driver.write("Walk =40->10 a week !because >fri")
        await driver.press("enter", "e")
        assert driver.box.value == "Walk !because =40->10 a week >20 nov"
        await driver.press("ctrl+u", "enter")
        await driver.press("e", "end", *["backspace"] * len(" >20 nov"), "enter")
        goal = driver.session.goals[0]
        assert (goal.by, goal.target, goal.why) == (None, 10, "because")
        await driver.press("x")
        look(driver, "No goals yet", "u brings it back")
        await driver.press("u")
        assert driver.session.goals[0].live


async def test_an_answer_that_cannot_be_read_stays_in_its_box(tmp_path: Path) -> None:
    """No number, no day, nobody's name: one sentence, and the words stay."""
    async with driving(write(workshop(agenda="coaching"), tmp_path)) as driver:
        await driver.press("space", "a")
        await driver.write("Walk")
        await driver.press("enter")
        for digit, typed, sentence in (
            ("3", "many", "Numbers, please"),
            ("4", "31 nov", "There is no 31 November"),
            ("5", "team weekly", "whose name goes here?"),
        ):
            await driver.press(digit)
            await driver.write(typed)
            look(driver, sentence)
            assert driver.box.value == typed
            await driver.press(*["backspace"] * len(typed), "escape")
        assert driver.session.goals[0].by is None


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_key_areas_are_rated_by_hands(tmp_path: Path, size: tuple[int, int]) -> None:
    """The first digit opens the box; the tally is told when all are typed; the mean is the rating, on to the next."""
    path = write(workshop(agenda="improvement-plan", improvements=("Letters", "Night calls")), tmp_path)
    async with driving(path, size) as driver:
        await driver.press("space", "n")
        assert driver.stage == "assess"
        look(driver, "How good are we at this today", "? rating")
        await driver.press("a")
        await driver.type('Falls #"Patient safety"')
        look(driver, "key area Patient safety")
        await driver.press("enter", "enter", "k", "k")
        await driver.press("2", "4", "4", "5")
        look(driver, "Hands, 1 to 5", "4 hands")
        assert "3.8" not in driver.text()
        await driver.press("enter")
        assert "3.8 (1×2 2×4 1×5): an example each" in driver.text()
        await driver.write("333")
        assert "3.0 (3×3) · Night calls" in driver.text()
        look(driver, "4 of 5", "3 of 5", "1 area has no rating")
        await driver.write("6")
        look(driver, "is not a number of fingers")
        await driver.press("backspace", "tab", "escape")
        await driver.saved()
    ratings = [it.rating for it in decode(path.read_bytes(), name=path.name, made=TEN).improvements]
    assert ratings == [4, 3, None]


@pytest.mark.parametrize("size", [(48, 14), *SIZES], ids=str)
async def test_after_the_last_rating_typing_hands_give_no_command(tmp_path: Path, size: tuple[int, int]) -> None:
    """The box stays open until it is left; a rating that an undo takes back is a tab away, and a change closes it."""
    path = write(workshop(agenda="improvement-plan", improvements=("Letters", "Night calls")), tmp_path)
    async with driving(path, size) as driver:
        await driver.press("space", "n", "enter")
        await driver.write("44")
        await driver.write("334")
        look(driver, "All rated", "esc closes")
        await driver.write("next")
        look(driver, "Each has its rating.")
        assert (driver.stage, driver.box.value) == ("assess", "next")
        await driver.press("ctrl+u", "ctrl+z")
        look(driver, "tab goes to what is open")
        await driver.press("tab")
        await driver.write("55")
        look(driver, "All rated")
        await driver.press("escape", "enter")
        await driver.write("22")
        assert driver.room.prompt is None
        assert sorted(it.rating or 0 for it in driver.session.improvements) == [2, 4]


async def test_after_the_last_votes_typing_hands_give_no_command(tmp_path: Path) -> None:
    """The box stays open under hands that count on; above where they were begun, tab goes to what is open."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "n", "down")
        assert driver.stage == "review"
        await driver.press("v")
        while driver.room.prompt is not None and driver.room.prompt.name == "votes":
            await driver.write("7")
        look(driver, "All counted", "tab goes to what is open")
        await driver.write("8")
        look(driver, "No votes are missing below this one; esc closes.")
        assert driver.box.value == "8"
        await driver.press("ctrl+u", "tab")
        await driver.write("9")
        await driver.press("escape")
        assert driver.session.improvements[0].votes == 9


async def test_a_rating_is_taken_away_and_an_area_edited(tmp_path: Path) -> None:
    """A dash takes it away; e opens the line with its area; a digit above five does nothing."""
    async with driving(write(workshop(agenda="improvement-plan"), tmp_path)) as driver:
        await driver.press("space", "n")
        await driver.press("enter")
        await driver.write("44")
        await driver.press("escape", "k", "k", "7")
        assert driver.room.prompt is None
        await driver.press("enter")
        await driver.write("-")
        assert driver.session.improvements[0].rating is None
        await driver.press("e")
        await driver.type(" #Flow")
        await driver.press("enter")
        item = driver.session.improvements[0]
        assert (item.text, item.area) == ("Faster triage", "Flow")
        look(driver, "Faster triage · Flow")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_an_option_is_taken_up_and_becomes_a_strategy(tmp_path: Path, size: tuple[int, int]) -> None:
    """Options first, judged later; one is taken up, and its horizon, strengths, barriers and reward are asked."""
    path = write(workshop(agenda="coaching", improvements=()), tmp_path)
    async with driving(path, size) as driver:
        await driver.press("space", "a")
        await driver.write("Walk every day")
        await driver.press("enter", "n")
        assert driver.stage == "strategy"
        look(driver, "No strategy yet", "1 option")
        await driver.press("1")
        for option in ("Cycle to work", "Sleep in the gym clothes"):
            await driver.write(option)
        await driver.press("enter")
        look(driver, "Options", "Sleep in the gym clothes", "2 take it up")
        await driver.press("2")
        look(driver, "1 Sleep in the gym clothes", "2 horizon?", "? What is there already that leads there?")
        await driver.press("2")
        look(driver, "short term")
        await driver.press("enter")
        await driver.write("I like mornings")
        await driver.press("tab")
        look(driver, "Reward")
        await driver.write("a film on Saturday")
        look(driver, "builds on I like mornings", "reward: a film on Saturday", "4 barriers?")
        await driver.press("4")
        await driver.write("rain")
        look(driver, "barrier: rain")
        await driver.saved()
    session = decode(path.read_bytes(), name=path.name, made=TEN)
    item = session.improvements[0]
    assert (item.text, item.goal, item.horizon) == ("Sleep in the gym clothes", session.goals[0].id, "short")
    assert (item.strengths, item.barriers, item.reward) == ("I like mornings", "rain", "a film on Saturday")
    assert [note.kind for note in session.notes] == ["option", "option"]


async def test_a_strategy_in_one_line_is_edited_in_the_same_grammar(tmp_path: Path) -> None:
    """All parts behind their marks; e opens them again; an option keeps its kind when it is edited."""
    async with driving(write(workshop(agenda="coaching", improvements=()), tmp_path)) as driver:
        await driver.press("space", "n", "a")
        await driver.type("Walk #long +early riser !rain =a film")
        look(driver, "long term · builds on early riser · barrier rain")
        await driver.press("enter", "enter", "e")
        assert driver.box.value == "Walk #long +early riser !rain =a film"
        await driver.press("enter", "1")
        await driver.write("cycle")
        await driver.press("enter", "e")
        assert driver.box.value == "? cycle"
        await driver.type(" home")
        await driver.press("enter")
        assert [(note.kind, note.text) for note in driver.session.notes] == [("option", "cycle home")]


def test_a_ratings_bar_can_be_read_without_colour() -> None:
    """From zero, with another sign for what is missing, and the number beside it; no bar where it was not rated."""
    rated = plain(Rated("i", "1", "Letters", "", 3).lines(76, selected=False)[0])
    assert "▄▄▄▄▄▄▁▁▁▁  3 of 5" in rated
    assert len(set(rated.translate(PLAIN)[-18:-8])) == 2
    assert "▄" not in plain(Rated("i", "1", "Letters", "", None).lines(76, selected=False)[0])


HOSTILE = "[bold]x[/] {0} \\[ $(id) %s </b> 漢字 e\u0301 ʘ‿ʘ"


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (200, 60)], ids=str)
async def test_hostile_words_are_literal_in_every_new_row(tmp_path: Path, size: tuple[int, int]) -> None:
    """Goals, areas, strategies and options show what was typed, sign for sign."""
    async with driving(write(workshop(agenda="coaching", improvements=()), tmp_path), size) as driver:
        await driver.press("space", "a")
        await driver.write(f'{HOSTILE} !"{HOSTILE.replace(chr(92), "/")}"')
        await driver.press("enter")
        assert driver.text().count("[bold]x[/] {0}") >= 2
        await driver.press("n", "1")
        await driver.write(HOSTILE)
        await driver.press("enter", "2", "3")
        await driver.write(HOSTILE)
        assert driver.text().count("[bold]x[/] {0}") >= 3
        assert "{0}" in driver.session.improvements[0].text
