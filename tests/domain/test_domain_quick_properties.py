"""Laws of quick capture: no word is lost, and what is written reads as it was."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flipchart.domain.plan import Resource, Step
from flipchart.domain.quick import (
    Captured,
    Need,
    complete,
    echo,
    echo_need,
    echo_who_when,
    read_line,
    read_need,
    read_strategy,
    read_who_when,
    write_line,
    write_need,
)
from flipchart.domain.quick.names import MARKS, QUOTES
from flipchart.domain.text import clean_line, folded
from flipchart.domain.when.hours import holds_hour
from flipchart.domain.when.phrases import may_belong

T = TypeVar("T")
ROOM = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 18, 10, tzinfo=ROOM)
PEOPLE = ("Ana Lopes", "Ana Costa", "Bo", "Chen Wei", "Team Lead", "May", "J. Osei", "=Eve", "Fri +2w")

HARD = st.sampled_from([
    *MARKS, "@ana", "@Ana Lopes", "@chen", "@team", "@Zoe", '@"Any Name"', '@"no end', "@may", "+bo", "+20%", ">fri",
    ">~mon", ">2 weeks", ">31 nov", ">soon", ">03/04", ">+2w", "#it", "#3", '#"two words"', "!if", "then", "then,",
    r"\then", "!urgent", "=done", "==", "=>", "=5 days", "^tue", "9am", "^fri 25:00", '^"call"', "\\", r"\@", r"\\>",
    r"\=x", '"', "”", "fri", "may", "next", "2", "dec", "ana", "lopes", "-", "@-", ">-", "~fri", "·", ",", "am", "x",
])  # fmt: skip
WORDS = st.one_of(HARD, HARD, st.text(min_size=1, max_size=6))
LINES = st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join))

PLAIN = st.characters(exclude_categories=("Cs", "Cc", "Mn", "Me", "Mc"))
TEXTS = st.lists(st.one_of(HARD, st.text(PLAIN, min_size=1, max_size=6)), min_size=1, max_size=6).map(
    lambda words: " ".join(clean_line(" ".join(words)).split())
)
SAID = TEXTS.filter(bool)
NAMES = st.one_of(st.sampled_from(PEOPLE), SAID).filter(
    # A known name in another spelling comes back in the known one.
    lambda name: name in PEOPLE or name.casefold() not in {known.casefold() for known in PEOPLE}
)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2199, 12, 31))
ZONES = st.sampled_from([dt.UTC, ROOM, ZoneInfo("Asia/Kathmandu"), dt.timezone(dt.timedelta(hours=-9))])
INSTANTS = st.datetimes(dt.datetime(2000, 1, 3), dt.datetime(2199, 12, 29), timezones=ZONES)  # noqa: DTZ001


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), strategy)


STEPS = st.builds(
    Step, id=st.just("s"), text=SAID, state=st.just("open"), owner=maybe(NAMES), due=maybe(DAYS),
    helpers=st.lists(NAMES, max_size=3).map(tuple), hoped=st.booleans(), first_step=maybe(SAID),
    first_step_at=maybe(INSTANTS), done_when=maybe(SAID), roadblock=maybe(SAID), contingency=maybe(SAID),
)  # fmt: skip
RESOURCES = st.builds(
    Resource, id=st.just("r"), text=SAID, status=st.just("need"), ask=maybe(NAMES), by=maybe(DAYS), unit=maybe(SAID),
    kind=maybe(st.sampled_from(["people", "money", "time", "tool", "external"])), alternative=maybe(SAID),
    amount=maybe(st.one_of(st.integers(0, 10**15 - 1), st.integers(0, 10**7).map(lambda number: number / 100))),
)  # fmt: skip


def bare(word: str) -> str:
    """A word without its mark, backslashes, quotes and the punctuation around it."""
    return word.strip("".join({*MARKS, *QUOTES, *QUOTES.values(), "\\", "~", ",;:.!?"})).casefold()


def lost(line: str, kept: Iterable[object], dated: bool, guarded: bool) -> list[str]:
    """The words of a line that are in no field, except what became a date, an hour or a roadblock."""
    there = " ".join(str(text) for text in kept).casefold()
    named = [name for name in PEOPLE if name.casefold() in there]
    there = folded(" ".join((there, *("".join(part[0] for part in name.split()) for name in named))))
    words = clean_line(line, limit=20_480).split()
    missing = [word for word in words if folded(bare(word)) not in there]
    missing = [word for word in missing if not (guarded and bare(word) in ("if", "then"))]
    return [word for word in missing if not (dated and read_in_time(word))]


def read_in_time(word: str) -> bool:
    """Whether a word may have gone into a date or an hour."""
    typed = word.lstrip("^>~")
    return (
        may_belong(typed)
        or holds_hour([typed])
        or bool(re.search("[0-9]", typed))
        or bare(word) in ("am", "pm", "at", "noon", "midday")
    )


@given(LINES)
@example("!if then @bo")
@example("=x !if , then y")
def test_no_word_of_a_step_is_lost(line: str) -> None:
    """Every word is found in the text or in a field, or is part of a date."""
    read = read_line(line, PEOPLE, NOW)
    kept = [read.text, read.owner, *read.helpers, *read.needs, read.first_step, read.done_when, read.roadblock,
            read.contingency]  # fmt: skip
    dated, guarded = bool(read.due or read.first_step_at), bool(read.roadblock or read.contingency)
    assert lost(line, filter(None, kept), dated, guarded) == []
    assert all(isinstance(part, str) for part in echo(read, NOW.date()))


@given(LINES)
def test_no_word_of_a_resource_is_lost(line: str) -> None:
    """Every word is found in the text or in a field, or is part of a date or an amount."""
    read = read_need(line, PEOPLE, NOW)
    kept = [read.text, read.ask, read.unit, read.alternative, read.kind]
    counted = read.by is not None or read.amount is not None
    assert lost(line, filter(None, kept), counted, False) == []
    assert all(isinstance(part, str) for part in echo_need(read, NOW.date()))


@given(LINES)
def test_no_word_of_the_box_is_lost(line: str) -> None:
    """Every word is the owner's, part of the date, left with a hint, or a dash between them."""
    read = read_who_when(line, PEOPLE, NOW)
    kept = [read.owner, read.left]
    words = " ".join(word for word in clean_line(line, limit=20_480).split() if any(map(str.isalnum, word)))
    assert lost(words, filter(None, kept), read.due is not None, False) == []
    assert all(isinstance(part, str) for part in echo_who_when(read, NOW.date()))


