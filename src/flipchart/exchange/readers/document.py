"""Minutes, retros and outlines: only what stands where actions stand is to be done; the rest is words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from flipchart.domain.saying import counted
from flipchart.exchange.readers.columns import Cell, Entry, Kind, Order, field_of
from flipchart.exchange.readers.grid import grid_of, pipe_rows
from flipchart.exchange.readers.plain_text import (
    DECISION,
    HEADING,
    RULE,
    Mark,
    action_of,
    date_in,
    item_mark,
    people_in,
    settled,
    unquoted,
)  # fmt: skip
from flipchart.exchange.readers.table import NO_CHOICE, Chosen, read_table
from flipchart.exchange.readers.vocabulary import KIND_OF_ROLE, Role, is_foreign, names_section, role_of

_PIPES = re.compile(r"\s*\|.*\|\s*$|[^|]+(?:\|[^|]*)+$")
_UNDER_NAMES = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_TITLE = re.compile(r"\s*(?:\*\*?|__|==)?(?P<text>[^*_=\s][^*_=:]{0,70}?)(?:\*\*?|__|==)?\s*:?\s*(?:\*\*?|__|==)?\s*")
_BOLD_LINE = re.compile(r"(\*\*?|__|==).+\1:?")
_LABEL = re.compile(
    r"\s*(?:\*\*|__)?(?P<name>[^\W\d_][^:*_|]{0,50}?)\s*(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(?P<rest>\S.*)", re.S
)
_MINUTES: frozenset[Role] = frozenset({"person", "action", "decision"})


@dataclass
class Block:
    """Some lines that belong together: a heading, a paragraph, an item of a list or a table; `row` is the first."""

    row: int
    kind: str
    text: str
    mark: Mark | None = None
    lines: list[str] = field(default_factory=list)
    depth: int = 0
    more: str = ""

    def add(self, line: str, *, apart: bool) -> None:
        """Go on with a line, which is a remark of its own where a blank line stands above it."""
        self.lines.append(line)
        if apart or self.more:
            self.more = f"{self.more}\n{line}".lstrip("\n")
        else:
            self.text = f"{self.text} {line}"


def is_document(text: str) -> bool:
    """Whether a text has sections, marked actions or a table among other words, and is no mere list."""
    roles, actions, tables, blocks = 0, 0, 0, 0
    labels: set[Role] = set()
    for block in _blocks(text):
        blocks += 1
        if block.kind == "heading":
            roles += role_of(block.text) not in (None, "parked")
        elif block.kind == "table":
            tables += 1
        elif block.kind == "label":
            found = _label(block.text)
            roles += found is not None and found[0] in _MINUTES
        if block.kind == "item" and (said := _label(block.text)) and said[0] in _MINUTES:
            labels.add(said[0])
        if block.kind in ("words", "item", "label"):
            actions += action_of(block.text) is not None
    return roles > 0 or 0 < tables < blocks or actions > 0 or len(labels) > 1


def _blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text; lines of one paragraph or of one item are joined."""
    lines = [unquoted(line) for line in text.split("\n")]
    place, blank = 0, True
    open_: Block | None = None
    while place < len(lines):
        line = lines[place]
        if not line.strip() or RULE.match(line):
            place, blank = place + 1, True
            continue
        begun, used = _begun(lines, place, None if blank else open_)
        if begun is not None:
            if open_ is not None:
                yield open_
            open_ = begun if begun.kind in ("item", "words", "label") else None
            if open_ is None:
                yield begun
        elif open_ is not None:
            open_.add(line.strip(), apart=blank)
        place, blank = place + used, False
    if open_ is not None:
        yield open_


def _begun(lines: Sequence[str], place: int, above: Block | None) -> tuple[Block | None, int]:
    """Return the block that begins on a line, None where the line goes on with the one `above` it, and its lines."""
    line, mark, row = lines[place], item_mark(lines[place]), place + 1
    if table := _table_at(lines, place):
        return Block(row, "table", "", lines=table), len(table)
    listed = mark is None and _names_list(lines, place)
    heading = _heading_at(lines, place, alone=above is None or _is_title(line) or listed) if mark is None else None
    if (
        mark is not None
        and (title := _TITLE.fullmatch(mark.text))
        and _is_title(mark.text)
        and role_of(title["text"])
    ):
        return Block(row, "heading", title["text"].strip(), depth=10 + mark.indent), 1
    if heading is not None:
        return Block(row, "heading", heading[0], depth=heading[1]), heading[2]
    goes_on = mark is None and not _starts(line) and (above is not None or line[:2] in ("  ", "\t"))
    return (None, 1) if goes_on else (_block(row, line, mark), 1)


