"""Plain lines, and Markdown lists as people write them: bullets, numbers, task boxes, nested, between other words."""

import re
from typing import NamedTuple

from flipchart.domain.quick import is_nobody
from flipchart.domain.vagueness import OTHERS, VERBS
from flipchart.exchange.readers.chats import PROMISED
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, Entry, Kind, field_of
from flipchart.exchange.readers.marks import HEADING, RULE, Mark, begins_anew, evened, item_mark, settled, unquoted
from flipchart.exchange.readers.vocabulary import DOES, NOBODY, ROLES, folded


def read_lines(text: str) -> tuple[Entry, ...]:
    """Return one entry for each line of `text` that is not blank; one that is set in belongs to the one above it.

    A first line that ends with a colon says what the list is of.
    """
    entries: list[Entry] = []
    indents: list[int] = []
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        if not entries and line.rstrip().endswith(":") and not line[0].isspace():
            entries.append(Entry(row, line.strip(), "words"))
            continue
        wide = line.expandtabs(4)
        indent = len(wide) - len(wide.lstrip())
        while indents and indent < indents[-1] + 2:
            indents.pop()
        entries.append(Entry(row, line.strip(), depth=len(indents)))
        indents.append(indent)
    return tuple(entries)


_PARKING = re.compile(r"parking lot|parked(?: items)?", re.IGNORECASE)
_PARKED = re.compile(rf"(?:{_PARKING.pattern})\s*:\s*(?P<rest>\S.*)", re.IGNORECASE)


def read_markdown(text: str) -> tuple[Entry, ...]:
    """Return the entries of a Markdown list, with headings and paragraphs as entries of the kind "words".

    A line below an item that is set in, without a blank line between, goes on with its text; other lines
    below it are its `more`. What stands under a heading "Parking lot" or behind "Parking lot:" is parked.
    """
    reader = _Reader()
    for row, line in enumerate(text.split("\n"), start=1):
        reader.take(row, unquoted(line))
    return evened(settled(entry) for entry in reader.entries)


class _Reader:
    """The entries so far, and where the next line belongs."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._indents: list[int] = []
        self._blank = True
        self._above = ""
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
        self._blank, self._above = heading is not None, line

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
        elif not line[0].isspace() and text.endswith(":") and len(text.split()) <= 6:
            self._indents.clear()
            self.entries.append(Entry(row, text, "words"))
        elif below:
            wide = line.expandtabs(4)
            inside = len(wide) - len(wide.lstrip()) > self._indents[-1]
            self._go_on(
                text, self.entries[-1], joined=not self._blank and inside and not begins_anew(self._above, line)
            )
        elif not self._blank and self.entries and self.entries[-1].kind == "words":
            self.entries[-1] = self.entries[-1]._replace(text=f"{self.entries[-1].text}\n{text}")
        else:
            self._indents.clear()
            self.entries.append(Entry(row, text, "words"))

    def _go_on(self, text: str, entry: Entry, *, joined: bool) -> None:
        if joined and not entry.more:
            self.entries[-1] = entry._replace(text=f"{entry.text} {text}")
        else:
            self.entries[-1] = entry._replace(more=f"{entry.more}\n{text}".lstrip("\n"))


_CAPITAL = "[A-ZÀ-ÖØ-ÞČŁŚŠŞŻŽĐİ]"
_ACTION = re.compile(
    r"(?:\*\*|__|\[|\()?(?:(?:new |agreed |follow[- ]?up )?action(?: items?| points?|s)?|AP|AI|to[- ]?do(?: items?)?"
    r"|task|next step|massnahme|maßnahme|aufgabe|aktion|action à mener|à faire|tâche|acción|accion|tarea"
    r"|acordado|ação|acao|tarefa|actie|actiepunt|taak)(?: ?(?:#|n[°ºo]\.? ?|nr\.? ?)?\d{1,3}(?:\.\d+)?)?"
    r"(?P<by>(?: (?:on|for|by) [^:]{2,40})"
    rf"| (?-i:{_CAPITAL}[\w.'’-]+(?: {_CAPITAL}[\w.'’-]+){{0,2}})| ?\([^)]{{2,40}}\))?"
    r"(?:\*\*|__|\]|\))?\s*(?P<sign>:|–|—|->|→|=>)(?:\*\*|__)?\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ARROW = re.compile(r"\s*(?P<bold>\*\*)?(?:-{1,2}>|=>|[→⇒➔➜►➤])\s*(?P<rest>\S.*?)(?(bold)\*\*)\s*", re.DOTALL)


def is_arrowed(text: str) -> bool:
    """Whether a line begins with an arrow, as what follows from a topic does."""
    return _ARROW.fullmatch(text) is not None


_SHOWN = re.compile(r"^\s*(?:>{2,}|»|\*{2,3}(?=\s)|-{2,3}(?=\s))\s*")
"""What some put before the word, so that it is seen: ">> ACTION: Noor"."""
_SHORT_ACTION = re.compile(
    r"(?:A|AP|AI|ACTION|TODO)[-. ]?\d{0,3}[.:)]?\s+(?!(?:LOG|LIST|PLAN|ITEMS?|POINTS?|REGISTER|TRACKER|NOTES)\b)"
    r"(?P<rest>\S.*)|\[(?:ACTION|TODO|AP|A)\]\s*(?P<more>\S.*)",
    re.S,
)
DECISION = re.compile(
    r"(?:\*\*|__|\[)?(?:decision|decided|agreed|resolved|beschluss|entscheidung|décision|decisión|acuerdo|decisão|deliberação"
    r"|besluit|besloten|beslissing|beschlossen|entschieden|décidé|decidido|aprobado|aprovado)"
    r"(?: ?(?:#|n[°ºo]\.? ?|nr\.? ?)?\d{1,3})?(?:\*\*|__|\])?\s*:(?:\*\*|__)?\s*(?P<rest>\S.*)"
    r"|(?-i:(?:IT WAS )?(?:UNANIMOUSLY )?(?:RESOLVED|AGREED)(?: UNANIMOUSLY)? (?:to|that|TO|THAT) \S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A line that says itself that it is a decision."""


