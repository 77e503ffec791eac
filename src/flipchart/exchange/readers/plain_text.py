"""Plain lines, and Markdown lists as people write them: bullets, numbers, task boxes, nested, between other words."""

import re
from dataclasses import replace
from typing import NamedTuple

from flipchart.exchange.readers.columns import Entry, Kind

HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*$")
RULE = re.compile(r"\s*(?:([-*_=~])\s*)(?:\1\s*){2,}$")

_QUOTE = re.compile(r"^\s{0,3}(?:>\s)+")
_ITEM = re.compile(
    r"""(?P<indent>\s*)
    (?: (?P<tick>[☐☑☒✓✔✅]\ufe0f?) \s*
      | (?: [-*+•‣◦▪·–—] | \d{1,3}[.)] | (?<=\s)\d{1,2}(?:\.\d{1,2})+[.)]? | [A-Za-z]\) )
        \s+ (?: \[(?P<box>.)\] \s+ )?
      | \[(?P<bare>[ xX/-])\] \s+
    )
    (?P<text>\S.*)""",
    re.VERBOSE,
)


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
    box = found["box"] or found["bare"]
    if found["tick"]:
        box = " " if found["tick"][0] == "☐" else "x"
    return Mark(len(found["indent"]), box.lower() if box else None, found["text"].rstrip())


def read_lines(text: str) -> tuple[Entry, ...]:
    """Return one entry for each line of `text` that is not blank."""
    numbered = enumerate(text.split("\n"), start=1)
    return tuple(Entry(row, line.strip()) for row, line in numbered if line.strip())


_PARKING = re.compile(r"parking lot|parked(?: items)?", re.IGNORECASE)
_PARKED = re.compile(rf"(?:{_PARKING.pattern})\s*:\s*(?P<rest>\S.*)", re.IGNORECASE)
_STRUCK = re.compile(r"~~(?P<text>[^~]*[^~\s][^~]*)~~(?P<aside>.*)")
_DROPPED = re.compile(r"[\s:,–—-]*(?:(?:dropped|cancell?ed)\b[\s:,–—-]*)?", re.IGNORECASE)


def read_markdown(text: str) -> tuple[Entry, ...]:
    """Return the entries of a Markdown list, with headings and paragraphs as entries of the kind "words".

    A line below an item that is set in, without a blank line between, goes on with its text; other lines
    below it are its `more`. What stands under a heading "Parking lot" or behind "Parking lot:" is parked.
    """
    reader = _Reader()
    for row, line in enumerate(text.split("\n"), start=1):
        reader.take(row, unquoted(line))
    return tuple(settled(entry) for entry in reader.entries)


