"""Define: one improvement at a time, its steps captured by one line each."""

from dataclasses import dataclass

from flipchart.domain import pace
from flipchart.tui.boxes.base import Box
from flipchart.tui.boxes.steps import StepBox
from flipchart.tui.present import step_row
from flipchart.tui.rows import Heading, Row
from flipchart.tui.stages.base import Hints, Page
from flipchart.tui.view import View


@dataclass(frozen=True)
class Define(Page):
    """What happens first, and how will we see it is done?"""

    opens_box = True

    def focus_words(self, view: View, short: bool) -> str:
        """Which improvement it is, of how many."""
        above, here = view.session.above_line(), view.improvement
        if here is None:
            return ""
        of = f"{above.index(here) + 1} of {len(above)}: {here.text}"
        return of if short else f"Improvement {of}"

    def rows(self, view: View) -> tuple[Row, ...]:
        """The steps of this improvement."""
        here = view.improvement
        steps = view.session.steps_of(here.id if here else None)
        if not steps:
            return (Heading(None, "No steps yet. Say one; I write it down."),)
        return tuple(step_row(step, str(number), view) for number, step in enumerate(steps, 1))

    def pending(self, view: View) -> tuple[str, ...]:
        """The time for each improvement that has no step yet."""
        above = view.session.above_line()
        bare = sum(not view.session.steps_of(item.id) for item in above)
        left = view.clock.stage.remaining if view.clock and view.clock.stage else 0
        each = pace.each(left, bare)
        if not bare:
            return ("every improvement has a step", "each has a step", "") if above else ("",)
        if each is None or bare == 1:
            return (f"{bare} improvement{'' if bare == 1 else 's'} without a step", f"{bare} without a step", "")
        time = pace.each_words(each)
        return (f"about {time} for each of {bare}", f"{time} for each", "")

    def capture(self, view: View) -> Box:
        """A step of this improvement."""
        here = view.improvement
        return StepBox(here.id if here else "")

    def next_gap(self, view: View, back: bool) -> str | None:
        """The next improvement above the line."""
        ids = [item.id for item in view.session.above_line()]
        here = view.improvement
        if here is None or len(ids) < 2:
            return None
        return ids[(ids.index(here.id) + (-1 if back else 1)) % len(ids)]

    def hints(self, view: View) -> Hints:
        """Add, the next improvement, edit."""
        return (
            ("capture.open", "add step"), ("gap.next", "next improvement"), ("stage.next", "next stage"),
            ("item.edit", "edit"), ("item.drop", "drop"), ("clock.toggle", "pause"),
        )  # fmt: skip
