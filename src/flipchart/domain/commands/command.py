"""What every command is: a frozen value that turns one session into the next."""

from typing import ClassVar, Protocol

from flipchart.domain.session import Session


class Command(Protocol):
    """One act on a session; a frozen dataclass with slots, so that it can be kept and compared.

    `label` is an imperative that names the act ("add step"), for the undo line and the log.
    `content` tells whether undo may take it back: True for the plan, False for the clock, since what
    happened has happened.
    """

    label: ClassVar[str]
    content: ClassVar[bool]

    def apply(self, session: Session) -> Session:
        """Return the session after this act, or raise Rejected with a reason and a remedy."""
