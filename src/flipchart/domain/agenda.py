"""Runs and their timed stages, and the templates that they are made from."""

from typing import Annotated, Literal

from msgspec import Meta, field

from flipchart.domain.kinds import Number, StageKind
from flipchart.domain.record import Count, Instant, Item, Record, Rows, Text

RunKind = Literal["workshop", "follow-up"]
BREAK = "break"
"""The `why` of a pause that is a break; its `seconds` are the planned length."""

TimingEvent = Literal["start", "pause", "resume", "add", "done", "skip", "discount", "end", "timer"]


class Challenge(Record, frozen=True, kw_only=True):
    """A difficulty that shows by a `sign`, and what a facilitator can answer."""

    sign: Text
    response: Text


class Run(Item, frozen=True, kw_only=True):
    """One sitting of the group: the workshop itself or a later follow-up."""

    kind: RunKind
    template: Text | None = None
    planned_start: Instant | None = None
    ends_by: Instant | None = None
    present: Rows[Text] = ()
    one_owner: bool = False
    quiet_clock: bool = False


class Stage(Item, frozen=True, kw_only=True):
    """One timed step of a run's agenda; `seconds` is its planned duration."""

    run: Text
    kind: StageKind
    title: Text
    seconds: Count
    prompt: Text | None = None
    say: Text | None = None
    watch: Text | None = None
    challenges: Rows[Challenge] = ()


class Timing(Record, frozen=True, kw_only=True):
    """One event of a run's clock; known by its whole content."""

    run: Text
    at: Instant
    event: TimingEvent
    stage: Text | None = None
    seconds: Number | None = None
    why: Text | None = None


class TemplateStage(Record, frozen=True, kw_only=True):
    """A stage as a template describes it; `minutes` is its planned duration."""

    kind: StageKind
    title: Text
    minutes: Annotated[int, Meta(gt=0)] | Annotated[float, Meta(gt=0)]
    prompt: Text | None = None
    say: Text | None = None
    watch: Text | None = None
    challenges: Rows[Challenge] = ()


class Template(Record, frozen=True, kw_only=True):
    """An agenda to start from; `for_` (the key `for`) tells when to choose it."""

    title: Text
    for_: Text = field(name="for")
    kind: RunKind = "workshop"
    materials: Rows[Text] = ()
    leave_with: Rows[Text] = ()
    one_owner: bool = False
    quiet_clock: bool = False
    stages: Annotated[Rows[TemplateStage], Meta(min_length=1)]

    @property
    def minutes(self) -> Number:
        """The planned duration of the whole agenda, in minutes."""
        return sum(stage.minutes for stage in self.stages)
