"""Prompts for free text: finding, private notes, parking lot, notes, the message to the wall, people, roadblocks."""

import re
from collections.abc import Sequence

from flipchart.domain.commands.notes import AddNote, EditNote, EditParked, Park
from flipchart.domain.commands.people import AddPerson, MarkPresent
from flipchart.domain.commands.steps import ReviseStep
from flipchart.domain.kinds import NoteKind
from flipchart.domain.plan import Note, Parked
from flipchart.domain.quick import is_nobody, read_line
from flipchart.domain.quick.names import nobody
from flipchart.domain.record import find
from flipchart.domain.said import said, say
from flipchart.domain.text import clean_line
from flipchart.ids import Ids
from flipchart.patterns import pattern
from flipchart.tui.prompts.prompt import Echo, Kept, Outcome, Prompt
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import plain
from flipchart.tui.text.rows import Row


def matching(rows: tuple[Row, ...], words: str) -> tuple[Row, ...]:
    """The rows that can be stopped at and have all of `words` in them; case does not matter."""
    wanted = words.casefold().split()
    texts = (
        (row, " ".join(plain(line) for line in row.lines(400, selected=False)).casefold()) for row in rows if row.id
    )
    return tuple(row for row, text in texts if all(word in text for word in wanted))


class FindPrompt(Prompt, frozen=True):
    """Words to find; Enter goes to the first row that has them, Esc shows all again."""

    name = "filter"
    verb = "go there"
    shared = False

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Find"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Stay on the row that was found."""
        return Outcome((), None, view.cursor)


class PrivateNotePrompt(Prompt, frozen=True):
    """A note for the desk alone, masked in the room. With an `item` that note is reworded."""

    name = "private"
    shared = False
    masked = True
    passes = "earlier note"

    @property
    def empties(self) -> bool:
        """Clearing the line of an existing note removes the note."""
        return bool(self.item)

    def label(self, view: Frame) -> str:
        """What it is."""
        return "Correct" if self.item else "Private"

    def invitation(self, view: Frame) -> str:
        """Where it goes."""
        if self.item:
            return "enter drops this note"
        older = f"; {t('tab corrects an earlier one')}" if view.private.notes else ""
        return t("for the desk only; never on the wall, never exported") + older

    def start(self, view: Frame) -> str:
        """The words of the note; empty in the room, which is never given them."""
        return next((clean_line(note.text) for note in view.private.notes if note.id == self.item), "")

    def echo(self, text: str, view: Frame) -> Echo:
        """That nobody else reads it."""
        return Echo((t("kept for the desk only"),), t("enter on an empty line drops it") if self.item else "")

    def passed_over(self, view: Frame) -> Prompt | None:
        """The note before this one; after the first note a new one."""
        ids = [note.id for note in reversed(view.private.notes)]
        if not ids:
            return None
        after = ids.index(self.item) + 1 if self.item in ids else 0
        return PrivateNotePrompt(ids[after] if after < len(ids) else "")

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep it beside the session."""
        changed = not text or text != self.start(view)
        return Outcome((), None, view.cursor, keeps=Kept(text, self.item) if changed else None)


PARKED = said("Parked")
"""The message that something was parked, since a short wall may not show the parking lot."""


class ParkPrompt(Prompt, frozen=True):
    """Something for the parking lot."""

    name = "park"

    def label(self, view: Frame) -> str:
        """Where it goes."""
        return "Park"

    def start(self, view: Frame) -> str:
        """The words of what is parked already, when it is being edited."""
        return find(view.session.parked, self.item, "entry").text if self.item else ""

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Park it."""
        if self.item:
            return Outcome((EditParked(self.item, text, None),), None, self.item)
        said = say("{what}: {words}", what=PARKED, words=text)
        return Outcome((Park(Parked(id=ids(), text=text)),), None, view.cursor, notice=said)


KINDS: dict[str, NoteKind] = {"!": "decision", "?": "option"}
"""The first character of a line that makes it more than a plain note."""


SAID: dict[NoteKind, str] = {"note": said("Noted"), "decision": said("Decided"), "option": said("An option")}
"""The message that something was written down."""

NAMES: dict[NoteKind, str] = {"note": said("note"), "decision": said("decision"), "option": said("option")}
"""Each of the three by its name."""


