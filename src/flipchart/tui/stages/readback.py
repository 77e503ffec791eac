"""Read-back: one promise on the screen, large, and its owner's answer."""

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.steps import AnswerStep
from flipchart.domain.kinds import Answer
from flipchart.domain.plan import Step
from flipchart.domain.said import said
from flipchart.domain.saying import if_then
from flipchart.domain.when import by_day, by_word, day, moment
from flipchart.tui.prompts.prompt import Outcome
from flipchart.tui.prompts.steps import InsteadPrompt, TellsPrompt
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.large import Large
from flipchart.tui.text.layout import SHORT
from flipchart.tui.text.lines import Line, Span, wrap
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

ANSWERS: dict[int, Answer] = {1: "accepted", 2: "tentative", 3: "declined", 4: "absent"}
SAID: dict[Answer, str] = {
    "accepted": said("yes"), "tentative": said("tentative"), "declined": said("no"), "absent": said("absent"),
}  # fmt: skip
STYLES = ("answer-ok", "answer-warn", "answer-late", "answer")

AROUND = 5
"""Rows that the answers, the keys and the blank ones between them take."""


BOXED = 4
"""Further rows for an open line, its echo and its hint."""


def promises(view: Frame) -> tuple[Step, ...]:
    """The live steps that somebody took."""
    return tuple(step for step in view.session.steps if step.live and step.owner)


def spoken(step: Step) -> str:
    """The step after "will": its first letter small, unless the first word is written in capitals."""
    text = step.text
    return text if text[1:2].isupper() or not text[:1].isalpha() else text[:1].lower() + text[1:]


def promise_rows(step: Step, view: Frame) -> tuple[Row, ...]:
    """Who will do what by when, the first step, and what then if."""
    rows: list[Row] = [Words(None, step.owner or "", "bold"), Words(None, t("will {words}", words=spoken(step)))]
    if step.helpers:
        rows.append(Words(None, t("with {names}", names=", ".join(step.helpers))))
    rows.append(BLANK)
    if step.due:
        rows.append(Words(None, t(by_day(step.due, view.today, hoped=step.hoped, full=True)), "bold"))
    else:
        rows.append(Words(None, t("? by which day"), "warn"))
    if step.first_step or step.first_step_at:
        at = t(moment(view.local(step.first_step_at), view.today)) if step.first_step_at else ""
        what = ": ".join(part for part in (at, step.first_step) if part)
        rows.append(Words(None, t("first step {words}", words=what)))
    if answer := t(if_then(step.roadblock, step.contingency)):
        rows.append(Words(None, answer))
    return tuple(rows)


def large_rows(step: Step, view: Frame, room: int) -> tuple[Row, ...]:
    """Return the promise for the back row: owner and day in block letters, in at most `room` rows.

    The details give way first, then the size of the letters.
    """
    width, short = view.columns - 6, view.columns * 2 // 3
    by = t(by_word(step.due, view.today, hoped=step.hoped)) if step.due else ""
    promised = t("will {words}", words=spoken(step))
    head = (*(Words(None, text, "bold", 0) for text in wrap(promised, short)),)
    helped = (Words(None, t("with {names}", names=", ".join(step.helpers)), indent=0),) if step.helpers else ()
    on = t(day(step.due, view.today)) if step.due else ""
    when: tuple[Row, ...] = (Words(None, t("? by which day"), "warn", 0),)
    if step.due:
        when = (Words(None, by, "quiet", 0), Large(None, on, "fill", view.ascii_only, view.vast))
    big = (Large(None, step.owner or "", "bold", view.ascii_only, view.vast), BLANK, *head, *helped, BLANK, *when)
    close = (big[0], *_sentence(step, promised, by, short), when[-1])
    sizes: tuple[tuple[Row, ...], ...] = ((*big, BLANK, *_details(step, view)), big, *((close,) if step.due else ()))
    for rows in sizes:
        if sum(len(row.lines(width, selected=False)) for row in rows) <= room:
            return rows
    small = when[0]
    if step.due:
        small = Words(None, t(by_day(step.due, view.today, hoped=step.hoped, full=True)), "bold", 0)
    return (Words(None, step.owner or "", "bold", 0), *head, *helped, small, *_details(step, view))


