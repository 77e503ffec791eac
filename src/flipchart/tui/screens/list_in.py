"""A list before anything of it is written: what it was taken as and its columns, to be changed, taken or left."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from msgspec.structs import replace
from textual.screen import ModalScreen

from flipchart.service.list_in import Choice, Look, look_at
from flipchart.tui.background import background_then
from flipchart.tui.screens.key_screen import HostScreen
from flipchart.tui.screens.list_screen import ListScreen
from flipchart.tui.text.lines import Line
from flipchart.tui.text.list_in import column_id, foot_of, head_of, rows_of
from flipchart.tui.text.list_keys import DOWN, HELP, PAGE_DOWN, PAGE_UP, QUIT, THEME, UP, ListKey
from flipchart.tui.text.rows import Row

S = TypeVar("S")
T = TypeVar("T")


class ListInScreen(ListScreen[T], ModalScreen[T]):
    """Ends with what `made` makes of the list as it was shown last, or of its words where it was left."""

    KEYS = (
        ListKey("take", "enter,ctrl+s", "take", "take the list in as it stands here", "take it in", "enter",
                short="take it"),
        UP, DOWN, PAGE_UP, PAGE_DOWN,
        ListKey("field.next", "right", "next_field", "the column holds the next field", "another field", "right",
                short="field", rank=1),
        ListKey("field.previous", "left", "previous_field", "the column holds the field before"),
        ListKey("kind", "s", "other_kind", "take the items as steps, or as improvements", "steps or not", "s",
                short="steps", rank=2),
        ListKey("sheet", "n", "next_sheet", "the next sheet of the workbook", "sheet", "n", rank=2),
        ListKey("update", "u", "take_over", "take over what the list says otherwise, as reports; or leave it",
                "take over", "u", rank=3),
        ListKey("back", "escape,q", "leave", "leave without taking anything in", "leave", "esc", rank=4),
        THEME, QUIT, HELP,
    )  # fmt: skip
    PICK = "take"

    def __init__(self, look: Look, made: Callable[[Look | str], T]) -> None:
        super().__init__()
        self.look_now: Look = look
        self.made = made
        self.reading = False

    def heading(self) -> tuple[Line, Line]:
        """What is asked."""
        return head_of(self.look_now)

    def list_rows(self) -> tuple[Row, ...]:
        """What the list was read as."""
        return tuple(rows_of(self.look_now))

    def foot(self, width: int) -> tuple[Line, ...]:
        """What taking it brings."""
        return foot_of(self.look_now, width)

    def applies(self, key: ListKey) -> bool:
        """What the list says otherwise is taken over only where it says something."""
        if key.id == "sheet":
            return len(self.look_now.sheets) > 1
        if key.id == "update":
            return bool(self.look_now.changes)
        return self.look_now.as_steps is not None if key.id == "kind" else True

    def take(self) -> None:
        """End with the list as it stands; while it is being read anew nothing is taken."""
        if not self.reading:
            self.dismiss(self.made(self.look_now.source.text if self.look_now.sentence else self.look_now))

    def leave(self) -> None:
        """End with nothing."""
        self.dismiss(self.made(self.look_now.source.text))

    def next_field(self) -> None:
        """Let the column under the cursor hold the next field."""
        self._turn(1)

    def previous_field(self) -> None:
        """Let it hold the one before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        ids = [column_id(place) for place in range(len(self.look_now.columns))]
        if self.cursor in ids:
            self._choose(self.look_now.with_field(ids.index(self.cursor), by))

    def next_sheet(self) -> None:
        """Look at another sheet of the workbook; what was said of columns was of this one."""
        if len(self.look_now.sheets) > 1:
            self._choose(Choice(sheet=self.look_now.other_sheet))

    def other_kind(self) -> None:
        """Take steps as improvements, or improvements as steps."""
        if self.look_now.as_steps is not None:
            self._choose(replace(self.look_now.choice, as_steps=not self.look_now.as_steps))

    def take_over(self) -> None:
        """Take over what the list says otherwise of steps that are there, or leave it."""
        if self.look_now.changes:
            self._choose(replace(self.look_now.choice, update=not self.look_now.choice.update))

    def _choose(self, choice: Choice) -> None:
        if not self.reading:
            self.reading, look = True, self.look_now
            background_then(
                self, partial(look_at, look.source, look.session, self.host.context, choice), self._looked
            )

    def _looked(self, look: Look) -> None:
        self.reading, self.look_now = False, look
        self.show()

    def kept_cursor(self, stops: list[str]) -> str | None:
        """The first column at first, since that is what can be changed."""
        first = next((stop for stop in stops if stop.startswith("column")), None)
        return self.cursor if self.cursor in stops else first or super().kept_cursor(stops)


def look_first(
    screen: HostScreen[S], work: Callable[[], Look | None], then: Callable[[Look | str | None], None]
) -> None:
    """Show a list that has columns over a screen, then call `then` with it, or with its words where it was left."""

    def looked(look: Look | None) -> None:
        if look is None:
            then(None)
        else:
            screen.app.push_screen(ListInScreen[Look | str](look, lambda it: it), then)

    background_then(screen, work, looked)
