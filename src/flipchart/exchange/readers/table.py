"""The rows of a table, read by the names of its columns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from flipchart.domain.said import say
from flipchart.domain.vagueness import VERBS
from flipchart.exchange.readers.answers import (
    answered,
    answers_in,
    are_lists,
    each_of,
    is_of_survey,
    read_lists,
    who_answered,
)  # fmt: skip
from flipchart.exchange.readers.column_choice import columns_from, counted_columns, fields_of
from flipchart.exchange.readers.column_meanings import plain
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, Column, Entry, GridRow, Kind, field_of, is_doubtful, order_of
from flipchart.exchange.readers.document_rows import in_section
from flipchart.exchange.readers.grid import SAMPLE, Grid, blocks, end_of, mended, spelled
from flipchart.exchange.readers.marks import unlinked
from flipchart.exchange.readers.ranks import ranked
from flipchart.exchange.readers.sections import KIND_OF_ROLE, role_in, role_of, tells_roles
from flipchart.exchange.readers.vocabulary import (
    LONGEST_TOTAL,
    TOTALS,
    is_foreign,
    order_words,
)

Chosen = Mapping[str, Field | None]
"""Columns by their names, with the field that somebody said they hold; None for words of the note."""

NO_CHOICE: Chosen = {}

_FOR_STEPS: frozenset[Field] = frozenset({
    "owner", "helpers", "due", "state", "resources", "money", "done_when", "first_step", "roadblock", "contingency",
})  # fmt: skip


def read_table(grid: Grid, chosen: Chosen = NO_CHOICE) -> tuple[Entry, ...]:
    """Return an entry for each row, in the order of its rank column where there is one.

    Rows above the names of the columns are words; a row further down that names columns begins another table. A row
    whose improvement is left blank belongs to the one above it, as spreadsheets show merged cells. Without names,
    the first cell that holds letters is the item.
    """
    if grid.header is None:
        return _nameless(grid, chosen)
    found: list[Entry] = []
    for above, every, below in blocks(grid):
        names, rows, remarks = answered(every if grid.mark else _widened(every, below), below)
        found += remarks
        found += [Entry(row.line, _joined(row.cells).lstrip("# "), "words") for row in above]
        lists = are_lists(names, rows[:SAMPLE])
        read = read_lists(names, rows) if lists else _Table(names, rows, grid.mark, chosen).read()
        found += in_section(read, role_of(_joined(above[-1].cells)) if above else None)
    return tuple(found)


def _widened(names: tuple[str, ...], rows: Sequence[GridRow]) -> tuple[str, ...]:
    """Names for all columns of a sheet: what stands beside the last named one is in a column without a name."""
    return names + ("",) * (max((len(row.cells) for row in rows), default=0) - len(names))


def _nameless(grid: Grid, chosen: Chosen) -> tuple[Entry, ...]:
    """Read a table whose columns have no names: by what their cells look like, where that is a plan."""
    fields = tuple(field for _, field in counted_columns(grid, chosen))
    if {"step", "improvement"}.isdisjoint(fields):
        counted = all(row.cells[0] == str(number) for number, row in enumerate(grid.rows, start=1))
        return tuple(_unnamed(row, counted) for row in grid.rows)
    return tuple(_Table([""] * len(fields), grid.rows, grid.mark, chosen, fields).read())


def _unnamed(row: GridRow, counted: bool) -> Entry:
    """Read a row without names over its columns; where the first only counts the rows, it says nothing more."""
    cells = [cell for cell in row.cells[counted:] if cell] or [row.cells[0]]
    text = next((cell for cell in cells if any(sign.isalpha() for sign in cell)), cells[0])
    rest = list(cells)
    rest.remove(text)
    return Entry(row.line, text, cells=tuple(Cell(None, "", cell) for cell in rest), literal=bool(rest))


def _joined(cells: Sequence[str]) -> str:
    return " ".join(cell for cell in cells if cell)


def _own_fields(names: Sequence[str], chosen: Chosen) -> tuple[Field | None, ...]:
    """What the columns of our own table hold, () for any other."""
    own = {"Improvement", "Step", "First step at", "Below the line"} <= set(names) and not chosen
    return tuple(map(field_of, names)) if own else ()


class _Table:
    """The rows of a table under the names of its columns."""

    def __init__(
        self,
        names: Sequence[str],
        rows: Sequence[GridRow],
        mark: str,
        chosen: Chosen,
        fields: tuple[Field | None, ...] = (),
    ) -> None:
        self._names, self._mark = names, mark
        self._rows = [_trimmed(row, mark, len(names)) for row in rows]
        self._columns = columns_from(names, self._rows)
        self._fields = fields or _own_fields(names, chosen) or fields_of(
            self._columns, {**who_answered(names), **chosen}
        )  # fmt: skip
        self._steps = "step" in self._fields
        self._literal = not _FOR_STEPS.isdisjoint(field for field in self._fields if field)
        listed: tuple[Field, ...] = ("step", "improvement") if not self._steps else ("step",)
        self._item = next((i for i, to in enumerate(self._fields) if to in listed), 0)
        dated = [it for it in self._columns if self._fields[it.place] in _DATES or it.dates >= 0.6]
        self._order, self._beyond_doubt = order_of(dated)
        if self._order is None and not self._beyond_doubt and is_foreign(" ".join(names)):
            self._order = "dmy"
        self._doubt = any(is_doubtful(cell) for it in dated for cell in it.cells)
        self._refs = [i for i, name in enumerate(names) if self._fields[i] is None and _is_ref(name)][:1]
        self._roles = next((it.name for it in self._columns if tells_roles(set(it.cells), plain(it.name))), "")
        self._sections = self._headed()
        self._end = end_of(self._rows, len(names))
        self._shared = self._rows_shared()
        # In our own tables a blank improvement is none; elsewhere it is a cell that was merged with the one above.
        self._own = {"first_step_at", "hoped", "improvement", "step"} <= set(self._fields)
        self._numbered = not self._own and self._columns[self._item].share(_COUNTED) == 1
        self._above, self._blank = "", list[GridRow]()
        pairs = zip(self._fields, names, strict=True)
        self._heads = [(field, name, self._order if field in _DATES else None) for field, name in pairs]

    def _todoist(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """Rows of a column "Type" that are sections are headings, notes belong to the task above them."""
        last: Entry | None = None
        place = ""
        for entry in entries:
            kind = next((cell.text for cell in entry.cells if plain(cell.name) == "type"), "")
            kept = tuple(cell for cell in entry.cells if plain(cell.name) != "type")
            if kind == "section":
                place = entry.text
                yield from (last,) if last else ()
                last = entry._replace(kind="words", cells=(), more="")
            elif kind == "note" and last is not None:
                last = last._replace(more=f"{last.more}\n{entry.text}".strip())
            else:
                yield from (last,) if last else ()
                last = entry._replace(cells=kept, place=place) if kind == "task" else entry
        yield from (last,) if last else ()

    def read(self) -> list[Entry]:
        """Return an entry for each row, by rank, and what is to be said of the table as a whole."""
        sections = {plain(name) for name in self._names} >= {"type", "content"}
        found = self._todoist(self._entries()) if sections else self._entries()
        entries = [self._in_role(it) for it in ranked(list(found))]
        if self._blank:
            numbers = ", ".join(filter(None, (_joined(row.cells) for row in self._blank)))
            place = next(i for i, cell in enumerate(self._blank[0].cells) if cell)
            entries.append(Entry(self._blank[0].line, f"{self._names[place]}: {numbers}", "words"))
        if self._order and self._doubt:
            words = order_words(self._order, self._beyond_doubt, named=self._beyond_doubt in self._names)
            entries.append(Entry(self._rows[0].line, words, "remark"))
        return entries

    def _entries(self) -> Iterator[Entry]:
        for place, row in enumerate(self._rows):
            if row.cells == self._names[: len(row.cells)] or place >= self._end:
                yield Entry(row.line, _joined(row.cells), "words")
            elif place in self._sections:
                yield self._section(row)
            elif self._holds_number(row):
                self._blank.append(row)
            elif len(row.cells) > len(self._names):
                yield self._broken(row)
            elif place in self._shared:
                yield from self._answered(self._entry(row))
            else:
                yield from each_of(self._entry(row))

    def _holds_number(self, row: GridRow) -> bool:
        """Whether a row of a form that nobody filled in has its number alone."""
        filled = [place for place, cell in enumerate(row.cells) if cell]
        place = filled[0] if len(filled) == 1 < len(self._names) else len(self._names)
        counts = place < len(self._names) and (self._fields[place] == "rank" or _is_ref(self._names[place]))
        return counts and self._columns[place].numeric

    def _answered(self, entry: Entry) -> Iterator[Entry]:
        """Each answer of a cell that holds several is an item; the rest of the row is kept once."""
        for part in answers_in(entry.text):
            yield entry._replace(text=part, cells=(), ref="", more="")
        rest = "\n".join(cell.words for cell in entry.cells)
        yield from (Entry(entry.row, rest, "words"),) if rest else ()

    def _entry(self, row: GridRow) -> Entry:
        heads = zip(self._heads, row.cells, strict=False)
        cells = [Cell(field, name, text, None, order) for (field, name, order), text in heads if text]
        cells = [part for cell in cells for part in _parted(cell)] if self._own else cells
        if self._sums_up(row):
            return Entry(row.line, "\n".join(cell.words for cell in cells), "words")
        improvement, step = _take(cells, "improvement"), _take(cells, "step")
        if self._numbered:
            improvement, step = (improvement, _COUNTED.sub("", step)) if step else (_COUNTED.sub("", improvement), "")
        if improvement and "improvement" in self._fields:
            self._above = improvement if self._steps and not self._own else self._above
        ref = next(
            (f"{self._names[i]}: {row.cells[i]}" for i in self._refs if i < len(row.cells) and row.cells[i]), ""
        )
        kept = tuple(cells)
        if step:
            above = improvement or self._above
            return self._struck(
                Entry(row.line, step, depth=1, cells=kept, under=above, literal=self._literal, ref=ref)
            )
        if improvement:
            place = "" if self._steps else self._above
            kind: Kind = "improvement" if self._fields.count("step") > 1 else "item"
            return self._struck(
                Entry(row.line, improvement, kind, cells=kept, literal=self._literal, ref=ref, place=place)
            )
        return Entry(row.line, "\n".join(cell.words for cell in cells), "words")

    def _sums_up(self, row: GridRow) -> bool:
        """Whether a row is the sum of those above it."""
        if any(cell and self._fields[place] in ("owner", "due", "state") for place, cell in enumerate(row.cells)):
            return False
        word = row.cells[self._item] if self._item < len(row.cells) else ""
        counted = re.fullmatch(r"(\w+)\b[^:=]{0,20}[:=]?\s*\d+", word)
        return len(word) <= LONGEST_TOTAL + 20 and plain(counted[1] if counted else word) in TOTALS

    def _in_role(self, entry: Entry) -> Entry:
        """An item of a retro's list is what the column beside it calls it: "Went well", "Action items"."""
        said = next((cell.text for cell in entry.cells if cell.name == self._roles), "") if self._roles else ""
        if entry.kind != "item" or entry.under is not None or not said:
            return entry
        kind = KIND_OF_ROLE.get(role_in(said), "words")
        kept = tuple(cell for cell in entry.cells if cell.name != self._roles)
        kept = kept if kind == "improvement" else tuple(cell for cell in kept if cell.field != "votes")
        words = f"{said}: {entry.text}" if kind == "words" else entry.text
        return entry._replace(text=words, kind=kind, cells=kept, place=said, literal=False)

    def _struck(self, entry: Entry) -> Entry:
        """A whole text that was struck out says so, unless a column tells what became of it; links are notes."""
        if self._mark == "|":
            text, addresses = unlinked(entry.text)
            entry = entry._replace(text=text, more="\n".join(filter(None, (entry.more, addresses))))
        found = _STRUCK.fullmatch(entry.text) or _TICKED.fullmatch(entry.text)
        if found is None:
            return entry
        aside = found[2] if found.re is _TICKED else ""
        has_state = any(cell.field in ("state", "finished") for cell in entry.cells)
        # A remark such as "done 20 Nov" says why it was struck out.
        done = next((it for it in entry.cells if it.field == "note" and _DONE.match(it.text)), None)
        cells = (*entry.cells, done._replace(field="state")) if done and not has_state else entry.cells
        struck = not has_state and done is None and found.re is _STRUCK
        return entry._replace(text=found[1].strip(), aside=aside, struck=struck, cells=cells)

    def _broken(self, row: GridRow) -> Entry:
        """A row with more cells than there are columns: its words are kept whole, and it is named.

        Where all behind its item fits the columns, counted from the end, the marks were inside the item's words; so
        they were in any cell where spaces behind them say it.
        """
        more, width = len(row.cells) - len(self._names), len(self._names)
        whole = row.raw or (self._mark or " ").join(row.cells)
        hint = say(
            "Row {row} has {cells} cells for {columns} columns; check what was read, it is kept whole.",
            row=row.line, cells=len(row.cells), columns=width,
        )  # fmt: skip
        item = self._item
        words = f"{self._mark} ".join(row.cells[item : item + more + 1])
        cells = (*row.cells[:item], words, *row.cells[item + more + 1 :])
        if self._fits(cells) or (cells := spelled(row, self._mark, width)):
            return self._entry(GridRow(row.line, cells))._replace(more=whole, hints=(hint,))
        return Entry(row.line, whole, depth=int(self._steps), under="" if self._steps else None,
                     literal=True, hints=(hint,))  # fmt: skip

    def _fits(self, cells: Sequence[str]) -> bool:
        """Whether the dates and states of a row stand where those of the other rows do."""
        matches = [
            _LOOKS[field](cells[place])
            for place, field in enumerate(self._fields)
            if field in _LOOKS and cells[place] and _LOOKS_OF[field](self._columns[place]) >= 0.6
        ]
        return bool(matches) and all(matches)

    def _headed(self) -> frozenset[int]:
        """Return the rows that are headings of those below them: one cell alone, where the others have several."""
        filled = [sum(map(bool, row.cells)) for row in self._rows]
        if len(self._names) < 3 or ("improvement" in self._fields and self._steps):
            return frozenset()
        alone = [
            i for i, row in enumerate(self._rows[:-1])
            if filled[i] == 1 and filled[i + 1] > 1 and self._heading(row)
        ]  # fmt: skip
        if sum(count > 1 for count in filled) * 2 < len(filled):
            return frozenset()
        marked = [
            i for i in alone if _is_marked(_joined(self._rows[i].cells)) or self._rows[i + 1].cells == self._names
        ]
        return frozenset(alone if len(alone) > 1 and 0 in alone else marked)

    def _rows_shared(self) -> frozenset[int]:
        """Return the rows of a survey of which some cells hold several answers, () where one cell is one answer."""
        if self._steps or not is_of_survey(self._names):
            return frozenset()
        texts = {i: row.cells[self._item] for i, row in enumerate(self._rows) if self._item < len(row.cells)}
        several = any(len(answers_in(text)) > 1 for text in texts.values())
        return frozenset(i for i, text in texts.items() if text and several)

    def _heading(self, row: GridRow) -> bool:
        words = _joined(row.cells)
        place = next(i for i, cell in enumerate(row.cells) if cell)
        verb = words.split()[0].casefold() in VERBS
        return place in (0, self._item) and (_is_marked(words) or (len(words.split()) <= 5 and not verb))

    def _section(self, row: GridRow) -> Entry:
        title = _NUMBER.sub("", _joined(row.cells)).strip(" *_#:") or _joined(row.cells)
        self._above = title
        if self._steps:
            return Entry(row.line, title, "improvement", literal=True)
        return Entry(row.line, title, "words")


