"""Evaluate: three shows of hands, what people outside say, and the goals measured."""

from dataclasses import dataclass
from typing import get_args

from flipchart.domain.follow_up import Evaluation
from flipchart.domain.saying import TALLIES, Indicator, number
from flipchart.domain.session import Session
from flipchart.domain.when import day
from flipchart.tui.boxes.base import Box
from flipchart.tui.boxes.evaluate import FeedbackBox, HandsBox, MeasureBox, evaluation_of
from flipchart.tui.rows import BLANK, Heading, Pair, Row, Words
from flipchart.tui.stages.base import Hints, Page
from flipchart.tui.view import View

HANDS = "hands:"
"""How the id of a question's row begins; the indicator follows."""


def tally_words(evaluation: Evaluation | None, asked: Indicator) -> str:
    """How many showed how many fingers, with the mean; a question that was not asked yet says so."""
    tally = getattr(evaluation, asked) if evaluation else None
    if not tally or not sum(tally):
        return "not shown yet"
    mean = sum(fingers * count for fingers, count in enumerate(tally, 1)) / sum(tally)
    shown = "  ".join(f"{count}×{fingers}" for fingers, count in enumerate(tally, 1) if count)
    return f"{shown}   mean {mean:.1f} of {sum(tally)}"


def goal_rows(session: Session, view: View) -> tuple[Row, ...]:
    """Each goal with its baseline, its target and the last number measured."""
    rows: list[Row] = []
    for goal in session.goals:
        if not goal.live:
            continue
        measured = [it for it in session.measurements if it.goal == goal.id]
        last = max(measured, key=lambda it: it.on, default=None)
        ends = f"{_told(goal.baseline)} → {_told(goal.target)}"
        now = f"now {number(last.value)} ({day(last.on, view.today)})" if last else "not measured yet"
        rows.append(Pair(goal.id, goal.text, f"{ends}   {now}"))
    return (BLANK, Heading(None, "Goals"), *rows) if rows else ()


def _told(value: int | float | None) -> str:
    return "?" if value is None else number(value)


@dataclass(frozen=True)
class Evaluate(Page):
    """What do we do differently now? Show 1 to 5."""

    def rows(self, view: View) -> tuple[Row, ...]:
        """The three questions, feedback, goals."""
        evaluation, rows = evaluation_of(view), list[Row]()
        for asked in get_args(Indicator):
            rows += [
                Words(f"{HANDS}{asked}", f"{TALLIES[asked]}?"),
                Words(None, tally_words(evaluation, asked), "quiet", 4),
            ]
        if view.session.behaviour:
            rows.insert(1, Words(None, f"“{view.session.behaviour}”", "", 4))
        said = [it for it in view.session.feedback if it.live]
        told = [
            Words(it.id, ": ".join(part for part in (it.who or it.source, it.text) if part), mark="·") for it in said
        ]
        outside = (BLANK, Heading(None, "From outside the room"), *told) if told else ()
        return (*rows, *outside, *goal_rows(view.session, view))

    def edit(self, view: View) -> Box | None:
        """The show of hands, or the number of a goal."""
        cursor = view.cursor or f"{HANDS}behaviour"
        if cursor.startswith(HANDS):
            return HandsBox(cursor.removeprefix(HANDS))
        return MeasureBox(cursor) if any(goal.id == cursor for goal in view.session.goals) else None

    def capture(self, view: View) -> Box:
        """Words from outside the room."""
        return FeedbackBox()

    def next_gap(self, view: View, back: bool) -> str | None:
        """The next question that was not shown."""
        evaluation = evaluation_of(view)
        left = [asked for asked in get_args(Indicator) if not (evaluation and getattr(evaluation, asked))]
        return f"{HANDS}{left[-1 if back else 0]}" if left else None

    def hints(self, view: View) -> Hints:
        """Hands, feedback."""
        return (("item.edit", "type the hands"), ("capture.open", "words from outside"), ("stage.next", "next stage"),
                ("clock.toggle", "pause"))  # fmt: skip
