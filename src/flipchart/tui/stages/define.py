"""Define: one improvement at a time, its steps captured by one line each."""

from flipchart.domain import clock_words, pace
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.goals import ReviseMilestone
from flipchart.domain.pending import still_to_do
from flipchart.domain.plan import Milestone
from flipchart.domain.said import said
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.steps import StepPrompt
from flipchart.tui.stages.page import Hints, Page, choices
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import labelled, t
from flipchart.tui.text.lines import Line
from flipchart.tui.text.plan import milestone_rows, step_row
from flipchart.tui.text.rows import Heading, Row, together

REACHED = 1
"""The digit that says that a milestone is reached."""


class Define(Page, frozen=True, dict=True):
    """What happens first, and how will we see it is done?"""

    by_improvement = True

    def focus_words(self, view: Frame, short: bool) -> str:
        """Which improvement it is, of how many."""
        above, here = view.session.above_line(), view.improvement
        if here is None:
            return ""
        of = labelled(t("{n} of {count}", n=above.index(here) + 1, count=len(above)), here.text)
        return of if short else t("Improvement {of}", of=of)

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The steps of this improvement, and its milestones."""
        here = view.improvement
        steps = view.session.steps_of(here.id if here else None)
        points = milestone_rows(view, here.id) if here else ()
        if not steps:
            return (Heading(None, t("No steps yet. Say one and I will write it down.")), *points)
        return together((*(step_row(step, str(number), view) for number, step in enumerate(steps, 1)), *points))

    def answers(self, view: Frame) -> Line:
        """Of a milestone: that it is reached."""
        item = _milestone(view)
        return (
            choices([(said("not reached after all") if item.reached else said("reached today"), False)])
            if item
            else ()
        )

    def answer(self, digit: int, view: Frame, report_id: str) -> tuple[Command, ...]:
        """A milestone is reached today, or it was not after all."""
        item = _milestone(view)
        if item is None or digit != REACHED:
            return ()
        return (ReviseMilestone(item.id, {"reached": None if item.reached else view.today}),)

    def pending(self, view: Frame) -> tuple[str, ...]:
        """The time for each improvement that has no step yet."""
        left = still_to_do(view.session, "define")
        remaining = view.clock.stage.remaining if view.clock and view.clock.stage else 0
        time = pace.each(remaining, left)
        if time is None or left == 1:
            return super().pending(view)
        return (t("{time} each", time=clock_words.each_words(time)), "")

    def capture(self, view: Frame) -> Prompt:
        """A step of this improvement."""
        here = view.improvement
        return StepPrompt(here.id if here else "")

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next improvement above the line."""
        ids = [item.id for item in view.session.above_line()]
        here = view.improvement
        if here is None or len(ids) < 2:
            return None
        return ids[(ids.index(here.id) + (-1 if back else 1)) % len(ids)]

    def hints(self, view: Frame) -> Hints:
        """Add, the next improvement, edit."""
        return (
            ("capture.open", "add step"), ("gap.next", "next improvement"), ("stage.next", "next stage"),
            ("item.edit", "edit"), ("item.drop", "drop"), ("clock.toggle", "pause"),
        )  # fmt: skip


def _milestone(view: Frame) -> Milestone | None:
    return next((it for it in view.session.milestones if it.live and it.id == view.cursor), None)
