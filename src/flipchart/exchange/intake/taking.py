"""Importing a list into a session, row by row."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec.structs import replace

from flipchart.domain.commands.notes import AddNote, Park
from flipchart.domain.plan import Note, Parked
from flipchart.domain.quick import People
from flipchart.domain.session import Session
from flipchart.domain.text import NOTE_LIMIT, clean, clean_line, cut_notice
from flipchart.exchange.intake.import_draft import ImportDraft, Reading, key
from flipchart.exchange.intake.items import names_owner, take_improvement, take_step
from flipchart.exchange.intake.owners import attendee, known_in, last_name_first, who
from flipchart.exchange.intake.rows import Intake, Row, joined, left_over
from flipchart.exchange.readers.columns import Entry, Kind, plain
from flipchart.exchange.readers.marks import spoken


def take_in(session: Session, entries: Iterable[Entry], reading: Reading) -> Intake:
    """Return `session` with `entries` added, and what became of each; existing items are not changed.

    Only their notes may grow, by words that they do not hold yet; and if `reading` says to update, whatever the list
    says of existing steps is reported of them.
    """
    draft = ImportDraft(session, reading)
    entries = tuple(entries)
    owners = _owners(draft.known, entries)
    draft.expect(owners)
    entries = _parted(draft, entries)
    remark = ""
    if reading.as_steps is None:
        steps = are_steps(entries)
        if not steps and _name_owners(draft, entries):
            steps = True
            entries = tuple(it._replace(kind="step") if it.kind == "item" else it for it in entries)
        remark = TAKEN_AS_STEPS if steps else TAKEN_AS_IMPROVEMENTS if _are_rows(entries) else ""
        draft = ImportDraft(session, replace(reading, as_steps=steps))
        draft.expect(owners)
    rows = [_with_notice(_take(draft, entry)) for entry in entries if entry.kind != "remark"]
    remarks = [entry.text for entry in entries if entry.kind == "remark"]
    remarks += [remark] if remark else []
    # A list with ranks was imported in their order; the rows are shown in the order of the list.
    return Intake(draft.cleared(), tuple(sorted(rows, key=lambda row: row.row)), tuple(dict.fromkeys(remarks)))


def _owners(people: People, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the people whom some row names alone as its owner, so that they are known where two stand together.

    A first name is left to the person named in full with it. If no row names anybody by one word, "Haddad, Noor" is
    one person.
    """
    entries = tuple(entries)
    there = [attendee(it.text, people).name for it in entries if it.kind == "person"]
    people = People((*people.names, *filter(None, dict.fromkeys(there))))
    owner_texts = {cell.text for it in entries for cell in it.cells if cell.field == "owner" and cell.name}
    named = {who(words, people).name for words in owner_texts if not any(map(str.isdigit, words))}
    new = sorted(named - {"", *people.names}, key=lambda name: (" " not in name, name))
    whole = [name for name in new if " " in name]
    known = People((*people.names, *whole))
    if len(whole) == len(new):
        whole += last_name_first(owner_texts, known)
    return (*whole, *(name for name in new[len(whole) :] if known_in(name, known) == [""]))


_ARROW = re.compile(r"(?:→|⇒|➔|-{1,2}>|=>)\s*(?=\w)")


def _arrow(text: str) -> tuple[str, str] | None:
    """Return what stands before the last arrow and behind it, where both say something; else None."""
    for found in reversed(list(_ARROW.finditer(text))):
        topic = text[: found.start()].rstrip()
        if any(map(str.isalnum, topic)):
            return topic, text[found.end() :]
    return None