def _sentence(step: Step, promised: str, by: str, width: int) -> tuple[Row, ...]:
    """Return owner and promise in one sentence with the word before the day, where there are no rows for each."""
    helped = [t("with {names}", names=", ".join(step.helpers))] if step.helpers else []
    sentence = " ".join([promised, *helped]) + (f" {by}" if by == t("by") else f", {by}")
    return tuple(Words(None, text, "bold", 0) for text in wrap(sentence, width))


def _details(step: Step, view: Frame) -> tuple[Row, ...]:
    """The if-then line and the first step, as sentences."""
    rows: list[Row] = []
    if answer := t(if_then(step.roadblock, step.contingency)):
        rows.append(Words(None, f"{answer[:1].upper()}{answer[1:]}.".replace("?.", "?"), indent=0))
    if step.first_step or step.first_step_at:
        at = t(moment(view.local(step.first_step_at), view.today)) if step.first_step_at else ""
        what = ": ".join(part for part in (t("Starts {at}", at=at) if at else t("First"), step.first_step) if part)
        rows.append(Words(None, f"{what}.", indent=0))
    return tuple(rows)


class ReadBack(Page, frozen=True, dict=True):
    """One promise per screen; its owner says yes, tentative or no."""

    one_by_one = asks_itself = titled = True
    adds = ""

    def items(self, view: Frame) -> list[str]:
        """The promises in the order of the plan."""
        return [step.id for step in promises(view)]

    def focus_words(self, view: Frame, short: bool) -> str:
        """Which promise it is, of how many."""
        ids = self.items(view)
        step = self._here(view)
        return t("{n} of {count}", n=ids.index(step.id) + 1, count=len(ids)) if step else ""

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The promise under the cursor."""
        step = self._here(view)
        if step is None:
            if any(it.carried_to for it in view.session.steps):
                return (Heading(None, t("What was promised was carried on, and is read back there.")),)
            return (Heading(None, t("Nobody has taken a step yet, so there is nothing to read back.")),)
        given = (
            (BLANK, Words(None, t("answered: {answer}", answer=SAID[step.answer]), "bold", 0)) if step.answer else ()
        )
        if view.at_desk:
            return (BLANK, *promise_rows(step, view), *given)
        head = () if view.stage else (Heading(None, f"{t('Read-back')}  {self.focus_words(view, short=True)}"),)
        short = view.lines < SHORT
        around = AROUND - 2 * short + view.boxed * BOXED
        room = view.lines - around - 5 * (view.stage is not None) - len(head) - len(given)
        return (*head, *(() if short and view.boxed else (BLANK,)), *large_rows(step, view, room), *given)

    def answers(self, view: Frame) -> Line:
        """The four answers with their digits."""
        words = ((f"{digit} {t(SAID[answer])}", style)
                 for (digit, answer), style in zip(ANSWERS.items(), STYLES, strict=True))  # fmt: skip
        return tuple(part for choice in words for part in (Span(*choice), Span("    "))) if self._here(view) else ()

    def answer(self, digit: int, view: Frame, report_id: str) -> tuple[Command, ...] | Outcome:
        """1 yes, 2 tentative; after 3 no it is asked who instead, after 4 absent who tells them."""
        step = self._here(view)
        if step is None or digit not in ANSWERS:
            return ()
        asked = {"declined": InsteadPrompt, "absent": TellsPrompt}.get(ANSWERS[digit])
        commands = (AnswerStep(step.id, ANSWERS[digit]),)
        return Outcome(commands, asked(step.id), step.id) if asked else commands

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next promise."""
        return self.advance(view, back)

    def hints(self, view: Frame) -> Hints:
        """On, edit; the answers have a line of their own."""
        codes = (("share.codes", "codes"),) if promises(view) else ()
        return (("stage.next", "next promise"), *codes, ("item.edit", "edit"), ("step.due", "date"))

    @staticmethod
    def _here(view: Frame) -> Step | None:
        steps = promises(view)
        return next((step for step in steps if step.id == view.cursor), steps[0] if steps else None)
