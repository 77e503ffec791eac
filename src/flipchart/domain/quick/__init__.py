"""Quick capture: one typed line in, its fields out, and back into a line for editing."""

from flipchart.domain.quick.line import Captured, read_line
from flipchart.domain.quick.need import Need, read_need
from flipchart.domain.quick.saying import echo, echo_need, echo_who_when
from flipchart.domain.quick.who import NOBODY, People, complete, is_nobody
from flipchart.domain.quick.who_when import WhoWhen, read_who_when
from flipchart.domain.quick.write import write_line, write_need

__all__ = [
    "NOBODY", "Captured", "Need", "People", "WhoWhen", "complete", "echo", "echo_need", "echo_who_when",
    "is_nobody", "read_line", "read_need", "read_who_when", "write_line", "write_need",
]  # fmt: skip
