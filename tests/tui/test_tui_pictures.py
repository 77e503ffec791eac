"""The plan in pictures: one a page in a small room, all of them on a large screen, and what may be on a wall."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from at_home import HOSTILE
from driver import TEN, Driver, driving
from followed import hostile, nov, promised
from workshops import workshop, write

from flipchart.domain.figures import Ratio, counts
from flipchart.domain.plan import Measurement
from flipchart.store.config import Config
from flipchart.tui.screens.pictures import Place, pages
from flipchart.tui.text.chart import Axis, Chart, Level
from flipchart.tui.text.lines import plain, width_of
from flipchart.tui.text.pictures import ASCII, UNCOLOURED, Bar, Drawing, Picture, pictures

LIBRARY = Path(__file__).parents[2] / "sessions" / "library.toml"
TODAY = TEN.date()
TITLES = [
    "Done", "Still open", "Done by the first date promised", "By improvement",
    "Goal: Shorter waits, minutes until seen", "Are we doing it?", "Steps and milestones",
]  # fmt: skip
AT_THE_DESK = ["By owner", "Dates moved after they had passed"]


def drawn(picture: Picture, width: int = 58) -> list[str]:
    """The rows of a picture as text."""
    return [plain(words) for row in picture.rows() for words in row.lines(width, False)]


def test_the_room_has_no_picture_of_owners_or_slips() -> None:
    """They are drawn for the desk alone, which also reads how many are late."""
    room, desk = pictures(promised(), TODAY), pictures(promised(), TODAY, Drawing(desk=True))
    assert [it.title for it in room] == TITLES
    assert [it.title for it in desk] == [*TITLES[:4], *AT_THE_DESK, *TITLES[4:]]
    # Ana: one of two done. Bea: today's, the undated, and the one that was moved twice and is late. Chen: one late.
    assert [words.split("  ")[-1].strip() for words in drawn(desk[4], 64)[1:4]] == [
        "1 of 2 · 50 %", "0 of 3 · 0 % · 1 late", "0 of 2 · 0 % · 1 late",
    ]  # fmt: skip
    assert "twice" in desk[5].words


def test_bars_begin_at_zero_and_share_one_scale() -> None:
    """The filled cells are the value's part of the same length in every row of a picture."""
    (picture,) = [it for it in pictures(promised(), TODAY) if it.title == "By improvement"]
    bars = [bar for bar in picture.bars if isinstance(bar, Bar)]
    cells = []
    for bar in bars:
        (first, *_) = bar.lines(58, False)
        filled, rest = (sum(width_of(it.text) for it in first if it.style == style) for style in ("fill", "track"))
        cells.append((filled, filled + rest))
        assert bar.part is not None
        assert filled == round(bar.part * (filled + rest))
    assert len({whole for _, whole in cells}) == 1


@pytest.mark.parametrize("size", [(58, 18), (78, 24), (118, 40), (198, 60)])
def test_every_picture_has_a_sentence_and_every_percentage_its_fraction(size: tuple[int, int]) -> None:
    """And nothing is wider than its place, on whatever screen."""
    place = Place(*size)
    for picture in pictures(promised(), TODAY, Drawing(most=place.most, days=place.days, desk=True)):
        assert picture.words.endswith((".", "?")), picture
        text = drawn(picture, place.column)
        assert all(width_of(words) <= place.column for words in text), text
        for percent in re.finditer(r"\d+ %", " ".join(text)):
            before = " ".join(text)[: percent.start()]
            assert re.search(r"\d+ of \d+[^%]*$", before), text


def test_a_small_room_has_one_picture_a_page_and_a_large_screen_all() -> None:
    """In their order; each page of the small room holds its picture whole."""
    small, large = Place(58, 18), Place(198, 60)
    shown = pictures(promised(), TODAY, Drawing(most=small.most, days=small.days))
    laid = pages(shown, small)
    assert [it.title for page in laid for column in page for it in column] == TITLES
    assert all(len(page) == 1 and len(page[0]) == 1 for page in laid)
    assert all(small.lines(page[0][0]) <= 18 - 2 for page in laid)
    (page,) = pages(pictures(promised(), TODAY, Drawing(most=large.most, days=large.days)), large)
    assert [it.title for column in page for it in column] == TITLES
    assert len(page) > 1


