"""What holds of every command of the plan, so that a new one is not forgotten."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from typing import cast

import pytest
from msgspec import Struct
from plans import NOW, TODAY, improvement, need, plan, step

from flipchart.domain import commands
from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.plan import Goal, Measurement, Milestone, Note, Parked
from flipchart.domain.session import Conflict

ROOMS = (
    "people", "improvements", "steps", "resources", "notes", "session",
    "reports", "goals", "evaluations", "carry",
)  # fmt: skip

ARGUMENTS: dict[str, object] = {
    "id": "gone", "run": "gone", "name": "Zoe", "present": True, "text": "words", "changes": {"note": "x"},
    "offset": 1, "votes": 1, "below": True, "under": "gone", "owner": "Ana", "due": TODAY, "hoped": False,
    "today": TODAY, "report_id": "r", "planning": False, "needs": (), "reason": None, "answer": "accepted",
    "state": "done", "note": None, "outcome": None, "kind": "note", "on": TODAY, "caller": "Ana",
    "gap": "vague", "item": "gone", "step": step("s"), "improvement": improvement("i"),
    "resource": need("n"), "parked": Parked(id="p", text="x"),
    "finished": None, "support": None, "obstacle_came": None, "contingency_ran": None,
    "parts": (step("t"),), "goal": Goal(id="g", text="x"), "measurement": Measurement(goal="gone", on=TODAY, value=1),
    "milestone": Milestone(id="m", improvement="gone", text="x"),
    "evaluation": Evaluation(id="e", on=TODAY, rating=(0, 0, 0, 0, 1)),
    "feedback": Feedback(id="f", on=TODAY, text="x"),
    "after": (), "improvements": (), "new": "Zoë", "into": "Ana",
    "steps": (step("s", carried_from="old/s"),), "reports": (), "links": (("gone", "new/s"),),
    "conflict": Conflict(item="gone", key="text", kept="a", other="b", at=NOW), "take_other": False,
}  # fmt: skip
"""A value for every field that a command may have; ids name nothing that is in an empty session."""

ADDING = {"AddPerson", "AddImprovement", "AddStep", "AddResource", "Park", "AddNote", "SetNextCheck"}
ADDING |= {"AddGoal", "AddEvaluation", "AddFeedback", "TakeOver"}
"""What can be done to an empty session."""


def every_command() -> Iterator[type]:
    """All command classes of the rooms."""
    for room in ROOMS:
        module = importlib.import_module(f"flipchart.domain.commands.{room}")
        for _, it in inspect.getmembers(module, inspect.isclass):
            if it.__module__ == module.__name__ and hasattr(it, "apply"):
                yield it


def made(kind: type[Struct]) -> Command:
    """A command of this class with the arguments above."""
    arguments = dict(ARGUMENTS)
    if kind.__name__ == "AddNote":
        arguments["note"] = Note(id="n", at=NOW, kind="note", text="x")
    command = cast(Command, kind(**{name: arguments[name] for name in kind.__struct_fields__}))
    return command


ELSEWHERE = {"agenda", "clock", "pauses", "run_at"}
"""Modules with tests of their own: test_domain_run_commands, test_domain_run_time."""
PARTS = {"command", "changes", "step_parts"}
"""Modules without a command."""


def test_every_module_of_commands_is_in_a_room() -> None:
    """A new module joins those whose every command must reject sensibly on an empty session."""
    names = {it.name for it in pkgutil.iter_modules(commands.__path__)}
    assert names == set(ROOMS) | ELSEWHERE | PARTS


@pytest.mark.parametrize("kind", list(every_command()))
def test_every_command_is_a_frozen_value_with_a_label(kind: type[Struct]) -> None:
    """The undo line says what was done, so the label is an imperative in small letters."""
    command = made(kind)
    assert re.fullmatch(r"[a-z][a-z ]+", command.label)
    assert not hasattr(command, "__dict__")
    if kind.__struct_fields__:
        with pytest.raises(AttributeError):
            setattr(command, kind.__struct_fields__[0], None)
    assert command.content is (kind.__name__ != "MarkPresent")


@pytest.mark.parametrize("kind", list(every_command()))
def test_every_command_adds_or_rejects_sensibly_on_an_empty_session(kind: type[Struct]) -> None:
    """Nothing is there to be changed: the reason is one sentence, never a traceback."""
    if kind.__name__ in ADDING:
        assert made(kind).apply(plan()) != plan()
        return
    with pytest.raises(Rejected) as why:
        made(kind).apply(plan())
    assert re.fullmatch(r"[A-Z][^.!]*\.", why.value.sentence)
