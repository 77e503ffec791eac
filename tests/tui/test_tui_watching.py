"""Looking on: the driver's screen seen on another one, which never writes."""

import datetime as dt
import json
import re
from collections.abc import Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from driver import TEN, Driver, context, driving
from msgspec.structs import replace
from textual import events
from tour import KINDS, LATER, every_kind
from workshops import IMPROVEMENTS, STEPS, begun, with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.commands.agenda import EndRun, StartStage
from flipchart.domain.commands.clock import Pause
from flipchart.domain.commands.pauses import StartBreak, StartTimer
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.ids import CountedIds
from flipchart.service.watched_session import WatchedSession, open_to_watch
from flipchart.store import platform, sidecar_names
from flipchart.store.codec import encode
from flipchart.store.disk import DISK
from flipchart.tui.actions.registry import LOOKING
from flipchart.tui.app import ViewName
from flipchart.tui.palette import palette
from flipchart.tui.prompts.evaluate import HandsPrompt
from flipchart.tui.prompts.prompt import Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


@pytest.fixture(autouse=True)
def looking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let who looks on see at once what was written, so that no test waits for a quarter of a second."""
    monkeypatch.setattr("flipchart.service.watched_session.EVERY", 0.01)


@asynccontextmanager
async def watching(
    path: Path, clock: ManualClock, view: ViewName = "room", size: tuple[int, int] = (80, 24)
) -> "AsyncIterator[Driver]":
    """Open a session to look on."""
    opener = partial(open_to_watch, desk=view == "desk")
    async with driving(path, size, clock=clock, open_file=opener, view=view) as watcher:
        yield watcher


async def tell(driver: Driver) -> None:
    """Let the driver's next tick tell the watchers."""
    await driver.pass_time(0)


def sign(path: Path, beat: int, screen: dict[str, object], host: str = "noor-laptop") -> None:
    """Write a sign of life as a driver on another machine does."""
    values = {"who": "Noor", "host": host, "since": TEN.isoformat(), "heartbeat": f"2026-11-18T10:00:{beat:02}+00:00"}
    sidecar_names.live_file(path).write_text(json.dumps(values | {"screen": screen}))


def everything(folder: Path) -> list[tuple[str, int, bytes]]:
    """What is in a folder: names, times and bytes, and when the folder itself was changed."""
    files = sorted(folder.iterdir())
    return [(it.name, it.stat().st_mtime_ns, it.read_bytes()) for it in files] + [
        ("", folder.stat().st_mtime_ns, b"")
    ]


async def test_a_watching_room_shows_what_the_driver_shows(tmp_path: Path) -> None:
    """The same second, the same improvement, the line as it is typed, with what was understood of it."""
    path, clock = write(workshop(), tmp_path), ManualClock(TEN)
    async with driving(path, clock=clock) as driver, watching(path, clock) as watcher:
        await driver.press("space", "n", "n", "a")
        await driver.pass_time(61)
        await driver.type("Draft the intake form @ana >fri")
        await driver.pass_time(1)
        await watcher.sees("3/5 DEFINE", "Improvement 1 of 4", "Faster triage")
        await watcher.pass_time(0)
        await watcher.sees("3:58 left", "Draft the intake form @ana >fri", "Ana Lopes")
        assert driver.text().split("\n")[:12] == watcher.text().split("\n")[:12]


async def test_who_watches_is_told_soon_after_a_key(tmp_path: Path) -> None:
    """A quarter of a second after it, and not only with the next second of the clock."""
    path = write(workshop(), tmp_path)
    async with driving(path) as driver:
        await driver.press("space", "n", "n", "a")
        await driver.type("Ask the zebr")
        last = events.Key("a", "a")
        last.set_sender(driver.app)
        driver.app.post_message(last)  # and no tick after it, as there is where a test waits
        for _ in range(1000):
            if "Ask the zebra" in sidecar_names.live_file(path).read_text():
                return
            await driver.pilot.pause(0.02)
    pytest.fail("nobody was told")


async def test_a_watching_room_follows_who_is_asked_first_and_the_promises_aloud(tmp_path: Path) -> None:
    """The way in which a stage is gone through is told too; with the stage it is over for both."""
    path, clock = write(begun("assign"), tmp_path), ManualClock(TEN)
    async with driving(path, clock=clock) as driver, watching(path, clock) as watcher:
        await driver.press("comma", "6", "tab", "1", "escape")
        await tell(driver)
        await watcher.sees("Bea, which one is yours? (2 of 3)", "Bea 1  Chen Wei 0  Ana Lopes 0")
        await driver.press("comma", "3")
        await tell(driver)
        await watcher.sees("Ended")
        # The words of each point hang together by spaces that do not break.
        await watcher.until("the sum", lambda: "? 1 of 3 have an owner" in " ".join(watcher.text().split()))
        await driver.press("1")
        await tell(driver)
        await watcher.sees("will agree one-page checklist with HR", "1 of 1")


