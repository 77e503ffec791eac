"""Planned against actual, stage by stage, and whether we are behind."""

from flipchart.domain import clock_words, pace
from flipchart.domain.timing import StageClock
from flipchart.tui.text.frame import View
from flipchart.tui.text.plan import DOTS
from flipchart.tui.text.rows import Heading, Pair, Row


def time_rows(view: View) -> tuple[Row, ...]:
    """Each stage with what it took of what was planned, or when it begins; then all together."""
    clock = view.clock
    if clock is None:
        return (Heading(None, "This session has no agenda."),)
    begins = {stage.id: clock_words.clock_time(view.local(at)) for stage, at in pace.timetable(clock, view.now)}
    rows = tuple(_time_row(stage, begins.get(stage.id, ""), stage is clock.stage) for stage in clock.stages)
    spent, planned = (sum(getattr(stage, key) for stage in clock.stages) for key in ("spent", "planned"))
    behind = clock_words.behind_words(clock.behind)
    return (
        *rows,
        Pair(None, f"in all, {behind}", f"{clock_words.shown(spent)} of {clock_words.shown(planned)}", style="bold"),
    )


def time_now(view: View) -> int:
    """The row of the current stage."""
    stages = view.clock.stages if view.clock is not None else ()
    return next((n for n, stage in enumerate(stages) if view.clock and stage is view.clock.stage), 0)


def _time_row(stage: StageClock, begins: str, current: bool) -> Row:
    return Pair(None, stage.title, _told(stage, begins), "bold" if current else "", mark=DOTS[stage.state])


def _told(stage: StageClock, begins: str) -> str:
    if stage.state == "skipped":
        return "skipped"
    planned = clock_words.shown(stage.planned) + (f" {_signed(stage.added)}" if stage.added else "")
    if stage.state == "pending":
        return f"{begins}  {planned}"
    return f"{clock_words.shown(stage.spent)} of {planned}"


def _signed(seconds: float) -> str:
    return f"{'+' if seconds > 0 else '-'}{clock_words.shown(abs(seconds))}"
