"""The keys: those of the design, in every focus they are promised for, in help and palette, and by the mouse."""

import re
from pathlib import Path
from typing import Literal

import pytest
from driver import Driver, driving, sent
from msgspec.structs import replace
from textual.widgets import OptionList
from tour import go, touring
from workshops import with_steps, workshop, write

import flipchart.tui
from flipchart.domain.kinds import StageKind
from flipchart.store.config import Config
from flipchart.tui.actions.registry import ACTIONS, ASKED
from flipchart.tui.app import ViewName
from flipchart.tui.palette import finds, is_grave
from flipchart.tui.screens.help import HelpScreen, help_rows
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.text.keys import BY_ID, KEYS, spelled
from flipchart.tui.widgets.sheet import Scroll
from flipchart.tui.widgets.words import Words as WordsWidget

DESIGN = {
    "clock.toggle": "space f5", "stage.next": "n pagedown ctrl+l", "stage.previous": "p pageup",
    "clock.more": "plus equals_sign f6", "clock.less": "minus", "clock.borrow": "B f7 ctrl+r", "ask.yes": "f8 Y",
    "ask.no": "f9 N", "clock.set": "t", "capture.open": "a", "capture.add": "enter", "leave": "escape",
    "gap.next": "tab", "gap.previous": "shift+tab", "item.edit": "enter e", "step.owner": "o", "step.due": "d",
    "step.resource": "r", "step.risk": "f", "item.votes": "v", "item.drop": "x delete", "undo": "u ctrl+z",
    "redo": "U ctrl+y", "item.up": "shift+up K", "item.down": "shift+down J",
    "move.up": "up k", "move.down": "down j",
    "park": "l f2", "note": "m f4", "gaps": "g", "clock.big": "z", "curtain": "b full_stop f10", "pictures": "i",
    "more": "comma ctrl+o", "report.note": "c", "report.state": "s", "challenges": "h",
    "export": "w", "copy": "y", "filter": "slash", "save": "ctrl+s",
    "close": "q", "quit": "ctrl+q", "help": "question_mark f1 ctrl+g", "palette": "ctrl+p",
    "timer.quick": "Q", "clock.break": "P", "wall.message": "W", "review.sort": "S", "share.codes": "O",
    "people": "G", "agenda": "A", "list.in": "L",
    "decision": "D ctrl+d", "note.private": "M f12", "room.check": "R", "theme": "T", "desk.next": "right",
    "desk.previous": "left",
    **{f"answer.{digit}": str(digit) for digit in range(1, 10)},
}  # fmt: skip
"""Ids and keys that people script against and have in their fingers."""

EATEN = {f"ctrl+{letter}" for letter in "imjhbawtn"} | {"ctrl+space", "ctrl+c"}
"""Keys that terminals, or the programs around them, keep."""

SIZES = pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (120, 40), (200, 60)], ids=str)


@pytest.mark.parametrize("id", DESIGN)
def test_every_action_of_the_design_has_its_keys(id: str) -> None:
    """Ids and keys are fixed; `?` and `+` are bound in their shifted forms too."""
    keys = BY_ID[id].keys.split(",")
    shifted = {"shift+plus", "shift+question_mark"}
    assert [key for key in keys if key not in shifted] == DESIGN[id].split()
    assert bool(shifted & {*keys}) == (id in ("clock.more", "help"))


def test_no_action_is_left_out_of_the_design() -> None:
    """Every id of the table is one of those above."""
    assert {key.id for key in KEYS} == set(DESIGN)


def test_no_key_is_one_that_terminals_keep() -> None:
    """No ctrl with i, m, j, h, b, a, w, t, n; no alt."""
    for key in KEYS:
        assert not EATEN & set(key.keys.split(",")), key.id
        assert "alt+" not in key.keys


def test_every_action_does_something_and_is_told_once() -> None:
    """Each id of the table has a function, and each function an id."""
    assert {key.id for key in KEYS} == set(ACTIONS)


