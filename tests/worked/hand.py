"""A facilitator's hand: lines typed and keys pressed at told instants, through the program's own commands."""

import datetime as dt
from base64 import b32encode
from hashlib import sha256
from itertools import count
from typing import Any, Literal, TypeVar

from flipchart.domain.agenda import Run
from flipchart.domain.commands.agenda import EndRun, NextStage, OpenRun
from flipchart.domain.commands.clock import Borrow, MoreTime, Pause, Resume
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.improvements import AddImprovement, DrawLine, SetVotes
from flipchart.domain.commands.notes import AddNote, EditParked, Park
from flipchart.domain.commands.people import AddPerson, MarkPresent
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.resources import AddResource, ReviseResource
from flipchart.domain.commands.session import SetNextCheck
from flipchart.domain.commands.steps import AddStep, AnswerStep, AssignStep, DropStep, ReviseStep
from flipchart.domain.kinds import Answer, NoteKind, StepState
from flipchart.domain.plan import Improvement, Note, Parked, Resource
from flipchart.domain.quick import read_line, read_need, read_who_when
from flipchart.domain.quick.step import needs_of, step_of
from flipchart.domain.record import Item, Record, find
from flipchart.domain.session import Session
from flipchart.domain.sittings import planning
from flipchart.domain.timing import session_clock
from flipchart.domain.when import read_date
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.store.codec import encode

R = TypeVar("R", bound=Record)
I = TypeVar("I", bound=Item)  # noqa: E741
Table = Literal["goals", "measurements", "milestones", "evaluations", "feedback"]


