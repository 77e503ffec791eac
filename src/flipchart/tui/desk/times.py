"""Planned against actual, stage by stage, and whether we are behind."""

from flipchart.domain import pace
from flipchart.domain.timing import StageClock
from flipchart.tui.present import DOTS
from flipchart.tui.rows import Heading, Pair, Row
from flipchart.tui.view import View


def time_rows(view: View) -> tuple[Row, ...]:
    """Each stage with what it took of what was planned, or when it begins; then all together."""
    clock = view.clock
    if clock is None:
        return (Heading(None, "This session has no agenda."),)
    begins = {stage.id: pace.clock_time(view.local(at)) for stage, at in pace.timetable(clock, view.now)}
    rows = tuple(_row(stage, begins.get(stage.id, ""), stage is clock.stage) for stage in clock.stages)
    spent, planned = (sum(getattr(stage, key) for stage in clock.stages) for key in ("spent", "planned"))
    behind = pace.behind_words(clock.behind)
    return (*rows, Pair(None, f"in all, {behind}", f"{pace.shown(spent)} of {pace.shown(planned)}", style="bold"))


def time_now(view: View) -> int:
    """The row of the current stage."""
    stages = view.clock.stages if view.clock is not None else ()
    return next((n for n, stage in enumerate(stages) if view.clock and stage is view.clock.stage), 0)


def _row(stage: StageClock, begins: str, current: bool) -> Row:
    return Pair(None, stage.title, _told(stage, begins), "bold" if current else "", mark=DOTS[stage.state])


def _told(stage: StageClock, begins: str) -> str:
    if stage.state == "skipped":
        return "skipped"
    planned = pace.shown(stage.planned) + (f" {_signed(stage.added)}" if stage.added else "")
    if stage.state == "pending":
        return f"{begins}  {planned}"
    return f"{pace.shown(stage.spent)} of {planned}"


def _signed(seconds: float) -> str:
    return f"{'+' if seconds > 0 else '-'}{pace.shown(abs(seconds))}"
