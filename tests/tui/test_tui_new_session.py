"""The new-session page: what is typed becomes a session, and nothing typed is lost on the way."""

import datetime as dt
from pathlib import Path

import pytest
from at_home import HOSTILE, HomeDriver, at_home

from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.service import new_session as making
from flipchart.store.catalogue import read_kept
from flipchart.store.errors import StoreError
from flipchart.store.files import session_files
from flipchart.store.state_files import write_drafts
from flipchart.tui.screens.key_screen import KeysScreen
from flipchart.tui.screens.new_session import DRAFT
from flipchart.tui.text.block_font import block_lines
from flipchart.tui.widgets import list_area
from flipchart.tui.widgets.list_area import ListArea

SIZES = [(48, 14), (60, 18), (80, 24), (120, 40), (200, 60)]
NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)


def made(folder: Path) -> Session:
    """The one session in the folder, read from its file."""
    (path,) = session_files(folder)
    return read_kept(path, ManualClock(NOW)).session


async def opened(d: HomeDriver) -> None:
    """Go to the page."""
    await d.press("f2")
    await d.on_the_page()


async def test_all_that_is_typed_is_in_the_session_that_opens(tmp_path: Path) -> None:
    """Title, group, people, template, times and the list arrive in the file, and the room opens with it."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.write("Onboarding sprint")
        await d.write("People team")
        await d.write("Noor")
        await d.write("Ana Lopes, Bo")
        await d.press("right", "enter")
        await d.sees("25 minutes")
        await d.write("tue 9am")
        await d.write("10:30")
        await d.sees("2 people", "Tue 24 Nov 09:00, in 6 days", "Tue 24 Nov 10:30")
        await d.write("- Faster triage")
        await d.write("  - Draft the form @ana >fri")
        await d.type("- Shorten onboarding")
        await d.sees("2 improvements, 1 step")
        await d.press("ctrl+s")
        await d.in_the_room()
        title = [row for word in ("Onboarding", "sprint") for row in block_lines(word, 60) or ()]
        assert len(title) == 6
        await d.sees("People team", *(row.strip() for row in title))
        session = made(tmp_path / "s")
        assert (session.title, session.group, session.facilitator) == ("Onboarding sprint", "People team", "Noor")
        assert session.people == ("Ana Lopes", "Bo")
        assert session.runs[0].template == "action-planning-25"
        assert session.runs[0].planned_start == dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
        assert session.runs[0].ends_by == dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)
        assert [item.text for item in session.improvements] == ["Faster triage", "Shorten onboarding"]
        assert session.steps[0].owner == "Ana Lopes"
        await d.press("q")
        await d.at_home()
        await d.sees("Onboarding sprint")
        assert d.app.drafts.get("title") == ""


async def test_a_burst_of_keys_fills_the_fields_one_by_one(tmp_path: Path) -> None:
    """A slow line delivers all at once; each word lands in its own field, and Enter on the last row makes it."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.burst(
            *"Retro",
            "enter",
            *"HR",
            "down",
            "tab",
            *"Ana",
            "enter",
            "enter",
            "enter",
            "enter",
            *"One",
            "tab",
            "enter",
        )
        await d.in_the_room()
        session = made(tmp_path / "s")
        assert (session.title, session.group, session.people) == ("Retro", "HR", ("Ana",))
        assert [item.text for item in session.improvements] == ["One"]


async def test_a_title_is_asked_for_in_one_sentence(tmp_path: Path) -> None:
    """Without a title nothing is made, the cursor goes to its field, and what else was typed stays."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.press("down")
        await d.type("HR")
        await d.press("ctrl+s")
        await d.sees("A session needs a title.")
        await d.write("Retro")
        assert d.page.typed()["group"] == "HR"
        await d.press("ctrl+s")
        await d.in_the_room()


async def test_words_that_are_no_time_are_kept_and_asked_about(tmp_path: Path) -> None:
    """F9 goes back to the words, F8 makes the session without them; no field refuses anything."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.write("Retro")
        await d.press("down", "down", "down", "down")
        await d.write("asap")
        await d.write("fri")
        await d.sees("? not used")
        await d.press("ctrl+s")
        await d.sees("“asap” is not a date", "ctrl+y make it without", "ctrl+n change it")
        await d.press("f9")
        assert d.page.focused is d.page.query_one("#starts")
        await d.sees("Type a day such as fri")
        await d.press("ctrl+s", "f8")
        await d.sees("“fri” has no time")
        assert not session_files(tmp_path / "s")
        await d.press("f8")
        await d.in_the_room()
        assert made(tmp_path / "s").runs[0].planned_start is None


