"""The box of the facilitator's private notes."""

from dataclasses import dataclass

from flipchart.domain.text import clean_line
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Echo, Kept, Outcome
from flipchart.tui.text.frame import View


@dataclass(frozen=True, slots=True)
class PrivateNoteBox(Box):
    """A note for the desk alone; in the room its letters are not shown. With an `item` that note is worded anew."""

    name = "private"
    told = False
    masked = True
    passes = "earlier note"

    @property
    def empties(self) -> bool:
        """A note that is there goes away when its line is emptied."""
        return bool(self.item)

    def label(self, view: View) -> str:
        """What it is."""
        return "Correct" if self.item else "Private"

    def invitation(self, view: View) -> str:
        """Where it goes."""
        if self.item:
            return "enter drops this note"
        older = "; tab corrects an earlier one" if view.private.notes else ""
        return f"for the desk alone; never in the room, never written out{older}"

    def start(self, view: View) -> str:
        """The words of the note; in the room nobody has them."""
        return next((clean_line(note.text) for note in view.private.notes if note.id == self.item), "")

    def echo(self, text: str, view: View) -> Echo:
        """That nobody else reads it."""
        return Echo(("kept for the desk alone",), "enter on an empty line drops it" if self.item else "")

    def passed_over(self, view: View) -> Box | None:
        """The note before this one, after the first one a new one again."""
        ids = [note.id for note in reversed(view.private.notes)]
        if not ids:
            return None
        after = ids.index(self.item) + 1 if self.item in ids else 0
        return PrivateNoteBox(ids[after] if after < len(ids) else "")

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Keep it beside the session."""
        changed = not text or text != self.start(view)
        return Outcome(cursor=view.cursor, keeps=Kept(text, self.item) if changed else None)
