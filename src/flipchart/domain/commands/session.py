"""The session itself: its title and purpose, the next check, and gaps judged fine as they are."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.changes import changed
from flipchart.domain.commands.people import known_as
from flipchart.domain.errors import Rejected
from flipchart.domain.record import find
from flipchart.domain.session import Session, Waved

SETTABLE = (
    "title", "group", "facilitator", "purpose", "behaviour", "next_check", "next_caller", "private",
)  # fmt: skip
"""What may be said of a session as a whole; `people` has commands of its own."""


@dataclass(frozen=True, slots=True)
class SetNextCheck:
    """When the group looks again, and who calls it; None where that is open."""

    on: dt.date | None
    caller: str | None
    label: ClassVar[str] = "set next check"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set both; the caller is spelled as the group spells the name."""
        caller = known_as(session.people, self.caller or "") or None
        return session.revise(next_check=self.on, next_caller=caller)


@dataclass(frozen=True, slots=True)
class ReviseSession:
    """The session's title, group, purpose and the like."""

    changes: Mapping[str, object]
    label: ClassVar[str] = "change session"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None takes one away), only such as are SETTABLE."""
        fixed = [key for key in self.changes if key not in SETTABLE]
        return changed(session, "session", self.changes, fixed)


@dataclass(frozen=True, slots=True)
class WaveGap:
    """A gap is fine as it is and need not be said again; `gap` is its kind, `item` what it is about."""

    gap: str
    item: str | None
    label: ClassVar[str] = "wave off"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Keep that it was judged so; nothing happens where it was kept already."""
        if not self.gap:
            raise Rejected("No gap is chosen.", "Choose one from the list first.")
        if self.item is not None:
            find((item for _, item in session.items()), self.item, "item")
        if any((it.gap, it.item) == (self.gap, self.item) for it in session.waved):
            return session
        return session.revise(waved=(*session.waved, Waved(gap=self.gap, item=self.item)))