@asynccontextmanager
async def rooms(path: Path, clock: ManualClock) -> "AsyncIterator[list[Driver]]":
    """Look on in three rooms: the smallest, an ordinary one and the largest."""
    async with AsyncExitStack() as stack:
        sizes = ((60, 18), (80, 24), (200, 60))
        yield [await stack.enter_async_context(watching(path, clock, size=size)) for size in sizes]


async def each_sees(watchers: list[Driver], answer: str, holds: Callable[[Driver], bool]) -> None:
    """Wait until all of them have come to a state."""
    for watcher in watchers:
        await watcher.until(answer, partial(holds, watcher))


async def test_from_the_desk_to_the_projector_and_back(tmp_path: Path) -> None:
    """The desk drives: improvement in focus, order of the rows, cursor, big clock and curtain are the rooms'."""
    path, clock = write(with_steps(workshop()), tmp_path), ManualClock(TEN)
    async with driving(path, clock=clock, view="desk") as driver, rooms(path, clock) as watchers:
        for keys, answer, holds in (
            (("space", "n", "n", "tab"), "the improvement", lambda it: IMPROVEMENTS[1] in it.text()),
            ((), "its steps", lambda it: "Draft the escalation path" in it.text()),
            (("escape", "n", "down", "down"), "the same stage", lambda it: it.stage == driver.stage == "assign"),
            ((), "the same row", lambda it: it.room.cursor == driver.room.cursor == "t3"),
            ((), "the same order", lambda it: it.room.order == driver.room.order == ("t1", "t2", "t3")),
            (("z",), "the big clock", lambda it: it.room.big),
            (("b",), "the curtain", lambda it: it.room.curtain and not it.text().strip()),
            (("b", "z"), "the plan again", lambda it: "Draft the escalation path" in it.text()),
        ):  # fmt: skip
            if keys:
                driver.turn()
                await driver.press(*keys)
                await tell(driver)
            await each_sees(watchers, answer, holds)


async def test_a_stage_is_watched_in_the_way_it_is_gone_through(tmp_path: Path) -> None:
    """Who first, one person on the screen: the projector has that page, and the other one again afterwards."""
    path, clock = write(begun("assign"), tmp_path), ManualClock(TEN)
    async with driving(path, clock=clock, view="desk") as driver, watching(path, clock) as room:
        await driver.press("comma", "6")
        assert driver.room.mode
        await tell(driver)
        await room.until("who first", lambda: room.room.mode == driver.room.mode)
        assert type(room.room.page) is type(driver.room.page)
        # The same words; the desk's list is wider than the room's.
        assert room.rows().split() == driver.rows().split()
        await driver.press("escape")
        assert not driver.room.mode
        await tell(driver)
        await room.until("all steps", lambda: not room.room.mode)
        await room.sees("by when")


async def test_from_the_room_to_the_desk(tmp_path: Path) -> None:
    """The room drives: the desk says what it sees, with script and gaps, and who drives."""
    path, clock = write(with_steps(workshop()), tmp_path), ManualClock(TEN)
    async with driving(path, clock=clock) as driver, watching(path, clock, "desk") as desk:
        await driver.press("space", "n", "n", "a")
        await driver.type("Call the vendor")
        await tell(driver)
        await desk.sees(
            "Room   1 of 4: Faster triage · + Call the vendor", "Say    Start with a verb", "whose name goes"
        )
        await driver.press("escape", "b")
        await driver.until("the curtain", lambda: driver.room.curtain)
        await tell(driver)
        await desk.sees("Room   nothing: the curtain is down")
        assert "Faster triage" in desk.text()


KEYS = "anpBteodrfvxKJuUgizbhscwyMlm12T"