def test_what_questions_ask_for_is_an_action() -> None:
    """Each id that a Do of the source names has a function, and each function of that table is asked for."""
    files = [path for path in Path(flipchart.tui.__file__).parent.rglob("*.py") if path.name != "registry.py"]
    sources = "\n".join(path.read_text("utf-8") for path in files)
    assert not set(re.findall(r'Do\("([a-z.]+)"', sources)) - {*ACTIONS, *ASKED}
    assert [id for id in ASKED if f'"{id}"' not in sources] == []


def test_help_tells_every_key_of_every_action() -> None:
    """As people call them, with one's own in their place."""
    own = {"park": "f11,E"}
    text = "\n".join("".join(part.text for part in line) for row in help_rows(own) for line in row.lines(100, False))
    for key in KEYS:
        if not key.id.startswith("answer."):
            assert " ".join(spelled(own.get(key.id, key.keys))) in text, key.id
    assert "1-9" in text


@SIZES
async def test_help_can_be_read_to_its_end_by_the_page_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    """At every size it is a page of its own, no line is cut, and page down scrolls it instead of the stage."""
    async with driving(write(workshop(), tmp_path), size) as driver:
        await driver.press("space", "pagedown", "f1")
        assert isinstance(driver.app.screen, HelpScreen)
        seen: list[str] = []
        for _ in range(60):
            seen += [row.strip(" ▁▂▃▄▅▆▇█") for row in driver.text().split("\n")[1:]]
            scroll = driver.app.screen.query_one(Scroll)
            if scroll.scroll_y >= scroll.max_scroll_y:
                break
            await driver.press("pagedown")
        text = " ".join(" ".join(seen).split())
        assert not [row for row in seen if row.endswith("…") and not row.endswith("then …")]
        for words in (
            "one minute more",
            "no to it",
            "a backslash before a mark",
            "can be clicked",
        ):
            assert words in text
        assert driver.app.clock is not None
        assert driver.app.clock.stage is not None
        assert driver.app.clock.stage.kind == "review"
        await driver.press("escape")
        assert isinstance(driver.app.screen, RoomScreen)


async def test_the_palette_lists_every_action(tmp_path: Path) -> None:
    """Each by what it does, at the desk with its id; the digits and answers are keys alone."""
    async with driving(write(workshop(), tmp_path), view="desk") as driver:
        await driver.press("ctrl+p")
        await driver.until("it is filled", lambda: "A minute lent by" in driver.text())
        listed = driver.app.get_system_commands(driver.app.screen_stack[1])
        commands = {command.title: command.help for command in listed}
        for key in KEYS:
            there = any(f"({key.id})" in result for result in commands.values())
            assert there == (key.group != "Answers" and key.id != "palette"), key.id
        assert driver.app.screen.query_one(OptionList).option_count == len(commands)


@pytest.mark.parametrize("boxed", [False, True])
async def test_a_presenters_clicker_turns_the_stages_in_every_focus(tmp_path: Path, boxed: bool) -> None:
    """Page keys go on and back, also from within the box, whose half line is there again when one comes back."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "pagedown", "pagedown")
        assert driver.stage == "define"
        if boxed:
            await driver.press("a")
            await driver.type("Half a li")
        else:
            await driver.press("escape")
        await driver.press("pagedown")
        assert driver.stage == "assign"
        await driver.press("pageup")
        assert driver.stage == "define"
        assert driver.box.value == ("Half a li" if boxed else "")


@pytest.mark.parametrize("key", ["b", "full_stop"])
async def test_a_presenters_clicker_blanks_the_room(tmp_path: Path, key: str) -> None:
    """`b` or `.` outside the box; any key brings it back and does nothing else, and the clock goes on."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", key)
        assert driver.text().strip() == ""
        await driver.pass_time(10)
        await driver.press("n")
        await driver.sees("1/5", "1:50 left")