_LABEL = re.compile(
    r"(?:^|(?<=[|;/,.\t–—])|(?<=\s[-•·])|(?<=\S {2})|(?=\*\*))\s*(?:\*\*|__)?"
    r"(?P<name>[^\W\d_]+\.|[^\W\d_]+(?:[ '’][^\W\d_]+){0,3})\s*(?:\*\*|__)?\s*[:=]\s*(?:\*\*|__)?"
)
_BRACKETED = re.compile(r"(?P<head>.*\S)\s*[\[(](?P<said>[^\[\]()]*:[^\[\]()]*)[\])]\.?")
_PARTED = " \t|;/,–—-•·"
_ENDED = re.compile(r"(?<!\.\d)(?<!\.\d\d)\.$")
"""The end of a sentence: the dot of "5.12." belongs to the day."""


def labelled(text: str) -> tuple[str, tuple[Cell, ...]] | None:
    """Read "Who: Noor | What: order pads | When: 10 Dec" and "Order pads. Owner: Noor; Due: 10 Dec".

    Returns the action, and cells for the rest; None if the text has fewer than two of these labels.
    """
    if inside := _BRACKETED.fullmatch(text):
        text = f"{inside['head']} | {inside['said']}"
    found = [(it, field) for it in _LABEL.finditer(text) if (field := field_of(it["name"])) in _OF_ACTION]
    if len({field for _, field in found}) < 2 or all(field == "step" for _, field in found):
        return None
    ends = [*(it.start() for it, _ in found[1:]), len(text)]
    cells = [
        Cell(field, it["name"], _ENDED.sub("", text[it.end() : end].strip(_PARTED)))
        for (it, field), end in zip(found, ends, strict=True)
    ]
    steps = [cell.text for cell in cells if cell.field == "step"]
    words = text[: found[0][0].start()].strip(f"{_PARTED}.") or " ".join(steps)
    kept = tuple(it for it in cells if it.text and not (it.field == "step" and it.text in words))
    return (words, kept) if words else None


_OF_ACTION: frozenset[Field | None] = frozenset({"step", "owner", "due", "state", "helpers", "finished", "done_when",
                                                 "resources"})  # fmt: skip


