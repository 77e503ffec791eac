"""What is asked after an answer at a check-in: whether the roadblock came, and whether the contingency ran."""

from msgspec.structs import replace

from flipchart.domain.check_in import ROADBLOCK, unasked_roadblocks
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.plan import Step
from flipchart.domain.record import find
from flipchart.domain.text import brief
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.prompts.follow_up import ChangedPrompt, StandsPrompt
from flipchart.tui.prompts.prompt import KEEP, Do, Outcome, Question
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t

DONE = 1
"""The digit that says done."""


def ask_state(frame: SessionFrame) -> Outcome:
    """Ask how the step under the cursor stands; this works on every page, also outside a run."""
    step = frame.step
    if step is None:
        return Outcome(notice="Put the cursor on a step first.")
    return Outcome(then=StandsPrompt(step.id))


def after_report(frame: SessionFrame, outcome: Outcome, id: str, digit: int) -> Outcome:
    """After a step is done ask what became of its if-then line and, where there is time for it, what it changed."""
    if digit != DONE:
        return outcome
    return replace(outcome, asks=id, then=KEEP if frame.page.one_by_one else ChangedPrompt(id))


ABOUT = "roadblock:"
"""The prefix of the names of questions about roadblocks; the step's id follows."""


def roadblock_question(frame: Frame, id: str) -> Question | None:
    """Return the question what became of a step's if-then line, at most once a day; it may be left unanswered."""
    step = find(frame.session.steps, id, "step")
    reports = [it for it in frame.session.reports if it.live and it.step == id and it.on == frame.today]
    if not step.roadblock or any(it.obstacle_came is not None for it in reports):
        return None
    text = _of(step, frame, t("Did it happen: {words}?", words=brief(step.roadblock)))
    came = Outcome(effect=Do("roadblock.came", (id,)))
    return Question(f"{ABOUT}{id}", text, ("yes", came), ("no", _report(id, came=False, ran=None)))


def _of(step: Step, frame: Frame, question: str) -> str:
    # The page shows another step by then.
    return f"{brief(step.text, 18 if frame.narrow else 32).rstrip('.?!')}. {question}"


def waiting_roadblocks(frame: Frame) -> tuple[Question, ...]:
    """Return the questions about roadblocks that were not answered when the session was left, the newest first."""
    ids = reversed(unasked_roadblocks(frame.session, frame.run_under_way))
    return tuple(question for id in ids if (question := roadblock_question(frame, id)))


def passed_over(question: Question) -> Outcome:
    """Take a question away unanswered; one about a roadblock is not asked again."""
    if question.left is not None:
        return replace(question.left, answered=question.name)
    about = question.name.removeprefix(ABOUT)
    waved = (WaveGap(ROADBLOCK, about),) if about != question.name else ()
    return Outcome(waved, answered=question.name)


def _report(id: str, *, came: bool, ran: bool | None) -> Outcome:
    return Outcome(effect=Do("roadblock.report", (id, came, ran)))


def roadblock_came(frame: SessionFrame, id: str) -> Outcome:
    """Ask whether the contingency ran, where there is one."""
    step: Step = find(frame.session.steps, id, "step")
    if not step.contingency:
        return report_roadblock(frame, id, True, None)
    text = _of(step, frame, t("Was this done then: {words}?", words=brief(step.contingency)))
    yes, no = ("yes", _report(id, came=True, ran=True)), ("no", _report(id, came=True, ran=False))
    return Outcome(question=Question(f"{ABOUT}{id}", text, yes, no))


def report_roadblock(frame: SessionFrame, id: str, came: bool, ran: bool | None) -> Outcome:
    """Report what became of an if-then line."""
    report = RecordReport(
        id, frame.today, frame.ids(), obstacle_came=came, contingency_ran=ran, run=frame.run_under_way
    )  # fmt: skip
    return Outcome((report,))
