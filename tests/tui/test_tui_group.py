"""A group's page: its sessions, the record of its promises, how long its stages take."""

import datetime as dt
import re
from pathlib import Path

import pytest
from at_home import HOSTILE, HomeDriver, at_home, put
from driver import TEN, driving

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.plan import Step
from flipchart.tui.screens.group import GroupScreen
from flipchart.tui.screens.home import HomeScreen
from flipchart.tui.text.lines import plain, width_of
from flipchart.tui.widgets.row_list import RowList

MINUTE = dt.timedelta(minutes=1)


def ran(id: str, planned: int, taken: float) -> dict[str, object]:
    """A run whose Define was planned for so many minutes and took so many."""
    begins = TEN - dt.timedelta(days=20)
    ends = begins + taken * MINUTE
    return {
        "runs": (Run(id=id, kind="workshop"),),
        "stages": (Stage(id=f"{id}d", run=id, kind="define", title="Define", seconds=planned * 60),),
        "timing": (Timing(run=id, at=begins, event="start", stage=f"{id}d"), Timing(run=id, at=ends, event="end")),
    }


def past(id: str, late: int) -> Step:
    """A step that was done so many days after its day."""
    due = dt.date(2026, 11, 2)
    return Step(id=id, text="Ask the ward", state="done", due=due, finished=due + dt.timedelta(days=late))


def year(folder: Path) -> None:
    """Two sessions of a group, and one of another."""
    put(folder, "spring", title="Spring", group="Wards", created=TEN - dt.timedelta(days=90), **ran("a", 5, 7),
        steps=(past("a", 0), past("b", 9), Step(id="c", text="Open", state="open")))  # fmt: skip
    put(folder, "autumn", title="Autumn", group="wards ", created=TEN - dt.timedelta(days=9), **ran("b", 5, 8),
        steps=(past("d", 4), Step(id="e", text="Open", state="open")), next_check=dt.date(2026, 11, 6))  # fmt: skip
    put(folder, "other", title="Other", group="Clinic")


def whole(d: HomeDriver) -> str:
    """All rows of the page, also those out of sight."""
    rows = d.app.screen.query_one(RowList)
    return "\n".join(plain(words) for row in rows.rows for words in row.lines(rows.content_size.width - 2, False))


async def on_the_page(d: HomeDriver) -> None:
    """Find a session of the group, and go to its page."""
    await d.type("autumn")
    await d.press("f3")
    await d.sees("Over all sessions")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)], ids=str)
async def test_the_page_tells_what_the_command_tells(tmp_path: Path, size: tuple[int, int]) -> None:
    """Sessions oldest first with progress and next check, the record over all, the durations; nothing is clipped."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s", size) as d:
        await on_the_page(d)
        every = whole(d)
        # Done: b of Spring's a b c, and d of Autumn's d e: 3 of 5. By the date a of a b d; late by 9 and 4 days.
        # Define took 7:00 and 8:00.
        answer = (
            "Spring", "2 of 3", "Autumn", "1 of 2", "check was due Fri 6 Nov", "3 of 5 · 60 %", "1 of 3 · 33 %",
            "a median of 6.5 days", "Define", "took 7:30 of 5:00", "over 2 runs", "New session of wards",
        )  # fmt: skip
        places = [every.index(words) for words in answer]
        assert places == sorted(places)
        assert "Other" not in every
        await d.press("down")
        await d.sees("took 7:30 of 5:00", "+ New session of wards")
        assert max(map(width_of, d.text().split("\n"))) <= size[0]


async def test_a_session_is_opened_from_the_page(tmp_path: Path) -> None:
    """The newest is under the cursor; Enter opens it, q comes back home."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await on_the_page(d)
        await d.press("k", "enter")
        await d.in_the_room()
        assert d.session.title == "Spring"
        await d.press("q")
        await d.at_home()


