"""The marks around the words of a line: bullets, boxes, numbers, quotes, tags, links, days and bold type."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flipchart.domain.kinds import StepState
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, Entry
from flipchart.exchange.readers.vocabulary import LOOSE_STATES, STATES

HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*$")
RULE = re.compile(r"\s*(?:([-*_=~])\s*)(?:\1\s*){2,}$")

_QUOTE = re.compile(r"^\s{0,3}(?:>\s)+")
_ITEM = re.compile(
    r"""(?P<indent>\s*)
    (?: (?:[-*+•]\s+)? (?P<tick>[☐☑☒✓✔✅⬜◻▢□🔲❌✗✘✖]\ufe0f?) \s*
      | (?P<colour>[🔴🟠🟡🟢🔵🟣🟤⚪⚫🟥🟧🟨🟩🟦🟪⬛]\ufe0f?) \s+
      | (?: [-*+•‣◦▪▫○●·–—🔹🔸🔷🔶👉📌📍]\ufe0f? | \d{1,3}[.)] | \d{1,2}[ºª°](?=\s+[^\W\d_a-z])
        | (?<=\s)\d{1,2}(?:\.\d{1,2})+[.)]? | [A-Za-z]\) )
        \s+ (?: \[(?P<box>[^\s\]]|[ ]{0,3})\] (?: \s+ | (?<=[ \[xX]\])(?!\() ) )?
      | \[(?P<bare>[xX/-]|[ ]{0,3})\](?!\() \s*
    )
    (?P<text>\S.*)""",
    re.VERBOSE,
)


_MARKUP = re.compile(r"\s*(?:<!-*\s*-*>|\{%[^%]*%\}|</?[a-z]{1,10}\s*/?>|\\(?:newpage|pagebreak)?)\s*", re.IGNORECASE)
"""A line of a page that says something to programs alone: the end of a coloured box, an empty comment."""


def is_break(line: str) -> bool:
    """Whether a line has no words and only separates what is above it from what is below."""
    return not line.strip() or RULE.match(line) is not None or _MARKUP.fullmatch(line) is not None


_KEY = re.compile(r"(?:[\w -]{1,30}:(?:\s.*)?|\s+\S.*|-\s.*|#.*|)")


def front_matter(lines: Sequence[str]) -> int:
    """Return how many lines at the top of a page are metadata such as its title and date; 0 if there are none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((i for i in range(1, min(len(lines), 80)) if lines[i].rstrip() in ("---", "...")), 0)
    return end if all(map(_KEY.fullmatch, lines[1:end])) else 0


def fenced_at(lines: Sequence[str], place: int) -> int:
    """Return how many lines a block of code or a comment takes; 0 if none begins here."""
    begun = next((it for it in _FENCES if lines[place].strip().startswith(it)), None)
    if begun is None:
        return 0
    if begun == "<!--" and "-->" in lines[place]:
        return 1
    after = range(place + 1, len(lines))
    return next((i - place + 1 for i in after if lines[i].strip().endswith(_FENCES[begun])), 0)


_FENCES = {"```": "```", "~~~": "~~~", "%%": "%%", "<!--": "-->"}


CROSS = "❌✗✘✖"
"""A box with a cross: not done, or, where other boxes are empty, given up."""


class Mark(NamedTuple):
    """Where an item begins, the character in its task box or None, and its text."""

    indent: int
    box: str | None
    text: str


def unquoted(line: str) -> str:
    """Return a line without the marks by which an answered e-mail quotes it."""
    return _QUOTE.sub("", line)


def item_mark(line: str) -> Mark | None:
    """Return what the list mark at the beginning of `line` says, or None where there is none."""
    wide = line.expandtabs(4)
    found = None if RULE.match(line) else _ITEM.match(wide)
    if found is None:
        return None
    box = found["bare"] if found["box"] is None else found["box"]
    box = box if box is None else box.strip() or " "  # "[]" is a box too
    box = found["colour"] or box  # it tells no state, and is kept
    if found["tick"]:
        box = " " if found["tick"][0] in "☐⬜◻▢□🔲" else CROSS if found["tick"][0] in CROSS else "x"
    return Mark(len(found["indent"]), box.lower() if box else None, found["text"].rstrip())


def begins_anew(above: str, line: str) -> bool:
    """Whether a line does not continue the one above it: its first word would have fitted there."""
    first = line.split(maxsplit=1)[0]
    room = len(line.rstrip()) > len(above.rstrip()) + 1 + len(first)
    return room and first[0].isupper() and above.rstrip()[-1:] not in (",", "-", "(", "/")


_STRUCK = re.compile(r"~~(?P<text>[^~]*[^~\s][^~]*)~~(?P<aside>.*)")
_DROPPED = re.compile(r"[\s:,–—-]*(?:(?:dropped|cancell?ed)\b[\s:,–—-]*)?", re.IGNORECASE)


_DONE = re.compile(
    r"[\s:,–—(-]*(?:(?:done|completed?|finished|erledigt|fait|hecho|feito|gedaan|klaar)\b|✅|✓)", re.IGNORECASE
)
"""What stands behind a text that was struck out since it is done."""