async def test_an_end_before_the_start_is_asked_about(tmp_path: Path) -> None:
    """A session that would be over before it starts is not made unasked."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.write("Retro")
        await d.press("down", "down", "down", "down")
        await d.write("fri 9am")
        await d.write("8:30")
        await d.press("ctrl+s")
        await d.sees("over before it starts")


async def test_esc_asks_before_words_are_dropped(tmp_path: Path) -> None:
    """F9 and a second Esc stay with every word in place; F8 leaves; with nothing typed Esc leaves at once."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.type("Retro")
        for answer in ("f9", "escape"):
            await d.press("escape")
            await d.sees("ctrl+y", "ctrl+n stay")
            await d.press(answer)
            assert d.page.question is None
            assert d.page.typed()["title"] == "Retro"
        await d.press("escape", "f8")
        await d.at_home()
        await opened(d)
        assert d.page.typed()["title"] == ""
        await d.press("escape")
        await d.at_home()


async def test_the_cursor_goes_through_all_fields_and_in_and_out_of_the_list(tmp_path: Path) -> None:
    """Down and tab lead to the next field, up and shift+tab back; inside the list up and down stay in it."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        order = ["title", "group", "facilitator", "people", "template", "starts", "ends", "improvements", "make"]
        for key, back in (("down", "up"), ("tab", "shift+tab")):
            seen = [d.page.focused.id if d.page.focused else ""]
            for _ in order[1:]:
                await d.press(key)
                seen.append(d.page.focused.id if d.page.focused else "")
            assert seen == order
            for _ in order[1:]:
                await d.press(back)
            assert d.page.focused is d.page.query_one("#title")
        area = d.page.query_one(ListArea)
        area.focus()
        await d.write("one")
        await d.type("two")
        await d.press("up")
        assert d.page.focused is area
        await d.press("up")
        assert d.page.focused is d.page.query_one("#ends")


async def test_a_pasted_list_is_counted_and_is_literal(tmp_path: Path) -> None:
    """A paste of many lines is read beside the event loop; nothing in it steers the terminal."""
    text = "".join(f"{number}. [/] thing {number} \x1b[31m\u202e研修\n   - a step @ana\n" for number in range(1, 301))
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        area = d.page.query_one(ListArea)
        area.focus()
        await d.paste(text)
        await d.sees("300 improvements, 300 steps", "[/] thing 300 研修")
        assert not set(d.text()) & {"\x1b", "\u202e"}
        await d.paste("- thing, said once more\n- thing, said once more\n")
        await d.sees("1 said twice")


async def test_a_paste_beyond_the_limit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than a list can hold is not taken silently."""
    monkeypatch.setattr(list_area, "LIST_LIMIT", 100)
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        d.page.query_one(ListArea).focus()
        await d.paste("a thing to do\n" * 10)
        await d.sees("characters were kept")
        assert len(d.page.query_one(ListArea).text) == 100


async def test_names_pasted_in_lines_become_names_with_commas(tmp_path: Path) -> None:
    """A column of names from a spreadsheet is a list of people; in other fields lines become one."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.paste("Retro\nof autumn\n")
        await d.until("the title", lambda: d.page.typed()["title"] == "Retro of autumn")
        await d.press("down", "down", "down")
        await d.paste("Ana\nBo\nChen Wei\n")
        await d.sees("3 people")
        assert d.page.typed()["people"] == "Ana, Bo, Chen Wei"


async def test_templates_are_chosen_in_their_place(tmp_path: Path) -> None:
    """Left and right go round, minutes and what each is for are said; the follow-up is one of them."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.press("down", "down", "down", "down")
        await d.sees("Action planning · 15 min", "1 of 6")
        await d.press("left")
        await d.sees("6 of 6")
        await d.press("right", "right", "space")
        await d.sees("3 of 6")
        chosen = d.page.choices[2]
        assert d.page.template == chosen.name
        assert " ".join(chosen.meant_for.split()[:4]) in d.text()


async def test_a_broken_template_says_why_and_costs_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template of one's own that cannot be read can be turned to, says its sentence, and makes nothing."""
    folder = tmp_path / "config" / "templates"
    folder.mkdir(parents=True)
    (folder / "zz.toml").write_text("title = 3", encoding="utf-8")
    monkeypatch.setenv("FLIPCHART_CONFIG", str(tmp_path / "config"))
    async with at_home(tmp_path / "s", size=(120, 30)) as d:
        await opened(d)
        await d.write("Retro")
        await d.press("down", "down", "down", "left")
        await d.sees("zz · cannot be read", "zz.toml")
        await d.press("ctrl+s")
        await d.until("it says so again", lambda: "zz.toml" in d.page.message)
        assert d.page.typed()["title"] == "Retro"
        await d.press("left", "ctrl+s")
        await d.in_the_room()


