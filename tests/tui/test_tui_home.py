"""Home: sessions are found, opened and come back to, whatever the folder holds."""

import datetime as dt
import threading
from itertools import cycle
from pathlib import Path

import pytest
from at_home import HOSTILE, at_home, put

from flipchart.service import catalogue
from flipchart.service.open_session import OpenSession
from flipchart.store.catalogue import each
from flipchart.store.config import Config
from flipchart.tui.screens import home as home_module
from flipchart.tui.screens.key_screen import KeysScreen
from flipchart.tui.text.lines import plain
from flipchart.tui.widgets.row_list import RowList

SIZES = [(48, 14), (60, 18), (80, 24), (120, 40), (200, 60)]


def under_cursor(home: home_module.HomeScreen) -> str:
    """The text of the row that the cursor is on."""
    rows = home.query_one("#rows", RowList)
    return "\n".join(plain(words) for row, words in rows.all_lines() if row.id and row.id == rows.cursor)


async def test_enter_opens_and_leaving_comes_back_to_a_list_that_is_read_again(tmp_path: Path) -> None:
    """A session that was begun stands under "Continue" when one comes back, with the cursor on it."""
    put(tmp_path / "s", "b", title="Other one")
    put(tmp_path / "s", "a", title="Onboarding", created=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    async with at_home(tmp_path / "s") as d:
        assert "Continue" not in d.text()
        await d.press("down")
        assert "Onboarding" in under_cursor(d.home)
        await d.press("enter")
        await d.in_the_room()
        await d.sees("ready when you are")
        await d.press("space")
        await d.press("q")
        await d.sees("Y leave")
        await d.press("f8")
        await d.at_home()
        await d.sees("Continue")
        await d.until("the cursor is on it", lambda: "Onboarding" in under_cursor(d.home))
        await d.until("it is closed", lambda: d.app.open_session is None)


async def test_typing_finds_and_enter_opens_what_was_found(tmp_path: Path) -> None:
    """Letters narrow the list from the first one on, and the first hit is what Enter opens, in one burst too."""
    put(tmp_path / "s", "a", title="Onboarding")
    put(tmp_path / "s", "q", title="Quick wins")
    async with at_home(tmp_path / "s") as d:
        await d.type("quick")
        assert "Onboarding" not in d.text()
        assert "1 of 2" in d.text()
        await d.burst("enter")
        await d.in_the_room()
        assert d.session.title == "Quick wins"
        await d.press("q")
        await d.at_home()
        assert d.home.box.value == ""
        await d.sees("Onboarding")


async def test_esc_empties_the_box_and_then_letters_are_keys(tmp_path: Path) -> None:
    """Esc shows all again; then j and k move, another letter is looked for, and q quits."""
    put(tmp_path / "s", "a", title="Onboarding")
    put(tmp_path / "s", "b", title="Wards")
    async with at_home(tmp_path / "s") as d:
        await d.type("zz")
        await d.press("escape")
        await d.sees("Onboarding", "Wards")
        before = under_cursor(d.home)
        await d.press("j")
        assert under_cursor(d.home) != before
        await d.press("k")
        assert under_cursor(d.home) == before
        await d.type("wa")
        assert d.home.box.value == "wa"
        await d.press("escape", "slash", "o")
        assert d.home.box.value == "o"
        await d.press("escape", "q")
        assert d.app.return_code == 0
        assert not d.app.is_running or d.app._exit


async def test_esc_and_a_letter_that_arrive_as_one_are_both_done(tmp_path: Path) -> None:
    """Esc quickly followed by q is what terminals send for alt+q: it leaves the box and quits."""
    put(tmp_path / "s", "a", title="Onboarding")
    async with at_home(tmp_path / "s") as d:
        await d.type("on")
        await d.press("alt+q")
        await d.until("it quits", lambda: d.app._exit)


@pytest.mark.parametrize("more", [0, 3, 8, 90])
async def test_a_damaged_file_is_a_row_and_opening_it_says_why(tmp_path: Path, more: int) -> None:
    """The sentence names the file, however long its path is; once it is mended, Enter opens it."""
    folder = tmp_path / ("s" * (1 + more))
    put(folder, "a", title="Onboarding")
    bad = folder / "bad.toml"
    bad.write_text("format = 1\ntitle = ", encoding="utf-8")
    async with at_home(folder) as d:
        await d.sees("Cannot be read", "! bad.toml")
        await d.type("bad")
        await d.press("enter")
        await d.until("a sentence", lambda: "bad.toml" in d.home.message)
        put(folder, "bad", title="Mended")
        await d.press("enter")
        await d.in_the_room()
        assert d.session.title == "Mended"


async def test_a_file_that_went_away_is_said_and_home_stays(tmp_path: Path) -> None:
    """Somebody removed it since the folder was read."""
    path = put(tmp_path / "s", "a", title="Onboarding")
    async with at_home(tmp_path / "s") as d:
        path.unlink()
        await d.press("enter")
        await d.until("a sentence", lambda: "a.toml" in d.home.message)
        await d.press("f5")
        await d.sees("No sessions here yet.")


async def test_an_empty_folder_says_where_it_is_and_how_to_begin(tmp_path: Path) -> None:
    """Enter, F2 and ctrl+n lead to a new session even where there is no folder yet."""
    async with at_home(tmp_path / "none", size=(160, 24)) as d:
        await d.sees("No sessions here yet.", "none", "+ New session", "F2")
        for key in ("enter", "f2", "ctrl+n"):
            await d.press(key)
            await d.on_the_page()
            await d.press("escape")
            await d.at_home()
        await d.press("escape", "n")
        await d.on_the_page()
    assert not (tmp_path / "none").exists()


async def test_a_folder_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """A file stands where the folder should be: one sentence, no end."""
    (tmp_path / "s").write_text("x", encoding="utf-8")
    async with at_home(tmp_path / "s") as d:
        await d.sees("part of the path is not a folder")


async def test_words_found_nowhere_become_a_title(tmp_path: Path) -> None:
    """What was typed in vain is not lost: it is the title on the new-session page."""
    put(tmp_path / "s", "a", title="Onboarding")
    async with at_home(tmp_path / "s") as d:
        await d.type("Kick-off [/]")
        await d.sees("Nothing here is called “Kick-off [/]”.")
        await d.press("enter")
        await d.on_the_page()
        assert d.page.typed()["title"] == "Kick-off [/]"


async def test_a_slow_folder_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the disk does not answer one can type, see what is known already, and quit at once."""
    put(tmp_path / "s", "a", title="Onboarding")
    put(tmp_path / "s", "b", title="Wards")
    goes_on = threading.Event()

    def slow(folder: Path, clock: object) -> object:
        every = each(folder, clock)  # type: ignore[arg-type]
        yield next(every)
        goes_on.wait(20)
        yield from every

    monkeypatch.setattr(catalogue, "each", slow)
    async with at_home(tmp_path / "s", wait=False) as d:
        await d.sees("Onboarding", "Reading")
        await d.type("on")
        assert d.home.box.value == "on"
        await d.press("escape", "q")
        await d.until("it quits", lambda: d.app._exit)
    goes_on.set()


async def test_a_slow_file_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a session is being opened keys do nothing but quit, and it is opened once."""
    put(tmp_path / "s", "a", title="Onboarding")
    goes_on, opened, calls = threading.Event(), catalogue.opened, list[Path]()

    def slow(path: Path, context: object) -> object:
        calls.append(path)
        goes_on.wait(20)
        return opened(path, context)  # type: ignore[arg-type]

    monkeypatch.setattr(home_module, "opened", slow)
    async with at_home(tmp_path / "s") as d:
        await d.press("enter", "enter", "f2")
        assert d.home.message == "Opening it"
        goes_on.set()
        await d.in_the_room()
        assert len(calls) == 1


async def test_leaving_a_session_waits_for_its_save_without_holding_anybody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home is there at once; the next session opens only when the one before is on the disk."""
    put(tmp_path / "s", "a", title="Onboarding")
    goes_on, close = threading.Event(), OpenSession.close

    def slow(open_session: OpenSession, seconds: float) -> bool:
        goes_on.wait(20)
        return close(open_session, seconds)

    async with at_home(tmp_path / "s") as d:
        await d.press("enter")
        await d.in_the_room()
        monkeypatch.setattr(OpenSession, "close", slow)
        await d.press("q")
        await d.at_home()
        await d.press("enter")
        assert d.home.message == "Saving what was changed before"
        assert d.app.open_session is not None
        goes_on.set()
        await d.until("it is closed", lambda: d.app.open_session is None)
        await d.until("nothing is left to say", lambda: d.home.message == "")
        await d.press("enter")
        await d.in_the_room()


async def test_what_did_not_reach_the_disk_is_said_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving a session that could not be saved is never silent."""
    put(tmp_path / "s", "a", title="Onboarding")
    async with at_home(tmp_path / "s") as d:
        await d.press("enter")
        await d.in_the_room()
        # It is closed all the same, so that nothing of it goes on writing after the test.
        close = OpenSession.close
        monkeypatch.setattr(
            OpenSession, "close", lambda open_session, seconds: close(open_session, seconds) and False
        )
        await d.press("q")
        await d.sees("NOT SAVED")
        assert d.home.is_current


async def test_what_goes_wrong_beside_the_event_loop_is_not_swallowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of our own while a folder is read ends the app as any other does."""

    def broken(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(home_module, "read_catalogue", broken)
    with pytest.raises(ZeroDivisionError):
        async with at_home(tmp_path, wait=False) as d:
            await d.until("the crash", lambda: d.app.crash is not None)


async def test_private_sessions_stay_off_the_wall_until_they_are_named(tmp_path: Path) -> None:
    """A private session shows only when the beginning of its title is typed, and is not counted before."""
    put(tmp_path / "s", "a", title="Coaching Bo", private=True)
    async with at_home(tmp_path / "s") as d:
        assert "Coaching" not in d.text()
        await d.type("bo")
        assert "0 of 0" in d.text()
        await d.press("escape")
        await d.type("coaching")
        await d.sees("Coaching Bo")


@pytest.mark.parametrize(("size", "theme"), list(zip(SIZES, cycle(("room-dark", "room-light")), strict=False)))
async def test_hostile_titles_are_literal_at_every_size(tmp_path: Path, size: tuple[int, int], theme: str) -> None:
    """Markup is shown as it was written, nothing that steers a terminal is painted, a click on it does nothing.

    The themes take turns: they have other colours, and the same words at the same places.
    """
    put(tmp_path / "s", "a", title=HOSTILE, group=HOSTILE)
    (tmp_path / "s" / "[red]bad.toml").write_text("[/]", encoding="utf-8")
    async with at_home(tmp_path / "s", size, Config(theme=theme)) as d:
        text = d.text()
        assert "[/] [@click=app.quit]x[/]" in text
        assert "研修" in text
        assert not set(text) & {"\x1b", "\x07", "\u202e"}
        row = next(number for number, line in enumerate(text.split("\n")) if "[@click" in line)
        await d.pilot.click(offset=(text.split("\n")[row].index("x["), row))
        assert not d.app._exit
        assert max(len(line) for line in text.split("\n")) <= size[0]
        assert "F1 keys" in text


@pytest.mark.parametrize("size", SIZES)
async def test_many_sessions_scroll_and_the_last_row_is_reached(tmp_path: Path, size: tuple[int, int]) -> None:
    """The page keys go through sixty sessions, and what is out of sight is counted."""
    for number in range(60):
        put(
            tmp_path / "s",
            f"n{number:02}",
            title=f"Session {number:02}",
            created=dt.datetime(2026, 1, 1, 0, number, tzinfo=dt.UTC),
        )
    async with at_home(tmp_path / "s", size) as d:
        await d.sees("Session 59", "more below")
        pages = 0
        while "+ New session" not in under_cursor(d.home):
            pages += 1
            assert pages < 60
            await d.press("pagedown")
        await d.press("pagedown", "pagedown")
        await d.sees("+ New session", "more above")
        await d.press("up")
        assert "Session 00" in under_cursor(d.home)
        await d.press("pageup", "pageup")
        assert "Session 00" not in under_cursor(d.home)


async def test_a_click_chooses_and_a_second_one_opens(tmp_path: Path) -> None:
    """Rows and the words of the footer can be clicked."""
    put(tmp_path / "s", "a", title="Onboarding")
    put(tmp_path / "s", "b", title="Wards", created=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    async with at_home(tmp_path / "s") as d:
        row = next(number for number, line in enumerate(d.text().split("\n")) if "Wards" in line)
        await d.pilot.click(offset=(10, row))
        await d.until("it is chosen", lambda: "Wards" in under_cursor(d.home))
        await d.pilot.click(offset=(10, row))
        await d.in_the_room()
        assert d.session.title == "Wards"
        await d.press("q")
        await d.at_home()
        await d.sees("n new session")
        await d.pilot.click(offset=(d.text().split("\n")[23].index("n new"), 23))
        await d.on_the_page()


async def test_a_window_that_is_too_small_says_how_large_it_must_be(tmp_path: Path) -> None:
    """Below 48 by 14 one line says so; down to a single cell nothing fails."""
    put(tmp_path / "s", "a", title="Onboarding")
    async with at_home(tmp_path / "s", (47, 13)) as d:
        await d.sees("at least 48 columns")
        for width, height in ((1, 1), (5, 30), (200, 2), (80, 24)):
            await d.pilot.resize_terminal(width, height)
            await d.settle()
        await d.sees("Onboarding")


async def test_all_keys_are_listed_and_the_theme_turns(tmp_path: Path) -> None:
    """F1 and ? show the keys of this screen, T the other theme, ctrl+c says how to quit."""
    put(tmp_path / "s", "a", title="Onboarding")
    async with at_home(tmp_path / "s") as d:
        await d.press("f1")
        assert isinstance(d.app.screen, KeysScreen)
        await d.sees("find a session")
        await d.press("escape", "escape", "question_mark")
        assert isinstance(d.app.screen, KeysScreen)
        await d.press("escape", "T")
        assert d.app.theme == "room-light"
        await d.press("ctrl+c")
        await d.sees("ctrl+q quits")


async def test_a_paste_is_one_line_to_look_for(tmp_path: Path) -> None:
    """Several pasted lines are joined, and nothing in them steers anything."""
    put(tmp_path / "s", "a", title="Onboarding sprint")
    async with at_home(tmp_path / "s") as d:
        await d.paste("sprint\nonboarding\x1b[31m\n")
        await d.until("it is typed", lambda: d.home.box.value == "sprint onboarding")
        await d.sees("Onboarding sprint")


async def test_signs_of_plain_ascii_for_terminals_that_have_no_others(tmp_path: Path) -> None:
    """With the switch for ASCII the bar is made of signs that every terminal has."""
    done = put(tmp_path / "s", "a", title="Onboarding")
    text = done.read_text("utf-8").replace('state = "open"', 'state = "done"', 1)
    done.write_text(text, encoding="utf-8")
    async with at_home(tmp_path / "s", config=Config(ascii=True)) as d:
        await d.sees("===-------", "1 of 3", "> ")
