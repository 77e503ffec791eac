"""Everything at once: fourteen long steps, twelve long names, far over time, not saved, and a question."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from sight import clipped, hidden, under_cursor
from trouble import FullDisk, full_disk
from workshops import begun, crowded, workshop, write

from flipchart.store.config import Config
from flipchart.tui.prompts.prompt import NOTHING, Question
from flipchart.tui.screens.session_view import SessionView
from flipchart.tui.text.clock import left_words
from flipchart.tui.text.lines import line, plain, unfinished, width_of
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Words

OVER = 12 * 60 + 42
"""Seconds over time."""

STAGES = ("introduce", "review", "define", "assign", "resources")


async def overwhelm(driver: Driver, disk: FullDisk, stage: str) -> None:
    """Come to a stage, let it run over, fill the disk, let the clock jump, and half-type a line."""
    await driver.press("space", *["pagedown"] * STAGES.index(stage), "escape")
    assert driver.stage == stage
    await driver.press("down", "down", "down")
    assert driver.app.clock is not None
    assert driver.app.clock.stage is not None
    await driver.pass_time(driver.app.clock.stage.remaining + OVER)
    disk.full = True
    await driver.press("l")
    await driver.write("Contractor badges")
    driver.clock.advance(400)
    driver.app.tick()
    await driver.press("a")
    await driver.type("Ask the night shift @Aleksandra >fri and then")
    await driver.sees("NOT SAVED")


async def in_sizes(driver: Driver, *sizes: tuple[int, int]) -> AsyncIterator[tuple[int, int]]:
    """Give the window each size in turn."""
    for size in sizes:
        await driver.pilot.resize_terminal(*size)
        await driver.settle()
        assert tuple(driver.room.outer_size) == size
        yield size


@pytest.mark.parametrize("stage", STAGES)
async def test_everything_at_once_leaves_in_sight_what_matters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Digits, clock line, the words under the cursor, box, question, offer and NOT SAVED: all of them whole.

    At 48 by 14 there are two rows for the words under the cursor, and nothing else is missing but the offer.
    """
    disk = full_disk(monkeypatch, tmp_path)
    async with driving(write(crowded(), tmp_path), (60, 18)) as driver:
        await overwhelm(driver, disk, stage)
        async for size in in_sizes(driver, (60, 18), (80, 24), (120, 40), (200, 60)):
            assert hidden(driver) == [], size
            assert "count it" in driver.text(), size
            assert "19:22 OVER" in driver.text(), size
        async for _ in in_sizes(driver, (48, 14)):
            only_the_offer_gives_way(driver)
        disk.full = False


def only_the_offer_gives_way(driver: Driver) -> None:
    """Whether nothing is missing but the offer, and the words under the cursor from their third row on."""
    rows, shown = driver.room.query_one("#rows", RowList), driver.text()
    own = under_cursor(rows)
    assert own
    missing = [it for it in hidden(driver) if not it.startswith("#offer")]
    # The second row ends in an ellipsis where they go on.
    ended = [plain(unfinished(line(it), rows.content_size.width - 2)) if own[2:] else it for it in own[1:2]]
    assert all(words in shown for words in ended), shown
    whole = own[:1] + [it for it in own[1:2] if it in shown]
    assert missing == [f"the words under the cursor: {words!r}" for words in own[len(whole) :]], shown


async def test_the_words_beside_the_clock_make_room_when_it_goes_over(tmp_path: Path) -> None:
    """The digits need four cells more over time, and the heading is wrapped anew in the same moment."""
    async with driving(write(workshop(), tmp_path), (60, 18)) as driver:
        await driver.press("space", "pagedown", "pagedown")
        for seconds in (299.5, 1, 599, 1):
            await driver.pass_time(seconds)
            assert clipped(driver) == []


