"""Commands on the whole session: settling a merge conflict, planning the next check, waving off a gap."""

import datetime as dt
from typing import ClassVar, TypeVar

from msgspec import Struct

from flipchart.domain.commands.changes import changed
from flipchart.domain.commands.people import known_as
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Step
from flipchart.domain.record import REQUIRED, Item, Record, defaults, find, replaced
from flipchart.domain.session import Conflict, Session, Waved

R = TypeVar("R", bound=Record)


class SettleConflict(Struct, frozen=True):
    """Settle a merge conflict: keep the value that stands, or replace it with the other one if `take_other`."""

    conflict: Conflict
    take_other: bool
    label: ClassVar[str] = "settle"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Settle the conflict and remove it; one that is settled already is rejected."""
        if self.conflict not in session.conflicts:
            raise Rejected("This is already settled.", "Look at the next one.")
        if self.take_other:
            session = self._with_other(session)
        left = list(session.conflicts)
        left.remove(self.conflict)
        return session.revise(conflicts=tuple(left))

    def _with_other(self, session: Session) -> Session:
        key, other = self.conflict.key, self.conflict.other
        if self.conflict.item == session.id:
            return _with(session, "session", key, other)
        for table, item in session.items():
            if item.id == self.conflict.item:
                new = _with(item, "item", key, other)
                if isinstance(new, Step) and key == "due" and new.first_due == self.conflict.kept:
                    new = new.revise(first_due=new.due)  # the replaced date was the first promise, too
                return session.revise(**{table: replaced(getattr(session, table), new)})
        raise Rejected("What this was about is no longer in the plan.", "Keep what stands; nothing is lost.")


def _with(record: R, what: str, key: str, value: object) -> R:
    """Return `record` with a value of the file; a key that another program put there is taken as it is."""
    known = defaults(type(record))
    if key in known:
        # What is absent from the file has its default.
        value = known[key] if value is None and known[key] is not REQUIRED else value
        return changed(record, what, {key: value}, fixed=("id", "format"))
    return record.revise(**{key: value})


def named(session: Session, conflict: Conflict) -> str:
    """Return the words of the item that a conflict is about; the session's title where it is about all of it."""
    item: Item | None = next((it for _, it in session.items() if it.id == conflict.item), None)
    return str(getattr(item, "text", None) or getattr(item, "title", None) or session.title)


class SetNextCheck(Struct, frozen=True):
    """Set when the group looks again (a day, or an instant with its offset) and who calls it; None clears either."""

    on: dt.date | dt.datetime | None
    caller: str | None
    label: ClassVar[str] = "set next check"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set both; the caller's name gets the spelling that the group uses."""
        caller = known_as(session.people, self.caller or "") or None
        before = (session.next_check, session.next_caller)
        moved = session.next_check is not None and (self.on, caller) != before
        return session.revise(next_check=self.on, next_caller=caller, moves=session.moves + moved)


class WaveGap(Struct, frozen=True):
    """Wave off a gap, so that it is not asked about again; `gap` is its kind, `item` the id of what it is about."""

    gap: str
    item: str | None
    label: ClassVar[str] = "wave off"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Keep that the gap was waved off; nothing happens if it was already."""
        if not self.gap:
            raise Rejected("No gap is chosen.", "Choose one from the list first.")
        if self.item is not None:
            find((item for _, item in session.items()), self.item, "item")
        if any((it.gap, it.item) == (self.gap, self.item) for it in session.waved):
            return session
        return session.revise(waved=(*session.waved, Waved(gap=self.gap, item=self.item)))