@example(Step(id="s", text="x", state="open", roadblock="then \\then", contingency="then"), [], PEOPLE)
@given(STEPS, st.lists(SAID, max_size=3), st.sampled_from([PEOPLE, ()]))
def test_a_written_step_reads_as_it_was(step: Step, needs: list[str], people: tuple[str, ...]) -> None:
    """Editing a step in its own line and changing nothing changes nothing."""
    read = read_line(write_line(step, needs, people, NOW), people, NOW)
    assert read == Captured(
        step.text, step.owner, tuple(dict.fromkeys(step.helpers)), step.due, step.hoped and step.due is not None,
        tuple(dict.fromkeys(needs)), step.first_step, read.first_step_at, step.done_when, step.roadblock,
        step.contingency, read.hints, read.new,
    )  # fmt: skip
    at = step.first_step_at and step.first_step_at.astimezone(dt.UTC)
    assert (read.first_step_at and read.first_step_at.astimezone(dt.UTC)) == at


@given(RESOURCES)
def test_a_written_resource_reads_as_it_was(resource: Resource) -> None:
    """Editing a resource in its own line and changing nothing changes nothing."""
    read = read_need(write_need(resource, PEOPLE, NOW), PEOPLE, NOW)
    unit = None if resource.amount is None else resource.unit
    assert read == Need(
        resource.text, resource.ask, resource.by, resource.kind, resource.amount, unit, resource.alternative,
        read.hints, read.new,
    )  # fmt: skip


