"""What is known of the sessions folder, and what of it is looked for; pure."""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from flipchart.domain.portfolio import Summary

NAMED = 4
"""From how many letters on the beginning of a title names a private session."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A session with the file that it is in."""

    path: Path
    summary: Summary


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A file that cannot be read whole, and the one sentence about it."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sessions of a folder as they were last seen; `read` tells whether they ever were.

    `trouble` is the sentence about a folder that cannot be read itself.
    """

    sessions: tuple[Listed, ...] = ()
    spoiled: tuple[Spoiled, ...] = ()
    read: bool = False
    trouble: str = ""

    def found(self, wanted: str) -> "Shelf":
        """Return what `wanted` finds: each of its words somewhere in the title, the group or the file's name.

        Private sessions are only found by the beginning of their title or file name.
        """
        words = folded(wanted).split()
        return Shelf(
            tuple(it for it in self.sessions if _matches(it, words, folded(wanted).strip())),
            tuple(it for it in self.spoiled if _has(it.path.stem, words)),
            self.read,
            self.trouble,
        )


def folded(text: str) -> str:
    """Return `text` without case and accents, so that "uber" finds "Über"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _matches(listed: Listed, words: list[str], whole: str) -> bool:
    summary = listed.summary
    if summary.private:
        names = (folded(summary.title), folded(listed.path.stem))
        return len(whole) >= NAMED and any(name.startswith(whole) for name in names)
    return _has(f"{summary.title}\n{summary.group or ''}\n{listed.path.stem}", words)


def _has(text: str, words: list[str]) -> bool:
    text = folded(text)
    return all(word in text for word in words)
