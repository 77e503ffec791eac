"""Boxes of an evaluation that take words and days: the examples to a show of hands, and milestones reached."""

import datetime as dt
from dataclasses import dataclass

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.evaluations import AddEvaluation, ReviseEvaluation
from flipchart.domain.commands.milestones import ReviseMilestone
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Evaluation
from flipchart.domain.record import find
from flipchart.domain.when import day, read_date
from flipchart.ids import Ids
from flipchart.tui.prompts.evaluate import evaluation_of
from flipchart.tui.prompts.prompt import Box, Echo, Outcome
from flipchart.tui.text.frame import View


@dataclass(frozen=True, slots=True)
class ExampleBox(Box):
    """What the low hand and the high hand gave as examples."""

    name = "example"

    def label(self, view: View) -> str:
        """What is asked."""
        return "Example"

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "one low hand, one high hand: why?"

    def start(self, view: View) -> str:
        """What was written so far."""
        known = evaluation_of(view)
        return (known.note if known else None) or ""

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Keep it beside the hands."""
        known = evaluation_of(view)
        command: Command = (
            ReviseEvaluation(known.id, {"note": text})
            if known is not None
            else AddEvaluation(Evaluation(id=ids(), on=view.today, run=view.sitting, note=text))
        )
        return Outcome((command,), None, view.cursor)


@dataclass(frozen=True, slots=True)
class ReachedBox(Box):
    """The day on which the milestone `item` was reached."""

    name = "reached"

    def label(self, view: View) -> str:
        """What is asked."""
        return "Reached"

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "today · last fri · - for not yet"

    def start(self, view: View) -> str:
        """Today, unless it was reached before."""
        reached = find(view.session.milestones, self.item, "milestone").reached
        return "today" if reached is None else reached.isoformat()

    def echo(self, text: str, view: View) -> Echo:
        """The day, or why it is none."""
        try:
            on = _reached(text, view)
        except Rejected as refused:
            return Echo(hint=refused.reason)
        return Echo((f"reached {day(on, view.today)}" if on else "not reached yet",))

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Keep the day; one that is still to come is refused."""
        try:
            on = _reached(text, view)
        except Rejected as refused:
            return Outcome(refused=str(refused))
        return Outcome((ReviseMilestone(self.item, {"reached": on}),), None, view.cursor)


def _reached(text: str, view: View) -> dt.date | None:
    if text.strip() == "-":
        return None
    on = read_date(text, view.today, view.date_order)
    if on > view.today:
        raise Rejected(f"{day(on, view.today)} is still to come.", "Type today or a day before it.")
    return on