@given(LINES)
def test_a_completed_line_names_the_person_it_shows(line: str) -> None:
    """A completion keeps all before the mark, and what it completes reads as a known name."""
    whole = complete(line, PEOPLE)
    if whole is not None:
        mark = max(whole.rfind(f"{sign}{quote}") for sign in "@+" for quote in ("", '"'))
        assert read_line(f"x @{whole[mark + 1 :]}", PEOPLE, NOW).owner in PEOPLE


NAMES_BEHIND = (
    "Costa", "Chen", "chen", "Bo", "and Zoe", "& Chen", "or bo", "und Yan", "with Bo", "plus chen", "+ Bo", "mit Bo",
    "avec Bo", "met Chen", "u. Bo", "/ Yan", "van Dijk", "de Souza", "van der Berg",
)  # fmt: skip
DATES_BEHIND = (
    "in 3", "next", "or", "to bo", "until", "9am", "4th", "2027", "15", "week", "mon", "before", "first", "prior to",
    "onwards", "at the earliest", "plus 2 days", "thru wed", "@ 5", "@5", "(tbc)", "tbc", "ish", "midnight", "-mon",
    "& 9", "(12 feb) or", "FY27", "ahead of mon",
)  # fmt: skip
OWN_KIND = st.one_of(
    st.tuples(st.sampled_from(["@zoe", "@Zoe", "+may", "+Zoe", "@chen", "@j."]), st.sampled_from(NAMES_BEHIND)),
    st.tuples(st.sampled_from([">fri", ">~2w", ">15 dec", ">next week", ">eom"]), st.sampled_from(DATES_BEHIND)),
    st.tuples(
        st.sampled_from(["^tue 9am", "^fri", "^15 dec noon"]),
        st.sampled_from(["or", "to 10am", "next", "9pm", "at 9", "9-10am", "tbc", "until noon"]),
    ),
    st.tuples(st.sampled_from(["^tue 9am", "^15 dec noon"]), st.sampled_from(["EST", "(PDT)", "UTC,"])),
)


@given(OWN_KIND, st.sampled_from(["", "call", "x +20%", "@bo", "#it", "!if a then b"]))
@example(("@ana", "and Bo"), "")
def test_no_word_of_its_own_kind_is_left_directly_behind_a_mark(pair: tuple[str, str], rest: str) -> None:
    """Either all of it is read, or the mark stays in the text with a hint; for names, dates and instants."""
    mark, behind = pair
    read = read_line(f"draft {mark} {behind} {rest}", PEOPLE, NOW)
    assert not read.text.startswith(f"draft {behind}")
    assert not (read.first_step or "").startswith(behind)
    assert read.hints if mark.split()[0] in read.text else True


@given(
    st.sampled_from(["!if it rains then wait", "=all agree", "=5 agree", "#hall"]),
    st.sampled_from(["!if", "=", "#", "!", ""]).flatmap(
        lambda sign: st.sampled_from(["it snows", "x", "5"]).map(sign.__add__)
    ),
)
def test_what_a_section_is_followed_by_is_read_or_said(mark: str, behind: str) -> None:
    """A second mark of the kind stays in the text with a hint; words without one belong to the section."""
    read = read_line(f"draft {mark} {behind}", PEOPLE, NOW)
    sections = " ".join(filter(None, (read.roadblock, read.contingency, read.done_when, *read.needs)))
    assert read.text == "draft" or read.hints or behind in ("#5", "!5")
    assert all(bare(word) in folded(f"{sections} {read.text}") for word in behind.split())