def _names_list(lines: Sequence[str], place: int) -> bool:
    """Whether a line is the name of a section with its list right below, though no blank line stands above it."""
    below = lines[place + 1] if place + 1 < len(lines) else ""
    return not lines[place][0].isspace() and names_section(lines[place]) and item_mark(below) is not None


def _block(row: int, line: str, mark: Mark | None) -> Block:
    if mark is not None:
        return Block(row, "item", mark.text, mark)
    return Block(row, "label" if _label(line) or _cell(line) else "words", line.strip())


def _starts(line: str) -> bool:
    """Whether a line begins a block of its own, also without a blank line above it."""
    told = action_of(line) is not None or DECISION.match(line.strip()) is not None
    return told or _label(line) is not None or _cell(line) is not None


def _label(text: str) -> tuple[Role, str] | None:
    """Return what a line such as "Present: Ana, Bo" says before its colon, and what behind it."""
    found = _LABEL.fullmatch(text)
    role = role_of(found["name"]) if found else None
    return (role, found["rest"]) if found and role else None


def _cell(text: str) -> Cell | None:
    """Return what a line such as "Owner: Noor" or "Due: 10 Dec" says of the action above it."""
    found = _LABEL.fullmatch(text)
    to = field_of(found["name"]) if found else None
    return Cell(to, found["name"], found["rest"].strip()) if found and to in _OF_ACTION else None


_OF_ACTION = ("owner", "due", "state", "helpers", "finished", "done_when")


def _table_at(lines: Sequence[str], place: int) -> list[str]:
    """Return the lines of a Markdown table that begins here, [] where none does."""
    below = lines[place + 1] if place + 1 < len(lines) else ""
    if "|" not in lines[place] or "-" not in below or not _UNDER_NAMES.fullmatch(below):
        return []
    end = next((i for i in range(place, len(lines)) if not _PIPES.fullmatch(lines[i])), len(lines))
    return list(lines[place:end]) if end > place + 1 else []


def _is_title(line: str) -> bool:
    bold = _BOLD_LINE.fullmatch(line.strip()) is not None
    return _TITLE.fullmatch(line) is not None and (line.rstrip(" *_").endswith(":") or bold) and len(line) < 80


def _heading_at(lines: Sequence[str], place: int, *, alone: bool) -> tuple[str, int, int] | None:
    """Return the text of a heading, its depth and how many lines it takes; None where none begins here.

    Beside those of Markdown, a line is one that is bold or ends with a colon, or that says what a section is called.
    """
    line = lines[place]
    if heading := HEADING.match(line):
        return heading["text"].strip(" *_:") or line.strip(), line.count("#", 0, 8), 1
    if line[0].isspace() and len(line) - len(line.lstrip()) > 3:
        return None
    below = lines[place + 1] if place + 1 < len(lines) else ""
    if alone and _UNDERLINE.fullmatch(below) and len(line.strip()) < 90 and below.strip():
        return line.strip(" *_:"), 1 if "=" in below else 2, 2
    title = _TITLE.fullmatch(line)
    if title is None or not alone or len(title["text"].split()) > 8:
        return None
    numbered = re.match(r"\s*\d+(?:\.\d+)*\.?\s", line)
    sure = place == 0 or not lines[place - 1].strip()
    if sure and below.strip() and names_section(title["text"]) and role_of(title["text"]) in _MINUTES:
        return title["text"].strip(), 4, 1
    known = role_of(title["text"]) is not None and (
        _is_title(line) or not below.strip() or item_mark(below) is not None
    )
    shown = _is_title(line) or (title["text"].isupper() and len(title["text"]) > 3)
    return (title["text"].strip(), 4 if not numbered else 3, 1) if known or shown else None


