"""What is asked after an answer at a check-in: did the roadblock come, and did the contingency run?"""

import datetime as dt
from dataclasses import replace

from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.gaps import brief
from flipchart.domain.plan import Step
from flipchart.domain.record import find
from flipchart.domain.session import Session
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.prompts.follow_up import ChangedPrompt
from flipchart.tui.prompts.prompt import KEEP, Do, Outcome, Prompt, Question
from flipchart.tui.stages.checkin import CHOICES, tell

DONE = 1
"""The digit that says done."""


def ask_state(frame: SessionFrame) -> Outcome:
    """Ask how the step under the cursor stands, on every page and outside every sitting too."""
    step = frame.step
    if step is None:
        return Outcome(said="Put the cursor on a step first.")
    if frame.page.follows_up:
        return Outcome(said=f"1 to {len(CHOICES)} say how it stands.")
    menu = tuple((words[2:], Outcome(effect=Do("state", (step.id, digit))))
                 for digit, (words, _) in enumerate(CHOICES, 1))  # fmt: skip
    return Outcome(question=Question("state", f"{brief(step.text)}:", menu=menu))


def set_state(frame: SessionFrame, id: str, digit: int) -> Outcome:
    """Report how a step stands, by the digit of a check-in."""
    reported = tell(digit, frame.with_cursor(id), frame.ids())
    if isinstance(reported, Prompt):
        return Outcome(then=reported)
    return after_report(frame, Outcome(reported), id, digit)


def after_report(frame: SessionFrame, outcome: Outcome, id: str, digit: int) -> Outcome:
    """Ask after a step that is done what became of its if-then line, and what it changed where nobody is hurried."""
    if digit != DONE:
        return outcome
    return replace(outcome, asks=id, then=KEEP if frame.page.one_by_one else ChangedPrompt(id))


def roadblock_question(session: Session, id: str, today: dt.date) -> Question | None:
    """Ask once a day of a step that had an if-then line; the question waits and can be passed over."""
    step = find(session.steps, id, "step")
    reports = [it for it in session.reports if it.live and it.step == id and it.on == today]
    if not step.roadblock or any(it.obstacle_came is not None for it in reports):
        return None
    text, came = f"Did it come: {brief(step.roadblock)}?", Outcome(effect=Do("roadblock.came", (id,)))
    return Question(f"roadblock:{id}", text, ("yes", came), ("no", _report(id, came=False, ran=None)))


def _report(id: str, *, came: bool, ran: bool | None) -> Outcome:
    return Outcome(effect=Do("roadblock.report", (id, came, ran)))


def roadblock_came(frame: SessionFrame, id: str) -> Outcome:
    """Ask whether the contingency ran, where there is one."""
    step: Step = find(frame.session.steps, id, "step")
    if not step.contingency:
        return report_roadblock(frame, id, True, None)
    text = f"Did this run then: {brief(step.contingency)}?"
    yes, no = ("yes", _report(id, came=True, ran=True)), ("no", _report(id, came=True, ran=False))
    return Outcome(question=Question(f"roadblock:{id}", text, yes, no))


def report_roadblock(frame: SessionFrame, id: str, came: bool, ran: bool | None) -> Outcome:
    """Report what became of an if-then line."""
    report = RecordReport(
        id, frame.today, frame.ids(), obstacle_came=came, contingency_ran=ran, run=frame.sitting
    )  # fmt: skip
    return Outcome((report,))