async def test_a_disk_that_refuses_costs_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence of the store is shown, all words stay, and the next try makes the session."""

    def refuse(*_: object) -> Path:
        raise StoreError("The disk is full; make room on it.")

    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.type("Retro")
        with monkeypatch.context() as patch:
            patch.setattr(making, "create", refuse)
            await d.press("ctrl+s")
            await d.sees("The disk is full; make room on it.")
        assert d.page.typed()["title"] == "Retro"
        await d.press("ctrl+s")
        await d.in_the_room()


async def test_a_session_that_was_made_but_does_not_open_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home says why, and lists the session that is there."""

    def refuse(*_: object) -> object:
        raise StoreError("It stays locked.")

    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.type("Retro")
        monkeypatch.setattr(making, "open_to_drive", refuse)
        await d.press("ctrl+s")
        await d.at_home()
        await d.sees("It stays locked.", "Retro")
        assert made(tmp_path / "s").title == "Retro"


async def test_what_was_begun_before_is_still_there(tmp_path: Path) -> None:
    """Drafts that outlived the program fill the fields again, and the page says so."""
    begun = {"title": "Retro", "improvements": "- one\n- two", "template": "coaching", "starts": "fri 9am"}
    assert write_drafts(DRAFT, begun)
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.sees("What was typed here before is still there.", "2 improvements", "Fri 20 Nov 09:00")
        assert d.page.template == "coaching"
        await d.press("ctrl+s")
        await d.in_the_room()
        assert made(tmp_path / "s").runs[0].template == "coaching"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_are_literal_everywhere(tmp_path: Path, size: tuple[int, int]) -> None:
    """Markup, wide signs and sequences are only words: on the page, in the file's name and in the room."""
    async with at_home(tmp_path / "s", size) as d:
        await opened(d)
        for _ in range(4):
            await d.paste(HOSTILE)
            await d.press("down")
        await d.press("down")
        await d.paste("[/] 研修")
        await d.press("down", "down")
        await d.paste(HOSTILE)
        await d.press("ctrl+s")
        await d.sees("[/] 研修")
        await d.press("f8")
        await d.in_the_room()
        (path,) = session_files(tmp_path / "s")
        assert not set(path.name) & set("[]/@\x1b\x07\u202e")
        assert made(tmp_path / "s").title == "[/] [@click=app.quit]x[/] 研修計画 x"
        await d.sees("[@click=app.quit]x[/]")


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_that_matters_is_cut(tmp_path: Path, size: tuple[int, int]) -> None:
    """At every size all labels, what was understood, the question, the last row and the keys are in sight."""
    async with at_home(tmp_path / "s", size) as d:
        await opened(d)
        await d.write("Retro")
        await d.press("down", "down", "down", "down")
        await d.write("asap")
        await d.write("8 jan 10:30")
        await d.type("- one")
        await d.sees("1 improvement")
        await d.press("ctrl+s")
        await d.sees("“asap” is not a date", "ctrl+y", "ctrl+n")
        await d.sees("Title", "Group", "Facilitator", "People", "Template", "Starts", "Ends by", "Improvements")
        await d.sees("? not used", "Fri 8 Jan 2027 10:30", "1 of 6", "- one", "+ Make it and open", "F1 keys")


async def test_all_keys_of_the_page_are_listed(tmp_path: Path) -> None:
    """F1 shows them in every field, and coming back the words are as they were."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.type("Why?")
        await d.press("f1")
        assert isinstance(d.app.screen, KeysScreen)
        await d.press("escape")
        assert d.page.typed()["title"] == "Why?"
        await d.press("ctrl+c")
        await d.sees("ctrl+q quits")


async def test_the_page_can_be_clicked(tmp_path: Path) -> None:
    """The arrows of the template and the row that makes the session work with the mouse."""
    async with at_home(tmp_path / "s") as d:
        await opened(d)
        await d.type("Retro")
        lines = d.text().split("\n")
        row = next(number for number, line in enumerate(lines) if "Template" in line)
        await d.pilot.click(offset=(lines[row].index("›"), row))
        await d.sees("2 of 6")
        await d.pilot.click(offset=(lines[row].index("‹"), row))
        await d.sees("1 of 6")
        row = next(number for number, line in enumerate(lines) if "Make it and open" in line)
        await d.pilot.click(offset=(10, row))
        await d.in_the_room()
