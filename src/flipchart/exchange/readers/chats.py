"""Chats copied from a program, with the writer and time of each message, read as lists of their messages."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flipchart.exchange.readers.columns import Cell, Entry
from flipchart.exchange.readers.sections import ONE_ACTION, names_section, role_of
from flipchart.exchange.readers.vocabulary import folded

_DAY = r"(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?,?|[^\W\d_]{3,10}(?: at)?,?)"
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?"
_CHAT = re.compile(
    rf"\s*\[?(?P<at>(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}},? )?{_TIME})\]?(?: -)?\s+(?:From )?"
    r"(?P<who>[^\W\d_][^:\[\]]{1,50}?)(?: to [^:]{2,30}?)?\s*:\s+(?P<said>\S.*)"
)
"""A message of a chat, with its time and who wrote it."""
_NAME = r"(?P<who>[^\W\d_a-z][\w.'’-]+(?: [^\W\d_]{2,3})?(?: [^\W\d_a-z][\w.'’-]*){0,2})"
_ABOVE = (
    re.compile(rf"\s*\[?(?P<at>(?:{_DAY} )?{_TIME})\]?:?\s+(?:From )?{_NAME}(?: to [^:]{{2,30}}?)?\s*:?\s*"),
    re.compile(rf"\s*{_NAME}\s*(?:\s[\[(]|,|\s[–—|•·-]|\s)\s*(?P<at>(?:{_DAY} )?{_TIME})[\])]?\s*"),
)
"""Who wrote what stands below, and when, on a line of its own: "10:02:11 From Noor to Everyone:", "Noor  9:01 AM"."""


_KEY = re.compile(r"(?:^|[,;|(\s])\(?(?P<letter>[A-Z]{1,2})\)?\s*[=:–]\s*(?P<word>[^\W\d_]{4,20})")
_LETTERED = re.compile(r"\s*[(\[]?(?P<letter>[A-Z]{1,2})[)\].:]?(?: {2,}|\t|(?<=[)\].:]) )\s*(?P<said>\S.*)")


def spelled_out(text: str) -> str:
    """Return minutes with the letters that begin their lines spelled out; other texts as they are.

    A line of them says what the letters mean: "A = Aufgabe, B = Beschluss, I = Information".
    """
    lines = text.split("\n")
    for line in lines[:40]:
        key = {it["letter"]: it["word"] for it in _KEY.finditer(line)}
        if len(key) > 1 and {"action", "decision"} & {role_of(word) or _of_one(word) for word in key.values()}:
            return "\n".join(_spelled(it, key) if it != line else it for it in lines)
    return text


def _of_one(word: str) -> str:
    return "action" if folded(word) in ONE_ACTION else ""


def _spelled(line: str, key: Mapping[str, str]) -> str:
    found = _LETTERED.fullmatch(line)
    return f"- {key[found['letter']]}: {found['said']}" if found and found["letter"] in key else line


PROMISED = re.compile(
    r"(?:(?:ok|okay|sure|yes|yep|right|fine|good|great)[,.!:]? +(?:- )?)?"
    r"(?:(?:I['’]ll|I will|I can|I shall|I['’]m going to|I am going to|let me) (?!not\b|be\b|see\b|have\b|never\b)"
    r"|(?=I take \w|ich (?:mache|übernehme|schicke|schreibe|rufe|kläre|kümmere mich|buche"
    r"|bestelle|besorge|organisiere|kaufe)\b"
    r"|je (?:m['’]occupe|prends|fais|vais|réserve|contacte|envoie|prépare|rédige|relance|demande)\b"
    r"|(?:yo )?me encargo\b|yo \w+o\b|eu (?:faço|fico com|vou|\w+o)\b"
    r"|ik (?:doe|pak|regel|neem|zal|bel|mail|stuur|vraag|boek)\b))"
    r"(?P<what>[^\W\d_].*[^?\s])\s*",
    re.IGNORECASE,
)
"""What somebody says that they will do: the words behind "I'll", or in other languages the whole sentence."""


def _promise(who: str, said: str) -> str:
    """Return a message in which the writer promises something as an action of theirs, "" for any other."""
    found = PROMISED.fullmatch(said)
    return f"Action for {who}: {found['what']}" if found else ""


def unchatted(text: str, acts: Callable[[str], object]) -> str:
    """Return a chat as a list of its messages; other texts as they are.

    Messages for which `acts` returns something are listed without their writer.
    """
    lines = text.split("\n")
    heads = [next((it["who"] for looks in _ABOVE if (it := looks.fullmatch(line))), "") for line in lines]
    if sum(map(bool, heads)) > 1 and (listed := _listed_below(lines, heads, acts)):
        return listed
    found = [_CHAT.fullmatch(line) for line in lines]
    said = [it for it in found if it]
    if len(said) * 5 < sum(bool(line.strip()) for line in lines) * 3 or not any(
        acts(it["said"]) or _promise(it["who"], it["said"]) for it in said
    ):
        return text
    return "\n".join(
        line if it is None else f"- {_message(it['who'], it['said'], acts)}"
        for line, it in zip(lines, found, strict=True)
    )


def _message(who: str, said: str, acts: Callable[[str], object]) -> str:
    return said if acts(said) else _promise(who, said) or f"{who}: {said}"


def _listed_below(lines: Sequence[str], heads: Sequence[str], acts: Callable[[str], object]) -> str:
    """Read messages that stand below who wrote them, "" where none of them is anything to be done.

    Where all say what they did and do, as at a stand-up, each is a part of its own.
    """
    messages = [line for line, who in zip(lines, heads, strict=True) if line.strip() and not who]
    sections = sum(names_section(line.strip(" *_-•").partition(":")[0].strip(" *_")) for line in messages)
    if sections * 3 >= len(messages) > 0:
        return "\n".join(who or line for line, who in zip(lines, heads, strict=True))
    written = [(who, line.strip()) for line, who in _with_writers(lines, heads) if line.strip()]
    first = heads[next(i for i, line in enumerate(lines) if line.strip())]
    if not first or not any(acts(line) or _promise(who, line) for who, line in written):
        return ""
    return "\n".join(
        f"- {_message(who, line.strip(), acts)}" if line.strip() else "" for line, who in _with_writers(lines, heads)
    )


def _with_writers(lines: Sequence[str], heads: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each line with its writer; a line that only names the writer is empty."""
    author = ""
    for line, who in zip(lines, heads, strict=True):
        author = who or author
        yield "" if who else line, author


