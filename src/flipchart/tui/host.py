"""What the screens with lists and sheets may ask of the app that shows them; none of them knows the app's module."""

from typing import Protocol

from flipchart.domain.commands.command import Command
from flipchart.domain.session import Session
from flipchart.service.context import Context
from flipchart.service.drafts import Drafts
from flipchart.service.open_session import Sitting


class ListHost(Protocol):
    """The app: `said` is its message of the moment, `own_keys` the keys of the settings by the ids of commands."""

    context: Context
    sitting: Sitting | None
    session: Session | None
    drafts: Drafts
    own_keys: dict[str, str]
    said: str
    last_key: str

    def do(self, *commands: Command) -> None:
        """Change the open session, all of it or nothing; `said` tells why not."""

    def undo(self) -> None:
        """Take the last change of the plan back; `said` tells what it was."""

    def take_up(self, sitting: Sitting) -> None:
        """Show a session that was opened."""

    def keep_rows(self, rows: int) -> None:
        """Remember for this room that letters of this size can be read: `rows` fill the screen."""

    def action_other_theme(self) -> None:
        """Dark to light and back."""
