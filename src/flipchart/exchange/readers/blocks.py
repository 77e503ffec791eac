"""The blocks of a document: headings, paragraphs with their lines joined, items of lists, tables."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from flipchart.exchange.readers.chats import stood_up
from flipchart.exchange.readers.columns import DATED, Cell, field_of, is_header
from flipchart.exchange.readers.grid import GRID_RULE, aligned
from flipchart.exchange.readers.marks import (
    HEADING,
    Mark,
    begins_anew,
    fenced_at,
    front_matter,
    is_break,
    item_mark,
    state_mark,
    unquoted,
)  # fmt: skip
from flipchart.exchange.readers.plain_text import DECISION, action_of, is_arrowed, labelled
from flipchart.exchange.readers.sections import Role, is_section, names_section, role_of

_PIPES = re.compile(r"\s*\|.*\|.*$|[^|]+(?:\|[^|]*)+$")
_UNDER_NAMES = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_TITLE = re.compile(r"\s*(?:\*\*?|__|==)?(?P<text>[^*_=\s][^*_=:]{0,70}?)(?:\*\*?|__|==)?\s*:?\s*(?:\*\*?|__|==)?\s*")
_BOLD_LINE = re.compile(r"(\*\*?|__|==).+\1:?")
_SIGNED = re.compile(r"^\s*[^\w\s\x00-\x7f]+\s*(?=(?:\*\*|__)\w)")
"""A picture before a title in bold type."""
LABEL = re.compile(
    r"\s*(?:\*\*?|__)?(?P<name>[^\W\d_][^:*_|]{0,50}?)\s*(?:\*\*?|__)?\s*::?\s*(?:\*\*?|__)?\s*(?P<rest>\S.*)", re.S
)
MINUTES: frozenset[Role] = frozenset({"person", "action", "decision"})
"""Sections that tell that a text is minutes."""


class Block(Struct, dict=True):
    """Lines that belong together: a heading, a paragraph, an item of a list or a table; `row` is the first."""

    row: int
    kind: str
    text: str
    mark: Mark | None = None
    lines: list[str] = field(default_factory=list)
    depth: int = 0
    more: str = ""

    def add(self, line: str, *, apart: bool) -> None:
        """Add a line; one with a blank line above it (`apart`) is a separate remark."""
        self.lines.append(line)
        if apart or self.more:
            self.more = f"{self.more}\n{line}".lstrip("\n")
        else:
            self.text = f"{self.text} {line}"


@lru_cache(maxsize=1)
def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text, the lines of a paragraph or item joined. They are cached: do not change them."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    lines = [unquoted(line) for line in text.split("\n")]
    names, head = _names_of_sections(lines), front_matter(lines)
    place, blank = 0, True
    open_: Block | None = None
    while place < len(lines):
        line = lines[place]
        if is_break(line):
            place, blank = place + 1, True
            continue
        apart = blank or place in names or place < head
        begun, used = _begun(lines, place, None if apart else open_, named=place in names)
        if begun is not None:
            if open_ is not None:
                yield open_
            open_ = begun if begun.kind in ("item", "words", "label") else None
            if open_ is None:
                yield begun
            elif place < head and (label_of(begun.text) or ("other",))[0] not in MINUTES:
                begun.kind = "words"  # it describes the page, not a step
        elif open_ is not None:
            anew = open_.kind == "item" and line[0].isspace() and begins_anew(lines[place - 1], line)
            open_.add(line.strip(), apart=blank or anew)
        else:
            open_ = _block(place + 1, line, None)
        place, blank = place + used, False
    if open_ is not None:
        yield open_


def _names_of_sections(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of lines that are only names of sections, if those show that the text is minutes."""
    found = {
        i: role_of(line) for i, line in enumerate(lines)
        if 0 < len(line) < 60 and line[0].isupper() and line.rstrip()[-1] not in ".,;!" and _is_section(line)
    }  # fmt: skip
    roles = set(found.values())
    of_minutes = MINUTES.intersection(roles) or ("improvement" in roles and len(roles) > 1)
    return frozenset(found) if len(found) > 1 and of_minutes else frozenset()


