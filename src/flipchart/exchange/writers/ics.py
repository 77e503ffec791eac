"""The plan for calendars (RFC 5545): an all-day event for each step that ever had a date, and one for the next check.

Events and not to-dos, which the big calendars ignore. An event is known by the step, so that taking the file in again
moves it instead of doubling it. Calendars keep what a file no longer names, so a step that is done, dropped, carried
over or without a date now stays in the file, cancelled; `X-FLIPCHART-STATE` tells which of these it is.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from icalendar import Alarm, Calendar, Event

from flipchart.domain.figures import reports_by_step
from flipchart.domain.follow_up import Report
from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.domain.text import clean_line
from flipchart.exchange.view import View
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import NAMES, details, event_uid

ALARM = dt.timedelta(hours=-15)
"""Nine in the morning of the day before: an all-day event begins at midnight, when nobody wants to be woken."""

DAY_BEFORE = dt.timedelta(days=-1)
LARGEST = 2**31 - 1
"""The largest whole number of the format (RFC 5545, 3.3.8)."""

LOOKING = dt.timedelta(minutes=30)
"""How long the calendar entry of a next check at an hour lasts."""


def write(session: Session, view: View, selection: Selection = ALL, *, alarms: bool = True) -> str:
    """Return the calendar of a session's dated steps and its next check, with CRLF as the format asks.

    Without `alarms` nothing rings: some readers cannot take those of all-day events.
    """
    chosen = selection.of(session)
    events = list(_events(chosen, view, alarms=alarms))
    kept = [step for step in session.steps if step.state != "dropped"]
    # No check is needed if all is done, or for an owner with nothing open.
    over = bool(kept) and not any(step.live for step in kept)
    mine = over or not kept or any(step.live for step in chosen.steps)
    if session.check_day is not None and mine:
        events.append(_check(session, view, over=over, alarms=alarms))
    return _calendar(events, session.title)


def write_many(
    plans: Iterable[tuple[Session, Iterable[Step], bool]], view: View, title: str, *, alarms: bool = True
) -> str:
    """Return one calendar of many sessions: of each the steps that are given, and whether its next check is."""
    events: list[Event] = []
    for session, steps, check in plans:
        events += _events(session.revise(steps=tuple(steps)), view, alarms=alarms)
        if check and session.check_day is not None:
            events.append(_check(session, view, over=False, alarms=alarms))
    return _calendar(events, title)


def sequence(step: Step, reports: Sequence[Report]) -> int:
    """Return how often what an event says of a step has changed, as the file tells it: it only ever grows.

    Each move of the date counts, each report that changed the state or the owner (twice where it was undone, since
    then it changed back), and an end that no report tells. Changed words are not kept in the file and do not count.
    """
    changes, state, owner = step.moves, "open", ""
    for row in (it for it in reports if it.step == step.id):
        named = (row.owner or owner).casefold()
        # Every report names the owner; one with nothing else was made to change the owner.
        alone = row.state == state and row.due is None and row.note is None and row.support is None
        new = named != owner if owner else bool(named) and alone and row.obstacle_came is None
        changes += 2 if row.dropped else (row.state != state) + new
        state, owner = (state, owner) if row.dropped else (row.state, named)
    return changes + (step.state != state) + (step.carried_to is not None)


def _calendar(events: Iterable[Event], title: str) -> str:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Flipchart//Action plan//EN")
    calendar.add("x-wr-calname", clean_line(title))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode("utf-8")


def _events(session: Session, view: View, *, alarms: bool) -> Iterator[Event]:
    reports = reports_by_step(session)
    for step in session.steps:
        mine = reports.get(step.id, ())
        on = step.due or next((it.due for it in reversed(mine) if it.due is not None), step.first_due)
        if on is None or was_undone(step):
            continue
        event = _step(session, step, on, view)
        event.add("sequence", min(sequence(step, mine), LARGEST))
        if alarms and event["status"] != "CANCELLED":
            event.add_component(_alarm(str(event["summary"]), ALARM))
        yield event


def _step(session: Session, step: Step, on: dt.date, view: View) -> Event:
    summary = clean_line(f"{step.owner}: {step.text}" if step.owner else step.text)
    event = _event(event_uid(session, step), summary, _whole_day(on), view)
    holds = step.live and step.due is not None
    event.add("status", ("TENTATIVE" if step.hoped else "CONFIRMED") if holds else "CANCELLED")
    event.add("x-flipchart-state", _status(step))
    if step.owner:
        # The title says it too, but not where the name ends and the step begins.
        event.add("x-flipchart-owner", clean_line(step.owner))
    if step.finished is not None and step.state == "done":
        event.add("x-flipchart-done", step.finished.isoformat())
    event.add("description", "\n".join(clean_line(line) for line in (session.title, *details(session, step, view))))
    return event


def _status(step: Step) -> str:
    """Return why an event is cancelled, so that it differs from one that a person cancelled in a calendar."""
    if step.carried_to is not None:
        return "carried"
    return "undated" if step.live and step.due is None else step.state


def _check(session: Session, view: View, *, over: bool, alarms: bool) -> Event:
    summary = clean_line(f"Next check: {session.title}")
    when, before = _whole_day(session.check_day or view.today), ALARM
    if session.check_at is not None:
        start = session.check_at.astimezone(dt.UTC)
        when, before = {"dtstart": start, "dtend": start + LOOKING}, DAY_BEFORE
    event = _event(f"{uuid.uuid5(NAMES, f'{session.id}/next_check')}@flipchart", summary, when, view)
    event.add("sequence", min(session.moves + over, LARGEST))
    event.add("status", "CANCELLED" if over else "CONFIRMED")
    if session.next_caller:
        event.add("description", clean_line(f"Called by {session.next_caller}."))
    if alarms and not over:
        event.add_component(_alarm(summary, before))
    return event


def _whole_day(on: dt.date) -> Mapping[str, dt.date]:
    return {"dtstart": on} | ({"dtend": on + dt.timedelta(days=1)} if on < dt.date.max else {})


def _event(uid: str, summary: str, when: Mapping[str, Any], view: View) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", view.now.astimezone(dt.UTC).replace(microsecond=0))
    for name, value in when.items():
        event.add(name, value)
    event.add("summary", summary)
    # Whoever owns a step has time for other things on its day; a check at an hour is a meeting.
    event.add("transp", "OPAQUE" if isinstance(when["dtstart"], dt.datetime) else "TRANSPARENT")
    return event


def _alarm(summary: str, before: dt.timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", summary)
    return alarm
