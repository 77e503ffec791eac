"""The wall can be trusted: a letter is a command unless a line is open, times are alive, undo shows what it did."""

import datetime as dt
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from msgspec.structs import replace
from trouble import full_disk
from workshops import IMPROVEMENTS, with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.commands.agenda import EndRun, NextStage
from flipchart.domain.commands.clock import Pause
from flipchart.domain.commands.command import Command
from flipchart.domain.session import Session
from flipchart.domain.when import Language
from flipchart.service.watched_session import open_to_watch
from flipchart.store.saver_queue import SaveState
from flipchart.tui.app import ViewName
from flipchart.tui.screens.capture_panel import unsaved_lines
from flipchart.tui.text.block_font import block_lines
from flipchart.tui.text.layout import SHORT
from flipchart.tui.text.lines import plain
from flipchart.tui.widgets.inputs import CaptureBox


def typing(driver: Driver) -> bool:
    """Whether letters go into the line."""
    return isinstance(driver.room.focused, CaptureBox)


def planned(start: dt.datetime | None) -> Session:
    """The workshop, planned for an hour."""
    session = workshop()
    return session.revise(runs=(session.runs[0].revise(planned_start=start),))


async def to_define(driver: Driver) -> None:
    """Into Define, by keys."""
    await driver.press("space", "n", "n")
    assert driver.stage == "define"


async def test_arriving_in_define_opens_no_line(tmp_path: Path) -> None:
    """By next, by back, after a pause: the keys stay with the list, and a quiet line says which one adds a step."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        assert not typing(driver) and driver.room.prompt is None
        assert "a adds a step" in driver.text()
        await driver.press("n", "p")
        assert driver.stage == "define" and not typing(driver)
        await driver.press("space", "space")
        assert not typing(driver)


async def test_enter_on_a_page_without_a_row_opens_its_line(tmp_path: Path) -> None:
    """Enter says that a line is wanted, too; with a row under the cursor it stays that row's key."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("enter")
        assert typing(driver)
        await driver.write("Draft the form @Ana")
        assert [step.text for step in driver.session.steps] == ["Draft the form"]
        await driver.press("escape", "escape", "enter")
        assert len(driver.session.steps) == 1


async def test_words_for_a_private_note_stay_private_after_going_back(tmp_path: Path) -> None:
    """M and the words after p: none of them becomes a step on the wall."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("n", "p", "M")
        before = driver.session.steps
        await driver.write("Tom is annoyed")
        assert driver.session.steps == before
        assert "Tom" not in driver.text()


async def test_a_session_that_is_opened_again_in_define_opens_no_line(tmp_path: Path) -> None:
    """Not even with words that were begun: they are in sight, and a goes on with them."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path) as driver:
        await to_define(driver)
        await driver.press("a")
        await driver.type("Call the vend")
    async with driving(path) as driver:
        await driver.sees("Call the vend")
        assert not typing(driver)
        steps = driver.session.steps
        await driver.press("j", "k")
        assert driver.session.steps == steps
        await driver.press("a")
        assert typing(driver) and driver.box.value == "Call the vend"


async def test_the_first_keys_of_the_readme_are_commands(tmp_path: Path) -> None:
    """In the demo of a workshop under way: space pauses, ? shows the keys, q asks to leave."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("space")
        await driver.sees("PAUSED")
        await driver.press("question_mark")
        await driver.until("the keys are shown", lambda: driver.app.screen is not driver.app.screen_stack[1])
        await driver.press("escape")
        assert not typing(driver)


async def test_park_note_decision_and_private_note_have_keys_in_a_box(tmp_path: Path) -> None:
    """The words that were begun stay as a draft, and a opens them again."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("a")
        await driver.type("Call the vend")
        for key, words in (("f2", "Park"), ("f4", "Note"), ("f12", "Private"), ("ctrl+d", "Note !")):
            await driver.press(key)
            assert typing(driver) and words in driver.text(), key
            await driver.press("escape", "escape", "a")
            assert driver.box.value == "Call the vend", key