@pytest.mark.parametrize(
    ("bytes", "does"),
    [("\x1bn", "assign"), ("\x1b[112;3u", "review"), ("\x1b[63;3u", "help"), ("\x1b[32;3u", "paused")],
)
async def test_alt_with_a_key_in_the_box_leaves_it_and_does_that(tmp_path: Path, bytes: str, does: str) -> None:
    """What Esc quickly followed by a key becomes, in both ways of telling it: out of the box, its words stay."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.type("Half a li")
        await driver.deliver(*sent(bytes))
        if does == "help":
            await driver.until("help is open", lambda: isinstance(driver.app.screen, HelpScreen))
            await driver.press("escape")
        elif does == "paused":
            await driver.sees("PAUSED")
        else:
            assert driver.stage == does
            await driver.press("p" if does == "assign" else "n")
        assert driver.box.value == "Half a li"


@pytest.mark.parametrize("key", ["shift+plus", "plus", "equals_sign", "f6"])
async def test_plus_is_a_minute_in_every_form(tmp_path: Path, key: str) -> None:
    """Terminals with the kitty protocol report the shift of a plus."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space")
        driver.app.simulate_key(key)
        await driver.sees("3:00 left")


async def test_a_persons_own_keys_are_put_on_and_named_everywhere(tmp_path: Path) -> None:
    """In the footer, in the box and outside, in the offer at zero and in help; what was the key is none any more."""
    own = {"clock.toggle": "f11,E", "clock.more": "V", "stage.next": "f3", "stage.nxt": "n", "note": "l"}
    async with driving(write(workshop(), tmp_path), config=replace(Config(), keys=own)) as driver:
        await driver.sees("2 settings are not used; “flipchart config” tells which.", "F11 start")
        assert "stage.nxt" not in driver.text() and "[keys]" not in driver.text()
        await driver.click("go on")
        await driver.press("space", "n", "pagedown")
        assert driver.stage == "planned"
        await driver.press("f11", "f3", "f3")
        assert driver.stage == "define"
        assert "F11 pause" in driver.text()
        await driver.press("escape", "t")
        await driver.write("0:01")
        await driver.pass_time(2)
        await driver.sees("V + 1:00, ends", "F3 next")
        await driver.press("f1")
        await driver.sees("F11 E")


# The mouse.


async def test_questions_offers_menus_and_the_footer_can_be_clicked(tmp_path: Path) -> None:
    """Each key that is named on the screen does by a click what it does by the keyboard."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.click("start ")
        assert driver.stage == "introduce"
        await driver.click("pause")
        await driver.sees("PAUSED")
        await driver.click("go on")
        await driver.press("t")
        await driver.write("0:01")
        await driver.pass_time(2)
        await driver.click("1:00, ends")
        await driver.sees("1:00 left")
        await driver.press("comma")
        await driver.click("go to")
        await driver.click("Resources")
        assert driver.stage == "resources"
        await driver.press("q")
        await driver.click("stay")
        assert driver.room.questions == ()
        await driver.click("keys")
        await driver.until("help is open", lambda: isinstance(driver.app.screen, HelpScreen))
        await driver.click("back")
        assert isinstance(driver.app.screen, RoomScreen)


async def test_rows_can_be_clicked_and_wheeled(tmp_path: Path) -> None:
    """A click goes to a row, a second one opens it; the wheel moves the cursor, also in help."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("space", *["pagedown"] * 3)
        await driver.click("Draft the escalation path")
        assert driver.room.cursor == "t3"
        await driver.click("Draft the escalation path")
        assert driver.room.prompt is not None
        assert driver.app.focused is driver.box
        await driver.press("escape")
        await driver.wheel("Draft the escalation path", up=True)
        assert driver.room.cursor == "t2"
        await driver.wheel("Draft the escalation path", up=False)
        assert driver.room.cursor == "t3"
        await driver.press("f1")
        await driver.wheel("one minute more", up=False)
        assert driver.app.screen.query_one(Scroll).scroll_y > 0


@pytest.mark.parametrize("kind", ["readback", "checkin"])
async def test_answers_can_be_clicked(tmp_path: Path, kind: Literal["readback", "checkin"]) -> None:
    """The digits of a page, each by its word."""
    async with touring(tmp_path) as driver:
        go(driver, kind)
        await driver.settle()
        step = driver.room.cursor
        await driver.click("2 tentative" if kind == "readback" else "2 under way")
        now = next(it for it in driver.session.steps if it.id == step)
        assert (now.answer if kind == "readback" else now.state) == ("tentative" if kind == "readback" else "doing")


