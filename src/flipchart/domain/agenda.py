"""Runs and their timed stages, and the templates that they are made from."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from flipchart.domain.kinds import Number, StageKind
from flipchart.domain.record import Item, Record, Rows, Text

RunKind = Literal["workshop", "follow-up"]
BREAK = "break"
"""The `why` of a pause that is a break, whose `seconds` tell how long it is to be."""

TimingEvent = Literal["start", "pause", "resume", "add", "done", "skip", "discount", "end", "timer"]


class Challenge(Record):
    """A difficulty that shows by a `sign`, and what a facilitator can answer."""

    sign: Text
    response: Text


class Run(Item):
    """One sitting of the group: the workshop itself or a later follow-up."""

    kind: RunKind
    template: Text | None = None
    planned_start: AwareDatetime | None = None
    ends_by: AwareDatetime | None = None
    present: Rows[Text] = ()
    one_owner: bool = False
    quiet_clock: bool = False


class Stage(Item):
    """One timed step of a run's agenda; `seconds` is its planned duration."""

    run: Text
    kind: StageKind
    title: Text
    seconds: Annotated[int, Field(ge=0)]
    prompt: Text | None = None
    say: Text | None = None
    watch: Text | None = None
    challenges: Rows[Challenge] = ()


class Timing(Record):
    """One event of a run's clock; known by its whole content."""

    run: Text
    at: AwareDatetime
    event: TimingEvent
    stage: Text | None = None
    seconds: Number | None = None
    why: Text | None = None


class TemplateStage(Record):
    """A stage as a template describes it; `minutes` is its planned duration."""

    kind: StageKind
    title: Text
    minutes: Annotated[Number, Field(gt=0)]
    prompt: Text | None = None
    say: Text | None = None
    watch: Text | None = None
    challenges: Rows[Challenge] = ()


class Template(Record):
    """An agenda to start from; `for_` (the key `for`) tells when to choose it."""

    title: Text
    for_: Annotated[Text, Field(alias="for")]
    kind: RunKind = "workshop"
    materials: Rows[Text] = ()
    leave_with: Rows[Text] = ()
    one_owner: bool = False
    quiet_clock: bool = False
    stages: Annotated[Rows[TemplateStage], Field(min_length=1)]

    @property
    def minutes(self) -> Number:
        """The planned duration of the whole agenda, in minutes."""
        return sum(stage.minutes for stage in self.stages)
