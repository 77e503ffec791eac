"""The rows of a table as what they say, under the names of its columns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from flipchart.domain.vague_words import VERBS
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, Column, Entry, fields_of, is_doubtful, order_of, plain
from flipchart.exchange.readers.grid import SAMPLE, Grid, GridRow, are_lists, blocks, is_votes, mended
from flipchart.exchange.readers.vocabulary import KIND_OF_ROLE, is_foreign, role_of

Chosen = Mapping[str, Field | None]
"""Columns by their names, with the field that somebody said they hold; None for words of the note."""

NO_CHOICE: Chosen = {}

_FOR_STEPS: frozenset[Field] = frozenset({
    "owner", "helpers", "due", "state", "resources", "money", "done_when", "first_step", "roadblock", "contingency",
})  # fmt: skip
_RANK = re.compile(r"#?([0-9]{1,6})(?:\.0*|\))?")


def read_table(grid: Grid, chosen: Chosen = NO_CHOICE) -> tuple[Entry, ...]:
    """Return an entry for each row, in the order of its rank column where there is one.

    Rows above the names of the columns are words; a row further down that names columns begins another table. A row
    whose improvement is left blank belongs to the one above it, as spreadsheets show merged cells. Without names,
    the first cell that holds letters is the item.
    """
    if grid.header is None:
        counted = all(row.cells[0] == str(number) for number, row in enumerate(grid.rows, start=1))
        return tuple(_unnamed(row, counted) for row in grid.rows)
    found: list[Entry] = []
    for above, names, rows in blocks(grid):
        found += [Entry(row.line, _joined(row.cells), "words") for row in above]
        found += _lists(names, rows) if are_lists(names) else _Table(names, rows, grid.mark, chosen).read()
    return tuple(found)


def _lists(names: Sequence[str], rows: Sequence[GridRow]) -> list[Entry]:
    """Read each column as a list of its own; the cells of one row have nothing to do with each other."""
    found: list[Entry] = []
    for place, name in enumerate(names):
        kind = KIND_OF_ROLE.get(role_of(name), "words")
        counted = place + 1 < len(names) and is_votes(names[place + 1])
        for row in rows if not is_votes(name) else ():
            text = row.cells[place] if place < len(row.cells) else ""
            told = counted and kind == "improvement" and place + 1 < len(row.cells)
            votes = row.cells[place + 1] if told else ""
            cells = (Cell("votes", "Votes", votes),) if votes else ()
            words = f"{name}: {text}" if kind == "words" else text
            found += [Entry(row.line, words, kind, cells=cells, place=name)] if text else []
    return found


def columns_of(grid: Grid, chosen: Chosen = NO_CHOICE) -> tuple[tuple[Column, Field | None], ...]:
    """Return the columns of the first table with what each is taken to hold, to be shown and changed."""
    if grid.header is None:
        return ()
    _, names, rows = next(blocks(grid))
    columns = _columns(names, rows)
    return tuple(zip(columns, fields_of(columns, chosen), strict=True))


def _unnamed(row: GridRow, counted: bool) -> Entry:
    """Read a row without names over its columns; where the first only counts the rows, it says nothing more."""
    cells = [cell for cell in row.cells[counted:] if cell] or [row.cells[0]]
    text = next((cell for cell in cells if any(sign.isalpha() for sign in cell)), cells[0])
    rest = list(cells)
    rest.remove(text)
    return Entry(row.line, text, cells=tuple(Cell(None, "", cell) for cell in rest), literal=bool(rest))


def _joined(cells: Sequence[str]) -> str:
    return " ".join(cell for cell in cells if cell)


def _columns(names: Sequence[str], rows: Sequence[GridRow]) -> list[Column]:
    wide = [row.cells for row in rows[:SAMPLE] if len(row.cells) <= len(names)]
    return [
        Column(place, name, tuple(cells[place] for cells in wide if place < len(cells) and cells[place]))
        for place, name in enumerate(names)
    ]


class _Table:
    """The rows of a table under the names of its columns."""

    def __init__(self, names: Sequence[str], rows: Sequence[GridRow], mark: str, chosen: Chosen) -> None:
        self._names = names
        self._mark = mark
        self._rows = [_trimmed(row, mark, len(names)) for row in rows]
        self._columns = _columns(names, self._rows)
        self._fields = fields_of(self._columns, chosen)
        self._steps = "step" in self._fields
        self._literal = not _FOR_STEPS.isdisjoint(field for field in self._fields if field)
        self._item = next((i for i, to in enumerate(self._fields) if to in ("step", "improvement")), 0)
        if self._steps:
            self._item = self._fields.index("step")
        dated = [it for it in self._columns if self._fields[it.place] in ("due", "first_due", "finished", "created")]
        self._order, self._told = order_of(dated)
        if self._order is None and not self._told and is_foreign(" ".join(names)):
            self._order = "dmy"
        self._doubt = any(is_doubtful(cell) for it in dated for cell in it.cells)
        self._refs = [i for i, name in enumerate(names) if self._fields[i] is None and _is_ref(name)][:1]
        self._roles = next((it.name for it in self._columns if it.cells and _tells_roles(it.cells)), "")
        self._sections = self._headed()
        # In our own tables a blank improvement is none; elsewhere it is a cell that was merged with the one above.
        self._own = {"first_step_at", "hoped", "improvement", "step"} <= set(self._fields)
        self._above = ""

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
                last = replace(entry, kind="words", cells=(), more="")
            elif kind == "note" and last is not None:
                last = replace(last, more=f"{last.more}\n{entry.text}".strip())
            else:
                yield from (last,) if last else ()
                last = replace(entry, cells=kept, place=place) if kind == "task" else entry
        yield from (last,) if last else ()

    def read(self) -> list[Entry]:
        """Return an entry for each row, by rank, and what is to be said of the table as a whole."""
        sections = {plain(name) for name in self._names} >= {"type", "content"}
        found = self._todoist(self._entries()) if sections else self._entries()
        entries = [self._in_role(it) for it in _ranked(list(found))]
        if self._order and self._doubt:
            how = "day/month" if self._order == "dmy" else "month/day"
            why = f"{self._told} can be nothing else" if self._told else "its columns are not in English"
            sentence = f"Dates such as 3/4 are read as {how}, since {why}."
            entries.append(Entry(self._rows[0].line, sentence, "remark"))
        return entries

    def _entries(self) -> Iterator[Entry]:
        for place, row in enumerate(self._rows):
            if row.cells == self._names[: len(row.cells)]:
                yield Entry(row.line, _joined(row.cells), "words")
            elif place in self._sections:
                yield self._section(row)
            elif len(row.cells) > len(self._names):
                yield self._broken(row)
            else:
                yield self._entry(row)

    def _entry(self, row: GridRow) -> Entry:
        cells = [self._cell(place, text) for place, text in enumerate(row.cells) if text]
        improvement = _take(cells, "improvement")
        step = _take(cells, "step")
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
            return self._struck(Entry(row.line, improvement, cells=kept, literal=self._literal, ref=ref, place=place))
        return Entry(row.line, "\n".join(cell.words for cell in cells), "words")

    def _in_role(self, entry: Entry) -> Entry:
        """An item of a retro's list is what the column beside it calls it: "Went well", "Action items"."""
        said = next((cell.text for cell in entry.cells if cell.name == self._roles), "") if self._roles else ""
        if entry.kind != "item" or entry.under is not None or not said:
            return entry
        kind = KIND_OF_ROLE.get(role_of(said), "words")
        kept = tuple(cell for cell in entry.cells if cell.name != self._roles)
        kept = kept if kind == "improvement" else tuple(cell for cell in kept if cell.field != "votes")
        words = f"{said}: {entry.text}" if kind == "words" else entry.text
        return replace(entry, text=words, kind=kind, cells=kept, place=said, literal=False)

    def _struck(self, entry: Entry) -> Entry:
        """A whole text that was struck out says so, unless a column tells what became of it."""
        found = _STRUCK.fullmatch(entry.text)
        if found is None:
            return entry
        told = any(cell.field in ("state", "finished") for cell in entry.cells)
        return replace(entry, text=found[1].strip(), struck=not told)

    def _cell(self, place: int, text: str) -> Cell:
        field = self._fields[place]
        return Cell(field, self._names[place], text, None, self._order if field in _DATES else None)

    def _broken(self, row: GridRow) -> Entry:
        """A row with more cells than there are columns: its words are kept whole, and it is named.

        Where all behind its item fits the columns, counted from the end, the marks were inside the item's words.
        """
        more, width = len(row.cells) - len(self._names), len(self._names)
        whole = row.raw or (self._mark or " ").join(row.cells)
        hint = (
            f"Row {row.line} has {len(row.cells)} cells for {width} columns; check what was read, it is kept whole."
        )
        item = self._item
        words = f"{self._mark} ".join(row.cells[item : item + more + 1])
        cells = (*row.cells[:item], words, *row.cells[item + more + 1 :])
        if self._fits(cells):
            entry = self._entry(GridRow(row.line, cells))
            return replace(entry, more=whole, hints=(hint,))
        return Entry(row.line, whole, depth=int(self._steps), under="" if self._steps else None,
                     literal=True, hints=(hint,))  # fmt: skip

    def _fits(self, cells: Sequence[str]) -> bool:
        """Whether the dates and states of a row stand where those of the other rows do."""
        told = [
            _LOOKS[field](cells[place])
            for place, field in enumerate(self._fields)
            if field in _LOOKS and cells[place] and _LOOKS_OF[field](self._columns[place]) >= 0.6
        ]
        return bool(told) and all(told)

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