async def test_no_driver_cuts_no_key(tmp_path: Path) -> None:
    """In the smallest room the last key is whole beside it."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    async with watching(path, clock, size=(48, 14)) as room:
        await room.sees("no driver", "? keys")
        assert "…" not in room.text()


async def test_a_watcher_outlives_its_driver(tmp_path: Path) -> None:
    """Gone: said at the next look, the curtain lifts, the clock goes on. A new driver is followed at once."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    async with watching(path, clock) as room:
        await room.sees("no driver")
        async with driving(path, clock=clock) as driver:
            clock.advance(2)
            await driver.press("tab", "escape", "b")
            await tell(driver)
            await room.until("the curtain", lambda: room.room.curtain)
        clock.advance(2)
        await room.sees("no driver", "Improvement 2 of 4", IMPROVEMENTS[1])
        await room.pass_time(60)
        assert "3:56 left" in room.text()
        async with driving(path, clock=clock) as driver:
            await driver.press("f9")
            clock.advance(2)
            await room.until("a driver", lambda: room.app.driver is not None)
            await driver.press("pagedown")
            await tell(driver)
            await room.sees("4/5 OWNERS AND TIMELINES")
            assert "no driver" not in room.text()


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_a_watcher_never_writes(tmp_path: Path, view: ViewName) -> None:
    """With a driver's lock and live file beside it, whatever key is pressed: not a byte, a time or a name is new."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    path, clock = write(begun(), folder), ManualClock(TEN)
    lock = DISK.lock(sidecar_names.open_lock(path))
    assert lock is not None
    sign(path, 1, {"stage": begun().stages[2].id, "cursor": "t1"}, platform.host())
    before = everything(folder)
    async with watching(path, clock, view) as watcher:
        await watcher.until("it is followed", lambda: watcher.app.driver is not None)
        for key in (*KEYS, "space", "delete", "f8", "f9", "right", "comma", "plus", "slash"):
            await watcher.press(key, "escape")
            if key in "aJMf8":
                await watcher.pass_time(2)
        await watcher.press("q")
        await watcher.pass_time(2)
    assert everything(folder) == before
    lock.release()


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_a_key_that_edits_says_that_it_cannot(tmp_path: Path, view: ViewName) -> None:
    """In words where the echo stands, which Esc takes away again; nothing else happens."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    async with watching(path, clock, view) as watcher:
        if view == "desk":
            await watcher.sees("Nobody is driving.")
        for key in ("a", "n", "space", "o", "x", "u", "plus", "M", "w", "t", "1"):
            await watcher.press(key)
            assert "This screen only watches." in watcher.text(), key
            assert watcher.session == begun(), key
            assert watcher.app.focused is not watcher.box, key
            await watcher.press("escape")
            assert "This screen only watches." not in watcher.text(), key


async def test_over_a_synced_folder(tmp_path: Path) -> None:
    """The live file from another machine comes before the session and after it, files are replaced, signs stop."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    later = StartStage("s1", begun().stages[3].id, TEN).apply(begun())
    assert later.runs[0].id == "s1"
    assign = later.stages[3].id
    async with watching(path, clock) as room:
        sign(path, 1, {"stage": assign, "cursor": "t9", "order": ["t9", "t3", "t2", "t1"], "big": True})
        await room.until("a driver", lambda: room.app.driver is not None)
        assert room.room.cursor != "t9"
        new = Step(id="t9", text="Tell the night shift", state="open", improvement="i1")
        arrived = later.revise(steps=(*STEPS, new))
        temporary = path.with_name("sync.tmp")
        temporary.write_bytes(encode(arrived))
        temporary.replace(path)
        await room.until("the session came after it", lambda: room.stage == "assign")
        sign(path, 2, {"stage": assign, "cursor": "t9", "order": ["t9", "t3", "t2", "t1"]})
        await room.until("the row", lambda: room.room.cursor == "t9" and not room.room.big)
        assert room.rows().index("Tell the night shift") < room.rows().index("Draft the escalation path")
        clock.advance(15)
        await room.pass_time(0)
        assert "no driver" not in room.text()
        clock.advance(1.5)
        await room.sees("no driver", "Tell the night shift")
        path.unlink()
        await room.pass_time(2)
        assert "Tell the night shift" in room.text()
        path.write_bytes(b"half a fi")
        await room.sees("line 1", "Tell the night shift")
        path.write_bytes(encode(begun()))
        await room.until("whole again", lambda: room.stage == "define")
        assert "line 1" not in room.text()


HOSTILE = "[/][@click=app.quit]\x1b]52;c;UFdO\x07\u202eZq"


SCREENS: tuple[dict[str, object], ...] = (
    {}, {"stage": 5}, {"cursor": ["x"], "order": "abc", "passed": 3, "box": [1]},
    {"stage": HOSTILE, "cursor": HOSTILE, "order": [HOSTILE, 5], "focus": HOSTILE, "big": "yes"},
    {"box": {"label": HOSTILE, "text": HOSTILE * 90, "echo": HOSTILE, "hint": HOSTILE, "invites": HOSTILE}},
)  # fmt: skip


def heard_at(watcher: Driver, at: dt.datetime) -> bool:
    """Whether the last sign of life that was read is that one."""
    return watcher.app.driver is not None and watcher.app.driver.heartbeat == at


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_a_hostile_live_file_harms_nothing(tmp_path: Path, view: ViewName) -> None:
    """Whatever it says, in whatever shape: the plan is shown, and no sign of it controls anything."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    here = begun().stages[2].id
    async with watching(path, clock, view) as watcher:
        for beat, screen in enumerate(SCREENS, 1):
            sign(path, beat, {"stage": here} | screen, host=HOSTILE)
            await watcher.until("it was read", partial(heard_at, watcher, TEN + dt.timedelta(seconds=beat)))
            await watcher.pass_time(1)
            assert "Faster triage" in watcher.text(), screen
            assert "\x1b" not in watcher.text() and "\u202e" not in watcher.text(), screen