async def test_the_curtain_has_a_key_in_a_box(tmp_path: Path) -> None:
    """F10, and the line is as it was when it goes up again."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("a")
        await driver.type("Call the vend")
        await driver.press("f10")
        assert driver.room.curtain
        await driver.press("f10")
        assert not driver.room.curtain and driver.box.value == "Call the vend"


async def test_an_open_line_looks_different_from_afar(tmp_path: Path) -> None:
    """Two rows with a ground of their own between two edges; closed, nothing of it."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        assert "▄" * 80 not in driver.text()
        await driver.press("a")
        rows = driver.text().split("\n")
        assert rows[18] == "▄" * 80 and rows[21] == "▀" * 80
        assert str(driver.box.styles.background.hex) == "#00005F"


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (120, 40), (200, 60)])
async def test_the_agenda_before_the_start_goes_on_with_the_clock(tmp_path: Path, size: tuple[int, int]) -> None:
    """The strip and the countdown tell the time of now, not that of the first picture."""
    async with driving(write(planned(TEN), tmp_path), size, ManualClock(TEN - dt.timedelta(minutes=4))) as driver:
        assert "we start in" in driver.text() and "10:00" in driver.text()
        await driver.pass_time(600, step=60)
        shown, large = driver.text(), block_lines("we start now", size[0]) or ("-",)
        assert "we start now" in shown or all(row.strip() in shown for row in large)
        assert "10:06" in driver.text() and "10:00" not in driver.text()


async def test_a_plan_that_is_opened_days_later_is_not_days_behind(tmp_path: Path) -> None:
    """Neither before a start that never came, nor in the list beside."""
    later = ManualClock(TEN + dt.timedelta(days=3))
    async with driving(write(planned(TEN), tmp_path), clock=later) as driver:
        assert "ready when you are" in driver.text()
        await driver.press("space", "n")
        assert "behind" not in driver.text()


async def test_next_and_back_while_paused_stay_paused(tmp_path: Path) -> None:
    """Only space lets the clock go on."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("space", "space", "n")
        assert driver.stage == "review" and "PAUSED" in driver.text()
        await driver.press("p")
        assert driver.stage == "introduce" and "PAUSED" in driver.text()


async def test_back_on_the_closing_page_asks_and_can_be_taken_back(tmp_path: Path) -> None:
    """Y takes the run up again; what ended it is put back by the question's answer."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("space", "n", "n", "n", "n", "n")
        assert driver.stage == "ended"
        ended = driver.session.timing
        await driver.press("p")
        assert driver.stage == "ended" and "reopen it" in driver.text()
        await driver.press("N")
        assert driver.stage == "ended"
        await driver.press("p", "Y")
        assert driver.stage == "resources" and "end it as before" in driver.text()
        await driver.press("N")
        assert (driver.stage, driver.session.timing) == ("ended", ended)


async def test_undo_goes_to_what_it_brought_back(tmp_path: Path) -> None:
    """From another improvement too."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("k")
        gone = driver.room.cursor
        await driver.press("x")
        assert driver.room.cursor != gone and driver.room.cursor in driver.room.frame().stops
        await driver.press("tab", "u")
        assert driver.room.cursor == gone
        assert f"Improvement 1 of {len(IMPROVEMENTS)}" in driver.text()


async def test_x_without_a_cursor_in_sight_does_nothing(tmp_path: Path) -> None:
    """On an improvement without steps the one before is not dropped."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("tab", "tab", "tab")
        steps = driver.session.steps
        await driver.press("x", "x")
        assert driver.session.steps == steps


