"""Assess: key areas, each rated by a show of hands whose digits are typed and shown when all are there."""

from flipchart.domain.plan import Improvement
from flipchart.domain.said import said
from flipchart.tui.prompts.improvements import AreaPrompt, EditAreaPrompt, RatePrompt
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.page import Hints, Page, around
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.rows import FINGERS, Heading, Rated, Row


def live_improvements(view: Frame) -> tuple[Improvement, ...]:
    """The improvements that are not dropped."""
    return tuple(item for item in view.session.improvements if item.live)


class Assess(Page, frozen=True, dict=True):
    """How good are we at this today, from 1 to 5?"""

    adds = "an area"

    types_digits = True

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """Every area with its rating, those above the line first."""
        live = sorted(live_improvements(view), key=lambda item: item.below_line)
        rows = (Rated(it.id, str(n), it.text, it.area or "", it.rating) for n, it in enumerate(live, 1))
        empty = said("No key areas yet: a to write them down, one per line.")
        return tuple(rows) or (Heading(None, t(empty if view.writable else said("No key areas yet."))),)

    def capture(self, view: Frame) -> Prompt:
        """A key area."""
        return AreaPrompt()

    def edit(self, view: Frame) -> Prompt | None:
        """The show of hands."""
        here = any(item.id == view.cursor for item in live_improvements(view))
        return RatePrompt(view.cursor or "") if here else None

    def words(self, view: Frame) -> Prompt | None:
        """The line with its area."""
        here = any(item.id == view.cursor for item in live_improvements(view))
        return EditAreaPrompt(view.cursor or "") if here else super().words(view)

    def answer(self, digit: int, view: Frame, report_id: str) -> Prompt | tuple[()]:
        """The first hand of the show of hands: it opens the prompt, already typed."""
        box = self.edit(view) if digit <= FINGERS else None
        return box or ()

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next area without a rating, else the next one."""
        ids = [row.id for row in self.rows(view) if row.id]
        without = {item.id for item in live_improvements(view) if item.rating is None}
        return around(ids, view.cursor, without or set(ids), back)

    def hints(self, view: Frame) -> Hints:
        """Add, the hands."""
        hands = (("item.edit", "count hands"), ("gap.next", "next")) if live_improvements(view) else ()
        return (*hands, ("capture.open", "add area"), ("stage.next", "next stage"), ("item.drop", "drop"),
                ("clock.toggle", "pause"))  # fmt: skip
