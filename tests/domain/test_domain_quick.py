"""One line is one step: each mark of the table, and what is no mark."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flipchart.domain.plan import Step
from flipchart.domain.quick import Captured, echo, read_line, write_line

ROOM = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 18, 10, tzinfo=ROOM)
TODAY = NOW.date()
FRIDAY = dt.date(2026, 11, 20)
NINE = dt.datetime(2026, 11, 24, 9, tzinfo=ROOM)
PEOPLE = ("Ana Lopes", "Bo", "Chen Wei", "Bea", "Noor")


def read(line: str, people: tuple[str, ...] = PEOPLE) -> Captured:
    return read_line(line, people, NOW)


def fields(captured: Captured) -> dict[str, Any]:
    """What was read, without the hints and what was not."""
    every = {name: getattr(captured, name) for name in Captured._fields if name not in ("hints", "new")}
    return {name: value for name, value in every.items() if value or name == "text"}


def test_the_line_of_the_design() -> None:
    """Every mark in one line goes where it belongs, and nothing is left to ask."""
    line = (
        "Draft the intake form @Ana +Bo >fri #designer "
        "!if legal is slow then reuse last year's =tested with 5 patients"
    )
    assert read(line) == Captured(
        "Draft the intake form", "Ana Lopes", ("Bo",), FRIDAY, needs=("designer",),
        done_when="tested with 5 patients", roadblock="legal is slow", contingency="reuse last year's",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Draft >fri", {"text": "Draft", "due": FRIDAY}),
        ("Draft >2 dec 2026 the form", {"text": "Draft the form", "due": dt.date(2026, 12, 2)}),
        (">+2w Draft", {"text": "Draft", "due": dt.date(2026, 12, 2)}),
        ("Draft >~fri", {"text": "Draft", "due": FRIDAY, "hoped": True}),
        ("Draft >2026-11-06", {"text": "Draft", "due": dt.date(2026, 11, 6)}),
        ("Draft #designer #it, soon", {"text": "Draft", "needs": ("designer", "it, soon")}),
        ("Draft #tally sheet, @Zoe", {"text": "Draft", "needs": ("tally sheet",), "owner": "Zoe"}),
        ("Draft #tally sheet @team", {"text": "Draft @team", "needs": ("tally sheet",)}),
        ('Draft #to-do #"two words" #it #it', {"text": "Draft", "needs": ("to-do", "two words", "it")}),
        ("Draft #“a room”", {"text": "Draft", "needs": ("a room",)}),
        ("Draft !if it rains, then go in", {"text": "Draft", "roadblock": "it rains", "contingency": "go in"}),
        ("Draft !IF it rains THEN go in", {"text": "Draft", "roadblock": "it rains", "contingency": "go in"}),
        (r"Draft !if now \then late then go", {"text": "Draft", "roadblock": "now then late", "contingency": "go"}),
        ("Draft !if it rains @bo now", {"text": "Draft now", "roadblock": "it rains", "owner": "Bo"}),
        ("Draft !if then wait", {"text": "Draft", "contingency": "wait"}),
        ("Draft =by +20% better >fri", {"text": "Draft", "done_when": "by +20% better", "due": FRIDAY}),
        (r"Draft =\=5 @bo", {"text": "Draft", "done_when": "=5", "owner": "Bo"}),
        ("Draft ^tue 9am call Noor +bo", {
            "text": "Draft", "first_step": "call Noor", "first_step_at": NINE, "helpers": ("Bo",)}),
        ("Draft ^2026-11-24T09:00 call", {"text": "Draft", "first_step": "call", "first_step_at": NINE}),
        ("Draft ^24 nov 09:00", {"text": "Draft", "first_step_at": NINE}),
        ('Draft ^"call Noor" now', {"text": "Draft now", "first_step": "call Noor"}),
    ],
)  # fmt: skip
def test_each_mark(line: str, expected: dict[str, Any]) -> None:
    """Each mark of the table is read to the letter, and the words behind it are text again."""
    assert fields(read(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Cut cost by +20% for #3 in C# and F#",
        "a = b, c == d, e => f",
        "=> arrow ==",
        "Q&A > FAQ -> done >> <",
        "ask ana@example.org about x>fri",
        "one @ two + three # four ! five ^ six = seven",
        "wow !!! !? ^^ >>> >~ ### @@ ++",
        "say #-1 @5 +_ ok",
    ],
)
def test_what_is_no_mark_is_text_without_a_hint(line: str) -> None:
    """Marks count only at the start of a word, and before what may follow them."""
    assert read(line) == Captured(line)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"\@ana \+bo \>fri \#it \!if \=x \^fri", "@ana +bo >fri #it !if =x ^fri"),
        (r"\\@ana \\\>fri", r"\@ana \\>fri"),
        (r"C:\temp \x \ \\ a\@b", r"C:\temp \x \ \\ a\@b"),
        (r"\+20%", "+20%"),
    ],
)
def test_a_backslash_makes_a_mark_text(line: str, text: str) -> None:
    """One backslash before a mark goes; every other backslash stays."""
    assert read(line) == Captured(text)


@pytest.mark.parametrize(
    ("line", "kept", "hint"),
    [
        ("x >soon", "x >soon", "“soon” is not a date: which day?"),
        ("x >03/04 y", "x >03/04 y", "3 Apr or 4 Mar? Type 3 apr or 4 mar."),
        ("x >nov 31", "x >nov 31", "There is no 31 November."),
        ("x >~frday", "x >~frday", "“frday” is not a date; it stays in the text."),
        ("x >fri >mon", "x >mon", "A step has one date; >mon stays in the text."),
        ("x @bo @bea", "x @bea", "A step has one owner, Bo; +Bea helps."),
        ("pay #2h", "pay #2h", '#2h stays in the text: what a step needs begins with a letter, or is quoted: #"2h".'),
        ("x !urgent", "x !urgent", "!urgent stays in the text"),
        ("x !if a then b !if c", "x", "!if stays in the text"),
        ("x !if", "x !if", "And if that happens?"),
        ("x !if then @bo", "x !if then", "And if that happens?"),
        ("x !if it rains", "x", "And if that happens?"),
        ("x =a @bo =b", "x =b", "=b stays in the text: one = per step."),
        ("x ^soon", "x ^soon", "“soon” is not a date: which day?"),
        ("x ^call", "x ^call", "A first step begins with its day and hour"),
        ("x ^fri 25:00", "x ^fri 25:00", "There is no such time as 25:00."),
        ("x ^fri 9am a @bo ^mon 9am b", "x ^mon 9am b", "^mon stays in the text"),
        ("x ^fri call", "x", "At what time is the first step?"),
        ('x #"no end', 'x #"no end', '#"no cannot be read: close the quote.'),
        ('x @"no end', 'x @"no end', '@"no cannot be read: close the quote.'),
        ('x @"" y', 'x @"" y', '@"" cannot be read: close the quote.'),
        ('x @"Ana"s y', 'x @"Ana"s y', '@"Ana"s cannot be read: close the quote.'),
        ("@bo >fri", "", "What is the step?"),
    ],
)
def test_what_cannot_be_read_stays_with_a_hint(line: str, kept: str, hint: str) -> None:
    """A mark that is not read is never dropped, and the hint says why."""
    captured = read(line)
    assert captured.text == kept
    assert [found for found in captured.hints if found.startswith(hint)]


def test_an_unreadable_mark_stays_where_it_stands() -> None:
    """Inside a section, the words of an unread mark belong to that section."""
    captured = read("x =tested with @team by >never !if @team says no then =stop")
    assert captured.done_when == "tested with @team by >never"
    assert captured.roadblock == "@team says no"
    assert (captured.text, captured.contingency) == ("x", "=stop")


def test_a_day_without_an_hour_waits_for_one_at_nine() -> None:
    """A first step's day is kept although its hour is missing, and the hint asks for it."""
    assert read("x ^tue call Noor").first_step_at == NINE