async def test_votes_sort_the_list_by_one_key(tmp_path: Path) -> None:
    """S, and u takes it back; without votes it is said what to do."""
    session = workshop()
    voted = tuple(it.revise(votes=n) for n, it in enumerate(session.improvements))
    async with driving(write(session.revise(improvements=voted), tmp_path)) as driver:
        await driver.press("space", "n", "S")
        assert [it.text for it in driver.session.improvements] == list(reversed(IMPROVEMENTS))
        await driver.press("u")
        assert [it.text for it in driver.session.improvements] == list(IMPROVEMENTS)


async def test_a_break_fills_the_wall_until_space(tmp_path: Path) -> None:
    """When we go on, huge; the clock stands still, and the agenda moves."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("P")
        await driver.write("until 10:40")
        assert "Break · back at" in driver.text() and "████████████" in driver.text()
        assert "Agree" not in driver.text() and "space go on now" in driver.text()
        await driver.pass_time(60)
        assert "39:00 left" in driver.text()
        await driver.press("space")
        assert driver.stage == "define" and "5:00 left" in driver.text()


@pytest.mark.parametrize(
    ("key", "wrong", "sentence", "right"),
    [
        ("P", "until 22:40", "A break lasts one minute to twelve hours.", "5"),
        ("t", "until 9:40", "A stage can have twelve hours at most.", "10"),
        ("Q", "900", "A quiet timer lasts one minute to twelve hours.", "10"),
    ],
)
async def test_a_time_beyond_half_a_day_is_refused_whole_and_gone(
    tmp_path: Path, key: str, wrong: str, sentence: str, right: str
) -> None:
    """No echo promises it above the refusal, and typing in the box that is opened again takes its place."""
    async with driving(write(with_steps(workshop()), tmp_path), size=(60, 18)) as driver:
        await to_define(driver)
        before = driver.session.timing
        await driver.press(key)
        await driver.write(wrong)
        assert sentence in driver.text() and f"{sentence[:-1]}…" not in driver.text()
        assert "ends 2" not in driver.text() and "15:00:00" not in driver.text()
        assert driver.session.timing == before
        await driver.press("escape", key)
        await driver.write(right)
        assert driver.session.timing[-1].seconds in (600, 300) and len(driver.session.timing) == len(before) + 1


async def test_a_quiet_timer_fills_the_wall_and_goes_back_by_itself(tmp_path: Path) -> None:
    """Its own time, huge, with what it is for; Q ends it early."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("Q")
        await driver.write("2 in pairs")
        assert "in pairs" in driver.text() and "5:00 left of 5:00" in driver.text()
        await driver.pass_time(119)
        assert "in pairs" in driver.text()
        await driver.pass_time(2)
        assert "in pairs" not in driver.text() and "2:59 left" in driver.text()
        await driver.press("Q")
        await driver.write("1")
        await driver.press("Q")
        assert "on your own" not in driver.text()


async def test_a_message_from_the_desk_stands_on_the_wall_until_it_is_taken_away(tmp_path: Path) -> None:
    """The room that watches shows it; Esc at the desk takes it off."""
    path, clock = write(with_steps(workshop()), tmp_path), ManualClock(TEN)
    async with (
        driving(path, clock=clock, view="desk") as desk,
        driving(path, clock=clock, open_file=open_to_watch) as room,
    ):
        await desk.press("space", "W")
        await desk.write("Lunch is downstairs")
        await desk.pass_time(0)
        await room.sees("Lunch is downstairs")
        await desk.press("down")
        await desk.sees("Room   Lunch is downstairs · ")
        await desk.press("escape")
        await desk.pass_time(0)
        assert "Lunch" not in desk.text()
        await room.until("the message is gone", lambda: "Lunch" not in room.text())


async def test_a_decision_is_acknowledged_at_once(tmp_path: Path) -> None:
    """The room reads what was written down."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await to_define(driver)
        await driver.press("D")
        await driver.write("We meet on Mondays")
        assert "Decided: We meet on Mondays" in driver.text()
        assert driver.session.notes[-1].kind == "decision"


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24)], ids=str)
async def test_what_is_parked_is_acknowledged_at_once(tmp_path: Path, size: tuple[int, int]) -> None:
    """In a pause, too, where a short wall has no row for the parking lot."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await to_define(driver)
        await driver.press("space", "l")
        await driver.write("Contractor badges")
        assert "Parked: Contractor badges" in driver.text()
        assert driver.session.parked[-1].text == "Contractor badges"


