"""What a key costs: few frames, one page a frame, and a repaint of the cells that differ."""

import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from counted import counted
from driver import PARSE, TEN, Driver, driving
from rich.style import Style
from textual.app import ComposeResult
from textual.css import stylesheet
from textual.css.parse import parse
from textual.css.query import DOMQuery
from textual.geometry import Size
from textual.screen import Screen
from workshops import with_steps, workshop, write

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.plan import Step
from flipchart.domain.timing import session_clock
from flipchart.tui import textual_private
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.app import ViewName
from flipchart.tui.screens.pictures import PicturesScreen
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.screens.session_view import until_shown
from flipchart.tui.widgets import row_list
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.sheet import Scroll
from flipchart.tui.widgets.words import Themed

VIEWS: list[ViewName] = ["room", "desk"]


@asynccontextmanager
async def defining(folder: Path, view: ViewName = "room") -> AsyncIterator[Driver]:
    """A session in the stage in which steps are written down, with the capture line open."""
    async with driving(write(with_steps(workshop()), folder), view=view) as driver:
        await driver.press("space")
        while driver.stage != "define":
            await driver.press("n")
        await driver.saved()
        for timer in driver.app._timers:
            timer.pause()  # a tick amid a key is no cost of the key
        driver.app.tick()  # so that no later tick finds a new second, and with it a frame to make
        await driver.settle()
        yield driver


def part(driver: Driver, name: str) -> set[int]:
    """The rows of the screen on which a part of it stands."""
    region = driver.room.query_one(name).region
    return set(range(region.y, region.bottom))


async def test_a_session_is_drawn_before_its_first_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And once more when its parts have their sizes; no half of it is ever seen."""
    drawn: list[bool] = []
    show = RoomScreen.show

    def shown(screen: RoomScreen, frame: SessionFrame) -> None:
        drawn.append(bool(screen.query_one("#rows").size))
        show(screen, frame)

    monkeypatch.setattr(RoomScreen, "show", shown)
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.settle()
    assert drawn == [False, True]


async def test_a_screen_is_laid_out_no_oftener_than_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At first, and when its parts have their sizes; Textual tells it twice more how large it is, which it knows.

    A sheet is laid out once more for its scrollbar, the room for the blank line that comes before a sheet.
    """
    laid: list[str] = []
    lay_out = Screen._refresh_layout

    def laid_out(screen: Screen[object], *args: Any, **named: Any) -> None:
        laid.append(type(screen).__name__)
        lay_out(screen, *args, **named)

    monkeypatch.setattr(Screen, "_refresh_layout", laid_out)
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("question_mark")
        await driver.settle()
    assert laid.count("RoomScreen") <= 3
    assert laid.count("HelpScreen") <= 3


async def test_only_the_line_is_styled_anew_when_it_is_opened_or_left(tmp_path: Path) -> None:
    """And the list, which has the cursor when the line has not; no sheet over the room styles a part of it anew."""
    async with defining(tmp_path) as driver:
        with counted() as costs:
            await driver.press("a", "x", "enter", "escape")
        assert {*costs.styled} <= {"boxrow", "hint", "label", "box", "echo", "rows"}
        assert len(costs.styled) < 20
        parts = {part.id for part in driver.room.query("*") if part.id}
        with counted() as costs:
            await driver.press("question_mark")
        assert not parts & {*costs.styled}


async def test_pictures_are_laid_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of the window is known before Textual tells it, and that again is no reason to begin anew."""
    laid: list[Size] = []
    compose = PicturesScreen.compose

    def composed(screen: PicturesScreen) -> ComposeResult:
        laid.append(screen.app.size)
        return compose(screen)

    monkeypatch.setattr(PicturesScreen, "compose", composed)
    async with driving(write(with_steps(workshop()), tmp_path), (200, 60)) as driver:
        await driver.press("i")
        await driver.settle()
        assert laid == [Size(200, 60)]
        assert not driver.app.screen.query(Scroll)  # one part more to paint, where nothing is out of sight
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert laid == [Size(200, 60), Size(80, 24)]


async def test_nothing_is_looked_at_for_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual would ask for the style of links with each part that it paints; none of our words are links."""
    asked: list[Themed] = []

    def style(part: Themed) -> Style:
        asked.append(part)
        return Style()

    monkeypatch.setattr(Themed, "link_style", property(style), raising=False)
    async with defining(tmp_path) as driver:
        await driver.type("Book a room")
        await driver.pass_time(2)
    assert asked == []