def test_the_figures_are_those_of_the_plan() -> None:
    """The last bar of each picture over time is what the figures say of today."""
    count, shown = counts(promised(), TODAY), pictures(promised(), TODAY, Drawing(numbers=True))
    last = {it.title: bar.value for it in shown if isinstance(bar := it.bars[-1], Bar)}
    assert last["Done"] == count.completion.with_percent == "1 of 7 · 14 %"
    assert last["Done by the first date promised"] == count.on_time.with_percent == "1 of 1 · 100 %"
    assert last["Still open at the end of each week"] == "6 of 7 · 86 %"
    assert Ratio(0, 0).with_percent == "no data"


def test_signs_of_ascii_where_they_are_wanted() -> None:
    """No block, no tick and no diamond; without colour the rest of a bar can still be told from its part."""
    for picture in pictures(promised(), TODAY, Drawing(ASCII, desk=True)):
        assert not re.search("[^\x00-\x7f–“”·…]", "".join(drawn(picture))), picture
    (shares,) = [it for it in pictures(promised(), TODAY, Drawing(UNCOLOURED)) if it.title == "By improvement"]
    assert "─" in drawn(shares)[1]


def steps(*values: tuple[int, float | None], end: int = 30, **more: Any) -> list[str]:
    """A chart of values by days of November, 24 columns wide, as text."""
    points = tuple((nov(day), value) for day, value in values)
    chart = Chart(None, points, (Level(1, "all"), Level(0, "none")), nov(values[-1][0]), nov(end), "now", 3, **more)
    return [plain(words).rstrip() for words in chart.lines(35, False)]


def test_a_line_over_time_goes_in_steps_of_half_cells() -> None:
    """What was true on a day holds until the next; the way between is as long as the time; nothing after today."""
    # 24 columns for 23 days: a day is a column.
    assert steps((1, 1 / 3), (7, 0.5), (13, 1), (24, 1), end=24) == [
        " all             ████████████ now",
        "           ▄▄▄▄▄▄████████████",
        "none ████████████████████████",
        "    └┬───────┬──────┬───────┬",
        "     1 Nov 9 Nov 16 Nov today",
    ]
    assert steps((1, 1), (10, 0), (24, 0.5), end=30, filled=False) == [
        " all ●▀▀▀▀▀▀█          │",
        "            █          ●      now",
        "none        ●▄▄▄▄▄▄▄▄▄▄█",
        "    └┬───────────┬─────┬─────",
        "     1 Nov    16 Nov today",
    ]


def test_an_axis_names_days_that_have_room() -> None:
    """Today and the first day, then Mondays or months; a mark of today where more is to come, and gaps."""
    assert steps((1, None), (5, 0.5), (12, None), (16, 1), end=24) == [
        " all                █         now",
        "         ▄▄▄▄▄▄▄    █",
        "none     ███████    █",
        "    └┬───────┬──────┬────────",
        "     1 Nov 9 Nov  today",
    ]
    year = Axis(dt.date(2025, 11, 4), dt.date(2026, 11, 18), 66)
    assert plain(year.lines(dt.date(2026, 11, 18))[1]).split() == [
        "4", "Nov", "Jan", "2026", "Mar", "May", "Jul", "Sep", "today",
    ]  # fmt: skip


