"""All plans of the folder: each group's trend, and the plans that had no news for the longest time first."""

from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from flipchart.domain.when import long_day
from flipchart.service.catalogue import Portfolio, read_portfolio
from flipchart.tui.background import WorkDone, in_background
from flipchart.tui.screens.list_screen import ListScreen
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.list_keys import DOWN, HELP, PAGE_DOWN, PAGE_UP, QUIT, THEME, UP, ListKey
from flipchart.tui.text.portfolio import portfolio_rows
from flipchart.tui.text.rows import Row


class PortfolioRead(WorkDone[Portfolio | str]):
    """The folder's sessions were read, or a sentence says why not."""


class PortfolioScreen(ListScreen[Path | None]):
    """Ends with the file of a session to open, or with nothing."""

    KEYS = (
        UP, DOWN, PAGE_UP, PAGE_DOWN,
        ListKey("open", "enter", "open_row", "open the session", "open", "enter"),
        ListKey("back", "escape,q,i,f4", "close", "back", "back", "esc", rank=2),
        THEME, QUIT, HELP,
    )  # fmt: skip

    portfolio: Portfolio | None = None

    def above(self) -> ComposeResult:
        """What it is."""
        self.add_class("-ruled")
        yield from super().above()
        yield Static(id="rule")

    def on_mount(self) -> None:
        """Read the sessions."""
        self.message = t("Reading all sessions")
        context = self.host.context
        in_background(self, partial(read_portfolio, context.sessions_dir, context.clock), PortfolioRead)

    @on(PortfolioRead)
    def _read(self, message: PortfolioRead) -> None:
        outcome = message.value()
        if isinstance(outcome, Portfolio):
            self.portfolio, self.message = outcome, ""
            self.show()
        else:
            self.message = outcome

    def heading(self) -> tuple[Line, Line]:
        """Its name and the day."""
        today = self.look().today
        return line((t("All plans"), "bold")), line((t(long_day(today, today)), "quiet"))

    def list_rows(self) -> tuple[Row, ...]:
        """The trends and the plans, once they are read."""
        if self.portfolio is None:
            return ()
        return portfolio_rows(self.portfolio, self.look(), ascii_only=self.host.context.config.ascii)

    def open_row(self) -> None:
        """End with the session that the cursor is on."""
        if self.cursor is not None:
            self.dismiss(Path(self.cursor))
