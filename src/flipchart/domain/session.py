"""The session: everything that one file holds, and the checks that reach across its tables."""

import datetime as dt
from collections.abc import Iterator

from pydantic import AwareDatetime

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.follow_up import Evaluation, Feedback, Report
from flipchart.domain.plan import Goal, Improvement, Measurement, Milestone, Note, Parked, Resource, Step
from flipchart.domain.record import Item, Record, Rows, Text

FORMAT = 1

CONTENT = (
    "goals", "measurements", "improvements", "milestones", "steps", "resources",
    "parked", "notes", "reports", "evaluations", "feedback", "waved",
)  # fmt: skip
"""The tables that undo may rewind."""

TIME = ("runs", "stages", "timing")
"""The tables that undo never touches: what happened, happened."""

TABLES = (
    "goals", "measurements", "improvements", "milestones", "steps", "resources", "parked", "notes",
    "runs", "stages", "timing", "reports", "evaluations", "feedback", "waved", "conflicts",
)  # fmt: skip
"""Every array of tables, in the order of the file."""


class Waved(Record):
    """A gap that was judged fine as it is."""

    gap: Text
    item: Text | None = None


class Conflict(Record):
    """What a merge could not decide: two values of one key, of which one was kept."""

    item: Text
    key: Text
    kept: object = None
    other: object = None
    at: AwareDatetime


class Session(Record):
    """One workshop's plan with all its sittings; the file's tables by the file's names."""

    format: int
    id: Text
    title: Text
    created: AwareDatetime
    group: Text | None = None
    facilitator: Text | None = None
    purpose: Text | None = None
    behaviour: Text | None = None
    people: Rows[Text] = ()
    next_check: dt.date | None = None
    next_caller: Text | None = None
    language: Text | None = None
    private: bool = False
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

    def items(self) -> Iterator[tuple[str, Item]]:
        """Yield every item that has an id, with the name of its table."""
        for table in TABLES:
            for record in getattr(self, table):
                if isinstance(record, Item):
                    yield table, record

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
