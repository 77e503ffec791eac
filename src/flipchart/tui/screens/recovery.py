"""A damaged file over home or before the room: what is wrong, and the whole versions that can take its place."""

from functools import partial

from msgspec.structs import replace
from textual import on

from flipchart.service.open_session import OpenSession
from flipchart.service.recovery import Damage, taken
from flipchart.tui.background import WorkDone, in_background
from flipchart.tui.screens.list_screen import ListScreen
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.list_keys import DOWN, THEME, UP, ListKey
from flipchart.tui.text.recovery import damage_rows
from flipchart.tui.text.rows import Row


class VersionTaken(WorkDone[OpenSession | str]):
    """A version took the file's place and is open, or a sentence says why not."""


class RecoveryScreen(ListScreen[OpenSession | None]):
    """Chooses a version by Enter and comes back with it opened; Esc leaves everything as it is.

    `busy` is whether a version is being put in the file's place: nothing else is done meanwhile.
    """

    KEYS = (
        ListKey("take", "enter", "take", "open this version", "open this version", "enter", short="open"),
        UP, replace(DOWN, word="choose", shown="up down", rank=1),
        ListKey("back", "escape,q", "close", "leave it as it is", "leave it as it is", "esc", last=True),
        THEME,
    )  # fmt: skip
    PICK = "take"

    busy = False

    def __init__(self, damage: Damage) -> None:
        super().__init__()
        self.damage = damage

    def heading(self) -> tuple[Line, Line]:
        """What it is."""
        return line((t("Part of this file cannot be read"), "bold")), ()

    def list_rows(self) -> tuple[Row, ...]:
        """What is wrong, and the versions."""
        clock = self.host.context.clock
        return damage_rows(self.damage, clock.local, clock.local(clock.now()).date())

    def action_act(self, id: str) -> None:
        """Do one of the keys, unless a version is being taken."""
        if not self.busy:
            super().action_act(id)

    def take(self) -> None:
        """Put the version under the cursor in the file's place, and open it."""
        self.busy, self.message = True, t("Opening it")
        version = self.damage.versions[int(self.cursor or 0)]
        in_background(self, partial(taken, self.damage, version, self.host.context), VersionTaken)

    @on(VersionTaken)
    def _taken(self, message: VersionTaken) -> None:
        self.busy = False
        outcome = message.value()
        if isinstance(outcome, OpenSession):
            self.dismiss(outcome)
        else:
            self.message = outcome