def _parted(cell: Cell) -> Iterator[Cell]:
    """Yield what a cell of our own table says: it has several needs in one."""
    parts = cell.text.split("; ") if cell.field == "resources" else (cell.text,)
    yield from (cell._replace(text=part) for part in parts)


_STRUCK = re.compile(r"~~([^~]*[^~\s][^~]*)~~")
_TICKED = re.compile(r"[✅✔☑✓]\W*~~([^~]*[^~\s][^~]*)~~\W*(.*)", re.DOTALL)
"""What was ticked and struck out, with what was written behind it."""
_DONE = re.compile(r"(?:done|completed?|finished|closed|erledigt|fait|hecho|feito|gedaan|klaar)\b", re.IGNORECASE)
_COUNTED = re.compile(r"^\d{1,3}[.)]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.):]?|[A-Za-z][.)]|[IVX]+[.)])\s+")
_DATES: frozenset[Field | None] = frozenset({"due", "first_due", "finished", "created", "state"})
"""What may tell a date; a state does with the day on which it was reached."""
_REFS = frozenset({"ref", "id", "key", "reference", "code", "wbs", "#", "no", "nr", "number", "ticket"})


def _is_marked(words: str) -> bool:
    """Whether words show by themselves that they are a heading: numbered, in capitals, bold, or with a colon."""
    capitals = words.isupper() and sum(map(str.isalpha, words)) > 3
    return capitals or _NUMBER.match(words) is not None or words.endswith(":") or words.startswith(("**", "#"))


def _is_ref(name: str) -> bool:
    words = plain(name).split()
    return bool(words) and words[-1] in _REFS


def _trimmed(row: GridRow, mark: str, width: int) -> GridRow:
    """A row without empty cells behind the last column."""
    if len(row.cells) <= width:
        return row
    cells = mended(row, mark, width)
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return row._replace(cells=cells)


def _take(cells: list[Cell], field: Field) -> str:
    found = next((cell for cell in cells if cell.field == field), None)
    if found is not None:
        cells.remove(found)
    return found.text if found else ""


def _dated(text: str) -> bool:
    return Column(0, "", (text,)).dates > 0


def _stated(text: str) -> bool:
    return Column(0, "", (text,)).states > 0


_LOOKS: Mapping[Field | None, Callable[[str], bool]] = {"due": _dated, "finished": _dated, "state": _stated}
_LOOKS_OF: Mapping[Field | None, Callable[[Column], float]] = {
    "due": lambda it: it.dates, "finished": lambda it: it.dates, "state": lambda it: it.states,
}  # fmt: skip
