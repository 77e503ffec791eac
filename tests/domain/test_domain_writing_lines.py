"""The page on writing lines is true: every example of its tables is read as the page says."""

import datetime as dt
import re
from pathlib import Path

import pytest

from flipchart.domain.errors import Rejected
from flipchart.domain.quick import read_line
from flipchart.domain.when import lead, read_date
from flipchart.domain.when.hours import hour_of

PAGE = (Path(__file__).parents[2] / "docs" / "writing-lines.md").read_text("utf-8")
NOW = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
ROOM = ("María García Márquez", "Ana Lopes", "Ben Ito", "Ben Ng", "Chen Wei", "陳偉")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table whose heading is given, without backticks."""
    table = PAGE.split(f"\n{heading}\n", 1)[1].split("\n\n", 1)[0]
    lines = table.splitlines()[1:]
    return [[cell.strip().strip("`") for cell in line.strip("| ").split(" | ")] for line in lines]


@pytest.mark.parametrize(("mark", "_meaning"), rows("| you type | it means |"))
def test_each_mark_is_read(mark: str, _meaning: str) -> None:
    """Nothing of it stays in the text."""
    read = read_line(f"draft {mark}", ROOM, NOW)
    assert read.text == "draft"
    assert (read.hoped, bool(read.contingency)) == (mark.startswith(">~"), mark.startswith("!if"))


@pytest.mark.parametrize(("mark", "who"), rows("| you type | who that is |"))
def test_each_name_is_the_person_told(mark: str, who: str) -> None:
    """Or nobody, with a hint; a new person is told as new."""
    read = read_line(f"draft {mark}", ROOM, NOW)
    name = re.split(r"[,:;]", who)[0]
    assert read.owner == (None if name == "nobody" else name)
    assert bool(read.hints) == (name == "nobody")
    assert bool(read.new) == ("a new person" in who)


@pytest.mark.parametrize(("phrase", "day"), rows("| you type | the day |"))
def test_each_phrase_is_its_day(phrase: str, day: str) -> None:
    """Of the Wednesday that the page names."""
    assert read_date(phrase, TODAY).isoformat() == day


@pytest.mark.parametrize(("language", "phrase", "day"), rows("| language | you type | the day |"))
def test_each_phrase_of_a_language_is_its_day(language: str, phrase: str, day: str) -> None:
    """With the language that stands beside it."""
    assert read_date(phrase, TODAY, None, language).isoformat() == day


@pytest.mark.parametrize(("phrase", "_why"), rows("| you type | why it is asked about |"))
def test_each_doubtful_phrase_is_refused(phrase: str, _why: str) -> None:
    """With a question or a reason."""
    with pytest.raises(Rejected):
        read_date(phrase, TODAY)


def test_what_the_page_says_in_passing() -> None:
    """The line, the colon, the hours, and the phrases that are asked about."""
    line = re.search(r"^    (Draft .+)$", PAGE, flags=re.MULTILINE)
    assert line is not None
    read = read_line(line[1], ROOM, NOW)
    assert (read.text, read.owner, read.needs) == ("Draft the form", "Ana Lopes", ("designer",))
    assert (lead(["friday", "to", "Ana"], TODAY) or read).date is None  # type: ignore[union-attr]
    found = lead(["friday:", "to", "Ana"], TODAY)
    assert found is not None
    assert found.date == dt.date(2026, 11, 20)
    hours = PAGE.split("where an hour is wanted: ", 1)[1].split(". In", 1)[0]
    for hour in re.findall(r"`([^`]+)`", hours.replace("\n", " ")):
        assert hour_of(hour.split()), hour
    for language, phrase in (("de", "nächsten Freitag"), ("fr", "vendredi prochain")):
        with pytest.raises(Rejected):
            read_date(phrase, TODAY, None, language)