def _is_section(line: str) -> bool:
    asked = line.rstrip().endswith("?")
    return is_section(line) and role_of(line) is not None if asked else len(line) < 40 and names_section(line)


def _begun(lines: Sequence[str], place: int, above: Block | None, *, named: bool = False) -> tuple[Block | None, int]:
    """Return the block that begins on a line and how many lines it takes; None if the line continues `above`."""
    line, mark, row = _SIGNED.sub("", lines[place]), item_mark(lines[place]), place + 1
    if line != lines[place]:
        lines = [*lines[:place], line, *lines[place + 1 :]]
    if table := _table_at(lines, place) or _tabbed_at(lines, place) or _aligned_at(lines, place):
        return Block(row, "table", "", lines=table), len(table)
    if fenced := fenced_at(lines, place):
        return Block(row, "fence", "\n".join(lines[place : place + fenced])), fenced
    if (above is None or above.kind != "item") and (numbered := numbered_title(lines, place)):
        return Block(row, "heading", numbered, depth=3), 1
    listed = mark is None and _names_list(lines, place)
    heading = _heading_at(lines, place, alone=above is None or _is_title(line) or listed) if mark is None else None
    if heading is None and mark is None and above is None:
        apart = place > 0 and not lines[place - 1].strip()
        depth = 4 if named and (apart or _lists_lines(lines, place)) else 6 if _is_above_sentence(lines, place) else 0
        heading = (line.strip(), depth, 1) if depth else None
    if mark is not None and (title := _heads_items(lines, place, mark)):
        return Block(row, "heading", title, depth=3 if _numbers_section(lines, place, mark) else 10 + mark.indent), 1
    if heading is not None:
        return Block(row, "heading", heading[0], depth=heading[1]), heading[2]
    apart = above is not None and (_follows(above, line) or _next_label(above, line))
    below = above is not None or line[:2] in ("  ", "	")
    goes_on = mark is None and below and not apart and not _starts(line)
    return (None, 1) if goes_on else (_block(row, line, mark), 1)


def _lists_lines(lines: Sequence[str], place: int) -> bool:
    """Whether short lines stand right below the name of a section, as in text copied off a board."""
    below = lines[place + 1] if place + 1 < len(lines) else ""
    asked = lines[place].rstrip().endswith("?")
    return bool(below.strip()) and (asked or below.rstrip()[-1] not in ".:;")


_BULLETS = tuple("-*+•–")


def _heads_items(lines: Sequence[str], place: int, mark: Mark) -> str:
    """Return the name of a section written as an item, "1. Start" with indented text below it; else ""."""
    title = _TITLE.fullmatch(mark.text)
    if title is None or role_of(title["text"]) is None:
        return ""
    if _numbers_section(lines, place, mark):
        return title["text"].strip()
    below = item_mark(lines[place + 1]) if place + 1 < len(lines) else None
    if below is not None and all(_COUNTED.match(lines[at]) for at in (place, place + 1)):
        return ""  # one of the topics of an agenda
    inside = names_section(mark.text) and below is not None and below.indent > mark.indent
    # "4. Plan d'action" with bullets below it, which are no numbers.
    bullets = below is not None and lines[place + 1].lstrip().startswith(_BULLETS)
    inside = inside or (bullets and names_section(mark.text) and lines[place].lstrip()[0].isdigit())
    return title["text"].strip() if inside or _is_title(mark.text) else ""


_COUNTED = re.compile(r"\s{0,3}\d{1,2}[.)]\s")


def _numbers_section(lines: Sequence[str], place: int, mark: Mark) -> bool:
    """Whether an item is a section's name with a number: "3. Actions" with the bullet "- Order pads" below it."""
    if not _COUNTED.match(lines[place]) or not names_section(mark.text):
        return False
    below = next((line for line in lines[place + 1 : place + 3] if line.strip()), "")
    return item_mark(below) is not None and not _COUNTED.match(below)