def action_of(text: str) -> tuple[str, str] | None:
    """Return the action of a text marked as one, and who does it ("" if it does not say); None for other texts."""
    if arrow := _ARROW.fullmatch(text):
        return action_of(arrow["rest"]) or (arrow["rest"].strip(), "")
    found = _ACTION.fullmatch(_SHOWN.sub("", text).strip())
    if found and (margin := _BEHIND_TAB.fullmatch(found["rest"])):
        return margin["text"].strip(), margin["who"]
    if found:
        return found["rest"].strip(), re.sub(r"^\s*(?:on|for|by) |[()]", "", found["by"] or "").strip()
    short = _SHORT_ACTION.fullmatch(text.strip())
    if short is None or not re.match(r"(?:AP|AI|ACTION|TODO|A\d|\[)", text.strip()):
        return None
    return (short["rest"] or short["more"]).strip(), ""


_WITHIN = re.compile(r"\s*[\[(](?P<said>[^\[\]()]{3,300}(?:\([^()]{1,60}\)[^\[\]()]{0,60})?)[\])]")
_NEXT = re.compile(
    r"(?<=[.!?;)])\s+(?=(?:ACTIONS?|Action(?: point| item)?|AP|TODO|ACTIES?|Actie|AUFGABE|Aufgabe|Maßnahme|ACCIÓN"
    r"|Acción|AÇÃO|Ação)\b"
    r"[^.:–]{0,30}[:–])"
)
_WHO = r"(?:[A-Z]{2,4}|[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][\w'’-]+){1,2})"
_WHO_ONLY = re.compile(rf"{_WHO}(?:\s*(?:[,/&+]|and|und|et|y|e|en)\s*{_WHO})*\.?")


_MARGIN = re.compile(rf"(?P<text>.*[.!?)])(?: {{3,}}|\t+)(?P<who>{_WHO}(?:\s*[/,&+]\s*{_WHO})*)", re.DOTALL)
"""What minutes write at their right margin, who is to do what stands there."""


_BEHIND_TAB = re.compile(rf"(?P<text>.*\S)(?: {{3,}}|\t+)(?P<who>{_WHO}(?:\s*[/,&+]\s*{_WHO})*)", re.DOTALL)


class Actions(NamedTuple):
    """A paragraph without its actions, and the actions: each what and who."""

    rest: str
    found: tuple[tuple[str, str], ...]


def actions_in(text: str, people: frozenset[str] = frozenset()) -> Actions:
    """Read "The sheets run out. [Action: Noor to order two more]", and "Noor orders two more. ACTION: NH".

    Where only somebody is named, the sentence before says what is to be done. `people` are single names that count
    as somebody, in lower case.
    """
    found: list[tuple[str, str]] = []

    def taken(said: re.Match[str]) -> str:
        action = action_of(said["said"])
        found.extend([action] if action else [])
        return "" if action else said[0]

    margin = _MARGIN.fullmatch(text)
    if margin and names_only(margin["who"], people):
        said = re.split(r"(?<=[.!?])\s+", margin["text"])
        return Actions(margin["text"] if len(said) > 1 else "", ((said[-1], margin["who"]),))
    first, *more = _NEXT.split(_WITHIN.sub(taken, text))
    for part in more:
        action = action_of(part)
        found.extend([action] if action else [])
        first = first if action else f"{first} {part}"
    last = re.split(r"(?<=[.!?])\s+", first.strip())[-1]
    return Actions(first.strip(), tuple((last, words) if last and names_only(words, people) else (words, who)
                                        for words, who in found))  # fmt: skip


