"""All that the screens may import of the store: its values and errors, and a few functions of their own."""

from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.said import renamed, say
from flipchart.service.open_session import OpenSession
from flipchart.store.carrying import Carriage
from flipchart.store.config import load_config, settings_file
from flipchart.store.errors import Damaged, StoreError, cause, place, shown
from flipchart.store.files import by_name, read_bytes, replace_durably
from flipchart.store.paths import known_as
from flipchart.store.presence import Driver
from flipchart.store.private import NO_NOTES, PrivateState
from flipchart.store.recovery import Candidate, Kind
from flipchart.store.rescue import Rescued, put_away, rescued
from flipchart.store.saver_queue import SaveState
from flipchart.store.state_files import Room, keep_room, read_room
from flipchart.store.sync_copies import FileMerge, conflicted_copies, is_named_after, take_in
from flipchart.store.writer import keep_typed

__all__ = [
    "NO_NOTES",
    "Candidate",
    "Carriage",
    "Damaged",
    "Driver",
    "Kind",
    "PrivateState",
    "Rescued",
    "Room",
    "SaveState",
    "StoreError",
    "cause",
    "copies_of",
    "is_named_after",
    "keep_room",
    "keep_typed",
    "known_as",
    "leave_rescued",
    "place",
    "read_bytes",
    "read_room",
    "rescued_of",
    "settings_file",
    "shown",
    "take_copy",
    "take_rescued",
    "write_settings",
]


def copies_of(open_session: OpenSession, clock: Clock) -> tuple[Path, ...]:
    """Return the other files of a session; none where it is not driven here, or may not be changed."""
    if open_session.driving is None or open_session.runner.refusal is not None:
        return ()
    return conflicted_copies(open_session.path, clock)


def take_copy(open_session: OpenSession, copy: Path, clock: Clock) -> str:
    """Merge a copy into the session's file; return the sentence that says why that failed, or ""."""
    open_session.taken = True
    try:
        take_in(open_session.path, copy, clock)
    except StoreError as error:
        open_session.taken = False
        # The question named it, and its whole path would take the place of the reason.
        return renamed(error.sentence, place(copy), say("The copy"))
    return ""


def rescued_of(open_session: OpenSession, clock: Clock) -> tuple[Rescued, ...]:
    """Return what could not be saved in an earlier sitting and is not in the file yet, the oldest first.

    A copy that has nothing new is put away. None where the session may not be changed here.
    """
    if open_session.driving is None or open_session.runner.refusal is not None:
        return ()
    own, found = open_session.state.copy, rescued(open_session.runner.session.id, clock)
    return tuple(copy for copy in found if copy.path != own and _has_news(open_session, copy, clock))


def _has_news(open_session: OpenSession, copy: Rescued, clock: Clock) -> bool:
    try:
        if FileMerge(clock).has_news(copy.base, open_session.path, copy.path):
            return True
        put_away(copy, "merged", clock)
    except StoreError:
        pass  # it stays where it was, and is looked at again at the next opening
    return False


def take_rescued(open_session: OpenSession, copy: Rescued, clock: Clock) -> str:
    """Merge what could not be saved into the session's file; return the sentence that says why that failed, or ""."""
    open_session.taken = True
    try:
        FileMerge(clock).merge(copy.base, open_session.path, copy.path)
        put_away(copy, "merged", clock)
    except StoreError as error:
        open_session.taken = False
        return _without_paths(error, open_session.path, copy.path)
    return ""


def leave_rescued(open_session: OpenSession, copy: Rescued, clock: Clock) -> str:
    """Keep what could not be saved under another name, and do not offer it again; return why that failed, or ""."""
    try:
        put_away(copy, "left", clock)
    except StoreError as error:
        return _without_paths(error, open_session.path, copy.path)
    return ""


def _without_paths(error: StoreError, path: Path, copy: Path) -> str:
    """A sentence for the wall, which shows no paths."""
    sentence = renamed(error.sentence, place(copy), say("The copy"))
    return by_name(sentence, path)


def write_settings(path: Path, data: bytes) -> tuple[str, ...]:
    """Write the settings file and return the problems in it. Raises StoreError, with the old file in place."""
    replace_durably(path, data)
    return tuple(load_config(path).problems)
