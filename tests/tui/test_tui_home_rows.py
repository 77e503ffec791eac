"""The home screen's rows as words: who is where, and nothing that does not fit."""

import datetime as dt
from pathlib import Path

import pytest

from flipchart.domain.portfolio import SessionState, Summary
from flipchart.service.catalogue import Catalogue, DamagedFile, Listed, folded
from flipchart.tui.text.home import NEW, Look, home_rows, new_title
from flipchart.tui.text.lines import line, plain, width_of
from flipchart.tui.text.portfolio import TrendRow
from flipchart.tui.text.rows import Row

NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
HOSTILE = ("[/]", "[@click=app.quit]x[/]", "研修計画" * 30, "a" * 300, "e\u0301" * 200, "\u200b", "two\nlines")


def summary(
    title: str, state: SessionState = "open", *, check: dt.date | None = None, age: int = 0, private: bool = False,
    group: str | None = None, steps: tuple[int, int, int] = (10, 3, 0),
) -> Summary:  # fmt: skip
    """A session in one line, made `age` days ago."""
    whole, done, dropped = steps
    return Summary(
        id=title, title=title, group=group, created=NOW - dt.timedelta(days=age), steps=whole, done=done,
        dropped=dropped, late=0, next_check=check, state=state, private=private,
    )  # fmt: skip


def catalogue(*summaries: Summary, damaged: tuple[DamagedFile, ...] = ()) -> Catalogue:
    """A folder with these sessions, that was read."""
    return Catalogue(tuple(Listed(Path(f"/s/{n}.toml"), it) for n, it in enumerate(summaries)), damaged, read=True)


def look(wanted: str = "") -> Look:
    """A look at it on a Wednesday."""
    return Look(now=NOW, local=lambda at: at, folder="/s", wanted=wanted)


def lines_of(rows: tuple[Row, ...], width: int = 76) -> list[str]:
    """The rows as text."""
    return [plain(words).rstrip() for row in rows for words in row.lines(width, False)]