class SeededIds:
    """Ids that look random and are the same every time: 8 characters of base 32 out of a hash."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._numbers = count(1)

    def __call__(self) -> str:
        """Return the next id."""
        return b32encode(sha256(f"{self._seed} {next(self._numbers)}".encode()).digest())[:8].decode().lower()


class Hand:
    """One session under way; `now` is the instant at which the next thing is done, in the people's zone.

    A line or phrase that leaves a hint fails: worked sessions show what was understood.
    """

    def __init__(self, title: str, at: dt.datetime, people: str, **fields: Any) -> None:
        self.ids = SeededIds(title)
        self.now = at
        self.session = Session(format=1, id=self.ids(), title=title, created=at.astimezone(dt.UTC), **fields)
        for name in people.split(", "):
            self.do(AddPerson(name))

    @property
    def today(self) -> dt.date:
        """The day on which things are done."""
        return self.now.date()

    @property
    def run(self) -> Run:
        """The sitting that was opened last."""
        assert self.session.last_run is not None
        return self.session.last_run

    @property
    def file(self) -> bytes:
        """The session as the program saves it."""
        return encode(self.session)

    def do(self, command: Command) -> None:
        """Carry out a command."""
        self.session = command.apply(self.session)

    def keep(self, table: Table, record: Record) -> None:
        """Add a record to a table for which there is no command."""
        self.session = self.session.revise(**{table: (*getattr(self.session, table), record)})

    # The clock.

    def at(self, at: dt.datetime) -> None:
        """Go on at another instant."""
        self.now = at

    def after(self, clock: str) -> None:
        """Let minutes and seconds pass: "2:07.4"."""
        minutes, seconds = clock.split(":")
        self.now += dt.timedelta(minutes=int(minutes), seconds=float(seconds))

    def open(self, template: str, start: dt.datetime | None, present: str = "") -> None:
        """Open a sitting after a template; everybody is there unless some are named.

        `start` is when it was called for, or None where nobody said so.
        """
        chosen = load_template(template)
        called_for = start.astimezone(dt.UTC) if start else None
        run = run_of(chosen, template, self.ids, planned_start=called_for)
        self.do(OpenRun(run, agenda_of(chosen, run, self.ids)))
        for name in present.split(", ") if present else self.session.people:
            self.do(MarkPresent(run.id, name, True))

    def toggle(self) -> None:
        """Start, pause or resume."""
        clock = session_clock(self.session, self.now)
        state = clock.state if clock else "planned"
        key = Pause if state == "running" else Resume if state == "paused" else NextStage
        self.do(key(self.run.id, self.now))

    def next(self, after: str) -> None:
        """Let time pass, then go to the next stage; after the last the sitting has ended."""
        self.after(after)
        self.do(NextStage(self.run.id, self.now))

    def more(self, after: str) -> None:
        """Let time pass, then add a minute."""
        self.after(after)
        self.do(MoreTime(self.run.id, self.now))

    def borrow(self, after: str) -> None:
        """Let time pass, then borrow a minute."""
        self.after(after)
        self.do(Borrow(self.run.id, self.now))

    def end(self, after: str) -> None:
        """Let time pass, then end the sitting."""
        self.after(after)
        self.do(EndRun(self.run.id, self.now))

    # The plan.

    def improvement(self, text: str, votes: int, **fields: Any) -> str:
        """Write down an improvement with its votes; return its id."""
        item = Improvement(id=self.ids(), text=text, **fields)
        self.do(AddImprovement(item))
        self.do(SetVotes(item.id, votes))
        return item.id

    def line_under(self, improvement: str) -> None:
        """Draw the line."""
        self.do(DrawLine(improvement))

    def step(self, improvement: str, line: str, *after: str) -> str:
        """Type one line into the capture box; return the step's id. `after` are steps that it waits for."""
        captured = read_line(line, self.session.people, self.now)
        assert not captured.hints, (line, captured.hints)
        step = step_of(captured, self.ids(), improvement)
        self.do(AddStep(step, needs_of(captured, step.id, self.ids)))
        if after:
            self.revise(step.id, after=after)
        return step.id

    def revise(self, step: str, **changes: object) -> None:
        """Change some fields of a step."""
        self.do(ReviseStep(step, changes, self.today, self.ids(), self._planning))

    def who_when(self, step: str, line: str) -> None:
        """Type into the box that takes both: "ana fri"."""
        read = read_who_when(line, self.session.people, self.now)
        assert not read.hints and not read.left, (line, read)
        self._assign(step, read.owner or find(self.session.steps, step, "step").owner, read.due, read.hoped)

    def need(self, steps: tuple[str, ...], line: str, status: Literal["have", "need", "asked"] = "need") -> str:
        """Type one line into the Resources box; return the resource's id."""
        need = read_need(line, self.session.people, self.now)
        assert not need.hints, (line, need.hints)
        item = Resource(
            id=self.ids(), text=need.text, status=status, kind=need.kind, steps=steps, amount=need.amount,
            unit=need.unit, ask=need.ask, by=need.by, alternative=need.alternative,
        )  # fmt: skip
        self.do(AddResource(item))
        return item.id

    def got(self, resource: str) -> None:
        """What was needed is there."""
        self.do(ReviseResource(resource, {"status": "have"}))

    def answer(self, answer: Answer, *steps: str) -> None:
        """The owners answer when their promises are read back."""
        for step in steps:
            self.do(AnswerStep(step, answer))

    def drop(self, step: str, reason: str) -> None:
        """Decide not to do a step."""
        self.do(DropStep(step, reason))

    def park(self, text: str, outcome: str | None = None) -> None:
        """Put something into the parking lot, and say what came of it."""
        item = Parked(id=self.ids(), text=text)
        self.do(Park(item))
        if outcome:
            self.do(EditParked(item.id, text, outcome))

    def note(self, kind: NoteKind, text: str) -> None:
        """Write down a note, a decision or an option."""
        self.do(AddNote(Note(id=self.ids(), at=self.now.astimezone(dt.UTC), kind=kind, text=text)))

    def next_check(self, phrase: str, caller: str) -> None:
        """Say when the group looks again, and who calls it."""
        self.do(SetNextCheck(read_date(phrase, self.today), caller))

    # What became of it.

    def reported(self, step: str, state: StepState, note: str | None = None, **more: Any) -> None:
        """Report a step's state on this day; `more` are further fields of the report."""
        self.do(RecordReport(step, self.today, self.ids(), state=state, note=note, run=self._sitting))
        self._add_to_report(more)

    def new_date(self, step: str, phrase: str, note: str | None = None, **more: Any) -> None:
        """Report that a step gets another date, and perhaps another owner."""
        before = find(self.session.steps, step, "step")
        self._assign(step, more.pop("owner", before.owner), read_date(phrase, self.today), False)
        self._add_to_report({"run": self._sitting, "note": note, **more})

    def _assign(self, step: str, owner: str | None, due: dt.date | None, hoped: bool) -> None:
        self.do(AssignStep(step, owner, due, hoped, self.today, self.ids(), self._planning))

    def _add_to_report(self, fields: dict[str, Any]) -> None:
        *others, last = self.session.reports
        self.session = self.session.revise(reports=(*others, last.revise(**fields)))

    @property
    def _planning(self) -> bool:
        return planning(self.session, self.now)

    @property
    def _sitting(self) -> str | None:
        """The follow-up under way; what is told between two of them belongs to none."""
        events = self.session.timing_of(self.run)
        return self.run.id if events and events[-1].event != "end" else None