class NotePrompt(Prompt, frozen=True):
    """A note; a decision when it begins with an exclamation mark, an option with a question mark."""

    name = "note"

    def label(self, view: Frame) -> str:
        """What it is."""
        return "Note"

    def invitation(self, view: Frame) -> str:
        """How a decision is marked."""
        return "a note; ! begins a decision, ? an option"

    def start(self, view: Frame) -> str:
        """The words of the note that is being edited."""
        if not self.item:
            return ""
        note = find(view.session.notes, self.item, "note")
        return next((f"{mark} {note.text}" for mark, kind in KINDS.items() if kind == note.kind), note.text)

    def echo(self, text: str, view: Frame) -> Echo:
        """Which of the three it will be."""
        return Echo((NAMES[KINDS.get(text.lstrip()[:1], "note")],))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep it with the time."""
        kind: NoteKind = KINDS.get(text[0], "note")
        words = text[1:].strip() if text[0] in KINDS else text
        if not words:
            return Outcome(refused=t("What is the {kind}? Its words are missing.", kind=NAMES[kind]))
        if self.item:
            return Outcome((EditNote(self.item, words, kind),), None, self.item)
        new = AddNote(Note(id=ids(), at=view.now, kind=kind, text=words))
        return Outcome((new,), None, view.cursor, notice=say("{what}: {words}", what=SAID[kind], words=words))


class MessagePrompt(Prompt, frozen=True):
    """A message from the desk to the wall, which shows it until it is taken away."""

    name = "message"
    verb = "show it"
    shared = False

    def label(self, view: Frame) -> str:
        """What it is."""
        return "To the wall"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "a line that the room reads"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Show it."""
        return Outcome((), None, view.cursor, message=text, notice="On the wall; esc takes it away.")


class PersonPrompt(Prompt, frozen=True):
    """Who is here; several names with commas between."""

    name = "person"
    verb = "add"
    stays = True

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Who is here"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "names with commas · initials of who is here"

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add them and stay; a name that is known, or its initials, says that this person is here."""
        known = {name.casefold(): name for name in view.session.people}
        names = dict.fromkeys(name.strip() for name in text.split(",") if name.strip())
        found = {name: known.get(name.casefold()) or _by_initials(name, view.session.people) for name in names}
        if wrong := next((name for name, there in found.items() if there is None and is_nobody(name)), None):
            return Outcome(refused=nobody(wrong).hint)
        new = tuple(AddPerson(name) for name, there in found.items() if there is None)
        run = view.run
        here = tuple(MarkPresent(run.id, there, True) for there in found.values() if there and run is not None)
        last = next(reversed(names), None)
        return Outcome((*new, *here), self, f"person:{found[last] or last}" if last else view.cursor)


def _by_initials(typed: str, people: Sequence[str]) -> str | None:
    """The one of the people who has these initials, or None."""
    wanted = typed.replace(".", "").casefold()
    fitting = [name for name in people if "".join(word[0] for word in name.split()).casefold() == wanted]
    return fitting[0] if len(fitting) == 1 and len(wanted) > 1 else None


class RiskPrompt(Prompt, frozen=True):
    """If this comes, then that: the roadblock and the contingency of the step `item`."""

    name = "risk"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "If … then"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "legal is slow then reuse last year's"

    def start(self, view: Frame) -> str:
        """What it is now."""
        step = find(view.session.steps, self.item, "step")
        return f" {t('then')} ".join(part for part in (step.roadblock, step.contingency) if part)

    def echo(self, text: str, view: Frame) -> Echo:
        """Both halves."""
        roadblock, contingency = _if_then(text, view)
        hint = "" if contingency else t("… then what?")
        return Echo(
            tuple(
                p
                for p in (
                    t("if {roadblock}", roadblock=roadblock),
                    contingency and t("then {contingency}", contingency=contingency),
                )
                if p
            ),
            hint,
        )

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep both halves."""
        roadblock, contingency = _if_then(text, view)
        changes = {"roadblock": roadblock or None, "contingency": contingency or None}
        revise = ReviseStep(self.item, changes, view.today, ids(), view.planning)
        return Outcome((revise,), None, self.item)


_IF = pattern(r"(?:if|wenn|falls|si|se|als)\s", re.IGNORECASE)
_THEN = pattern(r",?\s(?:dann|alors|entonces|então|dan)\s", re.IGNORECASE)
"""How such a line begins and goes on in other languages than English, whatever the screens speak."""


def _if_then(text: str, view: Frame) -> tuple[str, str]:
    words = _IF.sub("", text.strip(), count=1) if _IF.match(text.strip()) else text.strip()
    words = words if " then " in words.casefold() else _THEN.sub(" then ", words, count=1)
    captured = read_line(f"x !if {words}", (), view.here)
    return captured.roadblock or words, captured.contingency or ""
