"""What became of the plan: reports, evaluations and feedback."""

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from flipchart.domain.kinds import StepState
from flipchart.domain.record import Count, Droppable, Rows, Text

Tally = Annotated[Rows[Count], Meta(min_length=5, max_length=5)]
"""How many showed one, two, three, four and five fingers."""


class Report(Droppable, frozen=True, kw_only=True):
    """What was said of a step on a day; reports are added, never rewritten (undoing one drops it)."""

    step: Text
    on: dt.date
    state: StepState
    run: Text | None = None
    due: dt.date | None = None
    owner: Text | None = None
    note: Text | None = None
    obstacle_came: bool | None = None
    contingency_ran: bool | None = None
    support: Text | None = None


class Evaluation(Droppable, frozen=True, kw_only=True):
    """Three shows of hands at a check-in."""

    on: dt.date
    run: Text | None = None
    behaviour: Tally | None = None
    improvement: Tally | None = None
    rating: Tally | None = None
    note: Text | None = None


class Feedback(Droppable, frozen=True, kw_only=True):
    """What somebody outside the room said."""

    on: dt.date
    text: Text
    who: Text | None = None
    source: Literal["survey", "interview", "group", "other"] | None = None
