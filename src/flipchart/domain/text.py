"""The only way in for text: whatever people type, paste or load is made harmless here."""

import unicodedata
from collections.abc import Iterable

from flipchart.domain.said import say
from flipchart.patterns import pattern

FIELD_LIMIT = 2_000
"""The longest text of a field, in characters."""

NOTE_LIMIT = 20 * 1024
"""The longest note, in characters."""

MARKS_IN_A_ROW = 30
"""How many combining marks one character may carry (Unicode's stream-safe limit, UAX #15)."""

_PAIR = pattern(r"[\ud800-\udbff][\udc00-\udfff]")
_LONE = pattern(r"[\ud800-\udfff]")

# The bodies stop at the end of the line, so that an unfinished one swallows no words of the next, and at every other
# introducer, so that a text full of them costs one pass.
_SEQUENCE = pattern(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, modes
    r"|(?:\x1b\]|\x9d)[^\n\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"  # OSC: title, links, clipboard
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\n\x1b\x80-\x9f]*(?:\x1b\\|\x9c)"  # DCS, SOS, PM, APC
    r"|(?:\x1b[NO]|[\x8e\x8f])[ -~]"  # a single shift and the one character it holds for
    r"|\x1b[ -/]+[0-~]"  # character sets and the like
    r"|\x1b[0-MQ-WYZ\\`-~]"  # the short ones
)
_CONTROL = pattern(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    r"\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    r"\U000e0000-\U000e007f]"  # tag characters
)
_BREAK = pattern(r"[\n\t\u2028\u2029]")


def clean(text: str, *, limit: int = FIELD_LIMIT) -> str:
    """Return `text` without anything that could steer a terminal or hide what it says.

    Gone are complete escape sequences (ECMA-48), control characters but newline and tab, bidirectional
    overrides and isolates, and tag characters. Lone surrogates become U+FFFD, CRLF becomes LF, the form
    is NFC, and at most `limit` characters stay. Cleaning twice changes nothing more. Never raises.
    """
    return _whole(text, limit)[:limit]


def clean_line(text: str, *, limit: int = FIELD_LIMIT) -> str:
    """Return `text` cleaned as by `clean`, on one line: breaks and tabs become spaces, the ends are bare."""
    return _line(text, limit)[:limit].rstrip()


def brief(text: str, width: int = 48) -> str:
    """Return a text in one line, a long one cut between words."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return line[:width].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


_BULLET = pattern(r"(?:[-*•–·▪◦‣●]|\d{1,3}[.)])\s+(?:\[ ?\]\s+)?(?=\S)")


def without_bullet(line: str) -> str:
    """Return a line of a list without its bullet or number, and without a box that is not ticked."""
    found = _BULLET.match(line)
    return line[found.end() :] if found else line


_ACCENTS = pattern(r"[\u0300-\u036f]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def folded(text: str) -> str:
    """Return a text in the form in which spellings are compared: without case, accents or differences of width.

    Accents are those of European scripts; marks that make another letter elsewhere (が, हि) stay.
    """
    flat = text.casefold()
    if flat.isascii():
        return flat
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", flat)).translate(_LETTERS)
    return unicodedata.normalize("NFC", plain).casefold()


def was_cut(text: str, *, limit: int = FIELD_LIMIT) -> bool:
    """Return whether `clean` would leave out the end of `text` because it is longer than `limit`."""
    return len(_whole(text, limit)) > limit


def cut_notice(limit: int = FIELD_LIMIT) -> str:
    """Return the sentence that tells a person that a text was cut."""
    return say("Only the first {count} characters were kept.", count=f"{limit:,}")


def _line(text: str, limit: int) -> str:
    if text.isascii() and text.isprintable():
        return text[: 4 * (limit + 1)].strip()
    return _BREAK.sub(" ", _whole(text, limit)).strip()


def _whole(text: str, limit: int) -> str:
    """Return `text` cleaned and shortened, but still longer than `limit` if it was."""
    if text.isascii() and text.replace("\n", "").isprintable():
        # Most of what a folder of sessions holds; each file is cleaned whole, so this is what opening home waits for.
        return text[: 4 * (limit + 1)]
    bare = _CONTROL.sub("", _SEQUENCE.sub("", _paired(text)).replace("\r\n", "\n"))
    # At most four characters compose to one, so nothing that belongs to the first `limit` is lost.
    bare = bare[: 4 * (limit + 1)]
    if bare.isascii():
        return bare
    return _light(unicodedata.normalize("NFC", _light(bare)))


def _paired(text: str) -> str:
    """Return `text` with halves of surrogate pairs joined and lone ones replaced."""
    if not _LONE.search(text):
        return text
    joined = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _LONE.sub("\ufffd", joined)


def _light(text: str) -> str:
    """Return `text` with at most so many combining marks in a row, since sorting more takes quadratic time."""
    if not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    heap = 0
    for character in text:
        heap = heap + 1 if unicodedata.combining(character) else 0
        if heap <= MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def meant(word: str, known: Iterable[str], before: str = "") -> str:
    """Return the end of a sentence about an unknown word: "did you mean" with a similar known word, or a full stop.

    The same word in other case goes first, then one with a single typing slip, then one that merely looks alike.
    `before` is put in front of each word.
    """
    names = {name.casefold(): name for name in known}
    typed = word.casefold()
    near = [it for it in names if it == typed] or [it for it in names if slipped(typed, it)] or _alike(typed, names)
    or_them = " or ".join(f"'{before}{names[it]}'" for it in near[:3])
    return f"; did you mean {or_them}?" if near else "."


def _alike(word: str, names: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - costs start-up time, seldom needed

    return get_close_matches(word, names, n=1, cutoff=0.6)


def slipped(typed: str, name: str) -> bool:
    """Whether a name of three letters or more was typed with one letter dropped, added, wrong or out of its place."""
    if len(name) < 3 or abs(len(typed) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(name)) and typed[start] == name[start]:
        start += 1
    end, rest = typed[start:], name[start:]
    same_behind = end[1:] == rest[1:] or end[1:] == rest or end == rest[1:]
    return same_behind or (end[:2] == rest[1::-1] and end[2:] == rest[2:])
