"""The plan as it stands, improvement by improvement: the page of stages that work on the whole of it."""

from dataclasses import dataclass

from flipchart.domain.session import Session
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.frame import View
from flipchart.tui.text.plan import milestone_rows, promise_row
from flipchart.tui.text.rows import Heading, Row


def plan_rows(view: View) -> tuple[Row, ...]:
    """Every step as who, what, by when, under its improvement."""
    rows: list[Row] = []
    for id, text in _groups(view.session):
        steps, points = view.session.steps_of(id), milestone_rows(view, id) if id else ()
        if steps or points:
            rows.append(Heading(None, text))
            rows += [promise_row(step, view, _if_then(step.roadblock, step.contingency)) for step in steps]
            rows += points
    return tuple(rows) or (Heading(None, "No steps yet: a to write one down."),)


def _groups(session: Session) -> list[tuple[str | None, str]]:
    named: list[tuple[str | None, str]] = [(item.id, item.text) for item in session.improvements if item.live]
    return [*named, (None, "Also")]


def _if_then(roadblock: str | None, contingency: str | None) -> str:
    if not roadblock:
        return ""
    return f"if {roadblock}, then {contingency or 'what?'}"


@dataclass(frozen=True)
class Plan(Page):
    """All steps with their promises."""

    def rows(self, view: View) -> tuple[Row, ...]:
        """The whole plan."""
        return plan_rows(view)

    def hints(self, view: View) -> Hints:
        """Everything that a step can be given."""
        return (
            ("capture.open", "add"), ("item.edit", "edit"), ("step.risk", "if-then"), ("step.owner", "owner"),
            ("step.due", "date"), ("stage.next", "next stage"), ("clock.toggle", "pause"),
        )  # fmt: skip