def _names_list(lines: Sequence[str], place: int) -> bool:
    """Whether a line is the name of a section or a person, with their list right below it."""
    below = lines[place + 1] if place + 1 < len(lines) else ""
    named = names_section(lines[place]) or _NAME.fullmatch(lines[place].strip()) is not None
    # A section may also begin right below a list, without a blank line between.
    after = place > 0 and item_mark(lines[place - 1]) is not None and names_section(lines[place])
    return not lines[place][0].isspace() and ((named and item_mark(below) is not None) or after)


_TITLED = re.compile(
    r"\s{0,3}(?P<number>(?:(?:TOP|Top|Punkt|Item|Point|Punto|Ponto|Agendapun[kt]t?)\s*)?(?:\d{1,3}(?:[./]\d{1,3})*\s*[.:)]?|[IVX]{1,5}[.)]))"
    r"\s+(?P<title>[^\W\d_][^:;]{1,60}[^\s.,:;!?])\s*"
)


def numbered_title(lines: Sequence[str], place: int) -> str:
    """Return the title in a line such as "2. Pump", if sentences stand right below it; else ""."""
    found = _TITLED.fullmatch(lines[place])
    below = lines[place + 1] if place + 1 < len(lines) else ""
    set_in = below[:1].isspace() and found is not None and found["number"].strip()[-1:].isdigit()
    if found is None or not below.strip() or (below[0].isspace() and not set_in) or item_mark(below):
        return ""
    below = below.strip()
    marked = action_of(below) is not None or DECISION.match(below) is not None or is_arrowed(below)
    said = (
        marked
        or role_of(found["title"]) is not None
        or (below[0].isupper() and (len(below) > len(lines[place]) or below.rstrip().endswith((".", "!", "?"))))
    )
    next_one = _TITLED.fullmatch(below) is not None and not DATED.match(below)
    apart = cell_of(below) is not None and not _APPOINTED.match(below)
    if not said or next_one or len(found["title"].split()) > 8 or apart or _NAME.fullmatch(below.strip()):
        return ""
    return found["title"] if re.fullmatch(r"\d+[.)]", found["number"]) else lines[place].strip()


_APPOINTED = re.compile(r"(?:termin|datum|date|fecha|data)\s?:", re.IGNORECASE)
"""What says below the title of a topic on which day that is, and not by when somebody does it."""
_BARE_TITLE = re.compile(r"[^\W_][^.,:;!?|\t]{1,50}")
_SENTENCE = re.compile(r"[^\W\da-z_].*\s.*\s.*")


def _is_above_sentence(lines: Sequence[str], place: int) -> bool:
    """Whether a line is a title without any mark, with a sentence right below it.

    A sentence that was broken into lines goes on where the next word had no room: a title leaves room for it.
    """
    line, below = (lines[at] if at < len(lines) else "" for at in (place, place + 1))
    titled = _BARE_TITLE.fullmatch(line) and not line[0].islower() and len(line.split()) <= 6
    if titled and names_section(line) and _is_above_sentence(lines, place + 1):
        return True
    if not titled or not _SENTENCE.fullmatch(below):
        return False
    end = next((i for i in range(place + 1, len(lines)) if not lines[i].strip()), len(lines))
    has_sentence = any(it.rstrip().endswith((".", "!", "?")) for it in lines[place + 1 : end])
    wide = max(map(len, lines[max(0, place - 15) : place + 15]))
    room = wide > len(line) + 1 + len(below.split()[0])
    return has_sentence and room and not _starts(below) and item_mark(below) is None