async def test_a_new_session_of_the_group(tmp_path: Path) -> None:
    """The page of a new session knows the group already."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await on_the_page(d)
        await d.press("n")
        await d.on_the_page()
        assert d.page.typed()["group"].strip() == "wards"
        await d.until("the offers are read", lambda: bool(d.page.offers))
        await d.press("escape")
        await d.at_home()


async def test_back_home(tmp_path: Path) -> None:
    """Esc and q go back; a session without a group has no page."""
    year(tmp_path / "s")
    put(tmp_path / "s", "lone", title="Lone", group=None)
    async with at_home(tmp_path / "s") as d:
        for key in ("escape", "q"):
            await on_the_page(d)
            await d.press(key)
            assert isinstance(d.app.screen, HomeScreen)
            await d.press("escape", "slash")
        await d.type("lone")
        await d.press("escape")
        await d.type("lone")
        await d.press("f3")
        await d.sees("belongs to a group")


async def test_a_private_session_counts_and_is_not_named(tmp_path: Path) -> None:
    """Its title stays off the page."""
    year(tmp_path / "s")
    put(tmp_path / "s", "talk", title="Talk with Bo", group="Wards", private=True, steps=(past("x", 0),))
    async with at_home(tmp_path / "s") as d:
        await on_the_page(d)
        assert "Talk" not in d.text()
        await d.sees("1 private session", "4 of 6 · 67 %")


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (200, 60)], ids=str)
async def test_hostile_groups_are_literal(tmp_path: Path, size: tuple[int, int]) -> None:
    """No markup, no escape sequence, no crash; too small a window says so."""
    put(tmp_path / "s", "a", title=HOSTILE, group=HOSTILE)
    async with at_home(tmp_path / "s", size) as d:
        await d.press("f3")
        await d.until("the page", lambda: isinstance(d.app.screen, GroupScreen))
        await d.sees("[/]")
        assert "\x1b" not in d.text()
        await d.press("question_mark", "escape", "T", "pagedown", "up", "pageup")
        assert max(map(width_of, d.text().split("\n"))) <= size[0]


async def test_a_group_that_went_away_is_told(tmp_path: Path) -> None:
    """Its last file was moved meanwhile; the page says so and lets one go back."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s") as d:
        await d.type("autumn")
        for name in ("spring", "autumn"):
            (tmp_path / "s" / f"{name}.toml").unlink()
        await d.press("f3")
        await d.sees("no session any more")
        await d.press("enter", "escape")
        await d.at_home()


@pytest.mark.parametrize("running", [False, True])
async def test_leaving_a_named_file_never_shows_the_folder(tmp_path: Path, running: bool) -> None:
    """After `run FILE` q ends the program: other groups' sessions have no place on a wall."""
    year(tmp_path / "s")
    async with driving(put(tmp_path / "s", "mine", title="Mine")) as d:
        if running:
            await d.press("space", "q", "f8")
        else:
            await d.press("q")
        await d.until("it ends", lambda: d.app._exit)
        assert not any(isinstance(screen, HomeScreen) for screen in d.app.screen_stack)
        assert "Spring" not in d.text()


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)], ids=str)
async def test_all_plans_are_a_page_from_home(tmp_path: Path, size: tuple[int, int]) -> None:
    """A trend for each group, the plans with the oldest news first, private ones left out; Enter opens one."""
    year(tmp_path / "s")
    put(tmp_path / "s", "talk", title="Talk with Bo", group="Wards", private=True)
    (tmp_path / "s" / "torn.toml").write_text("title = ", encoding="utf-8")
    async with at_home(tmp_path / "s", size) as d:
        await d.press("f4")
        await d.sees("All plans", "Since Wed 11 Nov: 1 step done")
        text = whole(d)
        assert [it for it in ("Spring", "Autumn", "Other") if it in text] == ["Spring", "Autumn", "Other"]
        # Spring was told of twenty days ago, Autumn was made nine days ago, Other today.
        answer = [row for row in text.split("\n") if "no news for" in row or "news today" in row]
        days = [int(found[1]) if (found := re.search(r"no news for (\d+) day", row)) else 0 for row in answer]
        assert len(days) == 3 and days == sorted(days, reverse=True)
        assert "check was due Fri 6 Nov" in text
        assert re.search(r"Wards +[▁-█]+.*3 of 5 · 60 %", text.replace("\n", " "))
        assert "Talk" not in text
        assert "torn.toml" in text
        await d.press("enter")
        await d.in_the_room()


async def test_the_smallest_screen_tells_how_old_the_news_are(tmp_path: Path) -> None:
    """Plans are sorted by them; what does not fit beside it has a row of its own, and no words are torn."""
    year(tmp_path / "s")
    async with at_home(tmp_path / "s", (48, 14)) as d:
        await d.press("f4")
        await d.sees("no news for 20 days")
        await d.press("down")
        await d.sees("no news for 9 days", "check was due Fri 6 Nov")


async def test_a_hostile_folder_is_literal_on_the_page_of_all_plans(tmp_path: Path) -> None:
    """No markup, no escape sequence; and an empty folder has its sentence."""
    put(tmp_path / "s", "a", title=HOSTILE, group=HOSTILE)
    async with at_home(tmp_path / "s") as d:
        await d.press("f4")
        await d.sees("[/]")
        assert "\x1b" not in d.text()
        await d.press("escape")
        await d.at_home()
        (tmp_path / "s" / "a.toml").unlink()
        await d.press("f4")
        await d.sees("There is no plan in this folder yet.")
