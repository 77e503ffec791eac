"""What a screen needs to know to show a session; a value, so that pages can be made and tested without a screen."""

import datetime as dt
from collections.abc import Callable
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.agenda import Run, Stage
from flipchart.domain.clock_words import SecondsMode
from flipchart.domain.group_context import ALONE, GroupContext
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock
from flipchart.domain.when import DateOrder, Language
from flipchart.service.disk import NO_NOTES, PrivateState
from flipchart.tui.text.layout import HIGH, SPLIT, WIDE


class Frame(Struct, frozen=True, dict=True):
    """A session at an instant, with what the facilitator looks at.

    - `local`: turns an instant into the time of the room.
    - `cursor`: the id of the row under the cursor. `focus`: that of the improvement being worked on.
    - `passed`: ids of the steps that were said to need nothing. `order`: ids as they were sorted on entering the
      stage.
    - `group_context`: what the group's other sessions tell. `private`: the facilitator's own notes, for the desk.
    - `mode`: the way in which a stage is gone through, where it has several (see stages/registry.py).
    - `narrow`: whether the room has less than 72 columns. `columns`, `lines`: the size of the screen, of which the
      app's questions take `asked` lines.
    - `at_desk`: whether the facilitator alone sees it.
    - `writable`: whether the session may be changed here; else no key is named that would change it.
    - `pasted`: whether a line of a pasted list is read, which may hold days that have passed.
    """

    session: Session
    clock: RunClock | None
    now: dt.datetime
    local: Callable[[dt.datetime], dt.datetime]
    cursor: str | None = None
    focus: str | None = None
    passed: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    date_order: DateOrder = None
    language: Language = None
    materials: tuple[str, ...] = ()
    leave_with: tuple[str, ...] = ()
    seconds: SecondsMode = "auto"
    group_context: GroupContext = ALONE
    private: PrivateState = NO_NOTES
    narrow: bool = False
    mode: str = ""
    columns: int = 80
    lines: int = 24
    asked: int = 0
    at_desk: bool = False
    ascii_only: bool = False
    writable: bool = True
    pasted: bool = False

    @property
    def follower(self) -> str | None:
        """The id of the next item on a page that shows one at a time; at its end that of the cursor."""
        return None

    @property
    def boxed(self) -> bool:
        """Whether a prompt is open, which takes rows of the screen."""
        return False

    @property
    def high(self) -> bool:
        """Whether the wall is wide and high enough for double words."""
        return self.columns >= WIDE and self.lines >= HIGH

    @property
    def vast(self) -> bool:
        """Whether the wall is so large that the question, too, is in block letters."""
        return self.columns >= SPLIT and self.lines >= HIGH

    @property
    def today(self) -> dt.date:
        """The date in the room."""
        return self.local(self.now).date()

    @property
    def here(self) -> dt.datetime:
        """Now, in the zone of the room."""
        return self.local(self.now)

    @property
    def run(self) -> Run | None:
        """The run that is shown: the last one of the session."""
        return self.session.last_run

    @property
    def run_under_way(self) -> str | None:
        """The id of the run that is under way; what is reported before its start or after its end belongs to none."""
        under_way = self.clock is not None and self.clock.state in ("running", "paused", "between")
        return self.clock.run if self.clock is not None and under_way else None

    @property
    def stage(self) -> Stage | None:
        """The stage that the clock is in."""
        if self.clock is None or self.clock.stage is None:
            return None
        wanted = self.clock.stage.id
        return next((stage for stage in self.session.stages if stage.id == wanted), None)

    @property
    def planning(self) -> bool:
        """Whether the plan is still being made: then a new date corrects the step and is no slip."""
        run = self.run
        return run is not None and run.kind == "workshop" and (self.clock is None or self.clock.state != "ended")

    @property
    def step(self) -> Step | None:
        """The step under the cursor."""
        return next((step for step in self.session.steps if step.id == self.cursor), None)

    @property
    def improvement(self) -> Improvement | None:
        """The improvement being worked on: the one in focus, else the first above the line."""
        above = self.session.above_line()
        return next((item for item in above if item.id == self.focus), above[0] if above else None)

    def with_cursor(self, cursor: str | None) -> Self:
        """The same frame with the cursor elsewhere."""
        return replace(self, cursor=cursor)
