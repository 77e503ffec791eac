"""What the screens with lists and sheets may ask of the app that shows them; none of them knows the app's module."""

import datetime as dt
from typing import Protocol

from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock
from flipchart.service.context import Context
from flipchart.service.drafts import Drafts
from flipchart.service.open_session import OpenSession


class ListHost(Protocol):
    """The app: `notice` is its message of the moment, `own_keys` the keys of the settings by the ids of commands."""

    context: Context
    open_session: OpenSession | None
    session: Session | None
    drafts: Drafts
    own_keys: dict[str, str]
    notice: str
    last_key: str

    @property
    def now(self) -> dt.datetime:
        """The time that is shown."""

    @property
    def clock(self) -> RunClock | None:
        """Where the run stands."""

    def do(self, *commands: Command) -> None:
        """Change the open session, all of it or nothing; `notice` tells why not."""

    def carry_out(self, commands: tuple[Command, ...]) -> Rejected | None:
        """Change the session by all of the commands, or return why by none of them."""

    def undo(self) -> None:
        """Take the last change of the plan back; `notice` tells what it was."""

    def redo(self) -> None:
        """Do it again; `notice` tells what it was."""

    def show_opened(self, open_session: OpenSession) -> None:
        """Show a session that was opened."""

    def keep_rows(self, rows: int) -> None:
        """Remember for this room that letters of this size can be read: `rows` fill the screen."""

    def action_other_theme(self) -> None:
        """Dark to light and back."""
