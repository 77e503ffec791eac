"""A list before it is taken in: how it was read, and what people choose instead; looking at it writes nothing."""

import os
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import takewhile
from pathlib import Path, PurePath
from typing import ClassVar, get_args

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.errors import ExchangeError
from flipchart.domain.said import said, say
from flipchart.domain.session import Session
from flipchart.domain.text import clean_line
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import TAKEN_AS_IMPROVEMENTS, TAKEN_AS_STEPS, take_in
from flipchart.exchange.making import blank
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import SEVERAL, Column, Entry
from flipchart.exchange.readers.detect import Listing, columns_in
from flipchart.exchange.readers.workbook import sheet_read, sheets_in
from flipchart.service.context import Context
from flipchart.store.errors import StoreError
from flipchart.store.files import read_bytes
from flipchart.store.state_files import keep_columns, read_columns

Fields = Mapping[str, Field | None]

FIELDS: tuple[Field | None, ...] = (
    "step", "improvement", "owner", "helpers", "due", "state", "finished", "resources", "money", "done_when",
    "roadblock", "contingency", "first_step", "votes", "rank", None,
)  # fmt: skip
"""What a column can hold, in the order in which it is offered; None puts its words into the note."""


class Choice(Struct, frozen=True):
    """What somebody chose about a list; None leaves a matter to the list itself.

    - `as_steps`: whether its items are steps. `fields`: what its columns hold.
    - `update`: whether what it says otherwise of existing steps is taken over, as reports.
    - `sheet`: the sheet of a workbook.
    """

    as_steps: bool | None = None
    fields: Fields | None = None
    update: bool = False
    sheet: str | None = None


UNCHOSEN = Choice()


class Source(Struct, frozen=True):
    """A list as it came: the pasted words, or the bytes of a file with its name (without the folder).

    `home` is the improvement that was being worked on: new steps that name none belong to it.
    """

    data: str | bytes
    name: str = ""
    home: str | None = None

    @property
    def text(self) -> str:
        """The words that were pasted, "" for a file."""
        return self.data if isinstance(self.data, str) else ""

    @property
    def suffix(self) -> str:
        """The suffix of the file's name."""
        return PurePath(self.name).suffix.casefold()


class Look(Struct, frozen=True, dict=True):
    """A list as it would come into a session: its columns, its rows, and what would become of them.

    `sheets` are the visible sheets of a workbook, of which `sheet` was read.
    """

    source: Source
    group: str
    session: Session
    choice: Choice
    columns: tuple[tuple[Column, Field | None], ...]
    entries: tuple[Entry, ...]
    intake: Intake
    sentence: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The sheet that was read."""
        return self.choice.sheet if self.choice.sheet in self.sheets else self.sheets[0] if self.sheets else ""

    @property
    def other_sheet(self) -> str:
        """The next sheet; after the last one the first."""
        return self.sheets[(self.sheets.index(self.sheet) + 1) % len(self.sheets)]

    @property
    def as_steps(self) -> bool | None:
        """Whether the items are taken as steps; None where the list itself says what each is."""
        if self.choice.as_steps is not None:
            return self.choice.as_steps
        taken = {TAKEN_AS_STEPS: True, TAKEN_AS_IMPROVEMENTS: False}
        return next((taken[it] for it in self.intake.remarks if it in taken), None)

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said about the list as a whole."""
        elsewhere = (TAKEN_AS_STEPS, TAKEN_AS_IMPROVEMENTS, sheet_read(self.sheet))
        return tuple(it for it in self.intake.remarks if not it.startswith(elsewhere))

    @cached_property
    def changes(self) -> tuple[tuple[int, str], ...]:
        """What the list says otherwise than the plan, each with the row that says it."""
        return tuple((row.row, _of_change(change)) for row in self.intake.rows for change in row.changes)

    @property
    def sum(self) -> str:
        """What became of the rows when they were taken in, in one sentence."""
        return self.sentence or self.intake.sum

    @property
    def to_come(self) -> str:
        """What would become of the rows, in one sentence."""
        return self.sentence or self.intake.to_come

    @property
    def home(self) -> str:
        """The words of the improvement that new steps belong to, "" for none."""
        items = {it.id: it.text for it in self.session.improvements}
        there = {step.id for step in self.session.steps}
        under = any(it.improvement == self.source.home for it in self.intake.session.steps if it.id not in there)
        return items.get(self.source.home or "", "") if under else ""

    @property
    def first_new(self) -> str | None:
        """The id of the first new step, else of the first new improvement; None without any."""
        before, after = self.session, self.intake.session
        there = {it.id for it in (*before.steps, *before.improvements)}
        return next((it.id for it in (*after.steps, *after.improvements) if it.id not in there), None)

    def with_field(self, place: int, by: int) -> Choice:
        """Return the choice in which the column at a place holds the next field, or with -1 the field before."""
        column, field = self.columns[place]
        here = FIELDS.index(field) if field in FIELDS else len(FIELDS) - 1
        chosen = FIELDS[(here + by) % len(FIELDS)]
        kept = {
            name: to for name, to in (self.choice.fields or {}).items()
            if to is None or to in SEVERAL or to != chosen
        }  # fmt: skip
        return replace(self.choice, fields={**kept, column.name: chosen})


def _of_change(sentence: str) -> str:
    """Return what differs, without what becomes of it: the page says that once for all."""
    change = said(sentence).values.get("change")
    return change if isinstance(change, str) else sentence


