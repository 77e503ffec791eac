"""What to ask aloud: the gaps of the plan as sentences, most urgent first; each can be waved off."""

import datetime as dt
from collections.abc import Mapping

from textual.screen import ModalScreen

from flipchart.domain.commands.session import WaveGap
from flipchart.domain.gaps import Aloud, aloud, gaps, singly
from flipchart.tui.screens.list_screen import ListScreen
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.list_keys import DOWN, THEME, UP, ListKey
from flipchart.tui.text.rows import Row, Words

NOTHING = "Nothing is missing: every step has a name, a day and its means."


def gap_rows(found: tuple[Aloud, ...]) -> tuple[Row, ...]:
    """One sentence a question."""
    rows = tuple(Words(key_of(gap), t(gap.say), mark="?") for gap in found)
    return rows or (Words(None, t(NOTHING), "ok"),)


def key_of(gap: Aloud) -> str:
    """The id of a question's row: its kind and what it is about."""
    return f"{gap.kind}:{' '.join(gap.items)}"


class GapsScreen(ListScreen[str | None], ModalScreen[str | None]):
    """The gaps over the room; Esc closes, Enter closes and returns the id of the item under the cursor.

    In the room each kind of gap is asked once, and seven at most. `at` is the id of an item to begin with; `loads`
    are what owners have elsewhere, for the desk, which shows every gap; None is the room.
    """

    KEYS = (
        UP, DOWN,
        ListKey("wave", "x,delete", "wave", "it is fine as it is; do not ask again", "fine as it is", "x"),
        ListKey("go", "enter", "go", "back, with the cursor on what it is about", "go to it", "enter"),
        ListKey("undo", "u,ctrl+z", "undo", "take the last change back", "undo", "u", rank=1),
        ListKey("back", "escape,g,q", "close", "back", "back", "esc", last=True),
        THEME,
    )  # fmt: skip
    PICK = "go"

    def __init__(self, today: dt.date, at: str | None, loads: Mapping[str, int] | None) -> None:
        super().__init__()
        self.today, self.at, self.loads = today, at, loads
        self.answer = ""

    def found(self) -> tuple[Aloud, ...]:
        """What to ask of the plan as it is now."""
        session = self.host.session
        found = gaps(session, self.today, load_elsewhere=self.loads or {}) if session else ()
        return aloud(found) if self.loads is None else singly(found)

    def heading(self) -> tuple[Line, Line]:
        """The title with what was just done, else with how many there are."""
        count = sum(row.id is not None for row in self.rows.rows)
        words = f"   {self.answer}" if self.answer else f"   {t('{count} open', count=count)}" if count else ""
        return line((t("What to ask aloud"), "bold"), (words, "quiet")), ()

    def list_rows(self) -> tuple[Row, ...]:
        """One sentence a gap."""
        return gap_rows(self.found())

    def applies(self, key: ListKey) -> bool:
        """Only a gap can be waved off, or gone to."""
        return key.id not in ("wave", "go") or self.cursor is not None

    def kept_cursor(self, stops: list[str]) -> str | None:
        """At first on the item that one came from; later on the row after the one that went."""
        if self.cursor is None:
            here = next((key_of(gap) for gap in self.found() if self.at in gap.items), None)
            return here or next(iter(stops), None)
        return super().kept_cursor(stops)

    def wave(self) -> None:
        """It is fine as it is: kept in the plan, and not said again."""
        found, stops = self.found(), self.stops()
        if not found:
            return
        here = stops.index(self.cursor) if self.cursor in stops else 0
        self.host.do(*(WaveGap(found[here].kind, item) for item in found[here].items or (None,)))
        left = gap_rows(self.found())
        self.set_reactive(ListScreen.cursor, left[min(here, len(left) - 1)].id)
        self._answer(self.host.notice or t("fine as it is; u brings it back"))

    def undo(self) -> None:
        """Take the last change back."""
        self.host.undo()
        self._answer(self.host.notice)

    def _answer(self, words: str) -> None:
        self.answer = words
        self.show()

    def go(self) -> None:
        """Back, with the cursor on what the sentence is about."""
        here = next((gap.items for gap in self.found() if key_of(gap) == self.cursor), ())
        self.dismiss(next(iter(here), None))
