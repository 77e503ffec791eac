"""What a new session is made from, as it was typed: what is understood of it, and the making; no screen here."""

import datetime as dt
from dataclasses import dataclass

from flipchart.clock import SystemClock
from flipchart.domain.agenda import TemplateStage
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.errors import Rejected
from flipchart.domain.group_context import CARRY_OVER
from flipchart.domain.text import cut_notice, was_cut
from flipchart.domain.when import distance, moment
from flipchart.exchange.errors import ExchangeError
from flipchart.exchange.making import Times, Wish, make, names, tally, understood
from flipchart.exchange.readers import read_items
from flipchart.exchange.templates import DEFAULT, load_template, template_names
from flipchart.service.context import Context
from flipchart.service.open_session import Sitting, open_sitting
from flipchart.store.carrying import gather, hand_over
from flipchart.store.catalogue import create
from flipchart.store.errors import StoreError
from flipchart.store.paths import config_dir
from flipchart.tui.text.lines import Line, line


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
        return line((f"{count} {'person' if count == 1 else 'people'}", "ok")) if count else ()
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
