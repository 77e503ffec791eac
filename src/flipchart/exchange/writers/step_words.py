"""The plan in words: what is said of its improvements and steps, line by line, for every format that is read."""

import datetime as dt
import uuid
from collections.abc import Iterator

from flipchart.domain.figures import counts
from flipchart.domain.follow_up import Report
from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Improvement, Milestone, Step
from flipchart.domain.saying import STATES, counted, if_then, listed
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.markup import ANSWERS, MARKDOWN, Markup

NAMES = uuid.UUID("6f1c8a52-5d0b-4b7e-9a2f-3c9e1d7a4b60")
"""The namespace in which events and steps of this program are named (RFC 9562, version 5); never changed."""


def task_uuid(session: Session, step: Step) -> str:
    """Return the UUID by which task tools know a step, the same in every export."""
    return str(uuid.uuid5(NAMES, f"{session.id}/{step.id}"))


def event_uid(session: Session, step: Step) -> str:
    """Return the UID by which calendars know a step."""
    return f"{task_uuid(session, step)}@flipchart"


def details(session: Session, step: Step, view: View) -> Iterator[str]:
    """Yield a line for each thing that was said of a step, in people's own words."""
    if step.state in ("doing", "blocked"):
        yield STATES[step.state].capitalize()
    if step.helpers:
        yield f"With {listed(list(step.helpers))}"
    if step.done_when:
        yield f"Done when {step.done_when}"
    if step.first_step or step.first_step_at:
        at = f" {view.full_moment(step.first_step_at)}" if step.first_step_at else ""
        yield f"First{at}: {step.first_step or 'begin'}"
    if answer := if_then(step.roadblock, step.contingency):
        yield f"{answer[:1].upper()}{answer[1:]}"
    if needs := [it.text for it in session.resources if step.id in it.steps and it.live and it.status != "have"]:
        yield f"Needs {listed(needs)}"


def everything(session: Session, step: Step, view: View) -> Iterator[str]:
    """Yield a line each: the improvement, all details and the note, none of them with a line break."""
    improvement = improvement_of(session, step)
    lines = [f"For: {improvement}" if improvement else "", *details(session, step, view)]
    lines += [f"Hoped for by {view.full_day(step.due)}"] if step.hoped and step.due else []
    lines += [f"Note: {step.note}"] if step.note else []
    yield from (" ".join(line.split()) for line in lines if line.strip())


def improvement_of(session: Session, step: Step) -> str:
    """Return the words of the improvement that a step belongs to, "" for none of the plan."""
    return next((it.text for it in session.improvements if it.id == step.improvement and it.live), "")


def given_out(session: Session) -> tuple[Step, ...]:
    """The steps that others read about: additions that were undone and what was carried over are not among them."""
    return tuple(step for step in session.steps if not was_undone(step) and step.carried_to is None)


GONE = "something that is no longer in the plan"
"""The text in place of an id that is unknown: ids are never shown."""

NOBODY = "nobody yet"
NO_REASON = "no reason told"


def figures(session: Session, today: dt.date, *, shamed: bool = True) -> tuple[str, ...]:
    """Return how the plan stands, each figure with its fraction; nothing for a plan without steps.

    Where nobody should be `shamed`, what is late is left to the dates, and slips are shown by what came of them.
    """
    count = counts(session, today)
    if not count.steps and not count.carried:
        return ()
    parts = [count.done_words if count.completion.whole or count.carried else "nothing to be done"]
    parts[0] += f" ({count.completion.percent})" if count.completion.whole else ""
    parts += [f"{count.on_time.words} done by the first date"] if count.on_time.whole else []
    parts += [f"{count.overdue.words} open late"] if count.late and shamed else []
    if count.slips:
        passed = "it had passed" if count.slips == 1 else "they had passed"
        over = "one that was over" if count.slips == 1 else "some that were over"
        slipped = f"{counted(count.slips, 'date')} moved after {passed}"
        parts.append(slipped if shamed else f"{counted(count.slips, 'new date')} for {over}")
    parts += [f"{count.owned.words} open have an owner", f"{count.dated.words} a date"] if count.live else []
    return tuple(parts)


def who_words(step: Step, markup: Markup = MARKDOWN) -> str:
    """Return who does a step, to begin a line: "Ana Lopes with Bo and Cy"."""
    helpers = f" with {' and '.join(map(markup.inline, step.helpers))}" if step.helpers else ""
    return f"{markup.leading(step.owner) if step.owner else NOBODY}{helpers}"


def when_words(step: Step, view: View) -> str:
    """Return a step's date with what became of it: "by Fri 20 Nov 2026, stuck"."""
    if step.state == "done":
        return f"done {view.full_day(step.finished)}" if step.finished else "done"
    wish = "hoped for" if step.hoped else "by"
    words = f"{wish} {view.full_day(step.due)}" if step.due else "no date yet"
    if step.late(view.today) and not step.hoped:
        words = f"was due {view.full_day(step.due)}" if step.due else words
    if step.carried_to is not None:
        return f"{words}, carried on"
    return words if step.state == "open" else f"{words}, {STATES[step.state]}"


