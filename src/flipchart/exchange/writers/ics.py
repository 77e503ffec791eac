"""The plan for calendars (RFC 5545): an all-day event for each open step with a date, and one for the next check.

Events and not to-dos, which the big calendars ignore. An event is known by the step, so that taking the file
in again moves it instead of doubling it; a step that was dropped or carried over cancels its event.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator

from icalendar import Alarm, Calendar, Event

from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.domain.text import clean_line
from flipchart.exchange.view import View
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import NAMES, details

ALARM = dt.timedelta(hours=-15)
"""Nine in the morning of the day before: an all-day event begins at midnight, when nobody wants to be woken."""


def write(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the calendar of a session's dated steps and its next check, with CRLF as the format asks."""
    chosen = selection.of(session)
    events = list(_events(chosen, view))
    kept = [step for step in chosen.steps if step.state != "dropped"]
    # A plan in which all is done needs no check.
    if session.next_check is not None and (not kept or any(step.live for step in kept)):
        events.append(_check(session, session.next_check, view))
    return _calendar(events, session.title)


def write_many(plans: Iterable[tuple[Session, Iterable[Step], bool]], view: View, title: str) -> str:
    """Return one calendar of many sessions: of each the steps that are given, and whether its next check is."""
    events: list[Event] = []
    for session, steps, check in plans:
        events += _events(session.revise(steps=tuple(steps)), view)
        if check and session.next_check is not None:
            events.append(_check(session, session.next_check, view))
    return _calendar(events, title)


def _calendar(events: Iterable[Event], title: str) -> str:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Flipchart//Action plan//EN")
    calendar.add("x-wr-calname", clean_line(title))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical()).decode("utf-8")


def _events(session: Session, view: View) -> Iterator[Event]:
    for step in session.steps:
        if step.due is not None and step.state != "done" and not was_undone(step):
            yield _step(session, step, step.due, view)


def _step(session: Session, step: Step, due: dt.date, view: View) -> Event:
    summary = clean_line(f"{step.owner}: {step.text}" if step.owner else step.text)
    event = _event(f"{session.id}/{step.id}", summary, due, view)
    event.add("sequence", step.moves)
    event.add("status", ("TENTATIVE" if step.hoped else "CONFIRMED") if step.live else "CANCELLED")
    event.add("description", "\n".join(clean_line(line) for line in (session.title, *details(session, step, view))))
    if step.live:
        event.add_component(_alarm(summary))
    return event


def _check(session: Session, on: dt.date, view: View) -> Event:
    summary = clean_line(f"Next check: {session.title}")
    event = _event(f"{session.id}/next_check", summary, on, view)
    # The file does not count how often this date moved; time only grows, so that a later export always wins.
    event.add("sequence", max(0, int((view.now - session.created).total_seconds() // 60)))
    event.add("status", "CONFIRMED")
    if session.next_caller:
        event.add("description", clean_line(f"Called by {session.next_caller}."))
    event.add_component(_alarm(summary))
    return event


def _event(name: str, summary: str, on: dt.date, view: View) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid5(NAMES, name)}@flipchart")
    event.add("dtstamp", view.now.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", on)
    if on < dt.date.max:
        event.add("dtend", on + dt.timedelta(days=1))
    event.add("summary", summary)
    # Whoever owns a step has time for other things on its day.
    event.add("transp", "TRANSPARENT")
    return event


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARM)
    alarm.add("description", summary)
    return alarm
