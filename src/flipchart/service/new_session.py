"""A new session: the agendas there are, what its group's earlier sessions offer it, and the making of its file."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from flipchart.clock import Clock, SystemClock
from flipchart.domain.agenda import TemplateStage
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.errors import ExchangeError, Rejected
from flipchart.domain.group_context import CARRY_OVER, OpenElsewhere, open_elsewhere
from flipchart.domain.group_record import Duration, LastPlan, durations, last_plan, of_group
from flipchart.domain.said import say
from flipchart.domain.saying import name_key
from flipchart.exchange.making import Times, Wish, make, names, read_times, tally, understood
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.exchange.templates.template_list import DEFAULT, template_names
from flipchart.service.context import Context
from flipchart.service.list_in import Look, remember
from flipchart.service.open_session import OpenSession, open_to_drive
from flipchart.store.carrying import gather, hand_over
from flipchart.store.catalogue import create, each, sessions_of, without_copies
from flipchart.store.errors import StoreError
from flipchart.store.paths import config_dir

__all__ = [
    "DEFAULT",
    "UNKNOWN",
    "Choice",
    "GroupOffer",
    "Made",
    "Offers",
    "Taken",
    "Times",
    "names",
    "read_times",
]


class Choice(Struct, frozen=True):
    """An agenda to choose: its name, its title with its minutes, the occasion it is for, and its stages."""

    name: str
    label: str
    meant_for: str
    stages: tuple[TemplateStage, ...] = ()


UNKNOWN = Choice(DEFAULT, DEFAULT, "")
"""Stands in for the agendas until they are read."""


class GroupOffer(Struct, frozen=True):
    """What the earlier sessions of a group offer a new one."""

    last: LastPlan | None
    durations: tuple[Duration, ...]
    open: tuple[OpenElsewhere, ...] = ()


Offers = Mapping[str, GroupOffer]
"""The offers of each group, by the key of its name (see name_key)."""


class Taken(Struct, frozen=True):
    """What was taken of the group's past, and the list as it was shown, where it has columns.

    - `seconds`: the durations of all stages; () for the template's.
    - `carried`: the places of the open steps that come along; () where they were left, None where that was not
      answered.
    """

    seconds: tuple[int, ...] = ()
    carried: tuple[str, ...] | None = None
    list: Look | None = None


NOTHING_TAKEN = Taken()


class Made(Struct, frozen=True):
    """The result of making a session: it is open, or a sentence says why not. `made` tells that its file exists."""

    open_session: OpenSession | None
    sentence: str = ""
    made: bool = False


def choices(language: str | None = None) -> tuple[Choice, ...]:
    """Return every agenda there is, the default first; one that cannot be read has its sentence."""
    return tuple(_choice(name, language) for name in template_names(_own_templates()))


def _own_templates() -> Path:
    return config_dir() / "templates"


def _choice(name: str, language: str | None) -> Choice:
    try:
        template = load_template(name, _own_templates(), language)
    except ExchangeError as error:
        return Choice(name, say("{name} · cannot be read", name=name), error.sentence)
    minutes = say("{minutes} min", minutes=f"{template.minutes:g}")
    label = (
        template.title
        if minutes in template.title
        else say("{title} · {minutes}", title=template.title, minutes=minutes)
    )
    return Choice(name, label, " ".join(template.for_.split()), template.stages)


def holds(text: str, context: Context) -> str:
    """Return what a list would bring in, in a few words."""
    return tally(understood(text, context.clock, context.config.date_order))


def read_offers(folder: Path, clock: Clock) -> Offers:
    """Return what every group of the folder has; nothing where it cannot be read."""
    try:
        every = [it.session for it in sessions_of(without_copies(each(folder, clock)))]
    except StoreError:
        return {}
    groups = {name_key(it.group): it.group or "" for it in every if name_key(it.group)}
    now = clock.now()
    members = {key: of_group(every, name) for key, name in groups.items()}
    return {
        key: GroupOffer(last_plan(it, key), durations(it, now), open_elsewhere(it)) for key, it in members.items()
    }


def make_and_open(
    typed: Mapping[str, str], template: str, times: Times, context: Context, taken: Taken = NOTHING_TAKEN
) -> Made:
    """Make the session that was typed, put its file into the folder, and open it."""
    try:
        wish = Wish(
            title=typed["title"], template=template, group=typed["group"], facilitator=typed["facilitator"],
            people=typed["people"], planned_start=times.start, ends_by=times.end,
            improvements=taken.list.entries if taken.list else read_items(typed["improvements"]),
            seconds=taken.seconds, as_steps=taken.list.choice.as_steps if taken.list else None,
            language=context.config.language,
        )  # fmt: skip
        agenda = load_template(template, _own_templates(), context.config.language)
        session = make(wish, agenda, context.clock, context.ids, context.config.date_order).session
        carriage = gather(context.sessions_dir, context.clock, taken.carried or (), session, context.ids)
        session = WaveGap(CARRY_OVER, None).apply(session) if taken.carried == () else carriage.into(session)
        path = create(session, context.sessions_dir, context.clock)
    except Rejected as why:
        return Made(None, str(why))
    except (ExchangeError, StoreError) as error:
        return Made(None, error.sentence)
    if taken.list is not None:
        remember(taken.list)
    # The new file is on the disk; only now are the steps marked where they come from.
    problems = hand_over(carriage, SystemClock())
    try:
        open_session = open_to_drive(path, context)
    except StoreError as error:
        return Made(None, error.sentence, made=True)
    open_session.notices = (*open_session.notices, *problems)
    return Made(open_session, made=True)
