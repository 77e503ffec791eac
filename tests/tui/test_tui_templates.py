"""Every built-in agenda walked by keys from its first stage to its last; nothing raw ever reaches the screen."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from driver import TEN, Driver, driving
from msgspec import NODEFAULT
from msgspec.structs import fields, replace
from sight import clipped, hidden
from workshops import with_steps, workshop, write

from flipchart.domain.agenda import Template
from flipchart.domain.errors import Rejected
from flipchart.domain.kinds import StageKind
from flipchart.domain.plan import Goal, Improvement, Milestone, Note, Parked, Resource, Step
from flipchart.domain.session import Session
from flipchart.domain.timing import session_clock
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.exchange.templates.template_list import DEFAULT, template_names
from flipchart.ids import CountedIds
from flipchart.tui.actions.menu import PREMORTEM
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.stages.close import Close
from flipchart.tui.stages.page import Page
from flipchart.tui.stages.prestart import PreStart
from flipchart.tui.stages.registry import ALOUD, CLOSE, PAGES, PRESTART, WHO_FIRST, WHOLE, page_for
from flipchart.tui.stages.whofirst import WHO
from flipchart.tui.text.block_font import block_lines
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.keys import KEYS
from flipchart.tui.text.lines import plain

NAMES = template_names()
SIZES = [(80, 24), (60, 18)]
RAW = re.compile(
    r"[{}]|\bNone\b|\bNaN\b|\bTrue\b|\bFalse\b|\bnan\b|<[a-z]+ |xq7|\bnew\d"
    r"|\b(stage|item|clock|step|answer|gap|ask|close)\.\w|\w+_\w+|\(\)|\[\]|\bTODO\b|\bTBD\b|\blorem\b|%s|datetime|domain\.",
)
"""What no room should ever read: placeholders, ids (of files and of actions), the program's own names and values."""

AS_TYPED = ("=40->10", "it_")


def session_of(name: str, full: bool = True) -> Session:
    """A session of an agenda whose ids are easily told, with everything in it or with nothing but its title."""
    ids, template = CountedIds("xq7"), load_template(name)
    run = run_of(template, name, ids)
    base = Session(format=1, id="xq7", title="Service blueprint", created=TEN, runs=(run,),
                   stages=agenda_of(template, run, ids))  # fmt: skip
    return _filled(base, ids) if full else base


def _filled(base: Session, ids: CountedIds) -> Session:
    first, second, goal, one, two = (ids() for _ in range(5))
    by = dt.date(2026, 11, 27)
    return base.revise(
        group="Clinic", people=("Ana Lopes", "Bea"), facilitator="Chen", purpose="Shorter waits", behaviour="We call",
        goals=(Goal(id=goal, text="Answer sooner", measure="calls", baseline=40, target=10.5, unit="a week", by=by,
                    who="Bea", every="weekly", why="they wait"), Goal(id=ids(), text="Fewer falls")),
        improvements=(Improvement(id=first, text="Faster triage", votes=3, area="Flow", rating=2, horizon="short",
                                  strengths="trust", barriers="time", reward="cake", goal=goal),
                      Improvement(id=second, text="Parking signs", below_line=True),
                      Improvement(id=ids(), text="Food")),
        milestones=(Milestone(id=ids(), improvement=first, text="Half of it", due=by),
                    Milestone(id=ids(), improvement=first, text="All of it", reached=by)),
        steps=(Step(id=one, text="Draft the form", state="open", improvement=first, owner="Bea", due=by,
                    helpers=("Di",), first_step="call Noor", first_step_at=TEN, roadblock="legal is slow",
                    contingency="use the old one"),
               Step(id=two, text="Book a room", state="open", improvement=first, after=(one,)),
               Step(id=ids(), text="Ask the ward", state="done", owner="Ana Lopes", finished=by),
               Step(id=ids(), text="Print signs", state="blocked", owner="Bea", due=dt.date(2026, 11, 2))),
        resources=(Resource(id=ids(), text="Printing", status="need", kind="money", amount=300, unit="EUR",
                            steps=(one,)),
                   Resource(id=ids(), text="A desk", status="have"), Resource(id=ids(), text="Time", status="asked")),
        parked=(Parked(id=ids(), text="Badges"),),
        notes=(Note(id=ids(), at=TEN, kind="option", text="Walk"),
               Note(id=ids(), at=TEN, kind="decision", text="Go")),
    )  # fmt: skip


def raw(text: str) -> list[str]:
    """What is raw in a text; quotes of how a line is typed are none."""
    for quoted in AS_TYPED:
        text = text.replace(quoted, "")
    return [found[0] for found in RAW.finditer(text)]


