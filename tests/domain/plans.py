"""Small plans for the tests of the domain, with ids that say what they are."""

import datetime as dt
from typing import Any

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.follow_up import Report
from flipchart.domain.history import History
from flipchart.domain.plan import Improvement, Resource, Step
from flipchart.domain.session import Session

TODAY = dt.date(2026, 11, 18)
"""A Wednesday."""
NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)


def nov(day: int) -> dt.date:
    """A day of the month that the plans are made in."""
    return dt.date(2026, 11, day)


def plan(**values: Any) -> Session:
    """A session with the given tables and fields."""
    return Session.of({"format": 1, "id": "session", "title": "Blueprint", "created": NOW} | values)


def step(id: str, **values: Any) -> Step:
    """An open step with words that ask for nothing."""
    return Step.of({"id": id, "text": f"Draft the form {id}", "state": "open"} | values)


def improvement(id: str, **values: Any) -> Improvement:
    """An improvement above the line."""
    return Improvement.of({"id": id, "text": f"Shorten onboarding {id}"} | values)


def need(id: str, **values: Any) -> Resource:
    """A resource that is still to be got."""
    return Resource.of({"id": id, "text": "designer", "status": "need"} | values)


def report(id: str, of: str, on: dt.date, **values: Any) -> Report:
    """What was said of a step on a day."""
    return Report.of({"id": id, "step": of, "on": on, "state": "open"} | values)


def workshop(*events: tuple[float, str], **values: Any) -> Session:
    """A session with one workshop run of one stage; events are (minutes after NOW, name)."""
    run = Run(id="run", kind="workshop", one_owner=values.pop("one_owner", False))
    stage = Stage(id="stage", run="run", kind="define", title="Define", seconds=300)
    return plan(runs=(run,), stages=(stage,), timing=tuple(event("run", *it) for it in events), **values)


def event(run: str, minutes: float, name: str) -> Timing:
    """One event of a run's clock."""
    at = NOW + dt.timedelta(minutes=minutes)
    values: dict[str, Any] = {"run": run, "at": at, "event": name}
    return Timing(**(values | ({"stage": "stage"} if name == "start" else {})))


def undone(history: History, session: Session) -> Session:
    """Undo something that can be undone."""
    before = history.undo(session)
    assert before is not None
    return before


def redone(history: History, session: Session) -> Session:
    """Redo something that can be redone."""
    after = history.redo(session)
    assert after is not None
    return after