def read_document(text: str, chosen: Chosen = NO_CHOICE) -> tuple[Entry, ...]:
    """Return the entries of a document: steps, improvements, decisions, people, what is parked, and words.

    Items of a section that says what they are are that. Where any action is told, all other items are words, since
    they are what was talked about; else they are what the list is of.
    """
    blocks = list(_blocks(text))
    head = " ".join(it.text for it in blocks[:4] if it.kind in ("heading", "words", "label"))
    order: Order | None = "dmy" if is_foreign(text) else None
    entries = list(_with_cells(list(_Document(blocks, date_in(head), order).entries(chosen))))
    acts = any(entry.kind in ("step", "improvement") or entry.under is not None for entry in entries)
    minutes = acts or any(entry.kind in ("person", "decision") for entry in entries)
    found = tuple(_as_words(it) if minutes and it.kind == "item" and not _says_who(it) else it for it in entries)
    return (*found, *_told(found)) if minutes else found


def _told(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield a remark that says what was taken as what."""
    kinds = (
        ("step", "step"), ("improvement", "improvement"), ("decision", "decision"), ("person", "attendee"),
        ("parked", "parked item"), ("words", "note"),
    )  # fmt: skip
    counts = {kind: sum(_kind_of(it) == kind for it in entries) for kind, _ in kinds}
    words = [counted(counts[kind], name) for kind, name in kinds if counts[kind]]
    yield Entry(1, f"Read as minutes, by the names of their sections: {', '.join(words)}.", "remark")


def _kind_of(entry: Entry) -> str:
    return "step" if entry.kind == "item" and (entry.under is not None or entry.cells) else entry.kind


def _as_words(entry: Entry) -> Entry:
    more = "\n".join(part for part in (_beside(entry), entry.more) if part)
    return replace(entry, kind="words", depth=0, box=None, cells=(), more=more)


def _says_who(entry: Entry) -> bool:
    return entry.under is not None or any(cell.field in ("owner", "due", "state") for cell in entry.cells)


def _with_cells(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries; a line that says who or when of the action right above it goes with that."""
    last: Entry | None = None
    for entry in entries:
        if entry.ref == _BELOW and last is not None and last.kind == "step":
            last = replace(last, cells=(*last.cells, *entry.cells))
            continue
        yield from (last,) if last is not None else ()
        last = replace(entry, ref="", cells=()) if entry.ref == _BELOW else entry
    yield from (last,) if last is not None else ()


_BELOW = "below an action"


class _Document:
    """Walks the blocks, and knows the section that it is in."""

    def __init__(self, blocks: Sequence[Block], written: str, order: Order | None) -> None:
        self._blocks = blocks
        self._day = (Cell("created", "", written, order=order),)
        self._role: Role | None = None
        self._depths: list[tuple[int, Role | None]] = []
        self._indents: list[int] = []
        self._place = ""

    def entries(self, chosen: Chosen) -> Iterator[Entry]:
        for block in self._blocks:
            if block.kind == "heading":
                yield from self._heading(block)
            elif block.kind == "table":
                yield from self._table(block, chosen)
            elif block.kind == "item":
                yield from self._item(block)
            else:
                yield from self._words(block)

    def _heading(self, block: Block) -> Iterator[Entry]:
        self._indents.clear()
        while self._depths and self._depths[-1][0] >= block.depth:
            self._depths.pop()
        role = role_of(block.text) or (self._depths[-1][1] if self._depths else None)
        self._depths.append((block.depth, role))
        self._role, self._place = role, block.text
        if not names_section(block.text):
            yield Entry(block.row, block.text, "words")

    def _table(self, block: Block, chosen: Chosen) -> Iterator[Entry]:
        grid = grid_of(tuple(pipe_rows(block.lines, block.row)))
        entries = read_table(grid, chosen)
        kind = (
            KIND_OF_ROLE.get(self._role, "words") if self._role in ("other", "decision", "person", "parked") else None
        )
        for entry in entries:
            acts = _says_who(entry)
            if kind is not None and not (acts and self._role == "other" and entry.under is not None):
                yield replace(entry, text=entry.text, kind=kind, under=None, depth=0, cells=(), more=_beside(entry))
            elif entry.kind == "item" and (self._role in ("action", "improvement") or acts):
                step = self._role == "action" or acts
                yield replace(entry, kind="step" if step else "improvement", place=self._place)
            else:
                yield entry

    def _item(self, block: Block) -> Iterator[Entry]:
        mark = block.mark or Mark(0, None, block.text)
        while self._indents and mark.indent < self._indents[-1] + 2:
            self._indents.pop()
        depth = len(self._indents)
        self._indents.append(mark.indent)
        said = self._said(block, block.text)
        if said is not None:
            yield replace(said, box=mark.box, more=block.more)
            return
        label = _label(block.text)
        if label is not None and label[0] in ("person", "action") and depth == 0:
            yield from self._people(block, label[1]) if label[0] == "person" else self._acts(block, label[1])
            return
        kind: Kind = KIND_OF_ROLE.get(self._role, "item")
        cells = self._day if kind == "step" else ()
        nested = kind in ("words", "person", "decision", "parked")
        entry = Entry(
            block.row, block.text, kind, 0 if nested else depth, mark.box, more=block.more, cells=cells,
            place=self._place,
        )  # fmt: skip
        yield settled(self._told(entry))

    def _told(self, entry: Entry) -> Entry:
        """Words with the name of the section that they stood in."""
        named = entry.kind == "words" and self._role == "other" and names_section(self._place)
        return replace(entry, text=f"{self._place}: {entry.text}") if named else entry

    def _words(self, block: Block) -> Iterator[Entry]:
        self._indents.clear()
        said = self._said(block, block.text)
        label = _label(block.text)
        if said is not None:
            yield said
        elif label is not None and label[0] == "person":
            yield from self._people(block, label[1])
        elif label is not None and label[0] == "action":
            yield from self._acts(block, label[1])
        elif label is not None and label[0] == "parked":
            parts = (part.strip() for part in label[1].split(";"))
            yield from (Entry(block.row, part, "parked") for part in parts if part)
        elif self._role == "person" and "," in block.text and len(block.text) < 400:
            yield from self._people(block, block.text)
        elif (told := _cell(block.text)) is not None:
            yield Entry(block.row, block.text, "words", cells=(told,), ref=_BELOW)
        elif self._role == "action" and label is None and (sentences := _sentences(block)):
            for text in sentences:
                yield Entry(block.row, text, "step", cells=self._day, place=self._place)
        else:
            kind: Kind = "decision" if self._role == "decision" and label is None else "words"
            yield self._told(Entry(block.row, block.text, kind, more=block.more))

    def _said(self, block: Block, text: str) -> Entry | None:
        """Read a text that says itself what it is: "Action: …", "Decision: …"."""
        action = action_of(text)
        label = _label(text)
        if label is not None and label[0] == "action" and ";" in label[1]:
            return None
        if action is not None:
            cells = (*((Cell("owner", "Owner", action[1]),) if action[1] else ()), *self._day)
            return Entry(block.row, action[0], "step", cells=cells, place=self._place)
        decision = DECISION.fullmatch(text.strip())
        return Entry(block.row, decision["rest"], "decision") if decision else None

    def _acts(self, block: Block, rest: str) -> Iterator[Entry]:
        for part in filter(None, map(str.strip, rest.split(";"))):
            yield Entry(block.row, part, "step", cells=self._day, place=self._place)

    def _people(self, block: Block, rest: str) -> Iterator[Entry]:
        yield from (Entry(block.row, part, "person") for part in people_in(rest))


def _acts_in_prose(text: str) -> bool:
    """Whether a paragraph under "Actions" is one: a line that says who, and no remark such as "None."."""
    return len(text.split()) > 2 and (
        ":" in text[:40] or " to " in text[:60] or " will " in text[:60] or "(" in text or "–" in text or "@" in text
    )


def _sentences(block: Block) -> list[str]:
    """Return what is to be done in a paragraph: a line that ends a sentence ends it. [] where it is a remark only."""
    first = (
        block.text[: len(block.text) - sum(len(line) + 1 for line in block.lines)] if not block.more else block.text
    )
    said = [first]
    for line in block.lines if not block.more else ():
        if said[-1].rstrip().endswith((".", ";", ")", "!")):
            said.append(line)
        else:
            said[-1] = f"{said[-1]} {line}"
    return said if all(map(_acts_in_prose, said)) else [block.text] if _acts_in_prose(block.text) else []


def _beside(entry: Entry) -> str:
    return "\n".join(cell.words for cell in entry.cells)