def promised_in(text: str, people: frozenset[str], writer: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return the sentences of a paragraph that say who is to do what, each with the person if it begins otherwise.

    Such as "NH to ask for three quotes" and "Noor schickt das Protokoll". `people` are the names and initials of
    those present, in lower case; in a letter, which has a `writer`, anybody counts.
    """
    found = [(text, "")] if _HANDLES.fullmatch(text) else []
    for sentence in _NEXT_SENTENCE.split(text):
        if bracketed := _IN_BRACKETS.match(sentence):
            found.append((unbracketed(sentence), bracketed["who"]))
        match = DOES.match(sentence) if len(sentence.split()) > 2 and sentence[-1] != "?" else None
        named = _PEOPLE.split(match["who"]) if match else []
        if named and all(part.casefold() in people for part in named):
            found.append((sentence, ""))
        elif writer is not None and match and all(map(_may_be_name, named)):
            does = sentence[match.end("who") + 1 :]
            found.append((_MODAL.sub("", does) if _MODAL.match(does) else sentence, _ARTICLE.sub("", match["who"])))
        elif writer is not None and (own := PROMISED.fullmatch(sentence)):
            found.append((own["what"], writer))
    return tuple(found)


def _may_be_name(words: str) -> bool:
    bare = _ARTICLE.sub("", words)
    common = {folded(word) for word in bare.split()} & (VERBS | OTHERS)
    return not common and len(bare.split()) < 3 and not is_nobody(bare) and bare.casefold() not in NOBODY


_ARTICLE = re.compile(r"^[OA]s? (?=[^\W\d_a-z])")
"""In Portuguese names have one: "A Marta prepara o rascunho"."""
_MODAL = re.compile(r"^(?:to|will|soll(?:en)?|wird|werden|doi(?:t|vent)|va a|va|debe(?:rá)?|deve|vai|irá|zal|gaat) ")


def is_one_sentence(text: str) -> bool:
    """Whether a text is a single sentence, so that nothing is left of it without its action."""
    return len(_NEXT_SENTENCE.split(text)) == 1


def unbracketed(sentence: str) -> str:
    """Return what is to be done where a sentence says who does it in brackets: "[Erik] will write the plan"."""
    found = _IN_BRACKETS.match(sentence)
    return sentence[found.end() :] if found else sentence


_IN_BRACKETS = re.compile(
    r"(?:\*\*|__)?\[(?P<who>[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){0,2})\](?:\*\*|__)? "
    r"(?:to|will|is going to|shall|soll|wird|va|doit|debe|vai|zal|gaat) (?=[^\W\d_])"
)
_HANDLES = re.compile(
    r"\S+ .*[^\s:]\s*[(\[]@[^\s()@]+(?:(?:,| and| &| und| et| y| e| en)? @[^\s()@]+)*[)\]]\.?", re.S
)
"""What has somebody's handle in brackets behind it: "Write the guide (@noor)"."""
_NEXT_SENTENCE = re.compile(
    r"(?<=[.!?;])(?<!\b[^\W\d_]\.)(?<!\b(?:Dr|Fr|Hr|Mr|Sr|St|Nr)\.)(?<!\bMrs\.)(?<!\bProf\.)\s+(?=[^\W\da-z_])"
)
"""Not behind a title or an initial: "Noor writes to Dr. K. Weber"."""
_PEOPLE = re.compile(r"\s*[,/&+]\s*|\s+(?:and|und|et|y|e|en)\s+")


def names_only(words: str, people: frozenset[str]) -> bool:
    """Whether words only name somebody: by initials, by a whole name, or by one that is known."""
    return _WHO_ONLY.fullmatch(words) is not None or words.casefold().rstrip(".") in people


def people_in(text: str) -> list[str]:
    """Return the names in "Noor Haddad (chair), Piet Vos and Bea"."""
    parts = _BETWEEN_PEOPLE.split(text.strip().rstrip("."))
    found: list[str] = []
    for part in (it.strip(" \t[]") if "[[" in it else it.strip() for it in parts):
        if found and part and ROLES.issuperset(part.casefold().split()):
            # "Noor Haddad (NH), Chair": what somebody does is said of the one before.
            found[-1] = f"{found[-1][:-1]}, {part})" if found[-1].endswith(")") else f"{found[-1]} ({part})"
        elif any(map(str.isalpha, part)):
            found.append(part)
    return found


_BETWEEN_PEOPLE = re.compile(r"[,;]\s*(?:(?:and|und|et|y|e|en|&)\s+)?(?![^()]*\))|\s+(?:and|und|et|y|e|en|&)\s+")


_DATES = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{1,2}(?:\.|st|nd|rd|th)? (?:de )?[^\W\d_]{3,10}\.? (?:del? )?\d{4}"
    r"|[^\W\d_]{3,10} \d{1,2}(?:st|nd|rd|th)?, \d{4}|\d{1,2}([./-])\d{1,2}\1(?:20)?\d{2}\b"
)


def date_in(head: str) -> str:
    """Return the one date in the title and first lines of minutes, "" if there is none or more than one."""
    found = list(dict.fromkeys(it[0] for it in _DATES.finditer(head)))
    return found[0] if len(found) == 1 else ""
