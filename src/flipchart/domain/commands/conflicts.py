"""Settling what a merge could not decide."""

from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.changes import changed
from flipchart.domain.errors import Rejected
from flipchart.domain.record import Item, replaced
from flipchart.domain.session import Conflict, Session


@dataclass(frozen=True, slots=True)
class SettleConflict:
    """Keep the value that stands, or with `take_other` put the other one in its place; the conflict goes."""

    conflict: Conflict
    take_other: bool
    label: ClassVar[str] = "settle"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Settle it; one that is settled already is rejected."""
        if self.conflict not in session.conflicts:
            raise Rejected("This was settled already.", "Look at the next one.")
        if self.take_other:
            session = self._with_other(session)
        left = list(session.conflicts)
        left.remove(self.conflict)
        return session.revise(conflicts=tuple(left))

    def _with_other(self, session: Session) -> Session:
        key, other = self.conflict.key, self.conflict.other
        if self.conflict.item == session.id:
            return changed(session, "session", {key: other})
        for table, item in session.items():
            if item.id == self.conflict.item:
                new = changed(item, "item", {key: other})
                return session.revise(**{table: replaced(getattr(session, table), new)})
        raise Rejected("What this was about is no longer in the plan.", "Keep what stands; nothing is lost by it.")


def named(session: Session, conflict: Conflict) -> str:
    """Return the words of the item that a conflict is about; the session's title where it is about all of it."""
    item: Item | None = next((it for _, it in session.items() if it.id == conflict.item), None)
    return str(getattr(item, "text", None) or getattr(item, "title", None) or session.title)