@pytest.mark.parametrize(("key", "typed", "message"), [("P", "5", "back at"), ("Q", "3 on your own", "on your own")])
async def test_a_break_and_a_quiet_timer_have_the_whole_wall(
    tmp_path: Path, key: str, typed: str, message: str
) -> None:
    """What stands beside the plan on a wide wall is gone with the plan, and there again after it."""
    sizes = ((80, 24), (120, 40), (200, 60))
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "n", "n", key)
        await driver.write(typed)
        async for size in in_sizes(driver, *sizes):
            assert message in driver.text(), size
            assert "Also today" not in driver.text() and "Resources" not in driver.text(), driver.text()
            assert driver.room.query_one("#wall").size == (size[0], size[1] - 1)
        if key == "P":
            await driver.press("space")
            async for size in in_sizes(driver, *sizes):
                assert ("Also today" in driver.text()) == (size[0] >= 120), driver.text()


async def test_a_full_disk_is_told_whole_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 by 24 the reason and that there is a copy can be read, on as many lines as they take."""
    disk = full_disk(monkeypatch, tmp_path)
    async with driving(write(workshop(), tmp_path)) as driver:
        disk.full = True
        await driver.press("space")
        await driver.sees("NOT SAVED")
        await driver.pass_time(6)
        await driver.until("a copy is in the state folder", lambda: _copy(driver) != "")
        await driver.until(
            "it says so", lambda: "A copy is kept on this computer." in " ".join(driver.text().split())
        )
        assert _copy(driver) not in _closed(driver.text()), "no path is told on the wall"
        assert "NOT SAVED: the disk is full; make room on it." in " ".join(driver.text().split())
        disk.full = False


@pytest.mark.parametrize("size", [(48, 14), (60, 18)], ids=str)
async def test_that_a_copy_is_kept_is_said_on_a_short_screen_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """One line there: that it is not saved, why, and that nothing is lost; what to do is at the desk."""
    disk = full_disk(monkeypatch, tmp_path)
    async with driving(write(workshop(), tmp_path), size) as driver:
        disk.full = True
        await driver.press("space")
        await driver.sees("NOT SAVED")
        await driver.pass_time(6)
        await driver.until("a copy is in the state folder", lambda: _copy(driver) != "")
        await driver.sees("NOT SAVED: the disk is full. A copy is kept.")
        disk.full = False


async def test_a_question_over_a_quiet_timer_takes_none_of_it(tmp_path: Path) -> None:
    """The time on the page has a row less, and nothing of the screen goes out of sight."""
    async with driving(write(begun(), tmp_path)) as driver:
        await driver.press("Q")
        await driver.write("3")
        driver.room.questions = (Question("closed", "0:32 passed while closed:", ("count it", NOTHING)),)
        await driver.settle()
        async for size in in_sizes(driver, (48, 14), (60, 18), (80, 24)):
            shown = driver.text()
            assert all(words in shown for words in ("0:32 passed while closed:", "? keys", "left of")), shown
            assert "…" not in shown or size == (48, 14)
            assert not driver.room.show_vertical_scrollbar


async def test_without_colour_an_open_box_has_an_edge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no ground that would tell it from a closed one; on a short screen one line above is enough."""
    monkeypatch.setattr(SessionView, "colourless", property(lambda _: True))
    async with driving(write(begun(), tmp_path)) as driver:
        async for size in in_sizes(driver, (48, 14), (60, 18), (80, 24)):
            assert "-" * 40 not in driver.text()
            await driver.press("a")
            assert driver.text().count("-" * size[0]) == (2 if size[1] >= 20 else 1)
            assert hidden(driver) == []
            await driver.press("escape")
            assert "-" * 40 not in driver.text()


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_who_and_by_when_stay_in_sight_while_it_is_asked_who_instead(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """The letters are smaller while a line is open, where there are too few rows for both."""
    session = begun()
    steps = tuple(it.revise(owner="Ana Lopes", due=TEN.date()) for it in session.steps)
    stages = tuple(it.revise(kind="readback") if it.kind == "define" else it for it in session.stages)
    async with driving(write(session.revise(steps=steps, stages=stages), tmp_path), size) as driver:
        await driver.press("3")
        await driver.type("Chen")
        shown = driver.text()
        assert driver.room.prompt is not None and "more below" not in shown, shown
        assert size[1] > 18 or ("Ana Lopes" in shown and "Wednesday 18 November" in shown), shown


async def test_who_and_by_when_are_whole_whatever_is_typed_below(tmp_path: Path) -> None:
    """The words under a line take rows while it is typed: the letters are whole, or ordinary."""
    session = begun()
    steps = tuple(it.revise(owner="Ana Lopes", due=TEN.date()) for it in session.steps)
    stages = tuple(it.revise(kind="readback") if it.kind == "define" else it for it in session.stages)
    async with driving(write(session.revise(steps=steps, stages=stages), tmp_path)) as driver:
        for keys, words in ((("a",), "Call @Zoe >fri !if not then someday >blue"), (("escape", "t"), "0:01")):
            await driver.press(*keys)
            await driver.type(words)
            async for size in in_sizes(driver, (48, 14), (60, 18), (80, 24), (120, 40)):
                shown = driver.room.query_one("#rows", RowList).shown()
                block = [text for _, line in shown if any(it in (text := plain(line)) for it in "█▀▄")]
                assert len(block) in (0, 6), driver.text()
                if not block and size[1] > 18:
                    assert "Ana Lopes" in driver.text() and "18 November" in driver.text(), driver.text()


@pytest.mark.parametrize("bare", [False, True], ids=["colour", "no colour"])
async def test_a_promise_stays_whole_while_a_long_hint_stands_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: bool
) -> None:
    """On the shortest screen the bar gives way to it: who, what and by when are still read."""
    monkeypatch.setattr(SessionView, "colourless", property(lambda _: bare))
    session = begun()
    steps = tuple(it.revise(owner="Ana Lopes", due=TEN.date()) for it in session.steps)
    stages = tuple(it.revise(kind="readback") if it.kind == "define" else it for it in session.stages)
    async with driving(write(session.revise(steps=steps, stages=stages), tmp_path), (48, 14)) as driver:
        await driver.press("a")
        await driver.type("Call the supplier @Ana >fri !if not then someday >blue")
        shown = driver.text()
        assert "Ana Lopes" in shown and "by Wednesday 18 November" in shown, shown
        assert "more below" not in shown and "A step has one date" in shown, shown