@pytest.mark.parametrize("view", VIEWS)
async def test_a_letter_costs_one_frame_and_the_capture_line(tmp_path: Path, view: ViewName) -> None:
    """A letter paints the capture line and its echo, and at the desk what the room sees of it."""
    async with defining(tmp_path, view) as driver:
        await driver.type("Book a roo")
        await driver.saved()  # what a save that ends tells is no cost of the letter
        with counted() as costs:
            await driver.press("m")
        assert costs.frames <= 1
        assert costs.full == costs.layouts == 0
        mirrored = part(driver, "#mirror") if view == "desk" else set()
        assert costs.rows <= part(driver, "#box") | part(driver, "#echo") | mirrored


async def test_a_look_between_a_key_and_its_letter_costs_no_frame(tmp_path: Path) -> None:
    """The clock looks at the screen whenever it likes: also after a key came and before its letter is shown."""
    async with defining(tmp_path) as driver:
        await driver.type("Book a roo")
        with counted() as costs:
            driver.app.last_key = "m"
            driver.app.tick()
        assert costs.frames == 0


@pytest.mark.parametrize(
    ("begun", "passed", "wait"),
    [(False, 0.3, 1.0), (True, 0.0, 0.05), (True, 0.01, 1.0), (True, 0.4, 0.61), (True, 400.25, 0.76)],
)
def test_the_wall_wakes_when_another_second_is_to_be_shown(begun: bool, passed: float, wait: float) -> None:
    """Each second of the stage once, a hair after it; where nothing runs, once a second."""
    run, stage = Run(id="r", kind="workshop"), Stage(id="g", run="r", kind="define", title="Define", seconds=300)
    timing = (Timing(run="r", at=TEN, event="start", stage="g"),) if begun else ()
    session = workshop().revise(runs=(run,), stages=(stage,), timing=timing)
    now = TEN + dt.timedelta(seconds=passed)
    assert until_shown(session_clock(session, now), now) == pytest.approx(wait, abs=0.0011)


async def test_a_letter_on_a_large_wall_asks_for_no_row_out_of_sight(tmp_path: Path) -> None:
    """The list gives way to the words under the line, and is not counted to its end for that."""
    many = tuple(Step(id=f"m{n}", text=f"Draft part {n}", state="open", improvement="i1") for n in range(400))
    session = with_steps(workshop())
    path = write(session.revise(steps=(*session.steps, *many)), tmp_path)
    async with driving(path, (200, 60)) as driver:
        await driver.press("space", "n", "n", "a", "d")
        before = row_list._lines.cache_info()
        await driver.press("r")
        after = row_list._lines.cache_info()
        assert sum(after[:2]) - sum(before[:2]) < 200


@pytest.mark.parametrize("view", VIEWS)
async def test_letters_that_come_at_once_cost_as_much_as_one(tmp_path: Path, view: ViewName) -> None:
    """Two thousand letters a second, in whatever pieces they come, are read, understood and painted once a piece."""
    words = "Ring the clinics of the north and write down what they say of the form " * 4
    async with defining(tmp_path, view) as driver:
        await driver.press("a")
        with counted() as costs:
            await driver.type(words)
        assert driver.box.value == words
        assert costs.frames <= 2
        assert costs.full == costs.layouts == 0