_LINK = re.compile(r"\[([^\[\]]+)\]\(((?:https?://|mailto:)[^()\s]+)\)")
_SIGNED = re.compile(
    r"\s*(?P<sign>📅|🗓️?|⏰|✅|❌|🛫|⏳|➕)\ufe0f?\s*"
    r"(?P<day>\d{4}-\d\d-\d\d|(?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,9})(?:,? \d{4})?\b)"
)
_PRIORITY = re.compile(r"\s*(?P<sign>[🔺⏫🔼🔽⏬])\ufe0f?(?=\s|$)")
_DAY_SIGNS = (*"🔺⏫🔼🔽⏬⏰", "📅", "🗓", "✅ 2", "❌ 2", "🛫", "⏳", "➕ 2", "@due(", "@done(", "@{", "@[[")
_KEYED = re.compile(r"\s*@(?P<key>due|done|(?=[{\[]))(?:\(|\{|\[\[)(?P<day>\d{4}-\d\d-\d\d)[^)}\]]*(?:\)|\}|\]\])")
_STANDS = re.compile(r"(?<!\S)@(?P<state>done|waiting|blocked|cancelled|canceled|doing)(?!\S)")
_SIGNS: Mapping[str, tuple[Field | None, str]] = {
    "": ("due", "Due"), "📅": ("due", "Due"), "⏰": ("due", "Due"), "🗓": ("due", "Due"),
    "due": ("due", "Due"), "✅": ("finished", "Done"),
    "done": ("finished", "Done"), "❌": (None, "Dropped"), "🛫": (None, "Start"), "⏳": (None, "Planned for"),
    "➕": (None, "Written"),
}  # fmt: skip


def unlinked(text: str) -> tuple[str, str]:
    """Return a text with its links replaced by their words, and the addresses apart, one on each line."""
    if "](" not in text:
        return text, ""
    return _LINK.sub(r"\1", text), "\n".join(found[2] for found in _LINK.finditer(text))


_PAGE = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
"""A link to a page of the same notebook, with the words that are shown of it."""
_EMPHASIS = re.compile(
    r"""(?<![\w*])(\*{1,3})(?=[\w"'“‘])([^*\n]*?[\w.!?:)"'”’%])\1(?![\w*])"""
    r"""|(?<!\w)(__?)(?=[^\W_]|["'“‘])([^_\n]*?[^\W_]|[^_\n]*?[.!?:)"'”’%])\3(?!\w)"""
)


def spoken(text: str) -> str:
    """Return a text as it is read aloud: without marks of bold type, and with the words of links to pages."""
    if "[[" in text:
        text = _PAGE.sub(r"\1", text)
    return _EMPHASIS.sub(lambda it: it[2] or it[4], text) if "*" in text or "_" in text else text


_TAG = re.compile(r"[#~](?=[^\W\d_])[\w/:-]+")


def without_tags(text: str, kept: Container[str] = ()) -> tuple[str, str]:
    """Return a text without the tags of a note program at both ends, and those; `kept` are names of tags that stay.

    One that stands inside a sentence is a word of it.
    """
    if "#" not in text and "~" not in text:
        return text, ""
    words = text.split()
    tags = [_TAG.fullmatch(word) is not None and word[1:].casefold() not in kept for word in words]
    first = next((i for i, tag in enumerate(tags) if not tag), 0)
    last = next((i for i in range(len(words), first, -1) if not tags[i - 1]), first)
    bare = " ".join(words[first:last])
    return (bare, " ".join([*words[:first], *words[last:]])) if bare and len(bare) < len(text) else (text, "")


def signed(entry: Entry) -> Entry:
    """Read the days that note programs write behind a task: "📅 2026-12-10", "@due(2026-12-10)"."""
    if not any(sign in entry.text for sign in _DAY_SIGNS) and not _STANDS.search(entry.text):
        return entry
    found = [*_SIGNED.finditer(entry.text), *_KEYED.finditer(entry.text)]
    kinds = [(*_SIGNS[it[1].rstrip("\ufe0f")], it["day"]) for it in found]
    text = _KEYED.sub("", _SIGNED.sub("", entry.text)).strip()
    kinds += [(None, "Priority", it["sign"]) for it in _PRIORITY.finditer(text)]
    text = _PRIORITY.sub("", text).strip()
    if stands := _STANDS.search(text):
        kinds.append(("state", "State", stands["state"]))
        text = _STANDS.sub("", text, count=1).strip()
    done = entry.box or ("x" if any(field == "finished" for field, _, _ in kinds) else None)
    return entry._replace(text=text or entry.text, box=done, cells=(*entry.cells, *(Cell(*kind) for kind in kinds)))


_TICKED = re.compile(
    r"\s*(?:[✅☑✔]\ufe0f?|:(?:white|heavy)_check_mark:"
    r"|\((?:done|completed?|erledigt|fait|hecho|feito|gedaan|klaar)\))$",
    re.IGNORECASE,
)
"""How it is told behind an item that it is done."""