def test_an_empty_line_is_nothing_to_ask_about() -> None:
    """Nothing typed: no step and no hint."""
    assert read("  ") == Captured("")


def test_hints_are_few_and_each_is_given_once() -> None:
    """A line full of the same slip gets its hint once, and never more than five."""
    assert len(read("x " + ">soon " * 9).hints) == 1
    assert len(read("x >soon >asap >tbd >31/11 >99/99 >00/00 >ongoing").hints) == 5


def test_a_field_that_is_too_long_is_cut_with_a_hint() -> None:
    """More than 2,000 characters are cut, and that is said."""
    captured = read("x =" + "y" * 2_100)
    assert captured.done_when == "y" * 2_000
    assert captured.hints == ("Only the first 2,000 characters were kept.",)


def test_text_is_cleaned_before_it_is_read() -> None:
    """No control character of a line reaches a field."""
    assert fields(read("Draft\x1b[31m the\tform @\u202eBo\n")) == {"text": "Draft the form", "owner": "Bo"}


def test_the_order_of_day_and_month_is_heeded() -> None:
    """With date_order set, 03/04 is a date."""
    assert read_line("x >03/04", PEOPLE, NOW, "dmy").due == dt.date(2027, 4, 3)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Shorten it @Chen >fri #it", ("Chen Wei", "Fri 20 Nov, in 2 days", "needs it")),
        ("x @Zoe +Bo +Yan", ("Zoe (new person)", "with Bo, Yan (new person)")),
        ("x >~fri", ("hoped for Fri 20 Nov, in 2 days",)),
        ("x >6 nov 2026", ("Fri 6 Nov, 12 days ago, already past",)),
        ("x >today", ("Wed 18 Nov, today",)),
        ("x ^tue 9am call Noor", ("first Tue 24 Nov 09:00 call Noor",)),
        ('x ^"call Noor"', ("first call Noor",)),
        ("x ^tue 9am", ("first Tue 24 Nov 09:00",)),
        ("x !if a then b =c", ("if a then b", "done when c")),
        ("x !if a", ("if a",)),
        ("x !if then b", ("then b",)),
        ("x #it #two", ("needs it, two")),
        ("x", ()),
    ],
)  # fmt: skip
def test_what_was_read_is_shown_in_short_parts(line: str, shown: tuple[str, ...]) -> None:
    """The room sees owner, date with weekday and distance, needs and the rest before Enter."""
    assert echo(read(line), TODAY) == ((shown,) if isinstance(shown, str) else shown)


