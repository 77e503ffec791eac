"""Owners and timelines, people first: one after the other is asked what they take."""

from flipchart.domain.commands.steps import AssignStep
from flipchart.domain.figures import load
from flipchart.domain.needs import lacking, lacks_owner
from flipchart.domain.plan import Step
from flipchart.domain.said import said
from flipchart.domain.session import Session
from flipchart.tui.prompts.prompt import KEEP, Outcome, Prompt
from flipchart.tui.prompts.steps import DuePrompt, TakePrompt, WhoWhenPrompt
from flipchart.tui.stages.assign import Assign
from flipchart.tui.stages.page import Hints
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, Span
from flipchart.tui.text.plan import due_words, ordered
from flipchart.tui.text.rows import Heading, Row, Stack

WHO = "who:"
"""The prefix of the mode in which people are asked first; the name of the person follows."""

MOST_DIGITS = 9


def people_here(session: Session) -> tuple[str, ...]:
    """Those who are asked: who is here, or all people where nobody was marked."""
    run = session.last_run
    return (run.present if run else ()) or session.people


def first_person(session: Session) -> str | None:
    """The mode in which the first of the people is asked, or None where nobody is known."""
    people = people_here(session)
    return f"{WHO}{people[0]}" if people else None


class WhoFirst(Assign, frozen=True, dict=True):
    """Which of these do you take?"""

    def asked(self, view: Frame) -> str:
        """The person who is asked."""
        return view.mode.removeprefix(WHO)

    def sort(self, session: Session, today: object) -> tuple[str, ...]:
        """The steps that nobody has, then those without a day; the rest is not asked about."""
        wanting = [step for step in session.steps if lacking(session, step)]
        return tuple(step.id for step in sorted(wanting, key=lambda step: step.owner is not None))

    def focus_words(self, view: Frame, short: bool) -> str:
        """Who is asked, and of how many."""
        people, who = people_here(view.session), self.asked(view)
        place = f" ({t('{n} of {count}', n=people.index(who) + 1, count=len(people))})" if who in people else ""
        return (
            t("{name}: which is yours?", name=who) + place
            if short
            else t("{name}, which one is yours?", name=who) + place
        )

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The steps that nobody had when the people were first asked, each with one number, and its owner now."""
        rows = tuple(_row(step, str(number), view) for number, step in enumerate(self._steps(view), 1))
        return rows or (Heading(None, t("Every step has an owner and a date.")),)

    def _steps(self, view: Frame) -> list[Step]:
        return [step for step in ordered(view) if step.id in view.order]

    def load(self, view: Frame, typed: str) -> Line:
        """All people with the number of their open steps here, the one who is asked first."""
        people, who = people_here(view.session), self.asked(view)
        place = people.index(who) if who in people else 0
        spans: list[Span] = []
        for name in (*people[place:], *people[:place]):
            spans += [Span(f"{name} {load(view.session, name)}", "key" if name == who else ""), Span("  ")]
        return tuple(spans)

    def answer(self, digit: int, view: Frame, report_id: str) -> Outcome | tuple[()]:
        """The person takes the step with this number; then its day is asked."""
        steps = self._steps(view)
        if digit > len(steps):
            return ()
        step = steps[digit - 1]
        who = self.asked(view)
        taken = AssignStep(step.id, who, step.due, step.hoped, view.today, report_id, view.planning)
        return Outcome((taken,), DuePrompt(step.id) if step.due is None else KEEP, step.id)

    def edit(self, view: Frame) -> Prompt | None:
        """The person takes the step under the cursor, and by when; who and when of one that is taken."""
        if view.step is None:
            return None
        free = lacks_owner(view.session, view.step)
        return TakePrompt(view.step.id, self.asked(view)) if free else WhoWhenPrompt(view.step.id)

    def turn(self, view: Frame, back: bool) -> str | None:
        """The next person, round and round."""
        people, who = people_here(view.session), self.asked(view)
        if not people:
            return None
        here = people.index(who) if who in people else -1
        return f"{WHO}{people[(here + (-1 if back else 1)) % len(people)]}"

    def hints(self, view: Frame) -> Hints:
        """Take, the next person, all steps."""
        last = min(len(self._steps(view)), MOST_DIGITS)
        return (
            (f"answer.{last or 1}", said("takes it")), ("gap.next", "next person"), ("leave", "all steps"),
            ("item.edit", "takes it by"), ("stage.next", "next stage"), ("clock.toggle", "pause"),
        )  # fmt: skip


def _row(step: Step, number: str, view: Frame) -> Row:
    number = number if int(number) <= MOST_DIGITS else "·"
    promise = " · ".join(part for part in (step.owner, due_words(step, view)) if part)
    if lacks_owner(view.session, step):
        return Stack(step.id, number, step.text, due_words(step, view))
    return Stack(step.id, number, step.text, below=(Span(promise or t("taken"), "info" if step.due else "warn"),))
