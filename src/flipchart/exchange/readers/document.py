"""Minutes, retros and outlines: only what stands where actions stand is to be done; the rest is words."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from flipchart.exchange.readers.block_words import (
    acts_in_prose,
    attendance_in,
    bare_list,
    is_card,
    is_sentence,
    listed_above,
    named_action,
    named_wish,
    names_in,
    names_who,
    pairs_in,
    section_at,
    sentences_in,
    short_lines,
    short_lines_below,
    titled,
    who_was_there,
)  # fmt: skip
from flipchart.exchange.readers.blocks import IS_NAME, LABEL, Block, blocks_of, cell_of, label_of
from flipchart.exchange.readers.chats import StoodUp, stood_up
from flipchart.exchange.readers.columns import Cell, Entry, Kind, Order
from flipchart.exchange.readers.document_rows import (
    BELOW,
    REMARK,
    as_words,
    of_section,
    order_in,
    pair_entries,
    says_who,
    summed_up,
    with_cells,
    without_votes,
)  # fmt: skip
from flipchart.exchange.readers.document_signs import are_minutes, is_retro, mail_writer, marks_actions, reporters
from flipchart.exchange.readers.grid import grid_of, pipe_rows
from flipchart.exchange.readers.marks import Mark, evened, settled, state_mark
from flipchart.exchange.readers.plain_text import (
    DECISION,
    action_of,
    actions_in,
    date_in,
    is_one_sentence,
    labelled,
    names_only,
    people_in,
    promised_in,
)
from flipchart.exchange.readers.sections import KIND_OF_ROLE, Role, announces_actions, names_section, role_of
from flipchart.exchange.readers.table import NO_CHOICE, Chosen, read_table
from flipchart.exchange.readers.vocabulary import NOTHING, is_board, is_foreign, state_named


def read_document(text: str, chosen: Chosen = NO_CHOICE) -> tuple[Entry, ...]:
    """Return the entries of a document: steps, improvements, decisions, people, what is parked, and words.

    Items of a section that says what they are are that. Where any action is told, all other items are words, since
    they are what was talked about; else they are what the list is of.
    """
    blocks = blocks_of(text)
    head = " ".join(it.text for it in blocks[:4] if it.kind in ("heading", "words", "label"))
    order = order_in(text)
    entries = list(with_cells(list(_Document(blocks, date_in(head), order).entries(chosen))))
    acts = any(entry.kind in ("step", "improvement") or entry.under is not None for entry in entries)
    minutes = acts or are_minutes(blocks) or any(entry.kind in ("person", "decision") for entry in entries)
    # A box is there to be ticked, whatever its heading is called.
    boxed = minutes and not any(entry.kind == "improvement" for entry in entries)
    entries = [it._replace(kind="step") if boxed and it.kind == "item" and it.box else it for it in entries]
    classified = (as_words(it) if minutes and it.kind == "item" and not says_who(it) else it for it in entries)
    found = without_votes(evened(classified))
    return (*found, *summed_up(found)) if minutes else found


class _Document:
    """Walks the blocks of a document, keeping track of the section."""

    def __init__(self, blocks: Sequence[Block], written: str, order: Order | None) -> None:
        self._blocks = blocks
        self._day = (Cell("created", "", written, order=order),)
        self._role: Role | None = None
        self._depths: list[tuple[int, Role | None]] = []
        self._indents: list[tuple[int, str]] = []
        self._place = self._whose = self._sentence = ""
        self._known: set[str] = set()
        self._begun, self._at, self._labelled_at, self._inside = 0, 0, -1, False
        self._state: tuple[Cell, ...] = ()
        self._column, self._on_card, self._bare, self._retro = 99, False, True, is_retro(blocks)
        headed = [place for place, it in enumerate(blocks) if it.kind == "heading"]
        self._board = is_board(blocks[place].text for place in headed)
        self._has_actions = any(section_at(blocks, place) == "action" for place in headed)
        self._writer = mail_writer(blocks)
        self._marks = self._writer is None and (self._has_actions or marks_actions(blocks))
        self._reporters = reporters(blocks)
        self._foreign = is_foreign(" ".join(it.text for it in blocks[:100]))

    def entries(self, chosen: Chosen) -> Iterator[Entry]:
        for place, (block, below) in enumerate(zip_longest(self._blocks, self._blocks[1:])):
            self._at = place
            self._begun = block.row if place and self._blocks[place - 1].kind == "heading" else 0
            if self._hangs(block) or (block.kind in ("heading", "words") and self._is_card(place)):
                yield self._card(block)
            elif block.kind in ("words", "label", "item") and (report := stood_up(block.text)):
                yield from self._stood_up(block, report)
            elif block.kind in ("words", "label") and (text := named_action(self._blocks, place)):
                yield self._step(block, text, "")
            elif block.kind == "heading" and (action := action_of(block.text)) and ":" in block.text:
                yield self._step(block, action[0].lstrip("-–• "), action[1])
            elif block.kind == "heading":
                yield from self._heading(block, section_at(self._blocks, place))
                yield from self._left_empty(block, below)
            elif block.kind == "table":
                yield from self._table(block, chosen)
            elif block.kind == "item":
                yield from self._item(block)
            elif block.kind == "fence":
                yield Entry(block.row, block.text, "words")
            else:
                yield from self._words(block)

    def _stood_up(self, block: Block, report: StoodUp) -> Iterator[Entry]:
        if report.rest or not report.acts:
            yield Entry(block.row, f"{report.who}: {report.rest}", "words", more=block.more)
        yield from (self._step(block, text, report.who) for text in report.acts)

    def _is_card(self, place: int) -> bool:
        return self._role in (None, "action") and is_card(self._blocks, place, acts=self._role == "action")

    def _hangs(self, block: Block) -> bool:
        """Whether a heading is a card of a board: it stands below the name of one of its columns."""
        below = (
            self._column < block.depth
            and block.kind == "heading"
            and not (role_of(block.text) or state_named(block.text))
        )
        self._on_card = (below or (self._on_card and block.kind != "heading")) and bool(self._state)
        return self._on_card and below

    def _card(self, block: Block) -> Entry:
        """Return an action from a title whose lines say more about it."""
        self._indents.clear()
        text, ref = titled(block.text)
        entry = self._step(block, text, "")
        entry = entry._replace(cells=(*entry.cells, *self._state))
        return entry._replace(cells=(*entry.cells, Cell(None, "Ref", ref))) if ref else entry

    def _heading(self, block: Block, section_role: Role | None) -> Iterator[Entry]:
        self._indents.clear()
        while self._depths and self._depths[-1][0] >= block.depth:
            self._depths.pop()
        role = section_role or (self._depths[-1][1] if self._depths else None)
        if role == "improvement" and block.depth > 9 and self._depths and self._depths[-1][1] == "other":
            role = "other"  # one of the topics that were talked about
        state = state_named(block.text) if self._board else None
        self._state = (Cell("state", block.text, block.text, state),) if state else ()
        self._column = block.depth if state else 99
        role = "action" if state else role
        self._depths.append((block.depth, role))
        below = self._blocks[self._at + 1].mark if self._at + 1 < len(self._blocks) else None
        self._inside = below is not None and below.indent > block.depth - 10
        # Below somebody's name, sections such as "Today" are of that person.
        self._whose = (
            self._whose if names_section(block.text) else block.text if IS_NAME.fullmatch(block.text) else ""
        )
        self._role, self._place, self._sentence, self._bare = role, block.text, "", True
        if (label := label_of(block.text)) and label[0] == "person":
            yield from self._people(block.row, label[1])
        elif not names_section(block.text):
            yield Entry(block.row, block.text, "words")

    def _left_empty(self, block: Block, below: Block | None) -> Iterator[Entry]:
        """The name of a section is told with what stands in it; one that holds nothing is kept as words."""
        nothing = below is None or (below.kind == "heading" and (below.depth <= block.depth or self._role == "other"))
        if nothing and names_section(block.text):
            yield Entry(block.row, block.text, "words")

    def _table(self, block: Block, chosen: Chosen) -> Iterator[Entry]:
        if there := attendance_in(block, people=self._role == "person"):
            for it in there:
                yield from self._person(it.row, it.name, it.said)
            return
        if pairs := pairs_in(block):
            for entry in pair_entries(pairs, self._day):
                yield from self._people(entry.row, entry.text) if entry.kind == "person" else (entry,)
            return
        grid = grid_of(tuple(pipe_rows(block.lines, block.row)), "|")
        # A table in Markdown begins with the names of its columns, whatever they are.
        entries = read_table(grid if grid.header is not None else grid._replace(header=0), chosen)
        yield from of_section(entries, self._role, self._place, self._day)

    def _item(self, block: Block) -> Iterator[Entry]:
        mark = block.mark or Mark(0, None, block.text)
        while self._indents and mark.indent < self._indents[-1][0] + 2:
            self._indents.pop()
        self._leave(mark.indent)
        depth = len(self._indents)
        self._indents.append((mark.indent, block.text))
        said = self._said(block, block.text)
        if said is not None:
            yield said._replace(box=mark.box, more=block.more)
            return
        label = label_of(block.text)
        if label is not None and label[0] in ("person", "action") and depth == 0:
            yield from self._people(block.row, label[1]) if label[0] == "person" else self._acts(block, label[1])
            return
        if (cell := self._of_above(block)) is not None:
            yield Entry(block.row, block.text, "words", cells=(cell,), ref=BELOW)
            return
        self._bare = False
        if self._on_card:
            box = f"[{mark.box}] " if mark.box else ""
            yield Entry(block.row, f"{box}{block.text}", "words", more=block.more, ref=REMARK)
            return
        inside = actions_in(block.more, frozenset(self._known))
        block = replace(block, more=inside.rest) if inside.found else block
        yield from self._plain_item(block, mark.box, depth)
        yield from (self._step(block, *it) for it in inside.found)

    def _leave(self, indent: int) -> None:
        """Leave what is set in below a bullet that named it."""
        while self._inside and self._depths and self._depths[-1][0] > 9 and indent <= self._depths[-1][0] - 10:
            self._depths.pop()
            self._role = self._depths[-1][1] if self._depths else None

    def _plain_item(self, block: Block, box: str | None, depth: int) -> Iterator[Entry]:
        """Yield an item that does not say itself what it is: its section and what it is set in below tell."""
        kind: Kind = KIND_OF_ROLE.get(self._role, "item")
        # A decision that says who does something is an action.
        kind = "step" if kind == "decision" and promised_in(block.text, frozenset(self._known)) else kind
        whose = (Cell("owner", "Owner", self._whose),) if self._whose in self._reporters else ()
        cells = (*self._day, *self._state, *whose) if kind == "step" else ()
        self._sentence = block.text if kind in ("words", "item") else ""
        if kind == "person" and is_sentence(block.text):
            kind, self._role = "words", "other"  # who was there is told above
        if kind == "person":
            yield from self._person(block.row, settled(Entry(block.row, block.text, kind)).text)
            return
        if depth and kind == "improvement":
            # What is set in below a topic is what is to be done about it, or where actions have a place of their
            # own, a remark.
            if not self._has_actions or acts_in_prose(block.text):
                kind, cells = "step", self._day
            else:
                yield Entry(block.row, block.text, "words", ref=REMARK)
                return
        above = self._indents[-2][1] if depth else ""
        if kind == "step" and box is None and acts_in_prose(above) and not names_who(block.text):
            yield Entry(block.row, block.text, "words", more=block.more, ref=REMARK)
            return
        nested = kind in ("words", "person", "decision", "parked")
        entry = Entry(
            block.row, block.text, kind, 0 if nested else depth, box, more=block.more, cells=cells,
            place=self._whose or self._place if kind == "step" else self._place,
        )  # fmt: skip
        acts = actions_in(block.text, frozenset(self._known)) if kind in ("words", "item") or self._writer else None
        if acts is None or not (acts.found or self._promised(block)):
            yield settled(self._with_section(entry))
        else:
            yield from self._prose(block, "words")

    def _of_above(self, block: Block) -> Cell | None:
        """Return the cell that a line adds to the action above it; None right below a heading."""
        cell = None if self._bare else cell_of(block.text)
        return None if cell and block.kind == "item" and len(cell.name.split()) > 3 else cell

    def _with_section(self, entry: Entry) -> Entry:
        """Return words with the name of their section added."""
        named = entry.kind == "words" and self._role == "other" and names_section(self._place)
        return entry._replace(text=f"{self._place}: {entry.text}") if named else entry

    def _words(self, block: Block) -> Iterator[Entry]:
        self._indents.clear()
        said = self._said(block, block.text)
        label = label_of(block.text)
        if said is not None:
            yield said
        elif label is not None and (label[0] in ("person", "action", "parked") or self._retro):
            yield from self._labelled(block, label)
        elif wish := named_wish(block.text):
            yield Entry(block.row, wish, "improvement", more=block.more)
        elif self._role == "person" and label is None and (names := names_in(block)):
            yield from (it for text in names for it in self._people(block.row, text))
        elif (cell := self._of_above(block)) is not None:
            self._labelled_at = block.row
            yield Entry(block.row, block.text, "words", cells=(cell,), ref=BELOW)
        elif label is None and block.row == self._labelled_at + 1 and LABEL.fullmatch(block.text):
            # Right below "Due: 5 Dec" another label says more of the same step: "Update: parts ordered".
            self._labelled_at = block.row
            yield Entry(block.row, block.text, "words", more=block.more, ref=REMARK)
        elif (
            label is None
            and self._role in ("action", "improvement")
            and self._blocks[self._at - 1].kind != "table"
            and not (self._writer is not None and listed_above(self._blocks, self._at))
        ):
            yield from self._listed(block)
        else:
            yield from self._prose(block, "decision" if self._role == "decision" and label is None else "words")
        self._bare = self._bare and said is None and cell_of(block.text) is not None
        if said is None and announces_actions(block.text):
            self._role, self._place = "action", ""
            self._depths = [it for it in self._depths if it[0] < 4] + [(4, "action")]

    def _labelled(self, block: Block, label: tuple[Role, str]) -> Iterator[Entry]:
        role, rest = label
        if role == "person":
            names, others = who_was_there(block, rest)
            yield from (Entry(block.row, part, "words") for part in others)
            yield from self._people(block.row, names)
        elif role == "action":
            yield from self._acts(block, rest)
        else:
            kind = KIND_OF_ROLE.get(role, "words")
            yield from (Entry(block.row, part, kind) for part in map(str.strip, rest.split(";")) if part)

    def _listed(self, block: Block) -> Iterator[Entry]:
        """Lines without bullets under a heading that says what they are."""
        kind: Kind = "step" if self._role == "action" else "improvement"
        lines = short_lines(block)
        if kind == "step":
            # Below the name of the section itself: what is written below its list may be a greeting.
            bare = bare_list(block) if self._begun == block.row else []
            bare = bare or (short_lines(block) if short_lines_below(self._blocks, self._at) else [])
            lines = bare or sentences_in(block, foreign=self._foreign)
        for text in lines:
            asked = kind == "step" and text.rstrip().endswith("?")
            cells = (*self._day, *self._state) if kind == "step" and not asked else ()
            yield Entry(block.row, text, "words" if asked else kind, cells=cells, place=self._place)
        if not lines:
            yield from self._prose(block, "words")

    def _prose(self, block: Block, kind: Kind) -> Iterator[Entry]:
        """Yield a paragraph, and the actions inside it."""
        acts = actions_in(block.text, frozenset(self._known))
        found = acts.found or self._promised(block)
        whole = found and is_one_sentence(acts.rest) and acts.rest.endswith(found[0][0])
        if block.more or (acts.rest and not whole):
            yield self._with_section(Entry(block.row, acts.rest, kind, more=block.more))
        for text, who in found:
            # "Noor kümmert sich": what it is about stands above.
            above = self._indents[-2][1] if len(self._indents) > 1 else self._place
            short = len(text.split()) < 5 and not acts.found
            yield self._step(block, text, who)._replace(more=above if short else "")
        self._sentence = acts.rest

    def _promised(self, block: Block) -> tuple[tuple[str, str], ...]:
        """Return the promises in sentences, for minutes that mark no actions otherwise."""
        if self._marks and self._writer is None:
            return ()
        return promised_in(block.text, frozenset(self._known), self._writer)

    def _step(self, block: Block, text: str, who: str) -> Entry:
        self._bare = False
        owner = (Cell("owner", "Who and when" if any(map(str.isdigit, who)) else "Owner", who),) if who else ()
        return Entry(block.row, text, "step", cells=(*owner, *self._day), place=self._place)

    def _said(self, block: Block, text: str) -> Entry | None:
        """Read a text that says itself what it is: "Action: …", "Decision: …"; "Action: NH" is of the line above."""
        if found := labelled(text):
            cells = (*(cell._replace(order=self._day[0].order) for cell in found[1]), *self._day)
            return Entry(block.row, found[0], "step", cells=cells, place=self._place, literal=True)
        if decision := DECISION.fullmatch(text.strip()):
            return Entry(block.row, decision["rest"] or decision[0], "decision")
        if stands := state_mark(text):
            state = Cell("state", "State", stands[1], stands[0])
            return settled(Entry(block.row, stands[2], "step", cells=(state, *self._day), place=self._place))
        action = action_of(text)
        label = label_of(text)
        if label is not None and label[0] == "action" and ";" in label[1]:
            return None
        if action is not None and self._sentence and names_only(action[0], frozenset(self._known)):
            return self._step(block, re.split(r"(?<=[.!?])\s+", self._sentence)[-1], action[0])
        return self._step(block, *action) if action is not None else None

    def _acts(self, block: Block, rest: str) -> Iterator[Entry]:
        for part in filter(None, map(str.strip, rest.split(";"))):
            if part.casefold().rstrip(".") in NOTHING:
                yield Entry(block.row, block.text, "words")
            else:
                yield Entry(block.row, part, "step", cells=self._day, place=self._whose or self._place)

    def _people(self, row: int, rest: str) -> Iterator[Entry]:
        yield from (it for part in people_in(rest) for it in self._person(row, part))

    def _person(self, row: int, part: str, said: str = "") -> Iterator[Entry]:
        """Somebody who was there; without a name what is said of those who were not."""
        name = re.sub(r"\W*[(\[,/|–—:].*", "", part)
        self._known.update(name.casefold().split())
        self._known |= {name.casefold(), "".join(word[0] for word in name.split()).casefold()} - {""}
        if part:
            yield Entry(row, f"{part} ({said})" if said else part, "person")
        else:
            yield Entry(row, said, "words")
