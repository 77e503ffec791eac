"""What a new session is made from, as it was typed: what is understood of it, and the making; no screen here."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipchart.clock import SystemClock
from flipchart.domain.agenda import TemplateStage
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.errors import Rejected
from flipchart.domain.group_context import CARRY_OVER
from flipchart.domain.saying import counted
from flipchart.domain.text import cut_notice, was_cut
from flipchart.domain.when import distance, long_day, moment
from flipchart.exchange.errors import ExchangeError
from flipchart.exchange.making import Times, Wish, make, names, tally, understood
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.exchange.templates.template_list import DEFAULT, template_names
from flipchart.service.context import Context
from flipchart.service.open_session import Sitting, open_sitting
from flipchart.store.carrying import gather, hand_over
from flipchart.store.catalogue import create
from flipchart.store.errors import StoreError
from flipchart.store.paths import config_dir
from flipchart.tui.screens.list_screen import set_shown, set_size
from flipchart.tui.screens.new_session_offers import carried_words, taken_words
from flipchart.tui.text.footer import HELP_IN_BOX, Piece
from flipchart.tui.text.layout import MIN_HEIGHT, MIN_WIDTH
from flipchart.tui.text.lines import Line, block, cut, line, width_of, wrap
from flipchart.tui.widgets.chooser import Chooser
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends, Words

if TYPE_CHECKING:
    from flipchart.tui.screens.new_session import NewSessionScreen


@dataclass(frozen=True, slots=True)
class Field:
    """A line to fill in: its name, what stands before it, and a sentence that helps."""

    name: str
    label: str
    hint: str


FIELDS = (
    Field("title", "Title", "What is it about? The file is named after it."),
    Field("group", "Group", "Whose plan it is; sessions of one group are looked at together. May stay empty."),
    Field("facilitator", "Facilitator", "Who leads it. May stay empty."),
    Field("people", "People", "Names with commas between; others come in with the first step they take."),
    Field("template", "Template", ""),
    Field("starts", "Starts", "A day and an hour, such as tue 9am. May stay empty."),
    Field("ends", "Ends by", "When people have to leave, such as 10:30. May stay empty."),
    Field("improvements", "Improvements", "Type or paste a list; a line that is set in is a step of the one above."),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Choice:
    """An agenda to choose: the name it is known by, its title with its minutes, when it is meant, and its stages."""

    name: str
    label: str
    told: str
    stages: tuple[TemplateStage, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the making: an open session, or a sentence. `made` tells that the file is there all the same."""

    sitting: Sitting | None
    sentence: str = ""
    made: bool = False


def refused(times: Times) -> dict[str, Rejected]:
    """Why the words of a field are no instant, by its name."""
    both = (("starts", times.start_why), ("ends", times.end_why))
    return {name: why for name, why in both if why is not None}


def echo(name: str, text: str, times: Times, here: dt.datetime) -> Line:
    """What was understood of a field, to stand beside it."""
    if was_cut(text):
        return line((cut_notice(), "warn"))
    if name == "people":
        count = len(names(text))
        return line((counted(count, "person", "people"), "ok")) if count else ()
    if name == "starts":
        return _moment(times.start, times.start_why, here)
    return _moment(times.end, times.end_why, here) if name == "ends" else ()


def _moment(at: dt.datetime | None, why: Rejected | None, here: dt.datetime) -> Line:
    if why is not None:
        return line(("? not used", "warn"))
    if at is None:
        return ()
    words = f"{moment(at, here.date())}, {distance(at.date(), here.date())}"
    return line((words, "ok"), (" · past" if at < here else "", "warn"))


def choices() -> tuple[Choice, ...]:
    """Every agenda there is, the default first; one that cannot be read says why."""
    own = config_dir() / "templates"
    return tuple(_choice(name) for name in template_names(own))


def _choice(name: str) -> Choice:
    try:
        template = load_template(name, config_dir() / "templates")
    except ExchangeError as error:
        return Choice(name, f"{name} · cannot be read", error.sentence)
    minutes = f"{template.minutes:g} min"
    label = template.title if minutes in template.title else f"{template.title} · {minutes}"
    return Choice(name, label, " ".join(template.for_.split()), template.stages)


def holds(text: str, context: Context) -> str:
    """Return what a list would bring in, in a few words."""
    return tally(understood(text, context.clock, context.config.date_order))


UNKNOWN = Choice(DEFAULT, DEFAULT, "")
"""What stands there until the agendas are read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of the group's past: the durations of all stages (none: the template's), and the places of the
    open steps that come along (none: they were left where they are; None: that was not answered)."""

    seconds: tuple[int, ...] = ()
    carried: tuple[str, ...] | None = None


