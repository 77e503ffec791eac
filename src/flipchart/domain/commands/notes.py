"""The parking lot, and notes taken during a session."""

from typing import ClassVar

from msgspec import Struct

from flipchart.domain.commands.changes import changed, find_live, is_new, worded
from flipchart.domain.kinds import NoteKind
from flipchart.domain.plan import Note, Parked
from flipchart.domain.record import replaced
from flipchart.domain.session import Session


class Park(Struct, frozen=True):
    """Add an item to the parking lot."""

    parked: Parked
    label: ClassVar[str] = "park"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before is rejected."""
        is_new(session, self.parked, "parked item")
        return session.revise(parked=(*session.parked, self.parked))


class EditParked(Struct, frozen=True):
    """Change the text of a parked item and what came of it (None: nothing yet)."""

    id: str
    text: str
    outcome: str | None
    label: ClassVar[str] = "edit parked item"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Replace both; an empty text is rejected, and an empty outcome counts as None."""
        item = find_live(session.parked, self.id, "parked item")
        outcome = (self.outcome or "").strip() or None
        revised = item.revise(text=worded(self.text, "parked item"), outcome=outcome)
        return session.revise(parked=replaced(session.parked, revised))


class DropParked(Struct, frozen=True):
    """Drop a parked item."""

    id: str
    label: ClassVar[str] = "drop parked item"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.parked, self.id, "parked item").revise(dropped=True)
        return session.revise(parked=replaced(session.parked, item))


class AddNote(Struct, frozen=True):
    """Add a note, a decision or an option, with the instant at which it was written."""

    note: Note
    label: ClassVar[str] = "add note"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before is rejected."""
        is_new(session, self.note, "note")
        return session.revise(notes=(*session.notes, self.note))


class EditNote(Struct, frozen=True):
    """Change the text and kind of a note; its instant stays."""

    id: str
    text: str
    kind: NoteKind
    label: ClassVar[str] = "edit note"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Replace both; an empty text and an unknown kind are rejected."""
        item = find_live(session.notes, self.id, "note")
        revised = changed(item, "note", {"text": worded(self.text, "note"), "kind": self.kind})
        return session.revise(notes=replaced(session.notes, revised))


class DropNote(Struct, frozen=True):
    """Drop a note."""

    id: str
    label: ClassVar[str] = "drop note"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.notes, self.id, "note").revise(dropped=True)
        return session.revise(notes=replaced(session.notes, item))
