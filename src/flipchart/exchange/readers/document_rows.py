"""What is done with a document's entries once all are read: joining lines, and saying what was taken as what."""

import re
from collections.abc import Iterator, Sequence

from flipchart.domain.quick.votes import votes_at_end
from flipchart.domain.said import joined, say, say_count
from flipchart.domain.when.tables import MONTHS
from flipchart.exchange.readers.block_words import ITEM_NAMES, Pair
from flipchart.exchange.readers.column_meanings import plain
from flipchart.exchange.readers.columns import Cell, Column, Entry, Order, order_of
from flipchart.exchange.readers.marks import item_mark
from flipchart.exchange.readers.sections import KIND_OF_ROLE, Role, role_of
from flipchart.exchange.readers.vocabulary import is_foreign


def pair_entries(pairs: Sequence[Pair], day: tuple[Cell, ...]) -> Iterator[Entry]:
    """Yield what a table says that has in each row what its name stands for: who was there, what was agreed."""
    for it in pairs:
        kind = KIND_OF_ROLE.get(role_of(it.name), "words")
        if kind in ("step", "decision", "parked"):
            parts = (
                (mark.text, mark.box) if (mark := item_mark(part)) else (part, None) for part in it.said.split("\n")
            )
            cells = day if kind == "step" else ()
            yield from (Entry(it.row, text, kind, box=box, cells=cells) for text, box in parts if text)
        elif it.said and kind == "person":
            yield Entry(it.row, it.said, "person")
        elif it.said:
            yield Entry(it.row, f"{it.name}: {it.said}", "words")


def without_votes(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Make the number of votes behind an action a remark: retro boards write it behind each card."""
    counted = [votes_at_end(it.text)[1] is not None for it in entries if it.kind in ("step", "improvement")]
    if len(counted) < 2 or not all(counted):
        return entries
    return tuple(_uncounted(it) if it.kind == "step" else it for it in entries)


def _uncounted(step: Entry) -> Entry:
    text, votes = votes_at_end(step.text)
    return step._replace(text=text, cells=(*step.cells, Cell("votes", "Votes", str(votes))))


def summed_up(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield a remark that says what was taken as what."""
    kinds: dict[str, tuple[str, str]] = {
        "step": ("{n} step", "{n} steps"), "improvement": ("{n} improvement", "{n} improvements"),
        "decision": ("{n} decision", "{n} decisions"), "person": ("{n} attendee", "{n} attendees"),
        "parked": ("{n} parked item", "{n} parked items"), "words": ("{n} note", "{n} notes"),
    }  # fmt: skip
    counts = {kind: sum(_kind_of(it) == kind for it in entries) for kind in kinds}
    # Somebody named in the head and again in the list of attendees counts once.
    counts["person"] = len({plain(it.text) for it in entries if it.kind == "person"})
    found = joined(", ", (say_count(*kinds[kind], counts[kind]) for kind in kinds if counts[kind]))
    yield Entry(1, say("Found in this text: {found}.", found=found), "remark")


def _kind_of(entry: Entry) -> str:
    return "step" if entry.kind == "item" and (entry.under is not None or entry.cells) else entry.kind


def as_words(entry: Entry) -> Entry:
    more = "\n".join(part for part in (words_of_cells(entry), entry.more) if part)
    return entry._replace(kind="words", depth=0, box=None, cells=(), more=more)


def order_in(text: str) -> Order | None:
    """Return how the dates of a document are written, where one of them or its language tells.

    Who writes "24 November" puts the day first in digits, too, and who writes "November 24" the month.
    """
    dates = Column(0, "", tuple(_DIGITS.findall(text)))
    if order := order_of([dates])[0] or ("dmy" if is_foreign(text) else None):
        return order
    day_first, month_first = _DAY_FIRST.search(text), _MONTH_FIRST.search(text)
    return None if bool(day_first) == bool(month_first) else "dmy" if day_first else "mdy"


_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)", re.IGNORECASE)

_DIGITS = re.compile(
    r"(?<![\w./-])\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b"
    r"|(?:(?<=\bby )|(?<=\bdue )|(?<=\bbis ))\d{1,2}/\d{1,2}\b(?!/)"
)


def in_order(entry: Entry, order: Order | None) -> Entry:
    """Return an entry whose dates are read as those of the document where its own table does not tell how."""
    if order is None or all(cell.order or cell.field is None for cell in entry.cells):
        return entry
    return entry._replace(cells=tuple(it if it.order else it._replace(order=order) for it in entry.cells))


def of_section(entries: Sequence[Entry], role: Role | None, place: str, day: tuple[Cell, ...]) -> Iterator[Entry]:
    """Yield the rows of a table in a document as what its section and they themselves say they are."""
    kind = KIND_OF_ROLE.get(role, "words") if role not in (None, "action", "improvement") else None
    if role == "person" and any(cell.field == "due" for it in entries for cell in it.cells):
        kind = None  # the list of what is to be done stands right below those who were there
    for entry in (in_order(it, day[0].order) for it in entries):
        acts = says_who(entry)
        if kind and entry.kind != "remark" and not (acts and role == "other" and entry.under is not None):
            yield entry._replace(kind=kind, under=None, depth=0, cells=(), more=words_of_cells(entry))
        elif entry.kind == "item" and (role in ("action", "improvement") or acts):
            step = role == "action" or acts
            dated = (*entry.cells, *day) if step and not is_dated(entry) else entry.cells
            yield entry._replace(kind="step" if step else "improvement", place=place, cells=dated)
        else:
            yield entry


def in_section(entries: Sequence[Entry], role: Role | None) -> Iterator[Entry]:
    """Yield the rows of a table as what the heading above it calls them: decisions, people, what is parked."""
    kind = KIND_OF_ROLE.get(role) if role in ("decision", "person", "parked") else None
    plainly = kind is not None and all(it.under is None for it in entries)
    for it in entries:
        new_kind = kind if plainly and it.kind == "item" else None
        yield it._replace(kind=new_kind, cells=(), more=words_of_cells(it)) if new_kind else it


def is_dated(entry: Entry) -> bool:
    """Whether a row of a table says itself when it was written down."""
    return any(cell.field == "created" for cell in entry.cells)


def says_who(entry: Entry) -> bool:
    return entry.under is not None or any(cell.field in ("owner", "due", "state", "finished") for cell in entry.cells)


def with_cells(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries; a line that says who or when of the action right above it goes with that."""
    last: Entry | None = None
    for entry in entries:
        if entry.ref == BELOW and last is not None and last.kind in ("step", "item", "decision"):
            last = last._replace(kind="step", text=_unnamed(last.text), cells=(*last.cells, *entry.cells))
            continue
        if entry.ref == REMARK and last is not None and last.kind in ("improvement", "step"):
            last = last._replace(more="\n".join(filter(None, (last.more, entry.text, entry.more))))
            continue
        yield from (last,) if last is not None else ()
        last = entry._replace(ref="", cells=()) if entry.ref in (BELOW, REMARK) else entry
    yield from (last,) if last is not None else ()


def _unnamed(text: str) -> str:
    """What is to be done, without the name that a list of names and values has for it: "title: Order pads"."""
    name, colon, rest = text.partition(":")
    named = colon and rest.strip() and plain(name) in ITEM_NAMES
    return rest.strip().strip("\"'") if named else text


BELOW, REMARK = "below an action", "below an improvement"


def words_of_cells(entry: Entry) -> str:
    return "\n".join(cell.words for cell in entry.cells if not (cell.text.isdigit() and cell.field == "rank"))