def look(driver: Driver, *words: str) -> None:
    """See some words, nothing that matters hidden or cut, and nothing raw."""
    text = driver.text()
    shown = " ".join(text.replace("▌", " ").split())
    for each in words:
        assert each in shown, text
    assert raw(text) == [], text
    if not isinstance(driver.app.screen, SessionScreen):
        return
    assert hidden(driver) == [], driver.text()
    assert clipped(driver) == [], driver.text()


def titled(driver: Driver, title: str) -> bool:
    """Whether a title is shown whole, as it is written or each of its words in block letters."""
    shown = driver.text()
    large = [block_lines(word, driver.room.inner_width) for word in title.split()]
    return title in shown or all(rows and all(row.strip() in shown for row in rows) for rows in large)


async def try_out(driver: Driver) -> None:
    """What one would try on any page: into the box and out, every row with Enter, each digit, the menu."""
    look(driver)
    await driver.burst("escape", "a")
    look(driver)
    await driver.type("Call them back >fri")
    look(driver)
    await driver.burst("escape", "a", "ctrl+u", "enter")
    for keys in (("j",), ("enter",), ("escape", "tab"), ("1",), ("escape", "2"), ("escape", "f9"), ("comma",)):
        await driver.burst(*keys)
        look(driver)
    await driver.press("escape")


WALKS = [(DEFAULT, (80, 24), True), (DEFAULT, (60, 18), False)]
WALKS += [(name, (60, 18), True) for name in NAMES if name != DEFAULT]
"""Every agenda in the small room; the usual one, whose stages the shorter ones have too, there with an empty plan,
and with a full one in a larger room."""


@pytest.mark.parametrize(("name", "size", "full"), WALKS, ids=str)
async def test_an_agenda_is_walked_from_first_to_last(
    tmp_path: Path, name: str, size: tuple[int, int], full: bool
) -> None:
    """Each stage comes in its turn with its own words and page; then the closing page, and all is saved."""
    template = load_template(name)
    async with driving(write(session_of(name, full), tmp_path), size) as driver:
        look(driver, "ready when you are")
        assert titled(driver, "Service blueprint"), driver.text()
        await driver.press("space")
        for number, stage in enumerate(template.stages, 1):
            assert driver.stage == stage.kind
            assert type(driver.room.page) is type(PAGES[stage.kind])
            await driver.press("escape")
            asked = () if driver.room.page.asks_itself else (str(stage.prompt).split(",")[0][:24],)
            look(driver, f"{number}/{len(template.stages)}", *asked)
            await try_out(driver)
            await onward(driver)
        assert driver.stage == "ended"
        look(driver, "Ended", "Next check", "1 promises aloud")
        await driver.saved()


async def onward(driver: Driver) -> None:
    """Into the next stage, past all that one page shows one by one."""
    clock = driver.app.clock
    here = clock.stage.id if clock and clock.stage else None
    for _ in range(12):
        await driver.burst("escape", "f9", "pagedown")
        clock = driver.app.clock
        if here != (clock.stage.id if clock and clock.stage else None):
            return
    raise AssertionError(driver.text())


def texts_of(template: Template) -> Iterator[str]:
    """Everything in a template that somebody reads."""
    yield from (template.title, template.for_, *template.materials, *template.leave_with)
    for stage in template.stages:
        yield from (stage.title, *(text for text in (stage.prompt, stage.say, stage.watch) if text))
        yield from (text for it in stage.challenges for text in (it.sign, it.response))


@pytest.mark.parametrize("name", NAMES)
def test_every_stage_of_an_agenda_has_all_its_words(name: str) -> None:
    """A prompt that is read from the back row, a script, what to watch for, an answer to a challenge; none raw."""
    template = load_template(name)
    for stage in template.stages:
        assert stage.prompt and len(stage.prompt) <= 60, stage.prompt
        assert stage.say and stage.watch and stage.challenges, stage.title
    for text in texts_of(template):
        assert raw(text) == [], text
        assert text == text.strip()
        assert text[0].isupper(), text
        assert len(text) > 3


def test_what_is_put_in_between_has_all_its_words() -> None:
    """As much as a stage of an agenda."""
    assert PREMORTEM.prompt and PREMORTEM.say and PREMORTEM.watch and PREMORTEM.challenges
    assert len(PREMORTEM.prompt) <= 60


def pages() -> Iterator[tuple[str, Page]]:
    """Every page that there is, by what it is for."""
    yield from PAGES.items()
    yield from (("start", PreStart()), ("close", Close()), (f"{WHO}Bea", WHO_FIRST))


def views(mode: str = "") -> Iterator[Frame]:
    """A session with everything and one with nothing, before and after the start."""
    for name in ("action-planning-60", "follow-up", "coaching"):
        for full in (True, False):
            session = session_of(name, full)
            orders = {tuple(step.id for step in session.steps), ()}
            for order in sorted(orders, reverse=True):
                yield Frame(session=session, clock=session_clock(session, TEN), now=TEN, local=lambda at: at,
                           order=order, mode=mode)  # fmt: skip


