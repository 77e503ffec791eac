"""Next check: when we look again, who calls it, and what falls due before then."""

from flipchart.domain.check_in import standing_check
from flipchart.domain.plan import Step
from flipchart.domain.saying import listed
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.run import NextCheckPrompt
from flipchart.tui.stages.close import CHECK, check_row
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.plan import promise_row
from flipchart.tui.text.rows import BLANK, Heading, Row, together


def due_before(view: Frame) -> tuple[Step, ...]:
    """The live steps that are due by the next check, earliest first; all dated ones while there is no check."""
    end = standing_check(view.session, view.today)
    dated = [step for step in view.session.steps if step.live and step.due and (end is None or step.due <= end)]
    return tuple(sorted(dated, key=lambda step: str(step.due)))


class NextCheck(Page, frozen=True, dict=True):
    """When do we look again, and who calls it?"""

    adds = "the day"

    opens_steps = True

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The check, and the promises that fall due before it."""
        steps = due_before(view)
        known = standing_check(view.session, view.today) is not None
        named = t("Due before then") if known else t("Promised")
        words = named if steps else t("Nothing falls due before then.")
        return together((check_row(view), BLANK, Heading(None, words), *(promise_row(step, view) for step in steps)))

    def pending(self, view: Frame) -> tuple[str, ...]:
        """What is still missing."""
        session = view.session
        missing = [
            name
            for name, value in ((t("day"), standing_check(session, view.today)), (t("caller"), session.next_caller))
            if not value
        ]
        return (t("{what} missing", what=t(listed(missing))) if missing else "", "")

    def capture(self, view: Frame) -> Prompt:
        """The next check."""
        return NextCheckPrompt()

    def edit(self, view: Frame) -> Prompt | None:
        """The next check on its row, else the step."""
        return NextCheckPrompt() if view.cursor in (CHECK, None) else super().edit(view)

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The check itself."""
        return CHECK

    def hints(self, view: Frame) -> Hints:
        """Day and caller."""
        return (("capture.open", "day and caller"), ("stage.next", "next stage"), ("clock.toggle", "pause"))