async def test_a_second_driver_is_told_and_may_watch(tmp_path: Path) -> None:
    """One line with a key each, which waits; Y makes the same window a watcher of the first."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    async with driving(path, clock=clock, view="desk") as first, driving(path, clock=clock) as second:
        await second.sees("since 10:00", "Y watch it", "N edit as well")
        await second.press("f8")
        await second.until("it watches", lambda: isinstance(second.app.open_session, WatchedSession))
        await first.press("escape", "n")
        await tell(first)
        await second.sees("4/5 OWNERS AND TIMELINES")
        await second.press("a")
        assert "This screen only watches." in second.text()


async def test_a_second_driver_may_edit_as_well(tmp_path: Path) -> None:
    """F9, or just going on; both sides' words are kept."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    other = replace(context(tmp_path, clock), ids=CountedIds("other"))
    async with driving(path, clock=clock) as first, driving(path, clock=clock, made=other) as second:
        await second.press("f9")
        await second.press("a")
        await second.write("From the second")
        await second.saved()
        await first.press("a")
        await first.write("From the first")
        await first.saved()
        await first.pass_time(2)
        await first.until("both", lambda: len(first.session.steps) == 5)
        assert "Y watch it" not in second.text()


async def test_a_desk_that_watches_may_take_the_wheel_when_nobody_has_it(tmp_path: Path) -> None:
    """The driver's machine died: one line offers it, goes when a driver comes, and Y drives from here."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    async with watching(path, clock, "desk", (120, 40)) as desk:
        await desk.sees("Nobody is driving.", "Y drive from here")
        async with driving(path, clock=clock):
            clock.advance(2)
            await desk.until("a driver", lambda: desk.app.driver is not None)
            assert "Nobody is driving." not in desk.text()
        clock.advance(2)
        await desk.sees("Nobody is driving.")
        await desk.press("f8")
        await desk.until("it drives", lambda: not isinstance(desk.app.open_session, WatchedSession))
        await desk.press("a")
        await desk.write("From the second desk")
        await desk.saved()
        assert b"From the second desk" in path.read_bytes()


async def test_the_wall_is_not_asked_to_drive(tmp_path: Path) -> None:
    """A watching room only says that nobody does."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    async with watching(path, clock) as room:
        await room.sees("no driver")
        assert room.room.questions == ()