def test_a_goal_goes_from_its_baseline_to_its_target() -> None:
    """Both are named and drawn across, each measurement has its dot, and the axis ends with the promised day."""
    session = promised().revise(
        measurements=(Measurement(goal="g1", on=nov(4), value=34), Measurement(goal="g1", on=nov(15), value=22))
    )
    (goal,) = [it for it in pictures(session, TODAY) if it.title.startswith("Goal")]
    text = drawn(goal)
    assert text[1].startswith("baseline 40 ╌╌╌")
    assert [it for it in text if it.startswith("  target 15 ╌")]
    assert sum(row.count("●") for row in text) == 2
    assert "18 Dec" in text[12]
    assert not [it for it in drawn(pictures(session, TODAY, Drawing(numbers=True))[4]) if "●" in it]


def test_each_picture_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many heights are tried for the columns of a large screen."""
    measured: list[str] = []
    lines = Place.lines

    def counted(self: Place, picture: Picture) -> int:
        measured.append(picture.title)
        return lines(self, picture)

    monkeypatch.setattr(Place, "lines", counted)
    place = Place(198, 60)
    shown = pictures(promised(), TODAY, Drawing(most=place.most, days=place.days, desk=True))
    pages(shown, place)
    assert len(measured) == len(shown)


async def shown_pages(driver: Driver) -> list[str]:
    """The texts of all pages."""
    found: list[str] = []
    while driver.text() not in found:
        found.append(driver.text())
        await driver.press("n")
    return found


@pytest.mark.parametrize(("size", "count"), [((60, 18), 7), ((80, 24), 7), ((200, 60), 1)], ids=str)
async def test_the_page_keys_turn_the_pages(tmp_path: Path, size: tuple[int, int], count: int) -> None:
    """i opens them, n and p turn, the ends hold, Esc leads back."""
    async with driving(write(promised(), tmp_path), size) as driver:
        await driver.press("i")
        await driver.sees("ictures, 1 of 7" if count > 1 else "The plan in pictures", "1 of 7 steps is done (14 %)")
        every = await shown_pages(driver)
        assert len(every) == count
        assert all(any(title in text for text in every) for title in TITLES), every
        await driver.press(*["pageup"] * 9)
        assert driver.text() == every[0]
        await driver.press("escape")
        assert driver.room.session is not None


async def test_a_new_size_lays_them_out_anew(tmp_path: Path) -> None:
    """The window grows while they are shown."""
    async with driving(write(promised(), tmp_path), (60, 18)) as driver:
        await driver.press("i", "n", "n")
        await driver.sees("3 of 7")
        await driver.pilot.resize_terminal(200, 60)
        await driver.sees(*TITLES)


async def test_a_year_of_follow_ups_is_on_one_large_screen(tmp_path: Path) -> None:
    """With as many bars as leave room for all; the weeks are taken from the whole year."""
    (tmp_path / "library.toml").write_bytes(LIBRARY.read_bytes())
    async with driving(tmp_path / "library.toml", (200, 60)) as driver:
        await driver.press("i")
        await driver.sees("Done", "Still open", "By improvement", "Was it worth the time?", "Steps and milestones")
        assert "▄" in driver.text() and "▀" in driver.text()
        await driver.press("v")
        await driver.sees("Still open, every", "15 of 19 · 79 %")
        assert "1 of 2" not in driver.text().split("\n")[0]
        assert "Goal: The room is quiet enough to read" in driver.text()


async def test_a_plan_without_anything_says_so(tmp_path: Path) -> None:
    """No data, and no bar where there is none."""
    async with driving(write(workshop(improvements=()), tmp_path), config=Config(ascii=True)) as driver:
        await driver.press("i")
        await driver.sees("no data", "There is no step to count yet.")
        assert "=" not in driver.text()


@pytest.mark.parametrize("size", [(60, 18), (200, 60)], ids=str)
async def test_hostile_words_are_literal(tmp_path: Path, size: tuple[int, int]) -> None:
    """People's words are never markup and never reach the terminal as controls."""
    async with driving(write(hostile(HOSTILE), tmp_path), size) as driver:
        await driver.press("i")
        every = "".join(await shown_pages(driver))
        assert "[@click=app.quit]" in every
        assert "\x1b" not in every