_STRUCK = re.compile(r"~~([^~]*[^~\s][^~]*)~~")
_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.):]?|[A-Za-z][.)]|[IVX]+[.)])\s+")
_DATES: frozenset[Field | None] = frozenset({"due", "first_due", "finished", "created"})
_REFS = frozenset({"ref", "id", "key", "reference", "code", "wbs", "#", "no", "nr", "number", "ticket"})


def _is_marked(words: str) -> bool:
    """Whether words show by themselves that they are a heading: numbered, in capitals, bold, or with a colon."""
    capitals = words.isupper() and sum(map(str.isalpha, words)) > 3
    return capitals or _NUMBER.match(words) is not None or words.endswith(":") or words.startswith(("**", "#"))


def _is_ref(name: str) -> bool:
    words = plain(name).split()
    return bool(words) and words[-1] in _REFS


def _tells_roles(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are the names of a retro's lists."""
    told = {role_of(cell) for cell in set(cells)}
    return None not in told and bool(told & {"action", "improvement"}) and len(set(cells)) > 1 and len(told) > 1


def _trimmed(row: GridRow, mark: str, width: int) -> GridRow:
    """A row without empty cells behind the last column."""
    if len(row.cells) <= width:
        return row
    cells = mended(row, mark, width)
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return replace(row, cells=cells)


def _take(cells: list[Cell], field: Field) -> str:
    found = next((cell for cell in cells if cell.field == field), None)
    if found is not None:
        cells.remove(found)
    return found.text if found else ""


def _ranked(entries: list[Entry]) -> Iterator[Entry]:
    """Yield the entries by their rank, each improvement with what belongs to it; what has no rank comes last."""
    ranks = [cell for it in entries for cell in it.cells if cell.field == "rank"]
    if not ranks:
        yield from entries
        return
    if not all(rank_of(cell.text) for cell in ranks):
        # "High" and "Low" tell no place: they are kept as words.
        entries = [replace(it, cells=tuple(_unranked(cell) for cell in it.cells)) for it in entries]
    groups: list[list[Entry]] = []
    for entry in entries:
        same = groups and entry.under and entry.under in (groups[-1][0].under, groups[-1][0].text)
        if same or (groups and entry.kind == "words"):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    for group in sorted(groups, key=lambda it: _rank(it[0])):
        yield from group


def _unranked(cell: Cell) -> Cell:
    return replace(cell, field=None) if cell.field == "rank" else cell


def _rank(entry: Entry) -> int:
    cell = next((it for it in entry.cells if it.field == "rank"), None)
    return (rank_of(cell.text) if cell else None) or 1 << 32


def rank_of(text: str) -> int | None:
    """Return the place that "1", "#1" or "1." is, None for anything else, and for 0."""
    found = _RANK.fullmatch(text)
    return int(found[1]) or None if found else None


def _dated(text: str) -> bool:
    return Column(0, "", (text,)).dates > 0


def _stated(text: str) -> bool:
    return Column(0, "", (text,)).states > 0


_LOOKS: Mapping[Field | None, Callable[[str], bool]] = {"due": _dated, "finished": _dated, "state": _stated}
_LOOKS_OF: Mapping[Field | None, Callable[[Column], float]] = {
    "due": lambda it: it.dates, "finished": lambda it: it.dates, "state": lambda it: it.states,
}  # fmt: skip
