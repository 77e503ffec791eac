"""The sessions folder as the home screen sees it; it is read on a thread, so that a slow disk holds nobody up."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from flipchart.clock import Clock
from flipchart.domain.group_record import GroupRecord, group_record
from flipchart.domain.portfolio import Summary
from flipchart.domain.said import say
from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession, open_to_drive
from flipchart.service.recovery import Damage, damage_of
from flipchart.store.catalogue import Found, Problem, each, listed, sessions_of, without_copies
from flipchart.store.errors import StoreError

if TYPE_CHECKING:
    from flipchart.domain.digest import Digest

NAMED = 4
"""A private session is found by at least this many letters from the beginning of its title."""


class Listed(Struct, frozen=True):
    """A session with the file that it is in."""

    path: Path
    summary: Summary


class DamagedFile(Struct, frozen=True):
    """A file that cannot be read whole, and the one sentence about it."""

    path: Path
    sentence: str


class Catalogue(Struct, frozen=True):
    """The sessions and damaged files of a folder as they were last read; `read` tells whether that was all of them.

    `trouble` is the sentence about a folder that cannot be read itself.
    """

    sessions: tuple[Listed, ...] = ()
    damaged: tuple[DamagedFile, ...] = ()
    read: bool = False
    trouble: str = ""

    def found(self, wanted: str) -> "Catalogue":
        """Return what `wanted` finds: each of its words somewhere in the title, the group or the file's name.

        Private sessions are only found by the beginning of their title or file name.
        """
        words = folded(wanted).split()
        return Catalogue(
            tuple(it for it in self.sessions if _matches(it, words, folded(wanted).strip())),
            tuple(it for it in self.damaged if _has(it.path.stem, words)),
            self.read,
            self.trouble,
        )


class GroupPage(Struct, frozen=True):
    """A group's record, and the file of each of its sessions by the session's id."""

    record: GroupRecord
    files: Mapping[str, Path]


class Portfolio(Struct, frozen=True):
    """The figures of all sessions but private ones, each session's file by its id, and a sentence a damaged file."""

    digest: "Digest"
    files: Mapping[str, Path]
    problems: tuple[str, ...]


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


def read_catalogue(folder: Path, clock: Clock, report: Callable[[Catalogue], object] | None = None) -> Catalogue:
    """Return what is in the folder; a folder that cannot be read has its sentence in `trouble`.

    Meanwhile `report` is called with what is known so far, each time that this has doubled.
    """
    found: list[Found] = []
    trouble = ""
    try:
        for number, it in enumerate(each(folder, clock), start=1):
            found.append(it)
            if report is not None and number & (number - 1) == 0:
                report(_seen(found, clock))
    except StoreError as error:
        trouble = error.sentence
    return replace(_seen(found, clock), read=True, trouble=trouble)


def _seen(found: Sequence[Found], clock: Clock) -> Catalogue:
    files = listed(found, clock, private=True)
    good = tuple(Listed(it.path, it.summary) for it in files if it.summary is not None)
    return Catalogue(good, tuple(DamagedFile(it.path, it.problem) for it in files if it.summary is None))


def opened(path: Path, context: Context) -> OpenSession | Damage | str:
    """Open a session file for driving; else return its Damage, or the sentence that says why it cannot be opened."""
    try:
        return open_to_drive(path, context)
    except StoreError as error:
        return damage_of(path, error, context) or error.sentence


def read_group(folder: Path, clock: Clock, name: str) -> GroupPage | str:
    """Return a group's record over all its sessions, or the sentence that says why there is none."""
    now = clock.now()
    try:
        every = sessions_of(without_copies(each(folder, clock)))
    except StoreError as error:
        return error.sentence
    record = group_record(name, (it.session for it in every), now, clock.local(now).date())
    if record is None:
        return say("This group has no session any more.")
    return GroupPage(record, {it.session.id: it.path for it in every})


WEEK = dt.timedelta(days=7)
"""The page of all plans tells what got done in this time."""


def read_portfolio(folder: Path, clock: Clock) -> Portfolio | str:
    """Return the figures of all sessions of a folder, or the sentence that says why there are none."""
    from flipchart.domain.digest import digest  # noqa: PLC0415 - home is shown without it

    now = clock.now()
    today = clock.local(now).date()
    try:
        found = without_copies(each(folder, clock))
    except StoreError as error:
        return error.sentence
    kept = [it for it in sessions_of(found) if not it.session.private]
    problems = tuple(it.sentence for it in found if isinstance(it, Problem))
    summary = digest([it.session for it in kept], today - WEEK, now, today)
    return Portfolio(summary, {it.session.id: it.path for it in kept}, problems)