def timed(entries: Iterable[Entry], text: str) -> Iterator[Entry]:
    """Yield the entries of a chat, each with the time of its message."""
    at, times = "", list[str]()
    for line in text.split("\n"):
        above = next((it["at"] for looks in _ABOVE if (it := looks.fullmatch(line))), "")
        found = None if above else _CHAT.fullmatch(line)
        at = above or at
        times.append(found["at"] if found else at)
    for entry in entries:
        time = times[entry.row - 1] if entry.row <= len(times) else ""
        if time and entry.kind == "step":
            yield entry._replace(cells=(*entry.cells, Cell(None, "Written", time)))
        else:
            yield entry._replace(text=f"{time} {entry.text}") if time and entry.kind == "words" else entry


class StoodUp(NamedTuple):
    """A person's one-line report at a stand-up: what they do next, and everything else."""

    who: str
    acts: tuple[str, ...]
    rest: str


_BEFORE = r"yesterday|last week|gestern|letzte woche|hier|ayer|ontem|gisteren"
_NEXT = r"today|tomorrow|heute|morgen|aujourd['’]hui|demain|hoy|ma[ñn]ana|hoje|amanh[ãa]|vandaag"
_BLOCKED = (
    r"(?:no |not |keine |aucun |sin |sem |geen |nicht )?(?:block(?:ed|er|ers|iert|aden?|age)|blocages?|bloqu\w+"
    r"|geblokkeerd|blokkades?|impediments?|impedimentos?|hindernisse?|stuck)"
)
_CLAUSE = re.compile(
    rf"(?:^|[,;.|/–—-]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b)\s*"
    rf"(?P<when>\b(?:(?P<before>{_BEFORE})|(?P<next>{_NEXT})|(?:{_BLOCKED}))\b)\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"\s*[*_@]*(?P<who>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w.'’-]+){0,2})[*_]*\s*[:–—-][*_]*\s*(?P<said>\S.*)",
    re.DOTALL,
)


def stood_up(text: str) -> StoodUp | None:
    """Read "Tom: yesterday the form, today the tests, blocked by the lab"; None for any other line."""
    found = _SPEAKER.fullmatch(text)
    clauses = list(_CLAUSE.finditer(found["said"])) if found else []
    if found is None or len(clauses) < 2 or clauses[0].start() or not any(it["next"] for it in clauses):
        return None
    ends = [*(it.start() for it in clauses[1:]), len(found["said"])]
    parts = [(it, found["said"][it.end() : end].strip(" ,;.|/–—-")) for it, end in zip(clauses, ends, strict=True)]
    acts = tuple(said for it, said in parts if it["next"] and any(map(str.isalpha, said)))
    rest = "; ".join(f"{it['when']} {said}".strip() for it, said in parts if not it["next"])
    return StoodUp(found["who"], acts, rest)
