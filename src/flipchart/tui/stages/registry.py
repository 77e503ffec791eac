"""Which page shows which kind of stage."""

from flipchart.domain.timing import RunClock
from flipchart.tui.stages.assess import Assess
from flipchart.tui.stages.assign import Assign, Plan, Risks
from flipchart.tui.stages.checkin import CheckIn
from flipchart.tui.stages.close import Close
from flipchart.tui.stages.define import Define
from flipchart.tui.stages.evaluate import Evaluate
from flipchart.tui.stages.goals import Goals
from flipchart.tui.stages.nextcheck import NextCheck
from flipchart.tui.stages.page import Page
from flipchart.tui.stages.prestart import Introduce, PreStart
from flipchart.tui.stages.promises import Promises
from flipchart.tui.stages.readback import ReadBack
from flipchart.tui.stages.resources import Resources
from flipchart.tui.stages.review import Review
from flipchart.tui.stages.strategy import Strategy
from flipchart.tui.stages.whofirst import WHO, WhoFirst
from flipchart.tui.text.frame import Frame

PAGES: dict[str, Page] = {
    "introduce": Introduce(),
    "assess": Assess(),
    "review": Review(),
    "goals": Goals(),
    "strategy": Strategy(),
    "define": Define(),
    "assign": Assign(),
    "resources": Resources(),
    "risks": Risks(),
    "readback": ReadBack(),
    "nextcheck": NextCheck(),
    "promises": Promises(),
    "checkin": CheckIn(),
    "evaluate": Evaluate(),
}
PRESTART, CLOSE, WHOLE, WHO_FIRST = PreStart(), Close(), Plan(), WhoFirst()

ALOUD = "aloud"
"""The mode in which the promises are read aloud after the end, where the clock does not count."""


def page_for(frame: Frame) -> Page:
    """Return the page of the moment."""
    return page_of(frame.clock, frame.mode)


def page_of(clock: RunClock | None, mode: str) -> Page:
    """Return the page: before the start, of the stage, between stages, or after the end.

    The mode ALOUD shows the read-back after the end; a mode WHO, in the stage of owners, asks one person after the
    other.
    """
    if clock is None or clock.state == "ended":
        return PAGES["readback"] if mode == ALOUD else CLOSE
    if clock.state == "planned":
        return PRESTART
    if clock.stage is None:
        return WHOLE
    if clock.stage.kind == "assign" and mode.startswith(WHO):
        return WHO_FIRST
    return PAGES.get(clock.stage.kind, WHOLE)