class _Reader:
    """The entries so far, and where the next line would belong."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._indents: list[int] = []
        self._blank = True
        self._kind: Kind = "item"

    def take(self, row: int, line: str) -> None:
        """Take one line."""
        mark = item_mark(line)
        if not line.strip():
            self._blank = True
            return
        heading = HEADING.match(line)
        if heading:
            self._heading(row, heading["text"])
        elif mark:
            self._item(row, mark)
        elif not RULE.match(line):
            self._words(row, line)
        self._blank = heading is not None

    def _heading(self, row: int, text: str) -> None:
        self._indents.clear()
        self._kind = "parked" if _PARKING.fullmatch(text.strip(" :*_")) else "item"
        if self._kind == "item" and text:
            self.entries.append(Entry(row, text, "words"))

    def _item(self, row: int, mark: Mark) -> None:
        while self._indents and mark.indent < self._indents[-1] + 2:
            self._indents.pop()
        self.entries.append(Entry(row, mark.text, self._kind, len(self._indents), mark.box))
        self._indents.append(mark.indent)

    def _words(self, row: int, line: str) -> None:
        text = line.strip()
        below = self._indents and (line[0].isspace() or not self._blank)
        if parked := _PARKED.fullmatch(text):
            parts = (part.strip() for part in parked["rest"].split(";"))
            self.entries += [Entry(row, part, "parked") for part in parts if part]
            self._indents.clear()
        elif below:
            self._go_on(text, self.entries[-1], joined=not self._blank and line[0].isspace())
        elif not self._blank and self.entries and self.entries[-1].kind == "words":
            self.entries[-1] = replace(self.entries[-1], text=f"{self.entries[-1].text}\n{text}")
        else:
            self._indents.clear()
            self.entries.append(Entry(row, text, "words"))

    def _go_on(self, text: str, entry: Entry, *, joined: bool) -> None:
        if joined and not entry.more:
            self.entries[-1] = replace(entry, text=f"{entry.text} {text}")
        else:
            self.entries[-1] = replace(entry, more=f"{entry.more}\n{text}".lstrip("\n"))


def settled(entry: Entry) -> Entry:
    """Read a text that was struck out, which only a whole item shows."""
    struck = _STRUCK.fullmatch(entry.text) if entry.kind in ("item", "step") else None
    if struck is None or "~~" in struck["aside"]:
        return entry
    aside = _DROPPED.sub("", struck["aside"], count=1).strip()
    return replace(entry, text=struck["text"].strip(), struck=True, aside=aside)


_ACTION = re.compile(
    r"(?:\*\*|__|\[|\()?(?:(?:new |agreed |follow[- ]?up )?action(?: items?| points?|s)?|AP|AI|to[- ]?do|task"
    r"|next step|massnahme|maßnahme|aufgabe|aktion|action à mener|à faire|tâche|acción|accion|tarea"
    r"|acordado|ação|acao|tarefa|actie|actiepunt|taak)(?: ?#?\d{1,3}(?:\.\d+)?)?"
    r"(?P<by>(?: (?:on|for|by) [^:]{2,40})| ?\([^)]{2,40}\))?"
    r"(?:\*\*|__|\]|\))?\s*(?P<sign>:|–|—|->|→|=>)(?:\*\*|__)?\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SHORT_ACTION = re.compile(
    r"(?:A|AP|AI|ACTION|TODO)[-. ]?\d{0,3}[.:)]?\s+(?P<rest>\S.*)|\[(?:ACTION|TODO|AP|A)\]\s*(?P<more>\S.*)", re.S
)
DECISION = re.compile(
    r"(?:\*\*|__|\[)?(?:decision|decided|agreed|resolved|beschluss|entscheidung|décision|decisión|acuerdo|decisão|besluit)"
    r"(?: ?#?\d{1,3})?(?:\*\*|__|\])?\s*:(?:\*\*|__)?\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A line that says itself that it is a decision."""


def action_of(text: str) -> tuple[str, str] | None:
    """Return what is to be done where a text says that it is an action, and for whom, "" where it does not say."""
    found = _ACTION.fullmatch(text.strip())
    if found:
        return found["rest"].strip(), re.sub(r"^\s*(?:on|for|by) |[()]", "", found["by"] or "").strip()
    short = _SHORT_ACTION.fullmatch(text.strip())
    if short is None or not re.match(r"(?:AP|AI|ACTION|TODO|A\d|\[)", text.strip()):
        return None
    return (short["rest"] or short["more"]).strip(), ""


def people_in(text: str) -> list[str]:
    """Return the names in "Noor Haddad (chair), Piet Vos and Bea"."""
    parts = re.split(r"[,;]\s*(?![^()]*\))|\s+(?:and|und|et|y|e|en|&)\s+", text.strip().rstrip("."))
    return [part.strip() for part in parts if part.strip()]


_WEEKDAYS = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}\.? [^\W\d_]{3,10}\.? \d{4}|[^\W\d_]{3,10} \d{1,2}, \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}"
)


def date_in(head: str) -> str:
    """Return the one date in the title and the first lines of minutes, "" where there is none, or another."""
    found = list(dict.fromkeys(_WEEKDAYS.findall(head)))
    return found[0] if len(found) == 1 else ""
