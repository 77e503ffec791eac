"""Check-in: one step on the screen, late, due and stuck ones first, answered by a digit; then all the rest."""

import datetime as dt

from flipchart.domain.check_in import ask_smaller, check_in
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.kinds import StepState
from flipchart.domain.pending import timed_words
from flipchart.domain.plan import Step
from flipchart.domain.said import said, say_count
from flipchart.domain.saying import STATES, if_then
from flipchart.domain.session import Session
from flipchart.domain.when import by_day, by_word, day
from flipchart.tui.prompts.follow_up import ASKING, CHOICES, DroppedPrompt, NewDatePrompt, NewOwnerPrompt, asked_once
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import labelled, t, tn
from flipchart.tui.text.large import Large
from flipchart.tui.text.lines import Line, Span
from flipchart.tui.text.plan import promise_row
from flipchart.tui.text.rows import BLANK, Heading, Row, Words, together

REST = "rest:"
"""The last item of a check-in: one question for all that is not due."""

STATES_BY_DIGIT: dict[int, StepState] = {1: "done", 2: "doing"}


def answered(digit: int, view: Frame, report_id: str) -> tuple[Command, ...] | Prompt:
    """What a digit says of the step under the cursor: 1 done, 2 under way; the others open a prompt."""
    step = view.step
    if step is None:
        return ()
    if digit in ASKING:
        return ASKING[digit](step.id)
    if digit not in STATES_BY_DIGIT:
        return ()
    report = RecordReport(step.id, view.today, report_id, state=STATES_BY_DIGIT[digit], run=view.run_under_way)
    return (*asked_once(view, step.id), report)


CRAMPED = 16
"""On a screen of fewer rows the owner stands before the promise, on one line."""


def _promised(step: Step, view: Frame) -> tuple[Row, ...]:
    """Return who promised what by when, in as few rows as a short wall needs, and with block letters on a large one.

    Neither the promise nor its owner is ever cut.
    """
    who, style = step.owner or t("? owner"), "bold" if step.owner else "warn"
    quoted = t("“{words}”", words=step.text)
    if view.high and not view.at_desk:
        sign = view.ascii_only
        by = (Words(None, t(by_word(step.due, view.today, hoped=step.hoped)), "quiet", 0),) if step.due else ()
        on = t(day(step.due, view.today)) if step.due else t("no date")
        parted = (BLANK,) if view.vast else ()  # the question above has block letters too
        return (*parted, Large(None, who, style, sign, view.vast), BLANK, Words(None, quoted, "bold", 0), BLANK,
                *by, Large(None, on, "fill", sign, view.vast), BLANK)  # fmt: skip
    when = t(by_day(step.due, view.today, hoped=step.hoped, full=True)) if step.due else t("no date")
    if view.lines < CRAMPED:
        return Words(None, labelled(who, step.text), style), Words(None, when, "bold")
    return Words(None, who, style), Words(None, quoted), Words(None, when, "bold")


class CheckIn(Page, frozen=True, dict=True):
    """Done, under way, stuck, new date, or dropped?"""

    sorts = True
    one_by_one = True
    follows_up = True
    opens_steps = True

    adds = ""

    def sort(self, session: Session, today: dt.date) -> tuple[str, ...]:
        """The ids of the steps that are asked about one by one, fixed when the stage is entered."""
        run = session.last_run
        return tuple(step.id for step in check_in(session, today, run.id if run else None).one_by_one)

    def items(self, view: Frame) -> list[str]:
        """The urgent steps, then one question for all the rest."""
        return [*view.order, REST]

    def advance(self, view: Frame, back: bool) -> str | None:
        """The step after; a step that is not due counts as part of the question for all the rest."""
        here = view.cursor if view.cursor in view.order else REST
        return super().advance(view.with_cursor(here), back)

    def focus_words(self, view: Frame, short: bool) -> str:
        """Which it is, of how many."""
        if view.cursor in view.order:
            return t("{n} of {count}", n=view.order.index(view.cursor) + 1, count=len(view.order))
        return t("all the rest: {count}", count=len(self._rest(view)))

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The step under the cursor, large; or the list of all that is not due."""
        step = view.step
        if step is not None and step.id in view.order:
            return self._one(step, view)
        rest = self._rest(view)
        if not rest:
            return (Heading(None, t("Nothing else is open.")),)
        asked = tn(
            "{n} step not due: is anyone stuck? Go to it and press a digit.",
            "{n} steps not due: is anyone stuck? Go to it and press a digit.",
            len(rest),
        )
        return together((Heading(None, asked), BLANK, *(promise_row(it, view) for it in rest)))

    def _one(self, step: Step, view: Frame) -> tuple[Row, ...]:
        # Nobody is shamed on the wall: no days late and no count of slips, only the question.
        smaller = ask_smaller(view.session, step)
        rows: list[Row] = list(_promised(step, view))
        if step.done_when:
            rows.append(Words(None, t("done when {words}", words=step.done_when)))
        if step.roadblock:
            rows.append(Words(None, t(if_then(step.roadblock, step.contingency))))
        reports = [it for it in view.session.reports if it.live and it.step == step.id and (it.note or it.support)]
        rows += [Words(None, t(smaller), "warn")] if smaller else []
        if reports:
            rows.append(Words(None, t("last time: {words}", words=reports[-1].support or reports[-1].note), "quiet"))
        return (*rows, BLANK, Words(None, t("now: {state}", state=STATES[step.state])))

    def answers(self, view: Frame) -> Line:
        """What a step can be, by digit."""
        gap = Span("  ")
        spans = (Span(f"{digit} {t(words)}", style) for digit, (words, style) in enumerate(CHOICES, 1))
        return tuple(part for span in spans for part in (span, gap)) if view.step else ()

    def _rest(self, view: Frame) -> list[Step]:
        return [step for step in view.session.steps if step.live and step.id not in view.order]

    def pending(self, view: Frame) -> tuple[str, ...]:
        """How many of the urgent steps have no report in this run."""
        reported = {it.step for it in view.session.reports if it.live and view.run and it.run == view.run.id}
        left = sum(id not in reported for id in view.order)
        remaining = view.clock.stage.remaining if view.clock and view.clock.stage else 0
        return (
            timed_words(say_count("{n} to ask about", "{n} to ask about", left), left, remaining)
            if left
            else (t("all asked about"), "")
        )

    def answer(self, digit: int, view: Frame, report_id: str) -> tuple[Command, ...] | Prompt:
        """1 done, 2 under way; 3 stuck, 4 new date, 5 dropped and 6 smaller open a prompt."""
        return answered(digit, view, report_id)

    def prompt_for(self, action: str, view: Frame) -> Prompt | None:
        """A new owner, a new date and a comment are reports here."""
        kinds: dict[str, type[Prompt]] = {
            "step.owner": NewOwnerPrompt, "step.due": NewDatePrompt, "item.drop": DroppedPrompt,
        }  # fmt: skip
        if view.step is not None and action in kinds:
            return kinds[action](view.step.id)
        return super().prompt_for(action, view)

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next step."""
        return self.advance(view, back)

    def hints(self, view: Frame) -> Hints:
        """The next step, its owner, a comment; the answers have a line of their own."""
        onward = said("next step") if view.cursor in view.order else said("next stage")
        earlier = (("report.state", "done earlier"),) if view.step else ()
        return (("stage.next", onward), *earlier, ("step.owner", "new owner"), ("report.note", "comment"),
                ("item.edit", "its page"), ("clock.toggle", "pause"))  # fmt: skip