async def test_no_and_absent_ask_one_line_more(tmp_path: Path) -> None:
    """Who instead; who tells them. An empty Enter is an answer, too."""
    session = with_steps(workshop())
    steps = tuple(it.revise(owner="Ana") for it in session.steps)
    async with driving(write(session.revise(steps=steps), tmp_path)) as driver:
        await driver.press("space", "n", "n", "n", "n", "n", "1", "3")
        assert "Who instead" in driver.text()
        await driver.write("bo")
        assert driver.session.steps[0].owner == "bo"
        await driver.press("4")
        assert "Who tells them" in driver.text()
        await driver.write("Chen")
        assert driver.session.steps[0].note == "Chen Wei tells bo."


# Midnight, and days later.

NIGHT = dt.datetime(2026, 11, 18, 23, 50, tzinfo=dt.UTC)


def tonight() -> Session:
    """A workshop of fifteen minutes, planned from ten to twelve until ten past."""
    run = workshop().runs[0].revise(planned_start=NIGHT, ends_by=NIGHT + dt.timedelta(minutes=20))
    return with_steps(workshop()).revise(runs=(run,))


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_a_workshop_over_midnight_is_as_long_as_it_was_planned(tmp_path: Path, view: ViewName) -> None:
    """Twenty minutes, whatever the day: on both sides of midnight it ends at the same minute and is as far ahead."""
    clock = ManualClock(NIGHT - dt.timedelta(minutes=1))
    async with driving(write(tonight(), tmp_path), (120, 40), clock, view=view) as driver:
        await driver.sees("23:50", "00:05")
        await driver.pass_time(60)
        await driver.press("space")
        await driver.sees("ends 00:05, 5 min ahead")
        await driver.press("n")
        await driver.pass_time(11 * 60)
        assert driver.clock.now().hour == 0
        await driver.sees("8:00 OVER", "ends 00:11, 1 min behind")


LATER: list[tuple[str, ViewName, int]] = [
    ("planned", "room", 1), ("planned", "desk", 3), ("running", "room", 40), ("running", "desk", 1),
    ("paused", "room", 3), ("paused", "desk", 40), ("ended", "room", 1), ("ended", "desk", 3),
]  # fmt: skip
"""Each state on both screens, each with other days, so that either screen has been away for each of them."""


@pytest.mark.parametrize(("state", "view", "days"), LATER)
async def test_a_plan_opened_days_later_is_not_days_behind(
    tmp_path: Path, state: str, view: ViewName, days: int
) -> None:
    """Not before its start, not while its clock was left running, not paused and not after its end."""
    session, run = tonight(), tonight().runs[0].id
    begun: tuple[Command, ...] = (NextStage(run, NIGHT),)
    acts: dict[str, tuple[Command, ...]] = {
        "planned": (), "running": begun, "paused": (*begun, Pause(run, NIGHT)), "ended": (*begun, EndRun(run, NIGHT)),
    }  # fmt: skip
    for command in acts[state]:
        session = command.apply(session)
    clock = ManualClock(NIGHT + dt.timedelta(days=days, minutes=3))
    async with driving(write(session, tmp_path), (120, 40), clock, view=view) as driver:
        for keys in ((), ("escape",), ("A",)):
            await driver.press(*keys)
            answer = re.findall(r"(\S+) (\S+) (?:behind|ahead)", driver.text())
            # The desk tells after the end by how much it was early then.
            early = [("20", "min")] if state == "ended" and view == "desk" else []
            assert answer in ([], early), driver.text()


# What is the facilitator's, and the computer's.


