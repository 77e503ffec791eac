"""The rows of an evaluation: hands, words from outside, goals, milestones; pure."""

from typing import get_args

from flipchart.domain.check_in import last_time
from flipchart.domain.follow_up import Evaluation
from flipchart.domain.kinds import Number
from flipchart.domain.progress import goal_lines, hands_lines, show_of
from flipchart.domain.said import figure, said
from flipchart.domain.saying import TALLIES, Indicator, number
from flipchart.domain.session import Session
from flipchart.domain.when import by_day, day
from flipchart.tui.prompts.evaluate import (
    ExamplePrompt,
    FeedbackPrompt,
    HandsPrompt,
    MeasurePrompt,
    ReachedPrompt,
    evaluation_of,
)
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import labelled, t, tn
from flipchart.tui.text.pictures import feedback_words
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

HANDS = "hands:"
"""How the id of a question's row begins; the indicator follows."""

MOST_DIGITS = 20
"""Hands up to which each is shown as its digit."""


def tally_words(evaluation: Evaluation | None, asked: Indicator, session: Session) -> str:
    """The fingers that were shown, their mean and that of the time before; what was not asked yet says so."""
    tally = getattr(evaluation, asked) if evaluation else None
    show = show_of(evaluation.on, tally) if evaluation and tally else None
    if evaluation is None or show is None:
        return t("not shown yet")
    fingers = [(str(finger), count) for finger, count in enumerate(show.tally, 1) if count]
    each = "".join(finger * count for finger, count in fingers)
    shown = (
        each
        if show.hands <= MOST_DIGITS
        else ", ".join(
            tn("{n} showed {finger}", "{n} showed {finger}", count, finger=finger) for finger, count in fingers
        )
    )
    line = next(it for it in hands_lines(session, evaluation.on) if it.asked == asked)
    before = [it for it in line.shows if it.on < evaluation.on]
    was = f", {t('was {mean}', mean=figure(f'{before[-1].mean:.1f}'))}" if before else ""
    return f"{shown} · {t('{mean} of 5', mean=figure(f'{show.mean:.1f}'))}{was}"


def hands_rows(evaluation: Evaluation | None, view: Frame) -> tuple[Row, ...]:
    """The three questions with what was shown, and the examples that were given."""
    rows: list[Row] = []
    for asked in TALLIES:
        rows += [
            Words(f"{HANDS}{asked}", t("{question}?", question=TALLIES[asked])),
            Words(None, tally_words(evaluation, asked, view.session), "bold", 4, counted=False),
        ]
    if view.session.behaviour:
        rows.insert(1, Words(None, t("“{words}”", words=view.session.behaviour), "", 4, counted=False))
    note = evaluation.note if evaluation else None
    return (*rows, Words(None, note)) if note else tuple(rows)


def outside_rows(session: Session, view: Frame) -> tuple[Row, ...]:
    """What people outside have said since the last time; where nobody has, what was said last."""
    said = sorted((it for it in session.feedback if it.live), key=lambda it: it.on)
    new = [it for it in said if it.on > last_time(session, view.today)] or said[-1:]
    rows = [Words(it.id, f"{feedback_words(it)} ({t(day(it.on, view.today))})", mark="·") for it in new]
    return (BLANK, Heading(None, t("From outside the room")), *rows) if rows else ()


def milestone_rows(session: Session, view: Frame) -> tuple[Row, ...]:
    """Those that are still ahead, and those that were reached since the last time."""
    since, kept = last_time(session, view.today), {it.id for it in session.improvements if it.live}
    shown = [
        it for it in session.milestones
        if it.live and it.improvement in kept and (it.reached is None or it.reached > since)
    ]  # fmt: skip
    rows: list[Row] = []
    for it in shown:
        due = t(by_day(it.due, view.today)) if it.due else t("no date")
        words = t("reached {day}", day=day(it.reached, view.today)) if it.reached else due
        rows.append(Words(it.id, labelled(it.text, words), mark="✓" if it.reached else "·"))
    return (BLANK, Heading(None, t("Milestones")), *rows) if rows else ()


def goal_rows(session: Session, view: Frame) -> tuple[Row, ...]:
    """Each goal with its baseline, its target and the last number measured."""
    rows: list[Row] = []
    for goal in goal_lines(session, view.today):
        unit = f" {goal.goal.unit}" if goal.goal.unit else ""
        ends = f"{_number_words(goal.baseline)} → {_number_words(goal.target)}{unit}"
        last = goal.last
        now = (
            t("now {value} ({day})", value=number(last.value), day=day(last.on, view.today))
            if last
            else t("not measured yet")
        )
        rows += [Words(goal.goal.id, goal.goal.text), Words(None, f"{ends}, {now}", "bold", 4, counted=False)]
    return (BLANK, Heading(None, t("Goals")), *rows) if rows else ()


def _number_words(value: Number | None) -> str:
    return "?" if value is None else t(number(value))


FINGERS = "12345"


class Evaluate(Page, frozen=True, dict=True):
    """How much has changed? Show 1 to 5 fingers."""

    adds = "what others say"

    types_digits = True

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The three questions, feedback, goals, milestones."""
        session = view.session
        return (*hands_rows(evaluation_of(view), view), *outside_rows(session, view), *goal_rows(session, view),
                *milestone_rows(session, view))  # fmt: skip

    def edit(self, view: Frame) -> Prompt | None:
        """The show of hands, the number of a goal, or the day of a milestone."""
        cursor = view.cursor or f"{HANDS}behaviour"
        if cursor.startswith(HANDS):
            return HandsPrompt(cursor.removeprefix(HANDS))
        if any(goal.id == cursor for goal in view.session.goals):
            return MeasurePrompt(cursor)
        if any(it.id == cursor for it in view.session.milestones):
            return ReachedPrompt(cursor)
        return self.words(view)

    def prompt_for(self, action: str, view: Frame) -> Prompt | None:
        """A comment is an example to the hands."""
        return ExamplePrompt() if action == "report.note" else super().prompt_for(action, view)

    def words(self, view: Frame) -> Prompt | None:
        """What was said outside, to be corrected; else the words of the row."""
        said = any(it.id == view.cursor for it in view.session.feedback)
        return FeedbackPrompt(view.cursor or "") if said else super().words(view)

    def answer(self, digit: int, view: Frame, report_id: str) -> Prompt | tuple[()]:
        """The first finger of the question under the cursor, or the first digit of a goal's number."""
        box = self.edit(view)
        hands = isinstance(box, HandsPrompt) and digit <= len(FINGERS)
        return box if box is not None and (hands or isinstance(box, MeasurePrompt)) else ()

    def capture(self, view: Frame) -> Prompt:
        """Words from outside the room."""
        return FeedbackPrompt()

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next question for which no hands were shown."""
        evaluation = evaluation_of(view)
        left = [asked for asked in get_args(Indicator) if not (evaluation and getattr(evaluation, asked))]
        return f"{HANDS}{left[-1 if back else 0]}" if left else None

    def hints(self, view: Frame) -> Hints:
        """Hands, a number, feedback."""
        kinds = (("goals", said("today's number")), ("feedback", said("edit")), ("milestones", said("reached")))
        named = (word for table, word in kinds if any(it.id == view.cursor for it in getattr(view.session, table)))
        edit = next(named, "count hands")
        return (("item.edit", edit), ("capture.open", "words from outside"), ("report.note", "example"),
                ("stage.next", "next stage"), ("clock.toggle", "pause"))  # fmt: skip
