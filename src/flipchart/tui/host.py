"""What the screens with lists and sheets may ask of the app that shows them, so that they need not import it."""

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
    """The app as they see it: `notice` is its message, `own_keys` maps command ids to a person's own keys."""

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
        """Change the open session, all or nothing; `notice` tells why it was refused."""

    def carry_out(self, commands: tuple[Command, ...]) -> Rejected | None:
        """Apply all of the commands to the session, or none, and return why."""

    def undo(self) -> None:
        """Take the last change of the plan back; `notice` names it."""

    def redo(self) -> None:
        """Do again what was taken back; `notice` names it."""

    def show_opened(self, open_session: OpenSession) -> None:
        """Show a session that was opened."""

    def keep_rows(self, rows: int) -> None:
        """Remember for this room that letters can be read at a size at which `rows` rows fill the screen."""

    def action_other_theme(self) -> None:
        """Change between the dark and the light theme."""