def test_a_step_is_written_as_people_type_it() -> None:
    """The line to edit uses short names and dates, and a backslash only where one is needed."""
    step = Step(
        id="s", text="Cut cost by +20% @home", state="open", owner="Chen Wei", helpers=("Bo", "Zoe Li"), due=FRIDAY,
        hoped=True, first_step="call Noor", first_step_at=NINE, done_when="5 < 6", roadblock="now and then, late,",
        contingency="wait",
    )  # fmt: skip
    assert write_line(step, ("it", "two words"), PEOPLE, NOW) == (
        r'Cut cost by +20% \@home @Chen Wei +Bo +"Zoe Li" >~20 nov #it #"two words" '
        r"!if now and then, late,, then wait ^24 nov 09:00 call Noor =5 < 6"
    )


@pytest.mark.parametrize(
    ("first", "at", "line"),
    [
        ("am call", NINE, "x ^2026-11-24T09:00:00+01:00 am call"),
        ("call", NINE.replace(second=5, microsecond=1000), "x ^2026-11-24T09:00:05.001000+01:00 call"),
        (None, dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ROOM), "x ^2026-10-25T02:30:00+01:00"),
        ("say  so", None, 'x ^"say so"'),
    ],
)
def test_an_instant_that_words_cannot_tell_is_written_in_full(
    first: str | None, at: dt.datetime | None, line: str
) -> None:
    """Seconds, the repeated hour of autumn and a text that begins like an hour survive editing."""
    step = Step(id="s", text="x", state="open", first_step=first, first_step_at=at)
    assert write_line(step, (), PEOPLE, NOW) == line
    back = read(line)
    assert back.first_step == (first and " ".join(first.split()))
    assert (back.first_step_at and back.first_step_at.astimezone(dt.UTC)) == (at and at.astimezone(dt.UTC))


@pytest.mark.parametrize(("due", "typed"), [
    ("2026-11-06", ">6 nov 2026"), ("2027-11-17", ">17 nov"), ("2027-11-18", ">18 nov 2027"),
    ("2028-02-29", ">29 feb 2028"), ("1999-12-31", ">31 dec 1999"),
])  # fmt: skip
def test_a_date_is_written_with_its_year_where_it_needs_one(due: str, typed: str) -> None:
    """Day and month alone, unless that would be another day."""
    step = Step(id="s", text="x", state="open", due=dt.date.fromisoformat(due))
    assert write_line(step, (), PEOPLE, NOW) == f"x {typed}"


@pytest.mark.parametrize("line", ["draft >before friday", "draft >before friday @Zoe"])
def test_before_a_day_is_told_as_the_day_before(line: str) -> None:
    """The room sees which day was taken."""
    captured = read_line(line, (), NOW)
    assert captured.due == dt.date(2026, 11, 19)
    assert captured.hints == ("“before friday” is the day before: Thu 19 Nov.",)
