"""Risks: one if-then line a step."""

from dataclasses import dataclass

from flipchart.tui.prompts.notes import RiskBox
from flipchart.tui.prompts.prompt import Box
from flipchart.tui.stages.page import Hints, around
from flipchart.tui.stages.plan import Plan
from flipchart.tui.text.frame import View


@dataclass(frozen=True)
class Risks(Plan):
    """What could come in the way, and what then?"""

    def edit(self, view: View) -> Box | None:
        """The if-then line of the step."""
        return RiskBox(view.step.id) if view.step else None

    def next_gap(self, view: View, back: bool) -> str | None:
        """The next step without one."""
        ids = [row.id for row in self.rows(view) if row.id]
        bare = {step.id for step in view.session.steps if step.live and not step.roadblock}
        return around(ids, view.cursor, bare, back)

    def hints(self, view: View) -> Hints:
        """The if-then line, the next step without."""
        return (
            ("item.edit", "if-then"), ("gap.next", "next without"), ("stage.next", "next stage"),
            ("capture.open", "add step"), ("clock.toggle", "pause"),
        )  # fmt: skip
