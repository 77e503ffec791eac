"""Last promises: what got done since the group met, then what is still promised, then what was done before."""

import datetime as dt
from collections.abc import Iterator

from flipchart.domain.check_in import last_time, wins
from flipchart.domain.figures import counts
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.domain.when import day
from flipchart.tui.stages.checkin import CheckIn
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.plan import done_words, promise_row
from flipchart.tui.text.rows import BLANK, Heading, Row, together

OPEN, BEFORE = "still:", "before:"
"""Where in the order the steps that are still promised begin, and those that were done before."""


class Promises(CheckIn, frozen=True, dict=True):
    """What got done since we met? Wins first."""

    one_by_one = False

    adds = "a step"

    def sort(self, session: Session, today: dt.date) -> tuple[str, ...]:
        """What got done since the last time, what is open, what was done before; the headings stand between them."""
        new = [step.id for step in wins(session, last_time(session, today))]
        kept = [it for it in session.steps if it.state != "dropped" and it.carried_to is None and it.id not in new]
        live = [step.id for step in kept if step.live]
        return (*new, OPEN, *live, BEFORE, *(step.id for step in kept if not step.live))

    def focus_words(self, view: Frame, short: bool) -> str:
        """How far the plan is."""
        return done_words(counts(view.session, view.today))

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """Every promise in its place on entering, those that were added meanwhile at the end."""
        kept = [it for it in view.session.steps if it.state != "dropped"]
        steps = {step.id: step for step in kept if step.carried_to is None}
        if kept and not steps:
            return (Heading(None, t("All steps of this plan were carried on; they are reported there.")),)
        if not steps:
            return (Heading(None, t("There are no steps in this plan yet.")),)
        order = (*view.order, *(id for id in steps if id not in view.order))
        return together(_rows(order, steps, view))

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The first win on entering, then the next step that lacks something."""
        if view.cursor is None:
            return next((id for id in view.order if id not in (OPEN, BEFORE)), None)
        return Page.next_gap(self, view, back)

    def pending(self, view: Frame) -> tuple[str, ...]:
        """Nothing is counted here: it is the minute for what went well."""
        return ("",)

    def hints(self, view: Frame) -> Hints:
        """What it changed, what became of it, its page."""
        return (("answer.1", "answer"), ("report.note", "what it changed"), ("stage.next", "next stage"),
                ("item.edit", "its page"), ("clock.toggle", "pause"))  # fmt: skip


def _rows(order: tuple[str, ...], steps: dict[str, Step], view: Frame) -> Iterator[Row]:
    since = day(last_time(view.session, view.today), view.today)
    first = order[0] in steps
    bare = t("Nothing marked done since {day}.", day=since)
    asked = f"{bare} {t('1 marks it done.')}" if view.writable else bare
    marked = any(steps[id].state == "done" for id in order[: _end(order, 0)] if id in steps)
    if first or not marked:
        yield Heading(None, t("Done since {day}", day=since) if first else asked)
    for place, id in enumerate(order):
        if id in steps:
            yield promise_row(steps[id], view, _last_note(steps[id], view.session))
        elif below := [steps[it] for it in order[place + 1 : _end(order, place)] if it in steps]:
            yield BLANK
            yield Heading(None, _open_words(below) if id == OPEN else t("Done before"))


def _open_words(steps: list[Step]) -> str:
    """The heading over the steps that were open on entering; a step that is marked done meanwhile stays below it."""
    return t("Still promised") if all(step.live for step in steps) else t("Promised until now")


def _end(order: tuple[str, ...], place: int) -> int:
    return order.index(BEFORE) if order[place] == OPEN and BEFORE in order else len(order)


def _last_note(step: Step, session: Session) -> str:
    notes = [it.note for it in session.reports if it.live and it.step == step.id and it.note]
    return notes[-1] if notes and step.state == "done" else ""