def settled(entry: Entry) -> Entry:
    """Read the marks of a whole item: whether it was struck out, the days behind it, and where its links lead."""
    text, addresses = unlinked(entry.text)
    if (ticked := _TICKED.search(text)) and entry.box is None and ticked.start():
        text, entry = text[: ticked.start()], entry._replace(box="x")
    entry = signed(entry._replace(text=text, more="\n".join(filter(None, (entry.more, addresses)))))
    struck = _STRUCK.fullmatch(entry.text) if entry.kind in ("item", "step") else None
    if struck is None or "~~" in struck["aside"]:
        return entry
    if done := _DONE.match(struck["aside"]):
        aside = struck["aside"][done.end() :].strip(" :,–—-()")
        return entry._replace(text=struck["text"].strip(), box=entry.box or "x", aside=aside)
    aside = _DROPPED.sub("", struck["aside"], count=1).strip()
    return entry._replace(text=struck["text"].strip(), struck=True, aside=aside)


def evened(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Read the marks that only make sense beside other items: a box with a cross, and numbers behind bullets."""
    every = tuple(entries)
    given_up = "-" if any(it.box == " " for it in every) else " "
    every = tuple(it._replace(box=given_up) if it.box == CROSS else it for it in every)
    numbers = list(_numbers(every))
    return tuple(it._replace(text=number[1]) if number else it for it, number in zip(every, numbers, strict=True))


_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)])\s+(?P<rest>\S.*)", re.DOTALL)


def _numbers(entries: Sequence[Entry]) -> Iterator[tuple[tuple[int, ...], str] | None]:
    """Yield the number of each item and its words, where it is one of a row of them: "1.1", "1.2", "2.1"."""
    said = [_NUMBER.fullmatch(it.text) if it.kind != "words" and not it.literal else None for it in entries]
    places = [tuple(map(int, re.findall(r"\d+", it["number"]))) if it else () for it in said]
    for i, found in enumerate(said):
        last, after = (places[i - 1] if i else ()), (places[i + 1] if i + 1 < len(places) else ())
        row = _succeeds(last, places[i]) or _succeeds(places[i], after)
        first = len(places[i]) > 1 and places[i][-1] == 1 and found is not None and found["rest"][0].isupper()
        yield (places[i], found["rest"]) if found and (row or first) else None


def _succeeds(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a number comes right behind another one, or begins its next section: 1.2 behind 1.1, 2.1 behind 1.3."""
    if not one or not other:
        return False
    if len(one) == len(other) and one[:-1] == other[:-1]:
        return other[-1] == one[-1] + 1
    return other[-1] == 1 and other[0] in (one[0], one[0] + 1)


_KEYWORDS = frozenset({"todo", "done", "doing", "later", "now", "next", "waiting", "wip", "cancelled", "canceled",
                       "blocked", "in-progress"})  # fmt: skip
_STATED = re.compile(
    r"(?P<word>[^\W\da-z_][^\W\da-z_]+(?:[ -][^\W\da-z_]+){0,2})(?P<sign>\s*[:–—-])?\s+(?P<rest>\S.*)", re.DOTALL
)


def state_mark(text: str) -> tuple[StepState, str, str] | None:
    """Return the state that stands in capitals before a line, the word for it, and the line: "DONE - Ask the lab"."""
    found = _STATED.fullmatch(text.strip())
    word = found["word"].casefold() if found else ""
    state = STATES.get(word)
    if found is None or state is None or not (word in _KEYWORDS or (found["sign"] and word not in LOOSE_STATES)):
        return None
    return state, found["word"], found["rest"]


def unwikied(text: str) -> str:
    """Return the tables and headings of a wiki as Markdown has them; other texts as they are."""
    if "\n|-" not in text or not _WIKI.search(text):
        return text
    text = re.sub(r"^(={2,5}) *(\S.*?) *\1 *$", lambda it: f"{'#' * len(it[1])} {it[2]}", text, flags=re.MULTILINE)
    return _WIKI.sub(lambda it: _piped(it["rows"], it[0].count("\n")), text)


_WIKI = re.compile(r"^\{\|[^\n]*\n(?P<rows>.*?)^\|\}", re.MULTILINE | re.DOTALL)


def _piped(table: str, lines: int) -> str:
    rows: list[list[str]] = [[]]
    for line in table.split("\n"):
        if line.startswith("|-"):
            rows.append([])
        elif line[:1] in ("!", "|") and line[1:2] != "+":
            rows[-1] += [cell.rpartition("|")[2].strip() for cell in re.split(r"\|\||!!", line[1:])]
    piped = [f"| {' | '.join(row)} |" for row in rows if row]
    # As many lines as the table had, so that the rows below it keep their numbers.
    said = [*piped[:1], "|---" * len(next(filter(None, rows), [])) + "|", *piped[1:]]
    return "\n".join([*said, *[""] * (lines + 1 - len(said))])
