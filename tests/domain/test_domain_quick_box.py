"""The box for owner and date, and the line of a resource."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from flipchart.domain.plan import Resource
from flipchart.domain.quick import Need, WhoWhen, echo_need, echo_who_when, read_need, read_who_when, write_need
from flipchart.domain.quick.need import SPELLINGS
from flipchart.domain.said import put
from flipchart.domain.text import folded
from flipchart.translation import catalogue

NOW = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
TODAY = NOW.date()
FRIDAY = dt.date(2026, 11, 20)
PEOPLE = ("Ana Lopes", "Bea", "Bo", "May", "Ben Ito", "Ben Ng", "Fri Olsen")


def who_when(line: str) -> WhoWhen:
    return read_who_when(line, PEOPLE, NOW)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("bo +bea fri", {"owner": "Bo", "due": FRIDAY, "helpers": ("Bea",)}),
        ("@bo +bea +ana >fri", {"owner": "Bo", "due": FRIDAY, "helpers": ("Bea", "Ana Lopes")}),
        ("+Zoe", {"helpers": ("Zoe",), "new": ("Zoe",)}),
        ("bea, +2w", {"owner": "Bea", "due": dt.date(2026, 12, 2)}),
    ],
)
def test_a_plus_names_who_helps(line: str, expected: dict[str, object]) -> None:
    """Where a step can be helped; behind a plus a number is a date all the same."""
    assert read_who_when(line, PEOPLE, NOW, helped=True) == WhoWhen(**expected)  # type: ignore[arg-type]


def test_without_a_step_nobody_helps() -> None:
    """A milestone has no helpers: the word stays, and is named."""
    read = read_who_when("bo +bea", PEOPLE, NOW)
    assert (read.owner, read.left, read.helpers) == ("Bo", "+bea", ())
    assert read.hints


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ana fri", {"owner": "Ana Lopes", "due": FRIDAY}),
        ("Bea 2 dec", {"owner": "Bea", "due": dt.date(2026, 12, 2)}),
        ("ana lopes", {"owner": "Ana Lopes"}),
        ("mon", {"due": dt.date(2026, 11, 23)}),
        ("bea by friday", {"owner": "Bea", "due": FRIDAY}),
        ("bea, +2w", {"owner": "Bea", "due": dt.date(2026, 12, 2)}),
        ("2 dec bea", {"owner": "Bea", "due": dt.date(2026, 12, 2)}),
        ("@ana >fri", {"owner": "Ana Lopes", "due": FRIDAY}),
        (">~fri @bea", {"owner": "Bea", "due": FRIDAY, "hoped": True}),
        ("bea ~fri", {"owner": "Bea", "due": FRIDAY, "hoped": True}),
        ("Bea · Fri 20 Nov", {"owner": "Bea", "due": FRIDAY}),
        ("@may", {"owner": "May"}),
        (">may", {"due": dt.date(2027, 5, 31)}),
        ("@-", {"clear_owner": True}),
        (">-", {"clear_due": True}),
        ("@- >-", {"clear_owner": True, "clear_due": True}),
        ("@- bea", {"owner": "Bea"}),
        (">- mon @bo", {"owner": "Bo", "due": dt.date(2026, 11, 23)}),
        ("zoe mon", {"owner": "zoe", "due": dt.date(2026, 11, 23), "new": ("zoe",)}),
        ("Zoe Li 2w", {"owner": "Zoe Li", "due": dt.date(2026, 12, 2), "new": ("Zoe Li",)}),
        ('@"Zoe van Li" mon', {"owner": "Zoe van Li", "due": dt.date(2026, 11, 23), "new": ("Zoe van Li",)}),
        ("Jan 5", {"due": dt.date(2027, 1, 5)}),
        ("", {}),
        ("   ", {}),
    ],
)  # fmt: skip
def test_who_and_when(line: str, expected: dict[str, Any]) -> None:
    """Name and date are read in any order, with marks or without, and nothing is left to ask."""
    assert who_when(line) == WhoWhen(**expected)


@pytest.mark.parametrize(
    ("line", "expected", "hint"),
    [
        ("may", {"owner": "May"}, "May is read as the person; type >may for the day."),
        ("may mon", {"owner": "May", "due": dt.date(2026, 11, 23)}, "May is read as the person"),
        ("fri", {"owner": "Fri Olsen"}, "Fri Olsen is read as the person; type >fri for the day."),
        ("may 2", {"due": dt.date(2027, 5, 2)}, "“may 2” is read as the day; type @may for the person."),
        ("tom", {"due": dt.date(2026, 11, 19)}, "“tom” is read as the day; type @tom for the person."),
        ("Tom mon", {"owner": "Tom", "due": dt.date(2026, 11, 23), "new": ("Tom",)}, "Tom is read as the person"),
        ("team mon", {"due": dt.date(2026, 11, 23), "left": "team"}, "“team” is not one person: whose name goes"),
        ("@team mon", {"due": dt.date(2026, 11, 23), "left": "@team"}, "“team” is not one person: whose name"),
        ("ben mon", {"due": dt.date(2026, 11, 23), "left": "ben"}, "Ben Ito or Ben Ng? Type @Ben Ito or"),
        ("bea asap", {"owner": "Bea", "left": "asap"}, "“asap” is not a date: which day?"),
        ("bea 31 nov", {"owner": "Bea", "left": "31 nov"}, "There is no 31 November."),
        ("bea >31 nov", {"owner": "Bea", "left": ">31 nov"}, "There is no 31 November."),
        ("bea next", {"owner": "Bea", "left": "next"}, "“next” is only the beginning of a date."),
        ("12", {"left": "12"}, "“12” is a number: of which month?"),
        ("+bea", {"left": "+bea"}, "“+bea” is neither a name nor a date."),
        ("mon tue", {"left": "mon tue"}, "“mon tue” goes on in a way that is not a date."),
        ("bea bo", {"owner": "Bea", "left": "bo"}, "“bo” is left out: Bea is the owner."),
        ("@bea @bo", {"owner": "Bea", "left": "@bo"}, "A step has one owner, Bea; Bo is left out."),
        ("zoe li mon", {"due": dt.date(2026, 11, 23), "left": "zoe li"}, "“zoe li” is not in the group: for a new"),
        ("Zoe van Li", {"left": "Zoe van Li"}, "“Zoe van Li” is not in the group"),
        ("zoe bea", {"owner": "zoe", "new": ("zoe",), "left": "bea"}, "“bea” is left out: zoe is the owner."),
        ("-", {}, "Type @- to take the owner away, >- to take the date away."),
        ("bea >", {"owner": "Bea", "left": ">"}, ""),
        ("@ mon", {"due": dt.date(2026, 11, 23), "left": "@"}, ""),
        ("bea ~soon", {"owner": "Bea", "left": "~soon"}, "“soon” is not a date: which day?"),
        ("bea " + "x " * 60, {"owner": "Bea", "left": "x " * 59 + "x"}, "“x"),
    ],
)  # fmt: skip
def test_what_is_left_is_told(line: str, expected: dict[str, Any], hint: str) -> None:
    """What was not read, or could have been read otherwise, comes with a hint."""
    read = who_when(line)
    assert read == WhoWhen(**expected, hints=read.hints)
    assert [found for found in read.hints if found.startswith(hint)] if hint else read.hints == ()


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("bea 2 dec", ("Bea", "Wed 2 Dec, in 14 days")),
        ("Zoe ~2 dec", ("Zoe (new person)", "hoped for Wed 2 Dec, in 14 days")),
        ("@- >-", ("no owner", "no date")),
        ("", ()),
    ],
)
def test_the_box_shows_what_it_read(line: str, shown: tuple[str, ...]) -> None:
    """Owner and date appear under the box before Enter."""
    assert echo_who_when(who_when(line), TODAY) == shown


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Budget @bea >fri #money =£4,500 !ask the county", Need(
            "Budget", "Bea", FRIDAY, "money", 4500, "£", "ask the county")),
        ('van #"tool"', Need("van", kind="tool")),
        ("van #tool =82k", Need("van", kind="tool", amount=82_000)),
        ("van =1.5k€", Need("van", amount=1500.0, unit="€")),
        ("nurse #p =2.5 days a week @bo", Need("nurse", "Bo", kind="people", amount=2.5, unit="days a week")),
        ("nurse =3d, !no one else", Need("nurse", amount=3, unit="d", alternative="no one else")),
        ("stand =82kg", Need("stand", amount=82, unit="kg")),
        ("coach #EXT +20%", Need("coach +20%", kind="external")),
        ('coach !"ask Bo" @Zoe', Need("coach", "Zoe", alternative="ask Bo", new=("Zoe",))),
        ('coach !"=5" >>', Need("coach >>", alternative="=5")),
        ("a = b ! c =-5 !?", Need("a = b ! c =-5 !?")),
        ("", Need("")),
    ],
)  # fmt: skip
def test_a_resource_line(line: str, expected: Need) -> None:
    """Who asks, by when, kind, amount with unit, and what is done if they say no."""
    assert read_need(line, PEOPLE, NOW) == expected


@pytest.mark.parametrize(
    ("line", "text", "hint"),
    [
        ("room #t", "room #t", "#t stays in the text: time or tool?"),
        ("room #x", "room #x", "#x stays in the text: people, money, time, tool or external?"),
        ("room =82kg @bo =50%", "room =50%", "=50% stays in the text: one = a line."),
        ("room #p #m", "room #m", "#m stays in the text: one # a line."),
        ("room =many", "room =many", "=many stays in the text: an amount begins with a number"),
        ("room =10-12 days", "room =10-12 days", "=10-12 stays in the text"),
        ("room =4,5 h", "room =4,5 h", "=4,5 stays in the text"),
        ("room >fri >mon", "room >mon", ">mon stays in the text: one > a line."),
        ("room @bo @bea", "room @bea", "@bea stays in the text: one @ a line."),
        ("room !a @bo !b", "room !b", "!b stays in the text: one ! a line."),
        ("room @team >soon", "room @team >soon", "“team” is not one person: whose name goes here?"),
        ('room #"p', 'room #"p', '#"p cannot be read: close the quote.'),
        ("#money", "", "What is needed? Type it before the marks."),
    ],
)
def test_a_resource_keeps_what_it_cannot_read(line: str, text: str, hint: str) -> None:
    """An unread mark stays in the text, with a hint."""
    need = read_need(line, PEOPLE, NOW)
    assert need.text == text
    assert [found for found in need.hints if found.startswith(hint)]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Budget @bea >fri #money =£4,500 !ask Bo", (
            "money", "4,500 £", "ask Bea", "by Fri 20 Nov, in 2 days", "if they say no, ask Bo")),
        ("Budget @Zoe =3", ("3", "ask Zoe (new person)")),
        ("Budget", ()),
    ],
)  # fmt: skip
def test_a_resource_shows_what_it_read(line: str, shown: tuple[str, ...]) -> None:
    """Kind, amount, asker, date and alternative appear under the line."""
    assert echo_need(read_need(line, PEOPLE, NOW), TODAY) == shown


def test_a_resource_is_written_as_people_type_it() -> None:
    """The line to edit reads as the resource it came from; a unit without an amount is not told."""
    resource = Resource(
        id="r", text="Budget", status="need", kind="money", amount=4500, unit="GBP", ask="Bea", by=FRIDAY,
        alternative="=beg",
    )  # fmt: skip
    assert write_need(resource, PEOPLE, NOW) == 'Budget #money @Bea >20 nov =4500 GBP !"=beg"'
    assert write_need(Resource(id="r", text="Room", status="need", unit="h"), PEOPLE, NOW) == "Room"
    assert write_need(Resource(id="r", text="Room", status="need", amount=2), PEOPLE, NOW) == "Room =2"


@pytest.mark.parametrize("language", sorted(SPELLINGS))
def test_kinds_of_needs_are_typed_in_the_language_and_in_english(language: str) -> None:
    """Every spelling is one kind, with or without accents and capitals, and what an echo says is among them."""
    for kind, spellings in SPELLINGS[language].items():
        said = [catalogue(language).gettext(it) for it in (kind, "outside" if kind == "external" else kind)]
        for typed in (kind, kind[:2], *spellings, *map(folded, spellings), *map(str.upper, spellings), *said):
            need = read_need(f"a room #{typed} =2 days", (), NOW, language=language)
            assert (need.text, need.kind, need.hints) == ("a room", kind, ()), typed
        resource = Resource(id="r", text="a room", status="need", kind=kind)
        line = write_need(resource, (), NOW, language)
        assert line == f"a room #{spellings[0]}"
        assert read_need(line, (), NOW, language=language).kind == kind


def test_kinds_of_other_languages_stay_words_in_english() -> None:
    """With the question that there was before; so do words that are no kind in the language that is spoken."""
    for language, typed in ((None, "zeit"), ("en", "zeit"), ("de", "temps"), ("fr", "zeit"), ("it", "tempo")):
        need = read_need(f"a room #{typed}", (), NOW, language=language)
        asked = "people, money, time, tool or external"
        assert (need.text, need.kind) == (f"a room #{typed}", None)
        assert need.hints == (f"#{typed} stays in the text: {asked}?",)
    (asks,) = read_need("a room #x", (), NOW, language="de").hints
    assert put(asks, catalogue("de")) == "#x bleibt im Text: Menschen, Geld, Zeit, Werkzeug oder außen?"


TABLE = tomllib.loads((Path(__file__).parents[1] / "data" / "phrases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", TABLE, ids=[f"{it.get('language', 'any')}-{n}" for n, it in enumerate(TABLE)])
def test_whatever_is_read_as_a_day_is_read_beside_a_name(case: dict[str, Any]) -> None:
    """Before it, behind it, and behind a mark; in the languages of the whole table, and where none is said."""
    now = dt.datetime.combine(case["today"], dt.time(10), dt.UTC)
    for phrase, date in case["phrases"]:
        for line in (f"bo {phrase}", f"{phrase} bo", f"@bo >{phrase}"):
            read = read_who_when(line, ("Bo", "Ana Lopes"), now, None, case.get("language"))
            assert (read.owner, read.due, read.left, read.new) == ("Bo", date, "", ()), line


@pytest.mark.parametrize("name", ["Julio", "Domingo", "Abril", "Juni", "Di", "So", "Sam", "Max"])
def test_a_name_that_is_a_word_of_dates_elsewhere_is_a_name(name: str) -> None:
    """Where no language is said, and it is written as names are; the day behind it is the day."""
    now = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
    read = read_who_when(f"{name} fri", ("Bo",), now)
    assert (read.owner, read.due, read.new) == (name, dt.date(2026, 11, 20), (name,))
    assert read_who_when("Freitag", ("Bo",), now).due == dt.date(2026, 11, 20)
