"""The desk's question whether a planned start was forgotten."""

from typing import TYPE_CHECKING

from flipchart.domain import clock_words
from flipchart.domain.commands.run_late import StartedAgo
from flipchart.domain.forgotten import is_forgotten
from flipchart.tui.actions.clock import ask, tell
from flipchart.tui.text.questions import Question

if TYPE_CHECKING:
    from flipchart.tui.screens.desk import DeskScreen


NAME = "forgotten"


def ask_if_forgotten(desk: "DeskScreen") -> None:
    """Ask once, on one line, when a planned start has passed and nothing runs; the question goes with the start."""
    asked = any(it.name == NAME for it in desk.questions)
    if asked and (desk.clock is None or desk.clock.state != "planned"):
        desk.questions = tuple(it for it in desk.questions if it.name != NAME)
    if desk.asked_start or desk.watching or not is_forgotten(desk.clock, desk.flipchart.now):
        return
    desk.asked_start = True
    assert desk.clock is not None and desk.clock.planned_start is not None
    clock, start = desk.clock, desk.clock.planned_start
    at = clock_words.clock_time(desk.flipchart.context.clock.local(start))

    def started() -> None:
        now = desk.flipchart.context.clock.now()
        tell(desk, StartedAgo(clock.run, (now - start).total_seconds(), now))

    text = f"Planned for {at}. Started already?"
    ask(desk, Question(NAME, text, (f"yes, at {at}", started), ("not yet (t: another time)", lambda: None)))
