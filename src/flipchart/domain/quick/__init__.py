"""Quick capture: one typed line in, its fields out, and back into a line for editing."""

from flipchart.domain.quick.goal import (
    QUESTIONS,
    Asked,
    TypedGoal,
    Way,
    echo_goal,
    missing,
    read_goal,
    read_reader,
    read_way,
    way_words,
    write_goal,
    write_way,
)
from flipchart.domain.quick.names import NOBODY, People, complete, is_nobody
from flipchart.domain.quick.need import Need, read_need
from flipchart.domain.quick.saying import due_day_words, echo, echo_need, echo_who_when
from flipchart.domain.quick.step import Captured, needs_of, read_line, step_of, write_line, write_need
from flipchart.domain.quick.strategy import (
    HORIZON_WORDS,
    TypedArea,
    TypedMilestone,
    TypedStrategy,
    echo_area,
    echo_milestone,
    echo_strategy,
    read_area,
    read_milestone,
    read_strategy,
    write_area,
    write_milestone,
    write_strategy,
)
from flipchart.domain.quick.who_when import WhoWhen, read_who_when

__all__ = [
    "HORIZON_WORDS", "NOBODY", "QUESTIONS", "Asked", "Captured", "Need", "People", "TypedArea", "TypedGoal",
    "TypedMilestone", "TypedStrategy", "Way", "WhoWhen", "complete", "due_day_words", "echo", "echo_area",
    "echo_goal", "echo_milestone", "echo_need", "echo_strategy", "echo_who_when", "is_nobody", "missing", "needs_of",
    "read_area", "read_goal", "read_line", "read_milestone", "read_need", "read_reader", "read_strategy", "read_way",
    "read_who_when", "step_of", "way_words", "write_area", "write_goal", "write_line", "write_milestone",
    "write_need", "write_strategy", "write_way",
]  # fmt: skip