def make_and_open(
    typed: dict[str, str], template: str, times: Times, context: Context, taken: Taken = Taken()
) -> Outcome:
    """Make the session that was typed, put its file into the folder, and open it."""
    try:
        wish = Wish(
            title=typed["title"], template=template, group=typed["group"], facilitator=typed["facilitator"],
            people=typed["people"], planned_start=times.start, ends_by=times.end,
            improvements=read_items(typed["improvements"]), seconds=taken.seconds,
        )  # fmt: skip
        agenda = load_template(template, config_dir() / "templates")
        session = make(wish, agenda, context.clock, context.ids, context.config.date_order).session
        carriage = gather(context.sessions_dir, context.clock, taken.carried or (), session, context.ids)
        session = WaveGap(CARRY_OVER, None).apply(session) if taken.carried == () else carriage.into(session)
        path = create(session, context.sessions_dir, context.clock)
    except Rejected as why:
        return Outcome(None, str(why))
    except (ExchangeError, StoreError) as error:
        return Outcome(None, error.sentence)
    # The new file is on the disk; only now are the steps marked where they come from.
    problems = hand_over(carriage, SystemClock())
    try:
        sitting = open_sitting(path, context)
    except StoreError as error:
        return Outcome(None, error.sentence, made=True)
    sitting.notices = (*sitting.notices, *problems)
    return Outcome(sitting, made=True)


MARGIN = 2

TAKEN = {"template": taken_words, "group": carried_words}
"""What was taken of a group's past, by the field that it stands beside."""

SHORT = 17
"""Below this many rows the helping words have one line."""

KEYS = (
    Piece("make", "ctrl+s", "make it and open", "make it"),
    Piece("field.next", "tab", "next field", "next", 1),
    Piece("leave", "esc", "back", rank=2),
)
CHOOSING = Piece("choose", "left right", "choose", rank=3)


def show(page: "NewSessionScreen") -> None:
    """Put everything in its place."""
    if not page.is_mounted:
        return
    size, context = page.app.size, page.flipchart.context
    page.set_class(size.width < MIN_WIDTH or size.height < MIN_HEIGHT, "-tiny")
    page.set_class(size.height < SHORT, "-short")
    here = context.clock.local(context.clock.now())
    head = page.query_one("#head", Ends)
    head.left, head.right = line(("New session", "bold")), line((long_day(here.date(), here.date()), "quiet"))
    _show_fields(page)
    keys = page.query_one("#keys", KeyLine)
    keys.last = HELP_IN_BOX
    keys.pieces = (*KEYS, CHOOSING) if isinstance(page.focused, Chooser) else KEYS
    width = size.width - MARGIN
    question = page.question.lines(width) if page.question else ()
    asked, hint = page.query_one("#question", Words), page.query_one("#hint", Words)
    asked.lines = question
    set_shown(asked, bool(question))
    hint.lines = _hint(page, width)
    set_shown(hint, not question)


def _show_fields(page: "NewSessionScreen") -> None:
    ascii_only, on = page.flipchart.context.config.ascii, page.focused
    bar = ">" if ascii_only else "▌"
    typed, times, context = page.typed(), page.times(), page.flipchart.context
    here = context.clock.local(context.clock.now())
    for field in FIELDS:
        focused = on is not None and on.id == field.name
        label = line((f"{bar if focused else ' '} {field.label}", "key" if focused else "quiet"))
        if field.name == "improvements":
            ends = page.query_one("#listhead", Ends)
            ends.left, ends.right = (*label, *line((", one a line", "quiet"))), line((page.tally, "ok"))
        else:
            page.query_one(f"#{field.name}-label", Words).lines = (label,)
            beside = page.query_one(f"#{field.name}-echo", Words)
            told = echo(field.name, typed.get(field.name, ""), times, here)
            if field.name in TAKEN:
                told = line((TAKEN[field.name](page), "ok"))
            beside.lines = (told,)
            set_size(beside, "width", width_of(told))
    page.query_one(Chooser).ascii = ascii_only
    row = page.query_one("#make", RowList)
    row.ascii, row.cursor = ascii_only, "make" if on is row else None


def _hint(page: "NewSessionScreen", width: int) -> tuple[Line, ...]:
    """What was said, else why the words under the cursor are no instant, else what belongs there."""
    name = page.focused.id if page.focused is not None else None
    wrong = refused(page.times())
    if page.said:
        words, style = page.said, "warn"
    elif name in wrong:
        words, style = str(wrong[name]), "warn"
    else:
        words, style = _help(page, name), "quiet"
    rows = 1 if page.has_class("-short") else 2
    texts = wrap(words, width)
    return block([*texts[: rows - 1], cut(" ".join(texts[rows - 1 :]), width)], style)


def _help(page: "NewSessionScreen", name: str | None) -> str:
    if name == "template":
        return next((choice.told for choice in page.choices if choice.name == page.template), "")
    if name == "make":
        return f"The file goes into {page.flipchart.context.sessions_dir}"
    return BY_NAME[name].hint if name in BY_NAME else ""