def _parted(draft: ImportDraft, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Split topics from what somebody does about them: "The sheets run out → Noor to order two more".

    Once some lines do, the others are only what was talked about.
    """
    found: list[Entry] = []
    for it in entries:
        arrow = _arrow(it.text) if it.kind in ("item", "words") and not (it.cells or it.literal) else None
        does = arrow and names_owner(draft, it._replace(text=arrow[1]))
        if arrow is None or not does:
            found.append(it)
        else:
            found += [it._replace(kind="words", text=arrow[0], box=None, more=""),
                      it._replace(kind="step", text=arrow[1], depth=0)]  # fmt: skip
    if len(found) == len(entries):
        return entries
    return tuple(
        it._replace(kind="words") if it.kind == "item" and not it.box and not names_owner(draft, it) else it
        for it in found
    )


TAKEN_AS_STEPS = "Taken as steps, since the list says who does it or by when; --as improvements takes it otherwise."


TAKEN_AS_IMPROVEMENTS = "Taken as improvements; --as steps takes it otherwise."


def _are_rows(entries: tuple[Entry, ...]) -> bool:
    """Whether items are rows of a table that could as well be steps, and none of them is one."""
    rows = any(it.kind == "item" and it.under is None and it.cells for it in entries)
    return rows and all(it.under is None for it in entries)


_SAMPLE = 60


def _name_owners(draft: ImportDraft, entries: tuple[Entry, ...]) -> bool:
    """Whether most items of a plain list name somebody of the group who does it, as minutes do."""
    plainly = [it for it in entries if it.kind == "item"][:_SAMPLE]
    if any(it.depth or it.cells or it.literal for it in plainly):
        return False
    named = sum(names_owner(draft, it) for it in plainly)
    # Where each has a box, it is a list of what is to be done: there a third is enough.
    return named * 2 > len(plainly) or (named * 3 >= len(plainly) > 0 and all(it.box for it in plainly))


def are_steps(entries: Iterable[Entry]) -> bool:
    """Whether the items of a table are steps: they say two of who, when and how it stands, and nobody voted."""
    rows = [
        {cell.field for cell in it.cells if cell.field != "votes" or cell.text != "0"}
        for it in entries if it.kind == "item" and it.under is None
    ]  # fmt: skip
    fields = frozenset[object]().union(*rows)
    ranks = {plain(cell.name) for it in entries for cell in it.cells if cell.field == "rank"} - {
        "number",
        "no",
        "nr",
        "#",
    }
    ranked = "votes" in fields or (ranks and "due" not in fields)
    return ("due" in fields or len(fields & {"owner", "state", "finished"}) > 1) and not ranked


def _with_notice(row: Row) -> Row:
    """Add to a row that leaves more than a note can hold how much of it was kept."""
    words = len(row.left or "") + len(str(row.took.get("note", "")))
    return row._replace(hints=(*row.hints, cut_notice(NOTE_LIMIT))) if words > NOTE_LIMIT else row


def _take(draft: ImportDraft, entry: Entry) -> Row:
    if entry.kind != "item":
        return _TAKERS[entry.kind](draft, entry)
    steps = draft.reading.as_steps or entry.under is not None or (entry.depth and draft.above)
    return take_step(draft, entry) if steps else take_improvement(draft, entry)


def _take_words(draft: ImportDraft, entry: Entry, kind: Literal["note", "decision"] = "note") -> Row:
    words = entry.text if entry.literal else spoken(entry.text)
    text = clean("\n".join(part for part in (words, entry.more) if part), limit=NOTE_LIMIT)
    known = key(text) in draft.known_items.notes
    if not known:
        draft.do(AddNote(Note(id=draft.reading.ids(), at=draft.reading.now, kind=kind, text=text)))
        draft.known_items.notes.add(key(text))
    whole = joined(words, entry.more or None)
    return Row(
        entry.row, kind, {"text": text} if kind == "decision" else {}, None if kind == "decision" else whole, known
    )


def _take_person(draft: ImportDraft, entry: Entry) -> Row:
    """Add somebody who was present to the group; anything but a person's name stays a note."""
    together = _known_together(entry.text, draft.known)
    if len(together) > 1:
        return Row(entry.row, "person", {"text": ", ".join(together)}, None, True)
    found = attendee(entry.text, draft.known)
    if not found.name:
        return _take_words(draft, entry)
    known = found.name in draft.people
    if not known:
        draft.join(found.name)
    own = "".join(word[0] for word in found.name.split()).casefold()
    aside = found.aside if found.aside.casefold().replace(".", "") != own else ""
    if aside and key(entry.text) not in draft.known_items.notes:
        draft.do(AddNote(Note(id=draft.reading.ids(), at=draft.reading.now, kind="note", text=entry.text)))
        draft.known_items.notes.add(key(entry.text))
    return Row(entry.row, "person", {"text": found.name}, aside or None, known)


def _known_together(text: str, people: People) -> list[str]:
    """Return the people of the group whose names follow each other with nothing between, [] for other words."""
    words, found = text.split(), []
    while words:
        named = people.known(words)
        if named is None or not named.name:
            return []
        found.append(named.name)
        words = words[named.used :]
    return found


def _take_parked(draft: ImportDraft, entry: Entry) -> Row:
    text, left = clean_line(spoken(entry.text)), left_over(entry)
    known = key(text) in draft.known_items.parked
    if not known:
        parked = "\n".join(part for part in (text, left) if part)
        draft.do(Park(Parked(id=draft.reading.ids(), text=parked)))
        draft.known_items.parked.add(key(text))
    return Row(entry.row, "parked", {"text": text}, left=left, known=known)


def _take_decision(draft: ImportDraft, entry: Entry) -> Row:
    return _take_words(draft, entry, "decision")


_TAKERS: Mapping[Kind, Callable[[ImportDraft, Entry], Row]] = {
    "words": _take_words, "parked": _take_parked, "decision": _take_decision, "person": _take_person,
    "improvement": take_improvement, "step": take_step,
}  # fmt: skip
