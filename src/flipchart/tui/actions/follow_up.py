"""What is asked after an answer at a check-in: did the roadblock come, and did the contingency run?"""

from typing import TYPE_CHECKING

from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.gaps import brief
from flipchart.domain.plan import Step
from flipchart.domain.record import find
from flipchart.tui.actions.clock import ask
from flipchart.tui.actions.dispatch import Intent, action, open_box
from flipchart.tui.prompts.follow_up import ChangedBox
from flipchart.tui.prompts.prompt import Box
from flipchart.tui.stages.checkin import CHOICES, tell
from flipchart.tui.text.questions import Question

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


DONE = 1
"""The digit that says done."""


@action("report.state")
def state(room: "SessionScreen") -> None:
    """Ask how the step under the cursor stands, on every page and outside every sitting too."""
    step = room.view().step
    if step is None:
        room.flipchart.said = "Put the cursor on a step first."
        return
    if room.page.follows_up:
        room.flipchart.said = f"1 to {len(CHOICES)} say how it stands."
        return
    menu = tuple((words[2:], lambda digit=digit: _tell_state(room, step.id, digit))
                 for digit, (words, _) in enumerate(CHOICES, 1))  # fmt: skip
    ask(room, Question("state", f"{brief(step.text)}:", menu=menu))


def _tell_state(room: "SessionScreen", id: str, digit: int) -> None:
    outcome = tell(digit, room.view().with_cursor(id), room.flipchart.context.ids())
    if isinstance(outcome, Box):
        open_box(room, outcome)
        return
    room.flipchart.receive(Intent(outcome))
    told(room, id, digit)


def told(room: "SessionScreen", id: str, digit: int) -> None:
    """After a step was told done: what became of its if-then line; and what it changed, where that is not hurried."""
    if digit != DONE:
        return
    ask_roadblock(room, id)
    if not room.page.one_by_one:
        open_box(room, ChangedBox(id))


def ask_roadblock(room: "SessionScreen", id: str) -> None:
    """Ask once a day of a step that had an if-then line; the questions wait and can be passed over."""
    view = room.view()
    step = find(view.session.steps, id, "step")
    today = [it for it in view.session.reports if it.live and it.step == id and it.on == view.today]
    if not step.roadblock or any(it.obstacle_came is not None for it in today):
        return
    text = f"Did it come: {brief(step.roadblock)}?"
    yes = ("yes", lambda: _ask_contingency(room, step))
    ask(room, Question(f"roadblock:{id}", text, yes, ("no", lambda: _tell(room, step, came=False, ran=None))))


def _ask_contingency(room: "SessionScreen", step: Step) -> None:
    if not step.contingency:
        _tell(room, step, came=True, ran=None)
        return
    text = f"Did this run then: {brief(step.contingency)}?"
    yes = ("yes", lambda: _tell(room, step, came=True, ran=True))
    ask(room, Question(f"roadblock:{step.id}", text, yes, ("no", lambda: _tell(room, step, came=True, ran=False))))


def _tell(room: "SessionScreen", step: Step, *, came: bool, ran: bool | None) -> None:
    view = room.view()
    report = RecordReport(
        step.id, view.today, room.flipchart.context.ids(), obstacle_came=came, contingency_ran=ran, run=view.sitting
    )
    room.flipchart.receive(Intent((report,)))
