"""Evaluate: three shows of hands, what people outside say, and the goals measured."""

from dataclasses import dataclass
from typing import get_args

from flipchart.domain.saying import Indicator
from flipchart.tui.boxes.base import Box
from flipchart.tui.boxes.evaluate import FeedbackBox, HandsBox, MeasureBox, evaluation_of
from flipchart.tui.boxes.evaluate_words import ExampleBox, ReachedBox
from flipchart.tui.rows import Row
from flipchart.tui.stages.base import Hints, Page
from flipchart.tui.stages.evaluate_rows import HANDS, goal_rows, hands_rows, milestone_rows, outside_rows
from flipchart.tui.view import View

FINGERS = "12345"


@dataclass(frozen=True)
class Evaluate(Page):
    """What do we do differently now? Show 1 to 5."""

    types_digits = True

    def rows(self, view: View) -> tuple[Row, ...]:
        """The three questions, feedback, goals, milestones."""
        session = view.session
        return (*hands_rows(evaluation_of(view), view), *outside_rows(session, view), *goal_rows(session, view),
                *milestone_rows(session, view))  # fmt: skip

    def edit(self, view: View) -> Box | None:
        """The show of hands, the number of a goal, or the day of a milestone."""
        cursor = view.cursor or f"{HANDS}behaviour"
        if cursor.startswith(HANDS):
            return HandsBox(cursor.removeprefix(HANDS))
        if any(goal.id == cursor for goal in view.session.goals):
            return MeasureBox(cursor)
        if any(it.id == cursor for it in view.session.milestones):
            return ReachedBox(cursor)
        return self.words(view)

    def box_of(self, action: str, view: View) -> Box | None:
        """A comment is an example to the hands."""
        return ExampleBox() if action == "report.note" else super().box_of(action, view)

    def words(self, view: View) -> Box | None:
        """What was said outside, to be corrected; else the words of the row."""
        said = any(it.id == view.cursor for it in view.session.feedback)
        return FeedbackBox(view.cursor or "") if said else super().words(view)

    def answer(self, digit: int, view: View, report_id: str) -> Box | tuple[()]:
        """The first finger of the question under the cursor, or the first digit of a goal's number."""
        box = self.edit(view)
        hands = isinstance(box, HandsBox) and digit <= len(FINGERS)
        return box if box is not None and (hands or isinstance(box, MeasureBox)) else ()

    def capture(self, view: View) -> Box:
        """Words from outside the room."""
        return FeedbackBox()

    def next_gap(self, view: View, back: bool) -> str | None:
        """The next question that was not shown."""
        evaluation = evaluation_of(view)
        left = [asked for asked in get_args(Indicator) if not (evaluation and getattr(evaluation, asked))]
        return f"{HANDS}{left[-1 if back else 0]}" if left else None

    def hints(self, view: View) -> Hints:
        """Hands, a number, feedback."""
        kinds = (("goals", "today's number"), ("feedback", "edit"), ("milestones", "reached"))
        named = (word for table, word in kinds if any(it.id == view.cursor for it in getattr(view.session, table)))
        edit = next(named, "type the hands")
        return (("item.edit", edit), ("capture.open", "words from outside"), ("report.note", "example"),
                ("stage.next", "next stage"), ("clock.toggle", "pause"))  # fmt: skip