async def test_hands_are_counted_for_watchers_and_not_told(tmp_path: Path) -> None:
    """What the room sees as dots while it is typed, watchers, the live file and the mirror have as dots, too."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    async with driving(path, (120, 40), clock=clock, view="desk") as driver, watching(path, clock) as room:
        driver.room.apply(Outcome(then=HandsPrompt("behaviour")))
        await driver.type("22511")
        await tell(driver)
        await room.sees("5 hands", "•••••")
        assert "22511" not in room.text() and "22511" not in sidecar_names.live_file(path).read_text()
        assert "•••••" in driver.text().split("Room   ")[1].split("\n")[0]


def on_pages() -> "Iterator[tuple[str, Session]]":
    """The workshop on pages that share nothing but the line of keys."""
    run, ids = workshop().runs[0].id, [stage.id for stage in workshop().stages]
    yield "arrival", workshop()
    for name, command in (
        ("define", None), ("paused", Pause(run, TEN)), ("break", StartBreak(run, 600, TEN)),
        ("quiet timer", StartTimer(run, 120, TEN, "on your own")), ("ended", EndRun(run, TEN)),
    ):  # fmt: skip
        session = StartStage(run, ids[2], TEN).apply(with_steps(workshop()))
        yield name, command.apply(session) if command else session


EVERY_SIZE = ((48, 14), (60, 18), (80, 24), (120, 40), (200, 60))


async def in_every_size(driver: Driver) -> "AsyncIterator[str]":
    """Give the window each size in turn and yield what it shows."""
    for size in EVERY_SIZE:
        await driver.pilot.resize_terminal(*size)
        await driver.settle()
        assert tuple(driver.room.outer_size) == size
        yield driver.text()


@pytest.mark.parametrize("name", [name for name, _ in on_pages()])
async def test_no_page_hides_that_nobody_drives(tmp_path: Path, name: str) -> None:
    """At any size; and no key is named there that only the driver has."""
    path, clock = write(dict(on_pages())[name], tmp_path), ManualClock(TEN)
    async with watching(path, clock) as room:
        await room.sees("no driver")
        async for shown in in_every_size(room):
            last = shown.splitlines()[-1]
            assert last.rstrip().endswith("no driver"), shown
            assert "q leave" in last, shown
            for word in ("start", "add", "pause", "go on", "next stage", "space goes on"):
                assert word not in last and "space goes on" not in shown, shown
        sign(path, 1, {"stage": ""})
        await room.until("a driver is there", lambda: "no driver" not in room.text())
        async for shown in in_every_size(room):
            assert "no driver" not in shown, shown


@pytest.mark.parametrize("goes_on", [True, False])
async def test_an_orderly_leave_is_told_at_once(tmp_path: Path, goes_on: bool) -> None:
    """Whether the clock goes on without the driver, whose last sign says so, or not: nobody waits for a next sign."""
    path, clock = write(begun() if goes_on else with_steps(workshop()), tmp_path), ManualClock(TEN)
    async with watching(path, clock) as room:
        async with driving(path, clock=clock):
            clock.advance(2)
            await room.until("a driver", lambda: room.app.driver is not None)
            assert "no driver" not in room.text()
        assert sidecar_names.live_file(path).exists() == goes_on
        await room.sees("no driver")


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_help_and_palette_of_a_watcher_offer_what_works_there(tmp_path: Path, view: ViewName) -> None:
    """Every action that is offered does something, and none that edits or saves is among them."""
    path, clock = write(begun(), tmp_path), ManualClock(TEN)
    async with watching(path, clock, view, (120, 40)) as room:
        offered = {title for title, *_ in room.app.get_system_commands(room.app.screen)}
        actions = {title: id for title, _, id in palette()}
        ids = {actions[title] for title in offered if title in actions}
        assert ids
        assert ids <= set(LOOKING)
        await room.press("question_mark")
        await room.sees("Keys", "all keys")
        answer = room.text()
        assert not any(words in answer for words in ("add", "drop it", "save now", "next stage", "@ana"))


EMPTY: dict[str, tuple[()]] = dict.fromkeys(
    ("steps", "improvements", "goals", "resources", "notes", "parked", "reports"), ()
)


@pytest.mark.parametrize("view", ["room", "desk"])
@pytest.mark.parametrize("changes", [{}, EMPTY], ids=["full", "empty"])
async def test_no_row_of_a_watcher_names_a_key(tmp_path: Path, changes: dict[str, tuple[()]], view: ViewName) -> None:
    """Neither in a plan that is empty nor in one that is full, nor at zero: the keys would do nothing here.

    The file is changed from one kind of stage to the next, as a driver changes it.
    """
    session, clock = every_kind().revise(**changes), ManualClock(LATER)
    path = write(session, tmp_path)
    async with watching(path, clock, view, (120, 40)) as watcher:
        await watcher.press("f9")
        for number, kind in enumerate(KINDS):
            session = StartStage("everyrun", f"every{number:03}", clock.now()).apply(session)
            write(session, tmp_path)
            await watcher.until(f"it is in {kind}", lambda kind=kind: watcher.stage == kind)  # type: ignore[misc]
            for seconds in (1, 400):
                await watcher.pass_time(seconds)
                shown = watcher.text().rstrip().rpartition("\n")[0]
                named = re.findall(r": a to |1 marks it|\ba adds\b| n (?:next|goes)|\b1 yes\b|\b1 option\b", shown)
                named += re.findall(r"1 done|1 have|\bB from\b|OVER +[+] ", shown)
                assert not named, shown


async def test_before_and_between_stages_a_watcher_is_told_no_key(tmp_path: Path) -> None:
    """The clock's line and the script say how things are, and not what would change them."""
    path, clock = write(workshop(), tmp_path), ManualClock(TEN)
    async with watching(path, clock, "desk") as desk:
        await desk.sees("Not started")
        assert "starts the clock" not in desk.text()
