"""The session: everything that one file holds, and the checks that reach across its tables."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.follow_up import Evaluation, Feedback, Report
from flipchart.domain.plan import Goal, Improvement, Measurement, Milestone, Note, Parked, Resource, Step
from flipchart.domain.record import Count, DayOrInstant, Instant, Item, Record, Rows, Text, is_day_or_instant

CONTENT = (
    "goals", "measurements", "improvements", "milestones", "steps", "resources",
    "parked", "notes", "reports", "evaluations", "feedback", "waved",
)  # fmt: skip
"""The tables that undo may rewind."""

TABLES = (
    "contacts", "goals", "measurements", "improvements", "milestones", "steps", "resources", "parked", "notes",
    "runs", "stages", "timing", "reports", "evaluations", "feedback", "waved", "conflicts",
)  # fmt: skip
"""Every array of tables, in the order of the file."""


class Contact(Record, frozen=True, kw_only=True):
    """A person's e-mail address, for exports to trackers and calendars: never on the wall, a page or in a text."""

    name: Text
    email: Text


class Waved(Record, frozen=True, kw_only=True):
    """A gap that was judged fine as it is."""

    gap: Text
    item: Text | None = None


class Conflict(Record, frozen=True, kw_only=True):
    """What a merge could not decide: two values of one key, of which one was kept."""

    item: Text
    key: Text
    kept: Any = None
    other: Any = None
    at: Instant


class Session(Record, frozen=True, kw_only=True):
    """One workshop's plan with all its sittings; the file's tables by the file's names.

    `next_check` is a day, or an instant where its hour is known; the day is then the one in the instant's own offset.
    `moves` counts how often the next check was changed, so that calendars can tell the newest one.
    """

    format: int
    id: Text
    title: Text
    created: Instant
    group: Text | None = None
    facilitator: Text | None = None
    purpose: Text | None = None
    behaviour: Text | None = None
    people: Rows[Text] = ()
    next_check: DayOrInstant | None = None
    next_caller: Text | None = None
    moves: Count = 0
    language: Text | None = None
    private: bool = False
    contacts: Rows[Contact] = ()
    goals: Rows[Goal] = ()
    measurements: Rows[Measurement] = ()
    improvements: Rows[Improvement] = ()
    milestones: Rows[Milestone] = ()
    steps: Rows[Step] = ()
    resources: Rows[Resource] = ()
    parked: Rows[Parked] = ()
    notes: Rows[Note] = ()
    runs: Rows[Run] = ()
    stages: Rows[Stage] = ()
    timing: Rows[Timing] = ()
    reports: Rows[Report] = ()
    evaluations: Rows[Evaluation] = ()
    feedback: Rows[Feedback] = ()
    waved: Rows[Waved] = ()
    conflicts: Rows[Conflict] = ()

    def __post_init__(self) -> None:
        if not (self.next_check is None or is_day_or_instant(self.next_check)):
            raise ValueError("next_check")

    def items(self) -> Iterator[tuple[str, Item]]:
        """Yield every item that has an id, with the name of its table."""
        for table in TABLES:
            for record in getattr(self, table):
                if isinstance(record, Item):
                    yield table, record

    @property
    def check_day(self) -> dt.date | None:
        """The day of the next check, or None where there is none."""
        return self.next_check.date() if isinstance(self.next_check, dt.datetime) else self.next_check

    @property
    def check_at(self) -> dt.datetime | None:
        """The instant of the next check, or None where its hour is not known."""
        return self.next_check if isinstance(self.next_check, dt.datetime) else None

    @property
    def last_run(self) -> Run | None:
        """The newest sitting, or None in a session that never had one."""
        return self.runs[-1] if self.runs else None

    def stages_of(self, run: Run) -> tuple[Stage, ...]:
        """The agenda of a run, in order."""
        return tuple(stage for stage in self.stages if stage.run == run.id)

    def timing_of(self, run: Run) -> tuple[Timing, ...]:
        """The clock's events of a run, in the order in which they happened."""
        return tuple(event for event in self.timing if event.run == run.id)

    def steps_of(self, improvement: str | None) -> tuple[Step, ...]:
        """The steps of one improvement that are not dropped, in the order of the plan.

        With None, those that belong to no improvement of the plan.
        """
        known = {item.id for item in self.improvements if item.live}
        return tuple(
            step for step in self.steps
            if step.state != "dropped"
            and (step.improvement == improvement if improvement else step.improvement not in known)
        )  # fmt: skip

    def above_line(self) -> tuple[Improvement, ...]:
        """The improvements that are worked on, in their order."""
        return tuple(item for item in self.improvements if item.live and not item.below_line)

    def dangling(self) -> tuple[str, ...]:
        """One sentence for every reference to something that is not in the session; none is fatal."""
        known = {(table, item.id) for table, item in self.items()}
        named = [("steps", step.text, "improvement", "improvements", step.improvement) for step in self.steps]
        named += [("resources", it.text, "steps", "steps", ref) for it in self.resources for ref in it.steps]
        named += [("steps", step.text, "after", "steps", ref) for step in self.steps for ref in step.after]
        named += [("stages", stage.title, "run", "runs", stage.run) for stage in self.stages]
        named += [("reports", it.id, "step", "steps", it.step) for it in self.reports]
        return tuple(
            f"{table} ({text[:40]}).{key} names an id that is not in [[{target}]]."
            for table, text, key, target, ref in named
            if ref is not None and (target, ref) not in known
        )

    def circles(self) -> tuple[tuple[Step, ...], ...]:
        """Return the steps that wait for one another in a circle, each circle once, from its first step on."""
        steps = {step.id: step for step in self.steps}
        over: set[str] = set()
        found: list[tuple[Step, ...]] = []
        for start in steps:
            path: list[str] = []
            waiting = [(start, 0)]
            while waiting:
                id, depth = waiting.pop()
                del path[depth:]
                if id in path:
                    found.append(tuple(steps[it] for it in path[path.index(id) :]))
                elif id in steps and id not in over:
                    path.append(id)
                    waiting += [(before, depth + 1) for before in steps[id].after]
                    # The steps reached from a step are followed only once.
                    over.add(id)
        return tuple(found)