async def test_the_panes_of_the_desk_can_be_clicked(tmp_path: Path) -> None:
    """Each by its name, and the keys beside them."""
    async with driving(write(with_steps(workshop()), tmp_path), view="desk") as driver:
        await driver.press("space")
        await driver.click("Loads")
        assert _first_tab(driver) == "Loads"
        await driver.click("right")
        assert _first_tab(driver) != "Loads"
        await driver.click("left right")
        assert _first_tab(driver) == "Loads"


def _first_tab(driver: Driver) -> str:
    words = driver.app.screen.query_one("#tabs", WordsWidget).lines
    return words[0][0].text


# What nobody wants by mistake.


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_the_palette_finds_what_is_grave_by_its_own_name_alone(tmp_path: Path, view: ViewName) -> None:
    """No word of any description offers to drop, to leave or to quit."""
    async with driving(write(with_steps(workshop()), tmp_path), view=view) as driver:
        listed = [(it.title, it.help) for it in driver.app.get_system_commands(driver.app.screen)]
        grave = [title for title, _ in listed if is_grave(title)]
        assert len(grave) == 3
        words = {word for title, _ in listed for word in re.findall(r"\w+", title.casefold())}
        for title in grave:
            first = title.casefold()
            offered = {word for word in words if finds(word, title)}
            assert all(first.startswith(word) for word in offered), (title, offered)
        assert [it for it in grave if finds("drop it", it)] == ["Drop it (kept in the file, u brings it back)"]
        titles = [title for title, _ in listed]
        assert sorted(titles) == sorted(set(titles))
        assert sum(title.startswith("Quit") for title in titles) == 1


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_the_palette_names_ids_at_the_desk_alone(tmp_path: Path, view: ViewName) -> None:
    """They are for those who set their own keys; the room reads what is done and by which key."""
    async with driving(write(with_steps(workshop()), tmp_path), view=view) as driver:
        for keys in ((), ("G",)):
            await driver.press(*keys)
            helps = [it.help for it in driver.app.get_system_commands(driver.app.screen)]
            assert any(re.search(r"\(\w+\.\w+\)", it) for it in helps) is (view == "desk" and not keys)


@pytest.mark.parametrize("word", ["kept", "file", "clock runs", "saved", "brings", "always"])
async def test_enter_on_a_word_of_a_description_drops_and_ends_nothing(tmp_path: Path, word: str) -> None:
    """The palette as it is on the screen: whatever stands first is not grave."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("space", "n", "n", "down", "ctrl+p")
        await driver.until("it is filled", lambda: "A minute lent by" in driver.text())
        await driver.type(word)
        await driver.until("it is searched", lambda: "A minute lent by" not in driver.text())
        steps = driver.session.steps
        await driver.press("enter")
        assert driver.session.steps == steps
        assert driver.app._exit is False


async def test_what_no_command_is_called_is_said_in_the_language_of_the_screen(tmp_path: Path) -> None:
    """Textual would say it in English."""
    async with driving(write(workshop(), tmp_path), config=Config(language="de")) as driver:
        await driver.press("ctrl+p")
        await driver.type("zzzz")
        await driver.sees("So heißt kein Befehl.")


SILENT: tuple[tuple[StageKind, tuple[str, ...]], ...] = (
    ("introduce", ("v", "K", "J", "5", "Y")), ("goals", ("v", "J", "9")), ("define", ("v", "7", "N")),
    ("assign", ("v", "K", "J", "shift+up", "tab", "3")), ("readback", ("v", "8")),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "pressed"), SILENT, ids=str)
async def test_a_key_that_does_nothing_says_why(tmp_path: Path, kind: StageKind, pressed: tuple[str, ...]) -> None:
    """In a line that goes with the next key, and in no more than twelve words."""
    async with touring(tmp_path) as driver:
        await driver.press("space")
        go(driver, kind)
        await driver.settle()
        for key in pressed:
            session = driver.session
            await driver.press(key)
            assert driver.session == session
            assert driver.app.notice, key
            assert len(driver.app.notice.split()) <= 12
            assert driver.app.notice.split()[0] in driver.text()
        await driver.press("down")
        assert not driver.app.notice