@pytest.mark.parametrize("config", [Config(), Config(ascii=True)], ids=["blocks", "ascii"])
async def test_paused_is_told_by_shape_and_word_in_every_state(tmp_path: Path, config: Config) -> None:
    """With a line open, and with one begun in a closed box: the sign, the clock's words on a ground, and PAUSED."""
    async with driving(write(begun(), tmp_path), config=config) as driver:
        await driver.press("f5")
        for keys in ((), ("a",), ("X", "escape")):
            await driver.press(*keys)
            async for size in in_sizes(driver, (48, 14), (60, 18), (80, 24), (120, 40)):
                shown = told_as_paused(driver)
                if size[1] > 18:
                    rows = sum(any(sign in it for sign in "█▀▄#") for it in shown)
                    assert rows == (5 if config.ascii else 3), driver.text()
                assert ("not added yet" in driver.text()) == (keys[-1:] == ("escape",)), driver.text()
        await driver.press("escape", "f5")
        assert not any("PAUSED" in it for it in driver.text().split("\n"))


def told_as_paused(driver: Driver) -> list[str]:
    """What the foot shows, which says PAUSED as the clock's words do, and is not wider than its place."""
    foot = driver.room.query_one("#foot", Words)
    assert foot.display and foot.size.height >= 1, driver.text()
    shown = [plain(words) for words in foot.lines]
    assert all(width_of(it) <= foot.size.width for it in shown), driver.text()
    assert any("PAUSED" in it or "█" in it or "#" in it for it in shown), driver.text()
    assert [(span.style, span.text[:6]) for span in left_words(driver.room.frame())] == [("paused", "PAUSED")]
    return shown


def _copy(driver: Driver) -> str:
    assert driver.app.open_session is not None
    return str(driver.app.open_session.state.copy or "").replace(" ", "")


def _closed(text: str) -> str:
    return "".join(text.split())