def look_at(source: Source, session: Session, context: Context, choice: Choice = UNCHOSEN) -> Look:
    """Return what a list would bring into a session, its columns as chosen now, or before by the same group."""
    group, data, suffix = session.group or "", source.data, source.suffix
    sheets: tuple[str, ...] = ()
    try:
        first, sheets = sheets_in(data) if isinstance(data, bytes) else ("", ())
        choice = replace(choice, sheet=choice.sheet or first or None)
        listing = Listing(data, suffix, choice.sheet)
        columns = listing.columns()
        names = [it.name for it, _ in columns]
        fields = choice.fields
        if fields is None and names:
            kept = read_columns(group, names).items()
            fields = {name: to if to in get_args(Field) else None for name, to in kept} or None  # type: ignore[misc]
            choice = replace(choice, fields=fields)
        columns = listing.columns(fields) if fields else columns
        entries = listing.entries(fields or {})
    except ExchangeError as error:
        return Look(source, group, session, choice, (), (), Intake(session, ()), error.sentence, sheets)
    intake = take_in(session, entries, _reading(context, choice, source.home))
    return Look(source, group, session, choice, columns, entries, intake, "", sheets)


def look_into(words: str, session: Session, context: Context, home: str | None = None) -> Look:
    """Return what a file would bring into a session; `words` are its path, or its name where people keep files.

    `home` is as in Source. Where it cannot be read a sentence says so, by its name alone.
    """
    path = _found(words, context.sessions_dir)
    name = PurePath(words).name
    sentence = say("There is no file “{name}” here; drag it onto the window, or type its path.", name=name)
    try:
        if path is not None:
            source = Source(read_bytes(path), clean_line(path.name), home)
            return look_at(source, session, context)
    except StoreError:
        sentence = say("“{name}” cannot be read.", name=name)
    return Look(Source(b""), "", session, UNCHOSEN, (), (), Intake(session, ()), sentence)


_FOLDERS = ("Downloads", "Documents", "Desktop", "")


def _folders(sessions: Path) -> tuple[Path, ...]:
    """Where people keep lists: the folder of the sessions, and those of their home."""
    return (sessions, *(Path.home() / name for name in _FOLDERS))


def _found(words: str, sessions: Path) -> Path | None:
    """Return the file that words name: a path where it leads, else a name in the first usual folder that has it."""
    path = Path(os.path.expanduser(words))  # noqa: PTH111 - of a person who is not known it makes no error
    places = (path,) if path.is_absolute() else (folder / path for folder in _folders(sessions))
    return next((place for place in places if place.is_file()), None)


def lists_named(words: str, sessions: Path, endings: Container[str]) -> tuple[str, tuple[str, ...]]:
    """Return words completed as far as all files agree whose names begin so, and some of those names.

    A path is completed where it leads, a name in the usual folders. `endings` are those of the names of lists.
    """
    head, begun = os.path.split(words)
    folders = (Path(os.path.expanduser(head)),) if head else _folders(sessions)  # noqa: PTH111 - as above
    found: dict[str, None] = {}
    for folder in folders:
        with suppress(OSError):
            found |= dict.fromkeys(_names(folder, begun, endings, deeper=bool(head)))
    if not found:
        return words, ()
    columns = zip(*(name.casefold() for name in found), strict=False)
    agreed = sum(1 for _ in takewhile(lambda signs: len(set(signs)) == 1, columns))
    whole = next(iter(found))[: agreed if len(found) > 1 else None]
    return os.path.join(head, whole), tuple(found)[:_SHOWN]  # noqa: PTH118 - the words before stay as they are


_SHOWN = 6


def _names(folder: Path, begun: str, endings: Container[str], *, deeper: bool) -> Iterator[str]:
    """Yield the names of lists in a folder, and `deeper` those of its folders."""
    for entry in sorted(os.scandir(folder), key=lambda it: it.name.casefold()):
        # A name with signs that could steer a terminal is not typed.
        plainly = entry.name == clean_line(entry.name) and (begun or not entry.name.startswith("."))
        fits = plainly and entry.name.casefold().startswith(begun.casefold())
        if fits and deeper and entry.is_dir():
            yield f"{entry.name}{os.sep}"
        elif fits and PurePath(entry.name).suffix.casefold() in endings and entry.is_file():
            yield entry.name


def look_before(typed: Mapping[str, str], context: Context) -> Look | None:
    """Return what the list of a new session would bring: that of the `file` in `typed`, else the typed list.

    None where it has no columns to look at.
    """
    text, session = typed["improvements"], blank(typed["people"], typed["group"], context.clock.now())
    if typed.get("file"):
        return look_into(typed["file"], session, context)
    try:
        if not text.strip() or not columns_in(text):
            return None
    except ExchangeError:
        return None
    return look_at(Source(text), session, context)


def remember(look: Look) -> None:
    """Keep the choice about the columns for the group's next list of the same shape."""
    if look.choice.fields:
        names = [it.name for it, _ in look.columns]
        keep_columns(look.group, names, {name: to or "note" for name, to in look.choice.fields.items()})


class TakeList(Struct, frozen=True):
    """The command that takes a list in as it was shown; if the session has changed since, the list is read again."""

    look: Look
    reading: Reading
    label: ClassVar[str] = "take a list in"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Add what is new, and report what is to be taken over."""
        if session is self.look.session:
            return self.look.intake.session
        return take_in(session, self.look.entries, self.reading).session


def taking(look: Look, context: Context) -> TakeList:
    """Return the command that takes in what was looked at."""
    return TakeList(look, _reading(context, look.choice, look.source.home))


def _reading(context: Context, choice: Choice, home: str | None) -> Reading:
    now, config = context.clock.local(context.clock.now()), context.config
    return Reading(now, context.ids, choice.as_steps, config.date_order, choice.update, config.language, home)