class PlanWords:
    """A session's plan in words, line by line, with what is looked up in it again and again."""

    def __init__(self, session: Session, view: View, markup: Markup = MARKDOWN) -> None:
        self._session = session
        self._view = view
        self._inline = markup.inline
        self._texts = {step.id: step.text for step in session.steps}
        self._texts |= {goal.id: goal.text for goal in session.goals}
        self._live = {item.id for item in session.improvements if item.live}

    def steps_of(self, improvement: str | None) -> list[Step]:
        """The steps of an improvement, or of none that is in the plan; dropped ones last."""
        mine = [
            step for step in self._session.steps
            if (step.improvement if step.improvement in self._live else None) == improvement
            and not was_undone(step)
        ]  # fmt: skip
        return sorted(mine, key=lambda step: step.state == "dropped")

    def about(self, item: Improvement) -> Iterator[str]:
        """Yield a line for each thing that an improvement says beside its words, its votes and its note."""
        if item.goal:
            yield f"Goal: {self._inline(self._texts.get(item.goal, GONE))}"
        if item.area:
            yield f"Key area: {self._inline(item.area)}"
        if item.rating is not None:
            yield f"Rated {item.rating} of 5"
        if item.horizon:
            yield f"Horizon: {item.horizon} term"
        for label, text in (
            ("Strengths", item.strengths),
            ("Barriers", item.barriers),
            ("Reward", item.reward),
        ):
            if text:
                yield f"{label}: {self._inline(text)}"

    def milestones(self, improvement: str) -> list[str]:
        """Return a line for each milestone of an improvement."""
        mine = (it for it in self._session.milestones if it.improvement == improvement and it.live)
        return [self._milestone(it) for it in mine]

    def _milestone(self, item: Milestone) -> str:
        day = f" – by {self._view.full_day(item.due)}" if item.due else ""
        reached = f", reached {self._view.full_day(item.reached)}" if item.reached else ""
        return f"Milestone: {self._inline(item.text)}{day}{reached}"

    def details(self, step: Step, *, shamed: bool = True) -> Iterator[str]:
        """Yield a line for each thing that a step says beside its words, who, when and its note.

        Where it should not be `shamed` by it, nothing is said of the date that was promised first.
        """
        yield from self._details(step)
        yield from self._promise(step) if shamed else ()
        yield from self._history(step)

    def _details(self, step: Step) -> Iterator[str]:
        if step.done_when:
            yield f"Done when: {self._inline(step.done_when)}"
        if step.first_step or step.first_step_at:
            at = self._view.full_moment(step.first_step_at) if step.first_step_at else ""
            yield f"First step: {', '.join(part for part in (self._inline(step.first_step or ''), at) if part)}"
        if answer := if_then(self._inline(step.roadblock or ""), self._inline(step.contingency or "")):
            yield f"{answer[:1].upper()}{answer[1:]}"
        if needs := [it for it in self._session.resources if step.id in it.steps and it.live]:
            yield f"Needs: {', '.join(self._inline(it.text) for it in needs)}"
        if step.after:
            yield f"After: {'; '.join(self._inline(self._texts.get(id, GONE)) for id in step.after)}"
        if step.answer:
            yield f"Read back: {ANSWERS[step.answer]}"

    def _promise(self, step: Step) -> Iterator[str]:
        if step.first_due and step.first_due != step.due:
            yield f"First promised for {self._view.full_day(step.first_due)}"
        if step.moves:
            yield f"Date changed {counted(step.moves, 'time')}"

    def _history(self, step: Step) -> Iterator[str]:
        if step.reason and step.state != "dropped":
            yield f"Reason: {self._inline(step.reason)}"
        if step.carried_from:
            yield "Carried over from an earlier session"
        if step.carried_to:
            yield "Carried over to a later session"
        for report in self._session.reports:
            if report.step == step.id and report.live:
                yield self._report(report)

    def _report(self, report: Report) -> str:
        words = [f"{self._view.full_day(report.on)}: {STATES[report.state]}"]
        words += [f"said by {self._inline(report.owner)}"] if report.owner else []
        words += [f"new date {self._view.full_day(report.due)}"] if report.due else []
        words += [self._inline(report.note)] if report.note else []
        if report.obstacle_came is not None:
            words.append("the obstacle came" if report.obstacle_came else "the obstacle did not come")
        if report.contingency_ran is not None:
            words.append("the answer to it worked" if report.contingency_ran else "the answer to it was not used")
        words += [f"help: {self._inline(report.support)}"] if report.support else []
        return "; ".join(words)
