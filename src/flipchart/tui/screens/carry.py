"""Which of the group's open steps come along: a list to pick from."""

import datetime as dt
from collections.abc import Iterator, Sequence

from textual.screen import ModalScreen

from flipchart.domain.group_context import OpenElsewhere
from flipchart.domain.when import due_day
from flipchart.tui.screens.list_screen import ListScreen
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.list_keys import DOWN, THEME, UP, ListKey
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

GO = "go:"
"""The id of the last row, which carries what is marked."""


def carry_rows(steps: Sequence[OpenElsewhere], chosen: frozenset[str], today: dt.date) -> Iterator[Row]:
    """The steps under their sessions' titles, those that come along with a tick; then what is done with them."""
    title = None
    for it in steps:
        if it.title != title:
            title = it.title
            yield Heading(None, " ".join(title.split()))
        parts = [it.text, it.owner or "", _when(it.due, it.hoped, today)]
        mark = "✓" if it.place in chosen else "·"
        yield Words(it.place, " · ".join(part for part in parts if part), mark=mark, indent=4)
    yield BLANK
    yield Words(
        GO,
        tn("Carry {n} step over", "Carry {n} steps over", len(chosen)) if chosen else t("Carry none over"),
        mark="+",
        indent=4,
    )


def _when(due: dt.date | None, hoped: bool, today: dt.date) -> str:
    """Return a step's date in words; one that has passed is only said to have been, since nobody is shamed."""
    if due is None:
        return ""
    return t(due_day(due, today, hoped=hoped))


class CarryScreen(ListScreen[tuple[str, ...] | None], ModalScreen[tuple[str, ...] | None]):
    """Ends with the places of the steps to carry over, or with nothing."""

    KEYS = (
        UP, DOWN,
        ListKey("first", "pageup", "first", "the first step"), ListKey("last", "pagedown", "last", "the last line"),
        ListKey("pick", "enter,space", "pick", "mark the step, or carry over on the last line", "mark", "enter"),
        ListKey("all", "a", "mark_all", "mark all or none", "all or none", "a", short="all", rank=1),
        ListKey("go", "ctrl+s", "go", "carry over what is marked", "carry over", "ctrl+s", short="carry", rank=2),
        ListKey("back", "escape,q", "close", "back", "back", "esc", rank=3, last=True),
        THEME,
    )  # fmt: skip
    PICK = "pick"

    def __init__(self, steps: Sequence[OpenElsewhere], today: dt.date) -> None:
        super().__init__()
        self.steps, self.today = tuple(steps), today
        self.chosen = frozenset(it.place for it in self.steps)

    def heading(self) -> tuple[Line, Line]:
        """What is asked."""
        return line((t("Which steps do we carry over?"), "bold")), ()

    def list_rows(self) -> tuple[Row, ...]:
        """The steps with their ticks; all have one at first."""
        return tuple(carry_rows(self.steps, self.chosen, self.today))

    def first(self) -> None:
        """To the first step."""
        self.move(-len(self.steps))

    def last(self) -> None:
        """To the last row."""
        self.move(len(self.steps))

    def mark_all(self) -> None:
        """Mark all, or none where all are marked."""
        every = frozenset(it.place for it in self.steps)
        self.chosen = frozenset() if self.chosen == every else every
        self.show()

    def pick(self) -> None:
        """Mark the step under the cursor or take its mark away; on the last row carry over."""
        if self.cursor == GO:
            self.go()
        elif self.cursor is not None:
            self.chosen ^= {self.cursor}
            self.show()

    def go(self) -> None:
        """End with what is marked."""
        self.dismiss(tuple(it.place for it in self.steps if it.place in self.chosen))

    def picked(self, id: str) -> None:
        """A click marks at once."""
        self.cursor = id
        self.pick()
