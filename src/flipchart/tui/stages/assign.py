"""Assign: who, what, by when as a table, the open ones first."""

from dataclasses import dataclass

from flipchart.domain.figures import load
from flipchart.domain.quick import read_who_when
from flipchart.tui.prompts.prompt import Box
from flipchart.tui.prompts.steps import WhoWhenBox
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.frame import View
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.plan import ordered, promise_row
from flipchart.tui.text.rows import Columns, Heading, Row


@dataclass(frozen=True)
class Assign(Page):
    """Who takes this one, and by which day?"""

    sorts = True

    def rows(self, view: View) -> tuple[Row, ...]:
        """Every step with its promise."""
        steps = ordered(view)
        if not steps:
            return (Heading(None, "No steps yet: a to write one down."),)
        return (Columns(None), *(promise_row(step, view) for step in steps))

    def load(self, view: View, typed: str) -> Line:
        """How many steps the owner being named has here."""
        read = read_who_when(typed, view.session.people, view.here, view.date_order) if typed else None
        step = view.step
        owner = (read.owner if read else None) or (step.owner if step and not typed else None)
        if not owner:
            return ()
        count = load(view.session, owner)
        return line(("Load  ", "quiet"), owner, " ", (" " * 2 * min(count, 10), "bar"), f" {_steps(count)} here")

    def edit(self, view: View) -> Box | None:
        """One box for both."""
        return WhoWhenBox(view.step.id) if view.step else None

    def hints(self, view: View) -> Hints:
        """Who and when, the next gap."""
        return (
            ("item.edit", "who, when"), ("gap.next", "next gap"), ("capture.open", "add"), ("step.owner", "owner"),
            ("step.due", "date"), ("stage.next", "next stage"), ("clock.toggle", "pause"),
        )  # fmt: skip


def _steps(count: int) -> str:
    return f"{count} step{'' if count == 1 else 's'}"
