"""What the tests of the formats share: a session in which every field says something of its own."""

import datetime as dt
from pathlib import Path
from typing import Any

from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.store.tables import MODELS

LISTS = Path(__file__).parent.parent / "data" / "lists"
NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
"""A Wednesday."""
VIEW = View(NOW, lambda instant: instant.astimezone(dt.UTC))


def at(hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    """An instant of the day of the tests."""
    return NOW.replace(hour=hour, minute=minute, second=second)


def on(day: int, month: int = 11) -> dt.date:
    """A day of the year of the tests."""
    return dt.date(2026, month, day)


def plan(**values: Any) -> Session:
    """A session with the given tables and fields."""
    return Session.of({"format": 1, "id": "s", "title": "Blueprint", "created": NOW} | values)


STEP = {
    "id": "st1", "text": "Step words", "state": "open", "improvement": "im1", "owner": "Owner One",
    "helpers": ["Helper Two"], "answer": "tentative", "due": on(20), "first_due": on(13),
    "first_step": "first move words", "first_step_at": at(15), "done_when": "done-when words",
    "roadblock": "roadblock words", "contingency": "contingency words", "after": ["st2"],
    "note": "step note words", "moves": 3, "added": on(9), "carried_from": "old/place", "carried_to": "new/place",
}  # fmt: skip
HEAD: dict[str, Any] = {
    "format": 1, "id": "s", "title": "Title words", "created": at(9), "group": "Group words",
    "facilitator": "Facilitator words", "purpose": "Purpose words", "behaviour": "Behaviour words",
    "people": ["Owner One", "Helper Two"], "next_check": on(4, 12), "next_caller": "Caller words", "moves": 2,
    "language": "de",
}  # fmt: skip
ROWS: dict[str, list[dict[str, Any]]] = {
    "contacts": [{"name": "Owner One", "email": "one@example.org"}],
    "goals": [{
        "id": "go1", "text": "Goal words", "why": "why words", "measure": "measure words", "unit": "unit words",
        "baseline": 41, "target": 17, "by": on(30), "who": "Measurer words", "every": "every fortnight",
    }],
    "measurements": [{"goal": "go1", "on": on(17), "value": 33.5}],
    "improvements": [{
        "id": "im1", "text": "Improvement words", "goal": "go1", "votes": 7, "note": "improvement note words",
        "area": "area words", "rating": 2, "horizon": "short", "strengths": "strengths words",
        "barriers": "barriers words", "reward": "reward words",
    }],
    "milestones": [{
        "id": "mi1", "improvement": "im1", "text": "Milestone words", "due": on(27), "reached": on(26),
    }],
    "steps": [STEP, {
        "id": "st2", "text": "Other words", "state": "done", "finished": on(12), "reason": "reason words",
    }],
    "resources": [{
        "id": "re1", "text": "Resource words", "status": "asked", "kind": "money", "steps": ["st2"],
        "amount": 4500, "unit": "pounds words", "ask": "Asker words", "by": on(21),
        "alternative": "alternative words",
    }],
    "parked": [{"id": "pa1", "text": "Parked words", "outcome": "outcome words"}],
    "notes": [{"id": "no1", "at": at(10, 5), "kind": "decision", "text": "Note words"}],
    "runs": [{
        "id": "ru1", "kind": "workshop", "template": "template-words", "planned_start": at(8),
        "ends_by": at(8, 15), "present": ["Present Person"], "one_owner": True, "quiet_clock": True,
    }],
    "stages": [{
        "id": "sg1", "run": "ru1", "kind": "define", "title": "Stage words", "seconds": 301,
        "prompt": "Prompt words", "say": "Say words", "watch": "Watch words",
        "challenges": [{"sign": "Sign words", "response": "Response words"}],
    }],
    "timing": [
        {"run": "ru1", "at": at(8, 1), "event": "start", "stage": "sg1"},
        {"run": "ru1", "at": at(8, 2), "event": "add", "stage": "sg1", "seconds": 62, "why": "clock reason words"},
        {"run": "ru1", "at": at(8, 9), "event": "end"},
    ],
    "reports": [{
        "id": "rp1", "step": "st1", "on": on(16), "state": "blocked", "run": "ru1", "due": on(25),
        "owner": "Reporter words", "note": "report note words", "obstacle_came": True, "contingency_ran": False,
        "support": "support words",
    }],
    "evaluations": [{
        "id": "ev1", "on": on(15), "run": "ru1", "behaviour": [0, 1, 2, 3, 4], "improvement": [5, 0, 0, 0, 5],
        "rating": [6, 6, 0, 0, 6], "note": "evaluation words",
    }],
    "feedback": [{"id": "fe1", "on": on(14), "text": "Feedback words", "who": "Voice words", "source": "survey"}],
    "waved": [{"gap": "no_first_step", "item": "st2"}],
    "conflicts": [{"item": "st2", "key": "owner", "kept": "Kept words", "other": "Refused words", "at": at(9, 30)}],
}  # fmt: skip
"""One row of every table, every field of it with a value that no other has."""


def full(**changes: Any) -> Session:
    """The session of HEAD and ROWS, with `changes` to its tables or fields; None takes a field away."""
    values = {**HEAD, **ROWS, **changes}
    return Session.of({key: value for key, value in values.items() if value is not None})


assert ROWS.keys() == MODELS.keys()