def test_sessions_stand_in_their_groups() -> None:
    """An unfinished run comes first, then what is to be followed up by date, then the others, newest first."""
    rows = home_rows(
        catalogue(
            summary("old", "closed", age=9), summary("new", "closed", age=1),
            summary("soon", check=dt.date(2026, 11, 20)), summary("missed", check=dt.date(2026, 11, 6)),
            summary("begun", "running", age=20),
        ),
        look(),
    )  # fmt: skip
    text = "\n".join(lines_of(rows))
    order = ["Continue", "begun", "Follow up", "missed", "soon", "Others", "new", "old", "New session"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_late_check_is_only_said_to_have_been_due() -> None:
    """Nobody is shamed: a date that has passed is told as such, without a count of days."""
    text = "\n".join(lines_of(home_rows(catalogue(summary("missed", check=dt.date(2026, 11, 6))), look())))
    assert "7 open · check was due Fri 6 Nov" in text
    assert "late" not in text


@pytest.mark.parametrize(
    ("check", "words"),
    [(dt.date(2026, 11, 20), "check Fri 20 Nov"), (dt.date(2026, 11, 18), "check is due today"),
     (dt.date(2027, 1, 8), "check Fri 8 Jan 2027")],
)  # fmt: skip
def test_the_next_check_is_told_by_its_day(check: dt.date, words: str) -> None:
    """A check to come is told with its day, and its year where that is another one."""
    assert words in "\n".join(lines_of(home_rows(catalogue(summary("x", check=check)), look())))


def test_progress_is_a_bar_of_full_cells_with_its_fraction() -> None:
    """The bar starts from zero and is full only when all is done; dropped steps do not count."""
    rows = home_rows(
        catalogue(
            summary("a", steps=(12, 3, 2)), summary("b", steps=(10, 0, 0)), summary("c", steps=(1000, 999, 0)),
            summary("d", "closed", steps=(5, 4, 1)), summary("e", "planned", steps=(0, 0, 0)),
        ),
        look(),
    )  # fmt: skip
    lines = lines_of(rows)
    bars = {text.split()[0]: text.count("█") for text in lines if text[:1] in "abcde" and text}
    assert bars == {"a": 3, "b": 0, "c": 9, "d": 10, "e": 0}
    assert "3 of 10" in "\n".join(lines)
    assert next(text for text in lines if text.startswith("e")).endswith("no steps")


def test_private_sessions_show_only_when_named() -> None:
    """A private session is not on the screen, and the beginning of its title brings it, its middle does not."""
    folder = catalogue(summary("Coaching Bo", private=True), summary("Retro"))
    assert "Coaching" not in "\n".join(lines_of(home_rows(folder, look())))
    assert "Coaching" not in "\n".join(lines_of(home_rows(folder, look("bo"))))
    assert "Coaching" not in "\n".join(lines_of(home_rows(folder, look("coa"))))
    assert "Coaching Bo" in "\n".join(lines_of(home_rows(folder, look("coach"))))


def test_finding_knows_no_case_order_or_accents() -> None:
    """Each typed word is found anywhere in title, group or file name."""
    folder = catalogue(summary("Übergabe im Labor", group="Nord"), summary("Retro", group="Süd"))
    assert [it.summary.title for it in folder.found("labor uber").sessions] == ["Übergabe im Labor"]
    assert [it.summary.title for it in folder.found("SUD").sessions] == ["Retro"]
    assert len(folder.found("  ").sessions) == 2
    assert folded("ÉTÉ straße") == "ete strasse"


def test_words_that_find_nothing_are_the_title_of_a_new_session() -> None:
    """Where nothing is found the last row offers a session of that title."""
    folder = catalogue(summary("Retro"))
    assert new_title(folder, " Kick-off ") == "Kick-off"
    assert new_title(folder, "ret") == ""
    assert "+ New session “Kick-off”" in lines_of(home_rows(folder, look("Kick-off")))


def test_an_empty_folder_says_where_it_is() -> None:
    """Nobody has to guess why there is nothing."""
    lines = lines_of(home_rows(catalogue(), look()))
    assert lines[:2] == ["No sessions here yet.", "They are kept in /s."]
    assert lines[-1] == "+ New session"
    assert lines_of(home_rows(Catalogue(), look()))[0] == "Reading /s"


def test_a_damaged_file_is_a_row_with_its_sentence() -> None:
    """It can be stopped at, so that a long list of them scrolls, and it is found by its name."""
    bad = DamagedFile(Path("/s/broken.toml"), "broken.toml: line 3 is not TOML.")
    rows = home_rows(catalogue(summary("Retro"), damaged=(bad,)), look())
    assert "/s/broken.toml" in [row.id for row in rows]
    assert "! broken.toml: line 3 is not TOML." in lines_of(rows)
    assert "broken" in "\n".join(lines_of(home_rows(catalogue(damaged=(bad,)), look("brok"))))
    assert "broken" not in "\n".join(lines_of(home_rows(catalogue(summary("Retro"), damaged=(bad,)), look("retro"))))


def test_sessions_of_one_title_are_told_apart_by_their_day() -> None:
    """Two weekly retrospectives show when each was made."""
    check = dt.date(2026, 11, 27)
    text = "\n".join(
        lines_of(home_rows(catalogue(summary("Retro", check=check), summary("Retro", check=check, age=7)), look()))
    )
    assert "from Wed 18 Nov" in text
    assert "from Wed 11 Nov" in text


@pytest.mark.parametrize("width", [44, 56, 76, 116, 135, 136, 196])
@pytest.mark.parametrize("title", HOSTILE)
def test_no_line_is_wider_than_the_screen(width: int, title: str) -> None:
    """Whatever a title or group holds, every line fits and the fraction and the date are whole."""
    late = summary(title, check=dt.date(2025, 11, 6), group=title, steps=(1234, 567, 0))
    bad = DamagedFile(Path("/s/x.toml"), title * 2)
    for row in home_rows(catalogue(late, late, damaged=(bad,)), look()):
        for selected in (False, True):
            assert all(width_of(words) <= width for words in row.lines(width, selected))
    text = "\n".join(lines_of(home_rows(catalogue(late), look()), width))
    assert "567 of 1234" in text
    assert "check was due Thu 6 Nov 2025" in text
    assert len([row for row in home_rows(catalogue(late), look()) if row.id == NEW]) == 1


@pytest.mark.parametrize("width", range(-2, 44))
def test_rows_of_a_tiny_window_do_no_harm(width: int) -> None:
    """While a window is made smaller than anything fits into, rows are asked for and must not fail."""
    late = summary("Retro", check=dt.date(2025, 11, 6), group="Support", steps=(1234, 567, 0))
    fresh = summary("研修", "planned", group="研修計画", steps=(0, 0, 0))
    for row in home_rows(catalogue(late, fresh), look()):
        row.lines(width, True)


@pytest.mark.parametrize("width", [44, 56, 76, 116])
def test_a_trend_has_its_groups_whole_name(width: int) -> None:
    """On a row of its own where it does not fit before the weeks, and no row is wider than the screen."""
    row = TrendRow(None, "Harbour Street Library and Archive", (0.5,) * 26, "15 of 19 · 79 %")
    rows = [plain(words).rstrip() for words in row.lines(width, selected=False)]
    assert "Harbour Street Library and Archive" in rows[0]
    assert all(width_of(line(lines_of)) <= width for lines_of in rows)
