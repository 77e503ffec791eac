"""What the group plans: goals, improvements, milestones, steps, resources, parking lot and notes."""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from flipchart.domain.kinds import Answer, NoteKind, Number, ResourceKind, ResourceStatus, StepState
from flipchart.domain.record import Count, Droppable, Instant, Item, Record, Rows, Text


class Goal(Droppable, frozen=True, kw_only=True):
    """An objective with the measure by which it will be known."""

    text: Text
    why: Text | None = None
    measure: Text | None = None
    unit: Text | None = None
    baseline: Number | None = None
    target: Number | None = None
    by: dt.date | None = None
    who: Text | None = None
    every: Text | None = None


class Measurement(Record, frozen=True, kw_only=True):
    """A goal's measure taken on a day; known by its whole content."""

    goal: Text
    on: dt.date
    value: Number


class Improvement(Droppable, frozen=True, kw_only=True):
    """An improvement that the group chose; as a key area or a strategy it carries more."""

    text: Text
    goal: Text | None = None
    votes: Count | None = None
    below_line: bool = False
    note: Text | None = None
    area: Text | None = None
    rating: Annotated[int, Meta(ge=1, le=5)] | None = None
    horizon: Literal["short", "long"] | None = None
    strengths: Text | None = None
    barriers: Text | None = None
    reward: Text | None = None


class Milestone(Droppable, frozen=True, kw_only=True):
    """A point on the way of an improvement."""

    improvement: Text
    text: Text
    due: dt.date | None = None
    reached: dt.date | None = None


class Step(Item, frozen=True, kw_only=True):
    """An action step over its whole life: who, what, when, and what became of it.

    `first_due` keeps the first promise; `moves` counts how often the date was changed. `added` is the day on which
    the step came into a plan that was under way; None means that it was there from the beginning.
    A dropped step has the state "dropped" and is never deleted. One that was carried over to another session
    (`carried_to`) is closed there and counted there; here it stands as it stood on that day.
    """

    text: Text
    state: StepState
    improvement: Text | None = None
    owner: Text | None = None
    helpers: Rows[Text] = ()
    answer: Answer | None = None
    due: dt.date | None = None
    hoped: bool = False
    first_due: dt.date | None = None
    first_step: Text | None = None
    first_step_at: Instant | None = None
    done_when: Text | None = None
    roadblock: Text | None = None
    contingency: Text | None = None
    after: Rows[Text] = ()
    finished: dt.date | None = None
    reason: Text | None = None
    note: Text | None = None
    moves: Count = 0
    added: dt.date | None = None
    carried_from: Text | None = None
    carried_to: Text | None = None

    @property
    def live(self) -> bool:
        """Whether the step is still to be done here: neither done nor dropped, nor carried over."""
        return self.state not in ("done", "dropped") and self.carried_to is None

    def late(self, today: dt.date) -> bool:
        """Whether the step is live and was due before `today`."""
        return self.live and self.due is not None and self.due < today


class Resource(Droppable, frozen=True, kw_only=True):
    """What some steps need: what it is, whether it is there, and who asks whom for it by when."""

    text: Text
    status: ResourceStatus
    kind: ResourceKind | None = None
    steps: Rows[Text] = ()
    amount: Number | None = None
    unit: Text | None = None
    ask: Text | None = None
    by: dt.date | None = None
    alternative: Text | None = None


class Parked(Droppable, frozen=True, kw_only=True):
    """Something for the parking lot, and what came of it."""

    text: Text
    outcome: Text | None = None


class Note(Droppable, frozen=True, kw_only=True):
    """A note, a decision or an option that was written down at an instant."""

    at: Instant
    kind: NoteKind
    text: Text