@pytest.mark.parametrize(
    ("line", "kind"), [("van #money time", None), ("van #tool, time", "tool"), ("van #tool", "tool")]
)
def test_a_kind_behind_a_kind_is_asked_about(line: str, kind: str | None) -> None:
    """A resource is of one kind; a comma parts the mark from the text."""
    assert read_need(line, PEOPLE, NOW).kind == kind


def test_a_horizon_behind_a_horizon_is_asked_about() -> None:
    """A strategy is for the short or for the long term."""
    assert read_strategy("grow #short long", NOW).horizon is None
    assert read_strategy("grow #short fast", NOW).horizon == "short"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("draft @Zoe,May", "One person per mark: @Zoe +May?"), ("draft @Zoe+May", "One person per mark: @Zoe +May?"),
        ("draft +Zoe+@May", "One person per mark: @Zoe +May?"), ("draft @Zoe&May", "One person per mark: @Zoe +May?"),
        ("draft @Zoe>fri", "as in @Zoe >fri."), ("draft +Zoe#sheet", "as in @Zoe #sheet."),
        ("draft @Zoe=done", "as in @Zoe =done."), ("draft ^fri 9-10am call", "names two times"),
        ("draft >fri 9:00-10:00", "has a time in it"), ("draft >fri 9am–10am", "has a time in it"),
        ("draft !if then move", "What could get in the way?"),
    ],
)  # fmt: skip
def test_what_is_glued_to_a_mark_or_missing_before_it_is_asked_about(line: str, hint: str) -> None:
    """Two names in a word, a mark in a name, a span of hours: all stays in the text, and nobody is new."""
    read = read_line(line, PEOPLE, NOW)
    assert hint in " ".join(read.hints)
    assert (read.owner, read.helpers, read.new, read.due, read.first_step_at) == (None, (), (), None, None)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("draft @Chen, Bo", "@Chen Wei +Bo?"), ("draft @Chen, Bo and Ana", "@Chen Wei +Bo?"),
        ("draft @Chen with Bo", "@Chen Wei +Bo?"), ("draft @Zoe van Dijk", '@"Zoe van Dijk"'),
        ("draft @Zoe van der Berg", '@"Zoe van der Berg"'), ("draft @Dr. Ruiz", '@"Dr. Ruiz"'),
        ("draft >fri weekly", "Type fri:"), ("draft >fri weekly #it", "Type fri:"), ("draft >fri ?", "Type fri:"),
        ("draft >3rd sprint", "Type 3rd:"), ("draft >the 3rd call", None), ("draft >3rd", None),
        ("draft >3rd: sprint", None), ("draft >??", "“??” is not a date"),
        ("draft >2 weeks per project", None), ("draft @Chen, Bo reviews", None),
        ("draft @Chen with slides", None), ("draft >fri weekly report", None), ("draft @Chen de tarde", None),
        ("draft ^tue at 9 call", "such as tue 9:00."), ("draft ^tue 9 call", "Type tue 9:00"),
        ("draft ^tue 9am EST call", "not of EST"), ("draft ^tue 9am CET call", None),
        ("draft ^tue 9am-10am call", "names two times"),
    ],
)  # fmt: skip
def test_more_of_a_name_or_a_date_is_asked_about(line: str, hint: str | None) -> None:
    """What goes on in a way that is not read is asked about; other words are text."""
    read = read_line(line, PEOPLE, NOW)
    taken = read.owner or read.due or read.first_step_at
    assert (taken is None) == (hint is not None)
    assert (hint or "") in " ".join(read.hints)


def test_a_title_is_no_part_of_a_known_name() -> None:
    """With and without its dot."""
    for line in ("draft @Dr. Osei", "draft @Dr Osei", "draft @Prof. Osei"):
        assert (read_line(line, PEOPLE, NOW).owner, read_line(line, PEOPLE, NOW).text) == ("J. Osei", "draft")


def test_an_address_is_a_name() -> None:
    """Somebody may be known by it."""
    assert read_line("draft @zoe@example.org", PEOPLE, NOW).owner == "zoe@example.org"
