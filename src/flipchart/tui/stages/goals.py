"""Goals: what should be different, and by which number it will be known; what is missing is asked, never enforced."""

from flipchart.domain.plan import Goal
from flipchart.domain.quick import QUESTIONS, Asked, missing, way_words
from flipchart.domain.said import said
from flipchart.domain.when import by_day
from flipchart.tui.prompts.goals import AskGoalPrompt, EditGoalPrompt, GoalPrompt, next_question
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.page import Hints, Page, around, choices
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, Span
from flipchart.tui.text.rows import Heading, Row, Stack

CHOICES: dict[Asked, str] = {
    "why": said("why"), "measure": said("count"), "way": said("from, to"), "by": said("by when"),
    "who": said("who reads"),
}  # fmt: skip
"""The digits of a goal, by what they ask for."""


def live_goals(view: Frame) -> tuple[Goal, ...]:
    """The goals that are not dropped."""
    return tuple(goal for goal in view.session.goals if goal.live)


def goal_row(goal: Goal, number: str, view: Frame) -> Row:
    """A goal with its number, its day, who reads it, why, and what is asked next."""
    way = way_words(goal.baseline, goal.target, goal.unit)
    counted = ": ".join(part for part in (goal.measure, way) if part)
    reads = " ".join(part for part in (goal.who and t("{name} reads it", name=goal.who), goal.every) if part)
    when = " · ".join(part for part in (goal.by and t(by_day(goal.by, view.today)), reads) if part)
    below = [Span(known, "info") for known in (counted, when) if known]
    below += [Span(t("because {words}", words=goal.why), "quiet")] if goal.why else []
    asked = missing(goal)
    return Stack(goal.id, number, goal.text, below=tuple(below), asked=t(QUESTIONS[asked[0]]) if asked else "")


class Goals(Page, frozen=True, dict=True):
    """What will be different, and what number shows it?"""

    adds = "a goal"

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """Every goal."""
        rows = (goal_row(goal, str(number), view) for number, goal in enumerate(live_goals(view), 1))
        return tuple(rows) or (Heading(None, t("No goals yet. Say one and I will write it down.")),)

    def answers(self, view: Frame) -> Line:
        """A digit for each question; those without an answer have a question mark."""
        goal = self._here(view)
        return choices([(CHOICES[it], it in missing(goal)) for it in QUESTIONS]) if goal else ()

    def answer(self, digit: int, view: Frame, report_id: str) -> Prompt | tuple[()]:
        """Ask that question."""
        goal, asked = self._here(view), list(QUESTIONS)
        return AskGoalPrompt(goal.id, asked[digit - 1]) if goal and digit <= len(asked) else ()

    def capture(self, view: Frame) -> Prompt:
        """A goal in one line."""
        return GoalPrompt()

    def edit(self, view: Frame) -> Prompt | None:
        """What is still missing, one question after the other; the whole line where nothing is."""
        goal = self._here(view)
        return (next_question(view, goal, here=True) or EditGoalPrompt(goal.id)) if goal else None

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next goal that lacks something, else the next one."""
        ids = [goal.id for goal in live_goals(view)]
        return around(ids, view.cursor, {it.id for it in live_goals(view) if missing(it)} or set(ids), back)

    def hints(self, view: Frame) -> Hints:
        """Add, ask."""
        ask = (("item.edit", "ask"), ("gap.next", "next gap")) if live_goals(view) else ()
        return (("capture.open", "add goal"), *ask, ("stage.next", "next stage"), ("item.drop", "drop"),
                ("clock.toggle", "pause"))  # fmt: skip

    @staticmethod
    def _here(view: Frame) -> Goal | None:
        return next((goal for goal in live_goals(view) if goal.id == view.cursor), None)
