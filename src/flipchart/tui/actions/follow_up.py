"""What is asked after an answer at a check-in: did the roadblock come, and did the contingency run?"""

from typing import TYPE_CHECKING

from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.gaps import brief
from flipchart.domain.plan import Step
from flipchart.tui.actions.clock import ask
from flipchart.tui.intents import Intent
from flipchart.tui.questions import Question

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


def ask_roadblock(room: "SessionScreen", step: Step) -> None:
    """Ask once of a step that is done and had an if-then line; the questions wait and can be passed over."""
    if not step.roadblock:
        return
    text = f"Did it come: {brief(step.roadblock)}?"
    yes = ("yes", lambda: _ask_contingency(room, step))
    ask(room, Question("roadblock", text, yes, ("no", lambda: _tell(room, step, came=False, ran=None))))


def _ask_contingency(room: "SessionScreen", step: Step) -> None:
    if not step.contingency:
        _tell(room, step, came=True, ran=None)
        return
    text = f"Did this run then: {brief(step.contingency)}?"
    yes = ("yes", lambda: _tell(room, step, came=True, ran=True))
    ask(room, Question("contingency", text, yes, ("no", lambda: _tell(room, step, came=True, ran=False))))


def _tell(room: "SessionScreen", step: Step, *, came: bool, ran: bool | None) -> None:
    view = room.view()
    run = view.run.id if view.run else None
    told = RecordReport(
        step.id, view.today, room.flipchart.context.ids(), obstacle_came=came, contingency_ran=ran, run=run
    )
    room.flipchart.receive(Intent((told,)))
