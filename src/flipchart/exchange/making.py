"""Making a new session: the same for `flipchart new` and the new-session screen."""

import datetime as dt
import re

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.agenda import Template
from flipchart.domain.commands.people import known_as
from flipchart.domain.errors import Rejected
from flipchart.domain.kinds import FORMAT
from flipchart.domain.saying import counted
from flipchart.domain.session import Session
from flipchart.domain.text import clean_line
from flipchart.domain.when import DateOrder, Language, read_instant
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.columns import Entry
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.templates.agenda_template import agenda_of, run_of
from flipchart.exchange.templates.template_list import DEFAULT
from flipchart.ids import Ids


class Wish(Struct, frozen=True, kw_only=True):
    """What is known of a session before it exists; texts as typed, both instants aware.

    `people` are names separated by commas; `template` is the name of the agenda's template, `seconds` are the
    durations of its stages if they differ from the template's, `language` is that of the wall and the dates.
    """

    title: str
    template: str = DEFAULT
    group: str = ""
    facilitator: str = ""
    people: str = ""
    planned_start: dt.datetime | None = None
    ends_by: dt.datetime | None = None
    improvements: tuple[Entry, ...] = ()
    seconds: tuple[int, ...] = ()
    language: str | None = None
    as_steps: bool | None = None


def make(wish: Wish, template: Template, clock: Clock, ids: Ids, order: DateOrder = None) -> Intake:
    """Return a new session with one run made from `template`, and what became of each improvement row.

    Raises Rejected if there is no title.
    """
    title = clean_line(wish.title)
    if not title:
        raise Rejected("A session needs a title.", "Type what it is about.")
    now = clock.now()
    run = run_of(template, wish.template, ids, planned_start=_utc(wish.planned_start), ends_by=_utc(wish.ends_by))
    session = Session(
        format=FORMAT,
        id=ids(),
        title=title,
        created=now,
        group=clean_line(wish.group) or None,
        facilitator=clean_line(wish.facilitator) or None,
        language=wish.language,
        people=names(wish.people),
        runs=(run,),
        stages=agenda_of(template, run, ids, wish.seconds),
    )
    return take_in(session, wish.improvements, Reading(clock.local(now), ids, wish.as_steps, order))


def names(text: str) -> tuple[str, ...]:
    """Return the people in "Ana, Bo", each once, in the spelling that came first."""
    found: tuple[str, ...] = ()
    for part in re.split(r"[,;\n]", text):
        name = known_as(found, clean_line(part))
        found = found if not name or name in found else (*found, name)
    return found


BACK = dt.timedelta(hours=12)
"""How far back an hour alone may lie and still mean today: at 23:00, 0:30 is tomorrow's."""


def read_moment(
    phrase: str,
    now_local: dt.datetime,
    order: DateOrder = None,
    after: dt.datetime | None = None,
    language: Language = None,
) -> dt.datetime:
    """Return the instant that `phrase` means; an hour alone ("9:30") is on the day of `after`, else today.

    If that lies half a day back, it is the next day's; so it is if it is not after `after` while the next day's comes
    soon after that. Raises Rejected, with a sentence for the person who typed.
    """
    try:
        return read_instant(phrase, now_local, order, language)
    except Rejected as refused:
        first, least = (after or now_local).date(), after or now_local - BACK
        try:
            at = read_instant(f"{first.isoformat()} {phrase}", now_local, order, language)
            following = read_instant(
                f"{(first + dt.timedelta(days=1)).isoformat()} {phrase}", now_local, order, language
            )
        except (Rejected, OverflowError):
            raise refused from None
        return following if at <= least and (after is None or following - after <= BACK) else at


class Times(Struct, frozen=True):
    """Planned start and end as they were read: an instant, or the refusal; None for both if nothing was typed."""

    start: dt.datetime | None = None
    end: dt.datetime | None = None
    start_why: Rejected | None = None
    end_why: Rejected | None = None

    @property
    def refused(self) -> tuple[Rejected, ...]:
        """Why words were not taken, the start's first."""
        return tuple(why for why in (self.start_why, self.end_why) if why is not None)


def read_times(
    starts: str, ends: str, now_local: dt.datetime, order: DateOrder = None, language: Language = None
) -> Times:
    """Read both phrases, each of which may be empty; an hour alone is the end's first one after the start."""
    start, start_why = _read(starts, now_local, order, language)
    end, end_why = _read(ends, now_local, order, language, start)
    if start and end and end <= start:
        end, end_why = None, Rejected("The session would be over before it starts.", "Give it a later end.")
    elif end and end <= now_local:
        end, end_why = None, Rejected("The end is past.", "Type a time still to come.")
    return Times(start, end, start_why, end_why)


def _read(
    text: str, now_local: dt.datetime, order: DateOrder, language: Language, after: dt.datetime | None = None
) -> tuple[dt.datetime | None, Rejected | None]:
    if not text.strip():
        return None, None
    try:
        return read_moment(text, now_local, order, after, language), None
    except Rejected as why:
        return None, why


def blank(people: str, group: str, now: dt.datetime) -> Session:
    """Return an empty session, to read a list into before the real one exists."""
    return Session(
        format=FORMAT, id="new", title="new", created=now, group=clean_line(group) or None, people=names(people)
    )


def understood(text: str, clock: Clock, order: DateOrder = None) -> Intake:
    """Return what a list would bring into a new session. Raises ExchangeError for what is no text."""
    now = clock.now()
    numbers = iter(range(1, 1 << 62))
    return take_in(
        blank("", "", now), read_items(text), Reading(clock.local(now), lambda: f"i{next(numbers)}", order=order)
    )


def tally(intake: Intake) -> str:
    """Return what a session that was blank holds now, in a few words: "10 improvements, 2 steps, 1 said twice".

    It is "" for nothing. A row of a table may bring an improvement and a step, so items are counted and not rows.
    """
    left = sum(row.left is not None and row.kind != "note" for row in intake.rows)
    session = intake.session
    parts = [
        _count(len(session.improvements), "improvement"),
        _count(len(session.steps), "step"),
        f"{len(session.parked):,} parked" if session.parked else "",
        _count(len(session.notes), "note"),
        f"{intake.known:,} said twice" if intake.known else "",
        f"{left:,} read in part" if left else "",
    ]
    return ", ".join(part for part in parts if part)


def _count(number: int, noun: str) -> str:
    return counted(number, noun) if number else ""


def _utc(instant: dt.datetime | None) -> dt.datetime | None:
    return instant.astimezone(dt.UTC) if instant else None
