"""A group's page: its sessions, the record of its promises, and how long its stages take."""

from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from flipchart.service.catalogue import GroupPage, read_group
from flipchart.tui.background import WorkDone, in_background
from flipchart.tui.screens.list_screen import ListScreen
from flipchart.tui.text.group import group_rows
from flipchart.tui.text.home import NEW
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.list_keys import DOWN, HELP, PAGE_DOWN, PAGE_UP, QUIT, THEME, UP, ListKey
from flipchart.tui.text.rows import Row


class GroupRead(WorkDone[GroupPage | str]):
    """The group's sessions were read, or a sentence says why not."""


class GroupScreen(ListScreen[Path | str | None]):
    """Ends with the file of a session to open, with the group's name for a new one of it, or with nothing."""

    KEYS = (
        UP, DOWN, PAGE_UP, PAGE_DOWN,
        ListKey("open", "enter", "open_row", "open the session, or start a new one on the last line", "open",
                "enter"),
        ListKey("new", "f2,ctrl+n,n", "start_new", "a new session of this group", "new session", "n", short="new",
                rank=1),
        ListKey("back", "escape,q,g,f3", "close", "back", "back", "esc", rank=2),
        THEME, QUIT, HELP,
    )  # fmt: skip

    group_page: GroupPage | None = None

    def __init__(self, group: str) -> None:
        super().__init__()
        self.group = group

    def above(self) -> ComposeResult:
        """The group's name."""
        self.add_class("-ruled")
        yield from super().above()
        yield Static(id="rule")

    def on_mount(self) -> None:
        """Read the group's sessions."""
        self.message = t("Reading its sessions")
        context = self.host.context
        in_background(self, partial(read_group, context.sessions_dir, context.clock, self.group), GroupRead)

    @on(GroupRead)
    def _read(self, message: GroupRead) -> None:
        outcome = message.value()
        if isinstance(outcome, GroupPage):
            self.group_page, self.message = outcome, ""
            self.show()
        else:
            self.message = outcome

    def heading(self) -> tuple[Line, Line]:
        """The group's name."""
        name = self.group_page.record.group if self.group_page else self.group
        return line((" ".join(name.split()), "bold")), line((t("group"), "quiet"))

    def list_rows(self) -> tuple[Row, ...]:
        """Its sessions and its record, once they are read."""
        return group_rows(self.group_page, self.look()) if self.group_page else ()

    def kept_cursor(self, stops: list[str]) -> str | None:
        """The newest session is the one that is wanted most; the last row makes another."""
        return self.cursor if self.cursor in stops else next(iter(stops[-2:]), None)

    def open_row(self) -> None:
        """End with what the cursor is on."""
        if self.cursor == NEW:
            self.start_new()
        elif self.cursor is not None:
            self.dismiss(Path(self.cursor))

    def start_new(self) -> None:
        """End with the group's name."""
        self.dismiss(self.group)