def words_of_box(box: Prompt, view: Frame) -> Iterator[str]:
    """Everything that a box says."""
    yield from (box.label(view), box.invitation(view), box.start(view), box.verb)
    for typed in ("Call them", "3", "31 nov", "@team", "-"):
        echo = box.echo(typed, view)
        yield from (echo.words, echo.hint)


def words_of_page(page: Page, view: Frame) -> Iterator[str]:
    """Everything that a page says with the cursor on each of its rows; of boxes that are the same, one."""
    result: set[Prompt] = set()
    cursors = [None, *(row.id for row in page.rows(view) if row.id)]
    for cursor in cursors:
        here = view.with_cursor(cursor)
        for width in (44, 56, 76, 116):
            yield from (
                plain(line) for row in page.rows(here) for line in row.lines(width, selected=row.id == cursor)
            )
        yield from (page.focus_words(here, short=True), page.focus_words(here, short=False), *page.pending(here))
        yield from (plain(page.answers(here)), plain(page.load(here, "bea")), *(word for _, word in page.hints(here)))
        boxes = [page.capture(here), page.edit(here), page.words(here)]
        boxes += [page.prompt_for(key.id, here) for key in KEYS]
        answers = [page.answer(digit, here, "xq7") for digit in range(1, 10)]
        boxes += [it for it in answers if isinstance(it, Prompt)]
        for box in (it for it in boxes if it is not None and it not in result):
            result.add(box)
            yield from words_of_box(box, here)


@pytest.mark.parametrize(("kind", "page"), list(pages()), ids=[kind for kind, _ in pages()])
def test_no_page_says_anything_raw(kind: str, page: Page) -> None:
    """No id, no placeholder, no value of the program on any row, in any box, whatever is in the session."""
    mode = kind if kind.startswith(WHO) else ""
    seen = 0
    for view in views(mode):
        for text in words_of_page(page, view):
            assert raw(text) == [], text
            seen += 1
    assert seen > 100


def every(kind: type[Prompt]) -> Iterator[Prompt]:
    """Each kind of prompt that can be made without anything, such as those that keys open on whichever page."""
    for each in kind.__subclasses__():
        if all(it.default is not NODEFAULT or it.default_factory is not NODEFAULT for it in fields(each)):
            yield each()
        yield from every(each)


def test_no_prompt_says_anything_raw() -> None:
    """The break, the timer, the notes and the like, with and without a plan; their pages ask those of a row."""
    asked: set[str] = set()
    for view, prompt in product(views(), every(Prompt)):
        with suppress(Rejected, RuntimeError):  # it is about a row, and none is named
            for text in words_of_box(prompt, view):
                assert raw(text) == [], (prompt, text)
            asked.add(prompt.name)
    assert {"quiet", "break", "note", "park", "private", "time", "person", "take"} <= asked


def test_every_kind_of_stage_has_its_page_and_the_modes_theirs() -> None:
    """No kind falls back to the page of the whole plan; the read-back comes again after the end."""
    assert set(PAGES) == set(get_args(StageKind))
    view = next(views(ALOUD))
    assert view.clock is not None
    assert isinstance(page_for(replace(view, clock=None)), type(PAGES["readback"]))


def test_the_keys_say_nothing_raw() -> None:
    """The words of the footer and of the help."""
    assert [raw(text) for key in KEYS for text in (key.word, key.help)] == [[]] * (2 * len(KEYS))


ADDED = {
    "a step": "step", "an improvement": "improvement", "a goal": "goal", "a strategy": "strategy", "a need": "need",
    "an area": "area", "names": "person", "the day": "nextcheck", "the next check": "nextcheck",
    "what others say": "feedback",
}  # fmt: skip
"""Which prompt adds what, by its name."""


EVERY_PAGE = (*PAGES.values(), PRESTART, CLOSE, WHOLE, WHO_FIRST)


@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda it: type(it).__name__)
def test_the_key_adds_what_the_wall_says(page: Page) -> None:
    """On every page: after the end, too, where what was typed for the next check became a step."""
    view = Frame(with_steps(workshop()), None, TEN, lambda at: at)
    assert not page.adds or page.capture(view).name == ADDED[page.adds]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_that_nothing_is_done_is_said_as_long_as_it_is_so(tmp_path: Path, size: tuple[int, int]) -> None:
    """On one line, in other words than the question; once the first promise is marked it is gone."""
    async with driving(write(with_steps(workshop(agenda="follow-up")), tmp_path), size) as driver:
        await driver.press("space")
        await driver.sees("What got done since we met?", "Nothing marked done since", ". 1 marks it done.")
        assert driver.text().count("What got done") == 1
        await driver.press("1", "escape")
        await driver.sees("1 of 3 done")
        assert "Nothing marked" not in driver.text()
