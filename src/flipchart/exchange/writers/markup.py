"""People's text inside Markdown, so that it reads as it was typed and is never taken for marks or HTML."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from flipchart.domain.kinds import Answer, NoteKind, ResourceStatus

# By CommonMark's rules; `<` and `&` as entities, since older engines know no backslash before them.
_ANYWHERE = re.compile(r"[\\`*_\[\]|~]")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")


def inline(text: str) -> str:
    """Return `text` on one line, to stand behind other words of a line."""
    line = _ENTITY.sub("&amp;", " ".join(text.split())).replace("<", "&lt;")
    return _ANYWHERE.sub(r"\\\g<0>", line)


def leading(text: str) -> str:
    """Return `text` on one line, to begin a paragraph, a heading or an item of a list."""
    line = inline(text)
    numbered = re.match(r"\d{1,9}(?=[.)])", line)
    if numbered:
        return f"{numbered[0]}\\{line[numbered.end() :]}"
    return f"\\{line}" if line.startswith(("-", "+", ">", "=", "#", ":")) else line


def block(text: str, indent: str = "") -> str:
    """Return a text of several lines, each set in by `indent`, with its line breaks kept."""
    lines = [leading(line) for line in text.split("\n")]
    shown = [
        f"{indent}{line}  " if line and i + 1 < len(lines) and lines[i + 1] else f"{indent}{line}".rstrip()
        for i, line in enumerate(lines)
    ]  # fmt: skip
    return "\n".join(shown)


class Markup(Struct, frozen=True):
    """How a format writes people's text.

    `inline` is for words behind others on a line, `leading` for those at the beginning of a line, and `block` for a
    text of several lines, set in by `indent`.
    """

    inline: Callable[[str], str]
    leading: Callable[[str], str]
    block: Callable[[str, str], str]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _set_in(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" for line in text.split("\n"))


MARKDOWN = Markup(inline, leading, block)
PLAIN = Markup(_one_line, _one_line, _set_in)
"""Words as they are: the format escapes them itself, as the page's templates do."""


StyleName = Literal["title", "heading", "late", "done", "clock"]


def _bare(_style: StyleName, text: str) -> str:
    return text


class TextStyle(Struct, frozen=True):
    """`width` in cells; `ascii` uses no sign outside ASCII of our own; `paint` colours a finished piece."""

    width: int = 80
    ascii: bool = False
    paint: Callable[[StyleName, str], str] = _bare

    def joined(self, words: Iterable[str]) -> str:
        """Return the words that there are, parted by dots or, in ASCII, by bars."""
        return (" | " if self.ascii else " · ").join(word for word in words if word)


ANSWERS: Mapping[Answer, str] = {
    "accepted": "said yes",
    "tentative": "said perhaps",
    "declined": "said no",
    "absent": "was not there",
}
RESOURCES: Mapping[ResourceStatus, str] = {"have": "there", "need": "to be asked for", "asked": "asked for"}
NOTES: Mapping[NoteKind, str] = {"note": "Note", "decision": "Decision", "option": "Option"}