_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?: (?:[a-z]{2,3} )?[^\W\d_a-z][\w'’-]+){1,2}")


def _block(row: int, line: str, mark: Mark | None) -> Block:
    if mark is not None:
        return Block(row, "item", mark.text, mark)
    return Block(row, "label" if label_of(line) or cell_of(line) else "words", line.strip())


def _follows(above: Block, line: str) -> bool:
    """Whether an action behind an arrow has ended: the next topic stands below it without a blank line."""
    ended = above.text.endswith((".", ")", "!")) or _TOPIC.match(line) is not None
    acts = is_arrowed(above.text) or (line[0].isupper() and action_of(above.text) is not None)
    return ended and acts and not line[0].isspace()


def _next_label(above: Block, line: str) -> bool:
    """Whether a line is another label with a colon, right below one in the head of minutes."""
    bare = line.strip()
    found = LABEL.fullmatch(bare) if above.kind == "label" and bare.lstrip("*_")[:1].isupper() else None
    return found is not None and len(found["name"].split()) <= 3


_TOPIC = re.compile(r"[^\W\d_][^:]{1,30}\s?:\s")


def _starts(line: str) -> bool:
    """Whether a line begins a block even without a blank line above it."""
    if line.strip()[0] in "([" and line.rstrip().endswith((")", "]")):
        return False  # what a paragraph ends with: "(Action: NH)"
    marked = action_of(line) or DECISION.match(line.strip()) or state_mark(line) or stood_up(line)
    return bool(marked or label_of(line) or cell_of(line) or labelled(line))


def label_of(text: str) -> tuple[Role, str] | None:
    """Return the role that a line's label names, and the words behind it: "Present: Ana, Bo"."""
    found = LABEL.fullmatch(text) or _DASHED_LABEL.fullmatch(text)
    role = role_of(found["name"]) if found and (found.re is LABEL or names_section(found["name"])) else None
    if found is None or role is None or (role == "person" and role_of(found["rest"]) in _NO_NAMES):
        return None
    return role, found["rest"]


_NO_NAMES = ("action", "decision", "improvement")
_DASHED_LABEL = re.compile(r"\s*(?P<name>[^\W\d_][^:–—|-]{2,30}?)\s+[-–—]\s+(?P<rest>\S.*)", re.DOTALL)


def cell_of(text: str) -> Cell | None:
    """Return the cell that a line such as "Owner: Noor" or "Due: 10 Dec" holds for the action above it."""
    found = LABEL.fullmatch(text)
    if found and (". " in found["name"] or len(found["name"].split()) > 5):
        return None  # a sentence before the name
    if found and found["name"].strip() == "SCHEDULED":
        return Cell("due", found["name"], found["rest"].strip())
    to = field_of(found["name"]) if found and not _NEXT_TIME.match(found["name"]) else None
    return Cell(to, found["name"], found["rest"].strip()) if found and to in _OF_ACTION else None


_NEXT_TIME = re.compile(r".*\b(?:next|n[äa]chste[rs]?|prochaine?|pr[óo]xim[oa]|volgende?)\b", re.IGNORECASE)
"""How the day of the next meeting is called: it is of no action, wherever it stands."""

_OF_ACTION = ("owner", "due", "state", "helpers", "finished", "done_when")


def _table_at(lines: Sequence[str], place: int) -> list[str]:
    """Return the lines of a Markdown table that begins here, [] where none does."""
    if GRID_RULE.fullmatch(lines[place]):
        end = next((i for i in range(place, len(lines)) if lines[i].strip()[:1] not in ("+", "|")), len(lines))
        return list(lines[place:end]) if end > place + 2 else []
    below = lines[place + 1] if place + 1 < len(lines) else ""
    if "|" not in lines[place]:
        return []
    if "-" not in below or not _UNDER_NAMES.fullmatch(below):
        return _framed_at(lines, place)
    end = next((i for i in range(place, len(lines)) if not _PIPES.fullmatch(lines[i])), len(lines))
    return list(lines[place:end]) if end > place + 1 else []


def _framed_at(lines: Sequence[str], place: int) -> list[str]:
    """Return the lines of a table without a rule below its names, as people type one in a mail; [] for any other."""
    end = next((i for i in range(place, len(lines)) if not _FRAMED.fullmatch(lines[i])), len(lines))
    names = [cell.strip() for cell in lines[place].strip().strip("|").split("|")]
    return list(lines[place:end]) if end > place + 1 and is_header(names) else []


_FRAMED = re.compile(r"(?=.*\|\s*$)\s*\|\s*\S.*\|.*\|\s*")


def _tabbed_at(lines: Sequence[str], place: int) -> list[str]:
    """Return the rows of a table with tabs that begins here, as Markdown; [] if none begins."""
    if "\t" not in lines[place].strip() or not is_header(lines[place].split("\t")):
        return []
    end = next((i for i in range(place, len(lines)) if "\t" not in lines[i]), len(lines))
    rows = [line.replace("|", "\\|").replace("\t", " | ") for line in lines[place:end]]
    return [f"| {row} |" for row in rows] if end > place + 1 else []


def _aligned_at(lines: Sequence[str], place: int) -> list[str]:
    """Return the rows of a table aligned by spaces that begins here, as Markdown; [] if none begins."""
    above = lines[place - 1] if place else ""
    if not _WIDE.search(lines[place].strip()) or (above.strip() and not names_section(above)):
        return []
    end = next((i for i in range(place, len(lines)) if not lines[i].strip()), len(lines))
    rows = aligned("\n".join(lines[place:end]))
    return [" | ".join(cell.replace("|", "\\|") for cell in row.cells) for row in rows or ()]


_WIDE = re.compile(r"\S {2,}\S.*\S {2,}\S")


def _is_title(line: str) -> bool:
    bold = _BOLD_LINE.fullmatch(line.strip()) is not None
    return _TITLE.fullmatch(line) is not None and (line.rstrip(" *_").endswith(":") or bold) and len(line) < 80


_SHEET = re.compile(r"(?P<text>A[34]\s*[:–—-]\s*[^\W\d_].*)")
"""How the sheet of a problem begins, which is named after its paper and is no action with a number."""


def _heading_at(lines: Sequence[str], place: int, *, alone: bool) -> tuple[str, int, int] | None:
    """Return the text of a heading, its depth and how many lines it takes; None where none begins here.

    Beside those of Markdown, a line is one that is bold or ends with a colon, or that says what a section is called.
    """
    line = lines[place]
    if heading := HEADING.match(line) or (place == 0 and _SHEET.fullmatch(line)):
        return heading["text"].strip(" *_:") or line.strip(), line.count("#", 0, 8), 1
    if is_arrowed(line) or (line[0].isspace() and len(line) - len(line.lstrip()) > 3):
        return None
    below = lines[place + 1] if place + 1 < len(lines) else ""
    if alone and _UNDERLINE.fullmatch(below) and len(line.strip()) < 90 and below.strip():
        return line.strip(" *_:"), 1 if "=" in below else 2, 2
    title = _TITLE.fullmatch(line)
    if title is None or not alone or len(title["text"].split()) > 8:
        return None
    numbered = re.match(r"\s*\d+(?:\.\d+)*\.?\s", line)
    sure = place == 0 or not lines[place - 1].strip()
    if sure and below.strip() and names_section(title["text"]) and role_of(title["text"]) in MINUTES:
        return title["text"].strip(), 4, 1
    listed = not below.strip() or item_mark(below) is not None
    listed = listed or _names_list(lines, place)
    known = role_of(title["text"]) is not None and (_is_title(line) or listed)
    named = item_mark(below) is not None and not known and _names_part(title["text"].strip(), sure=sure)
    named = named or (sure and _whose_sections(title["text"].strip(), below))
    shown = _is_title(line) or (title["text"].isupper() and len(title["text"]) > 3)
    depth = 5 if named else 3 if numbered else 4
    return (title["text"].strip(), depth, 1) if known or shown or named else None


def _whose_sections(title: str, below: str) -> bool:
    """Whether a person's name stands above lines with labels, as at a stand-up: "Yesterday: …", "Today: …"."""
    found = LABEL.fullmatch(below)
    return found is not None and IS_NAME.fullmatch(title) is not None and names_section(found["name"])


IS_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_]{2,3})?(?: [^\W\d_a-z][\w.'’-]+){0,2}")
"""What may be somebody's name, of one word or more."""


def _names_part(title: str, *, sure: bool) -> bool:
    """Whether what stands above a list is somebody's name or, with a blank line before it, any short title."""
    return _NAME.fullmatch(title) is not None or (
        sure and title[0].isupper() and len(title.split()) <= 3 and title[-1] not in ".,;!?"
    )
