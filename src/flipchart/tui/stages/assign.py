"""Assign: who, what, by when as a table, the open ones first."""

from flipchart.domain.figures import load
from flipchart.domain.quick import read_who_when
from flipchart.domain.saying import if_then
from flipchart.domain.session import Session
from flipchart.tui.prompts.notes import RiskPrompt
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.steps import WhoWhenPrompt
from flipchart.tui.stages.page import Hints, Page, around, no_steps
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.plan import milestone_rows, ordered, promise_row
from flipchart.tui.text.rows import Columns, Heading, Row, together


class Assign(Page, frozen=True, dict=True):
    """Who takes this one, and by which day?"""

    sorts = True

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """Every step with its promise."""
        steps = ordered(view)
        if not steps:
            return (no_steps(view),)
        return together((Columns(None), *(promise_row(step, view) for step in steps)))

    def load(self, view: Frame, typed: str) -> Line:
        """How many steps the owner being named has here."""
        people, here, order = view.session.people, view.here, view.date_order
        read = read_who_when(typed, people, here, order, view.language, helped=True) if typed else None
        step = view.step
        owner = (read.owner if read else None) or (step.owner if step and not typed else None)
        if not owner:
            return ()
        count = load(view.session, owner)
        return line(
            (f"{t('Load')}  ", "quiet"),
            owner,
            " ",
            (" " * 2 * min(count, 10), "bar"),
            f" {tn('{n} step here', '{n} steps here', count)}",
        )

    def edit(self, view: Frame) -> Prompt | None:
        """One prompt for owner and date."""
        return WhoWhenPrompt(view.step.id) if view.step else None

    def hints(self, view: Frame) -> Hints:
        """Who and when, the next gap."""
        return (
            ("item.edit", "who, when"), ("gap.next", "next gap"), ("capture.open", "add"), ("step.owner", "owner"),
            ("step.due", "date"), ("stage.next", "next stage"), ("clock.toggle", "pause"),
        )  # fmt: skip


def plan_rows(view: Frame) -> tuple[Row, ...]:
    """Every step as who, what, by when, under its improvement."""
    rows: list[Row] = []
    for id, text in _groups(view.session):
        steps, points = view.session.steps_of(id), milestone_rows(view, id) if id else ()
        if steps or points:
            rows.append(Heading(None, text))
            rows += [promise_row(step, view, t(if_then(step.roadblock, step.contingency))) for step in steps]
            rows += points
    return together(rows) or (no_steps(view),)


def _groups(session: Session) -> list[tuple[str | None, str]]:
    named: list[tuple[str | None, str]] = [(item.id, item.text) for item in session.improvements if item.live]
    return [*named, (None, t("Also"))]


class Plan(Page, frozen=True, dict=True):
    """All steps with their promises."""

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The whole plan."""
        return plan_rows(view)

    def first(self, view: Frame) -> str | None:
        """The first step that is open: of one that is done there is nothing to ask."""
        live = {step.id for step in view.session.steps if step.live}
        return next((row.id for row in self.rows(view) if row.id in live), None)

    def hints(self, view: Frame) -> Hints:
        """Everything that a step can be given."""
        return (
            ("capture.open", "add"), ("item.edit", "edit"), ("step.risk", "if-then"), ("step.owner", "owner"),
            ("step.due", "date"), ("stage.next", "next stage"), ("clock.toggle", "pause"),
        )  # fmt: skip


class Risks(Plan, frozen=True, dict=True):
    """What could come in the way, and what then?"""

    def edit(self, view: Frame) -> Prompt | None:
        """The if-then line of the step."""
        return RiskPrompt(view.step.id) if view.step else None

    def first(self, view: Frame) -> str | None:
        """The first step without one, or the first that is open."""
        return self.next_gap(view, back=False) or super().first(view)

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next step without one."""
        ids = [row.id for row in self.rows(view) if row.id]
        bare = {step.id for step in view.session.steps if step.live and not step.roadblock}
        return around(ids, view.cursor, bare, back)

    def hints(self, view: Frame) -> Hints:
        """The if-then line, the next step without."""
        return (
            ("item.edit", "if-then"), ("gap.next", "next open step"), ("stage.next", "next stage"),
            ("capture.open", "add step"), ("clock.toggle", "pause"),
        )  # fmt: skip
