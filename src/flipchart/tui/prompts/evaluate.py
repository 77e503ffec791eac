"""Prompts of an evaluation: shows of hands, feedback from outside, measured goals, milestones reached."""

import datetime as dt
import re
from typing import get_args

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.evaluations import AddEvaluation, AddFeedback, ReviseEvaluation, ReviseFeedback
from flipchart.domain.commands.goals import AddMeasurement, ReviseMilestone
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.plan import Measurement
from flipchart.domain.progress.hands import Fingers, read_hands
from flipchart.domain.record import find
from flipchart.domain.said import quoted, said
from flipchart.domain.saying import TALLIES, Indicator
from flipchart.domain.when import day
from flipchart.domain.when.past import past_day
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt, RestingPrompt
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, tn


def evaluation_of(view: Frame) -> Evaluation | None:
    """The show of hands of this sitting, if there was one."""
    run = view.run.id if view.run else None
    return next((it for it in view.session.evaluations if it.live and it.run == run), None)


class HandsPrompt(Prompt, frozen=True):
    """The fingers shown for the question `item`, one digit a hand; the room sees only how many hands are typed."""

    name = "hands"
    masked = True

    def label(self, view: Frame) -> str:
        """The question."""
        return t("{question}, 1 to 5", question=TALLIES[self._asked])

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "one digit per hand, such as 33445"

    def echo(self, text: str, view: Frame) -> Echo:
        """How many hands, and not which, so that nobody follows anybody."""
        try:
            hands = sum(read_hands(text))
        except Rejected as refused:
            return Echo(hint=str(refused))
        return Echo((tn("{n} hand", "{n} hands", hands),))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep the tally and go on to the next question."""
        try:
            fingers = read_hands(text)
        except Rejected as refused:
            return Outcome(refused=str(refused))
        order: tuple[Indicator, ...] = get_args(Indicator)
        place = order.index(self._asked) + 1
        follower = order[place] if place < len(order) else None
        then = HandsPrompt(follower) if follower else CountedPrompt(self.item)
        return Outcome((self._command(fingers, view, ids),), then, f"hands:{follower or self.item}")

    @property
    def _asked(self) -> Indicator:
        return next(asked for asked in TALLIES if asked == self.item)

    def _command(self, fingers: Fingers, view: Frame, ids: Ids) -> Command:
        known = evaluation_of(view)
        if known is not None:
            return ReviseEvaluation(known.id, {self._asked: fingers})
        run = view.run.id if view.run else None
        return AddEvaluation(Evaluation.of(
            {"id": ids(), "on": view.today, "run": run, self._asked: fingers}
        ))  # fmt: skip


class CountedPrompt(RestingPrompt, frozen=True):
    """Stays open after the last show of hands, `item`."""

    name = "counted"
    done = said("All counted")
    done_sentence = said("All hands are counted. Esc, then enter on a question counts again.")


SOURCES = ("survey", "interview", "group", "other")


class FeedbackPrompt(Prompt, frozen=True):
    """What somebody outside the room said: `interview Dr Osei: the letters arrive now`.

    With an `item` that feedback is reworded; without one it is new, and the prompt stays open for the next.
    """

    name = "feedback"
    verb = "keep"

    @property
    def stays(self) -> bool:  # type: ignore[override]
        """Only for what is new."""
        return not self.item

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "From outside"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "interview Dr Osei: the letters arrive now"

    def start(self, view: Frame) -> str:
        """The line as one would have typed it."""
        said = next((it for it in view.session.feedback if it.id == self.item), None)
        if said is None:
            return ""
        head = " ".join(part for part in (said.source, said.who) if part)
        return f"{head}: {said.text}" if head or ":" in said.text else said.text

    def echo(self, text: str, view: Frame) -> Echo:
        """Source, who, and the words."""
        source, who, words = read_feedback(text)
        return Echo(tuple(part for part in (source, who, words) if part))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep it with the day."""
        source, who, words = read_feedback(text)
        if not words:
            return Outcome(refused="What was said? Type it after the colon.")
        values = {"text": words, "who": who or None, "source": source or None}
        if self.item:
            return Outcome((ReviseFeedback(self.item, values),), None, view.cursor)
        new = Feedback.of({"id": ids(), "on": view.today, **values})
        return Outcome((AddFeedback(new),), self, view.cursor)


def read_feedback(text: str) -> tuple[str, str, str]:
    """Return source, who and words of a line; a line without a colon is words alone."""
    head, colon, words = text.partition(":")
    if not colon:
        return "", "", text.strip()
    first, _, rest = head.strip().partition(" ")
    if first.casefold() in SOURCES:
        return first.casefold(), rest.strip(), words.strip()
    return "", head.strip(), words.strip()


class MeasurePrompt(Prompt, frozen=True):
    """Today's number for the goal `item`."""

    name = "measure"

    def label(self, view: Frame) -> str:
        """What is measured."""
        goal = find(view.session.goals, self.item, "goal")
        return quoted(goal.measure or goal.text)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep it with the day."""
        value = read_number(text, view.language)
        if value is None:
            return Outcome(refused="That is not a number. Type one such as 12 or 3.5.")
        return Outcome((AddMeasurement(Measurement(goal=self.item, on=view.today, value=value)),), None, view.cursor)


def read_number(text: str, language: str | None = None) -> int | float | None:
    """Return a finite number as people type it, or None.

    In any language but English a comma is read as the decimal mark, too.
    """
    digits = text.strip().removesuffix("%").replace(" ", "")
    if (language or "en")[:2].casefold() != "en":
        digits = re.sub(r"^([+-]?[0-9]+),([0-9]+)$", r"\1.\2", digits)
    try:
        value = float(digits)
    except ValueError:
        return None
    if not abs(value) < 1e15:
        return None
    return int(value) if digits.lstrip("+-").isdecimal() else value


class ExamplePrompt(Prompt, frozen=True):
    """What the low hand and the high hand gave as examples."""

    name = "example"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Example"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "one low hand, one high hand: why?"

    def start(self, view: Frame) -> str:
        """What was written so far."""
        known = evaluation_of(view)
        return (known.note if known else None) or ""

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep it beside the hands."""
        known = evaluation_of(view)
        command: Command = (
            ReviseEvaluation(known.id, {"note": text})
            if known is not None
            else AddEvaluation(Evaluation(id=ids(), on=view.today, run=view.run_under_way, note=text))
        )
        return Outcome((command,), None, view.cursor)


class ReachedPrompt(Prompt, frozen=True):
    """The day on which the milestone `item` was reached."""

    name = "reached"
    replaced = True

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Reached"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "today · last fri · - for not yet"

    def start(self, view: Frame) -> str:
        """Today, unless it was reached before."""
        reached = find(view.session.milestones, self.item, "milestone").reached
        return "today" if reached is None else reached.isoformat()

    def echo(self, text: str, view: Frame) -> Echo:
        """The day, or why it is none."""
        try:
            on = _reached(text, view)
        except Rejected as refused:
            return Echo(hint=refused.sentence)
        return Echo((t("reached {day}", day=day(on, view.today)) if on else t("not reached yet"),))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep the day; one that is still to come is refused."""
        try:
            on = _reached(text, view)
        except Rejected as refused:
            return Outcome(refused=str(refused))
        return Outcome((ReviseMilestone(self.item, {"reached": on}),), None, view.cursor)


def _reached(text: str, view: Frame) -> dt.date | None:
    if text.strip() == "-":
        return None
    return past_day(text, view.today, view.date_order, view.language)