async def test_without_the_private_names_keys_go_their_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another Textual may have others: what is typed is taken all the same, one key after the other."""
    monkeypatch.setattr(textual_private, "IN_TURN", False)
    async with defining(tmp_path) as driver:
        before = len(driver.session.steps)
        await driver.press("a", *"Ring", "space", *"Bea", "enter", "escape")
        assert [it.text for it in driver.session.steps[before:]] == ["Ring Bea"]


async def test_letters_that_come_at_once_keep_to_their_lines(tmp_path: Path) -> None:
    """Enter and the keys of the line among them part what belongs together."""
    async with defining(tmp_path) as driver:
        await driver.press("a")
        await driver.burst(*"Ring Bea", "enter", *"Ring Chen", "ctrl+u", *"Call her", "enter", *"and", "left", "n")
        assert (driver.box.value, driver.box.cursor_position) == ("annd", 3)
        await driver.saved()
        assert [step.text for step in driver.session.steps][-2:] == ["Ring Bea", "Call her"]


@pytest.mark.parametrize("view", VIEWS)
async def test_a_line_costs_two_frames_and_at_most_one_full_repaint(tmp_path: Path, view: ViewName) -> None:
    """Enter makes one frame to act on and one to show."""
    async with defining(tmp_path, view) as driver:
        await driver.type("Book a room")
        with counted() as costs:
            await driver.press("enter")
        assert costs.frames <= 2
        assert costs.pages <= 5
        assert costs.full <= 1
        assert "Book a room" in driver.rows()


@pytest.mark.parametrize("view", VIEWS)
async def test_the_next_stage_costs_three_frames_and_at_most_one_full_repaint(tmp_path: Path, view: ViewName) -> None:
    """`n` starts another stage: the new page is gone into once."""
    async with defining(tmp_path, view) as driver:
        await driver.press("escape")
        with counted() as costs:
            await driver.press("n")
        assert costs.frames <= 3
        assert costs.pages <= 8
        assert costs.full <= 1
        assert driver.stage == "assign"


@pytest.mark.parametrize("view", VIEWS)
async def test_a_tick_paints_the_time_and_nothing_within_a_second(tmp_path: Path, view: ViewName) -> None:
    """Four looks at the clock a second are one frame, and no row of the plan is painted."""
    async with defining(tmp_path, view) as driver:
        await driver.pass_time(0.1)
        with counted() as costs:
            await driver.pass_time(1, step=0.25)
        assert 1 <= costs.frames <= 2
        assert costs.full == costs.layouts == 0
        assert costs.rows
        assert not costs.rows & part(driver, "#rows")
        with counted() as costs:
            await driver.pass_time(0.2, step=0.1)
        assert costs.frames == 0
        assert costs.rows == set()


@pytest.mark.parametrize("view", VIEWS)
async def test_a_tick_walks_over_no_screen(tmp_path: Path, view: ViewName, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times a second what is shown is found by its id, which Textual remembers, and by no search."""
    async with defining(tmp_path, view) as driver:
        walks: list[object] = []
        monkeypatch.setattr(DOMQuery, "nodes", property(walks.append))
        driver.clock.advance(1)
        driver.app.tick()
        assert not walks


@pytest.mark.parametrize("key", ["", "space"])
async def test_nothing_is_painted_while_no_clock_runs(tmp_path: Path, key: str) -> None:
    """Before the start, and while the clock is paused, five seconds paint at most one line."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        if key:
            await driver.press("space", "n", key)
            await driver.saved()
        await driver.until("it is saved", lambda: driver.app.saved is not None and driver.app.saved.kind == "saved")
        await driver.pass_time(2)
        await driver.pilot.pause()
        with counted() as costs:
            await driver.pass_time(5, step=0.25)
        assert costs.full == costs.layouts == 0
        assert costs.updates <= 1


async def test_each_rule_of_style_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The theme is put on before the first parse, and a new screen's rules are parsed without all others."""
    parsed: Counter[tuple[tuple[str, str], str]] = Counter()

    def counting(scope: str, css: str, read_from: tuple[str, str], *rest: Any, **named: Any) -> Any:
        parsed[read_from, css] += 1
        return parse(scope, css, read_from, *rest, **named)

    monkeypatch.setattr(stylesheet, "parse", counting)
    monkeypatch.setattr(stylesheet.Stylesheet, "_parse_rules", PARSE)
    async with defining(tmp_path) as driver:
        await driver.press("question_mark")
    ours = {place: times for (place, _), times in parsed.items() if "textual" not in Path(place[0]).parts}
    assert len(ours) > 5
    assert set(ours.values()) == {1}


async def test_a_second_paints_the_signs_that_differ(tmp_path: Path) -> None:
    """Of the digits and of the line below them; the words at its other end stay as they are."""
    async with defining(tmp_path) as driver:
        await driver.pass_time(1)
        with counted() as costs:
            await driver.pass_time(1)
        ends, digits = (driver.room.query_one(name).region for name in ("#clock", BigClock))
        painted = [line for line in costs.lines if line[0] in part(driver, "#clock")]
        assert all(end - start <= 4 for _, start, end in painted) and painted
        assert costs.full == 0 and ends.width > 40 and digits.width > 9
        assert f"{driver.room.query_one(BigClock).reading} left" in driver.text()