async def test_the_wall_tells_no_place_no_script_and_nothing_at_hand(tmp_path: Path) -> None:
    """On no page of a workshop that has them all, and not where a save has failed: the desk and the shell tell it."""
    run = workshop().runs[0].revise(template="action-planning")
    session = with_steps(workshop()).revise(runs=(run,))
    scripts = [words for stage in session.stages for words in (stage.say, stage.watch) if words]
    path = write(session, tmp_path)
    async with driving(path) as driver:
        assert driver.room.materials and scripts
        hidden = (str(tmp_path), *driver.room.materials, *scripts)
        for keys in ((), ("space",), *((("n",),) * 5), ("comma",), ("escape", "question_mark"), ("escape", "A")):
            await driver.press(*keys)
            shown = " ".join(driver.text().split())
            assert not [words for words in hidden if words in shown], shown
        await driver.press("escape")
        assert unsaved(driver, path) == (
            "NOT SAVED clinic.toml was not saved: the disk is full. A copy is kept on this computer."
        )
    desk_path = write(session, tmp_path, "desk.toml")
    async with driving(desk_path, (160, 40), view="desk") as desk:
        assert desk.room.materials[0] in " ".join(desk.text().split())
        assert unsaved(desk, desk_path).endswith(f"Copy in {tmp_path / 'rescued.toml'}")


async def in_sizes(driver: Driver, *sizes: tuple[int, int]) -> AsyncIterator[tuple[tuple[int, int], str]]:
    """Give the window each size in turn and yield it with what is shown."""
    for size in sizes:
        await driver.pilot.resize_terminal(*size)
        await driver.settle()
        assert tuple(driver.room.outer_size) == size
        yield size, driver.text()


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_what_is_not_saved_is_said_in_whole_words_and_without_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: ViewName
) -> None:
    """Also where the session is reached by a link, whose own place and the file's are left out alike."""
    folder = tmp_path / "a folder with a long name that is nobody's business on a wall"
    folder.mkdir()
    link = tmp_path / "today.toml"
    link.symlink_to(write(with_steps(workshop()), folder))
    disk = full_disk(monkeypatch, folder)
    async with driving(link, view=view) as driver:
        disk.full = True
        await driver.press("space")
        await driver.sees("NOT SAVED", "the disk is full")
        async for size, text in in_sizes(driver, (48, 14), (60, 18), (80, 18), (80, 24)):
            shown = " ".join(text.split())
            assert "NOT SAVED" in shown and "the disk is full" in shown, text
            assert str(tmp_path) not in shown and "…" not in shown[shown.index("NOT SAVED") :][:60], text
            assert "make room on it." in shown or size == (48, 14), text
        disk.full = False


@pytest.mark.parametrize(
    ("language", "said"), [(None, "NOT SAVED: the disk is full"), ("de", "NICHT GESPEICHERT: die Platte ist voll")]
)
async def test_what_is_not_saved_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language, said: str
) -> None:
    """The reason follows the word; which file it is of everybody knows, and nobody reads it twice."""
    path = write(with_steps(workshop()).revise(language=language), tmp_path)
    disk = full_disk(monkeypatch, tmp_path)
    async with driving(path) as driver:
        disk.full = True
        await driver.press("space")
        await driver.sees(said)
        word = said.split(":", maxsplit=1)[0].casefold()
        async for _, shown in in_sizes(driver, (48, 14), (80, 24), (120, 40)):
            assert said in shown and path.name not in shown and shown.casefold().count(word) == 2, shown
        disk.full = False


def unsaved(driver: Driver, path: Path) -> str:
    """What a screen says of a save that failed."""
    copy = path.with_name("rescued.toml")
    state = SaveState("failed", TEN, f"{path} was not saved: the disk is full.", copy=copy)
    lines = unsaved_lines(
        replace(driver.room.frame(), width=200), replace(driver.room.status, saved=state), SHORT - 1
    )
    return "".join(map(plain, lines))
