"""The sessions of the home screen as rows of words; pure."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from flipchart.domain.portfolio import Summary, home
from flipchart.domain.said import renamed
from flipchart.domain.when import day
from flipchart.service.catalogue import Catalogue, DamagedFile
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, Span, cut, folded, line, pad, width_of, wrap
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

NEW = "new"
"""The id of the row that starts a new session; those of sessions are paths, which end in .toml."""

ONE_LINE = 136
"""From this many columns on a session takes one line, below it two."""

MADE = 3
"""The rank of the day on which a session was made."""

TITLE_LINES = 2
"""The most lines of a title; a longer one is cut, as here it only has to be recognised."""


class Look(Struct, frozen=True):
    """How the sessions are looked at: when and in which zone, where they are, what is searched, in which signs."""

    now: dt.datetime
    local: Callable[[dt.datetime], dt.datetime]
    folder: str
    wanted: str = ""
    signs: tuple[str, str] = ("█", " ")
    airy: bool = True

    @property
    def today(self) -> dt.date:
        """The day it is where the people are."""
        return self.local(self.now).date()


class Part(NamedTuple):
    """Some words about a session; where there is no room those of the highest `rank` are left out first."""

    rank: int
    words: str
    style: str = ""


class SessionRow(Row, frozen=True):
    """A session: its title, what tells it apart (its group), how much of it is done, and what comes next."""

    title: str
    detail: str
    done: int
    whole: int
    next: tuple[Part, ...]
    signs: tuple[str, str] = ("█", " ")

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """One line where there is room, else the title with its progress and the rest underneath."""
        style = "bold" if selected else ""
        return self._wide(width, style) if width >= ONE_LINE else self._narrow(width, style)

    def _narrow(self, width: int, style: str) -> tuple[Line, ...]:
        progress = self._progress(10)
        space = width - width_of(progress) - 2
        titles = _titled(self.title, space)
        first = line((pad(titles[0], space), style), "  ", *progress)
        wanted = min(width_of(self.detail), 24) + 3
        parts = _joined(_fitting(_fitting(self.next, width - 2 - wanted, 2), width - 2, 1))
        then = " · " if parts else ""
        left = width - 2 - width_of(parts) - len(then)
        group = line((f"{cut(self.detail, left)}{then}", "quiet")) if self.detail and left >= 8 else ()
        below = ((Span("  "), *words) for words in folded((*group, *parts), width - 2))
        return (first, *(line((text, style)) for text in titles[1:]), *below)

    def _wide(self, width: int, style: str) -> tuple[Line, ...]:
        spare = min((width - ONE_LINE) // 4, 14)
        group, cells, parts = 18 + spare, 12 + spare, _joined(_fitting(self.next, 40 + spare, 1))
        progress = self._progress(cells)
        space = min(width - group - width_of(progress) - 46 - spare, 80)
        titles = _titled(self.title, space)
        first = line(
            (pad(titles[0], space), style), "  ", (pad(self.detail, group), "quiet"), "  ", *progress, "  ", *parts
        )  # fmt: skip
        return (first, *(line((text, style)) for text in titles[1:]))

    def _progress(self, cells: int) -> Line:
        if not self.whole:
            return line(" " * cells, f" {t('no steps'):<9}")
        filled = max(self.done * cells // self.whole, min(self.done, 1))
        full, empty = self.signs
        fraction = t("{n} of {count}", n=self.done, count=self.whole)
        return line((full * filled, "ok"), (empty * (cells - filled), "track"), f" {fraction:<9}")


def _fitting(parts: tuple[Part, ...], room: int, rank: int) -> tuple[Part, ...]:
    """As many of the parts as fit; those below `rank` stay whatever the room."""
    while parts and width_of(_joined(parts)) > room and max(parts).rank >= rank:
        least = max(parts)
        parts = tuple(part for part in parts if part is not least)
    return parts


def _joined(parts: tuple[Part, ...]) -> Line:
    spans = [span for part in parts for span in (Span(" · ", "quiet"), Span(part.words, part.style))]
    return tuple(spans[1:])


def _titled(title: str, space: int) -> list[str]:
    texts = wrap(" ".join(title.split()) or t("(no title)"), space)
    if len(texts) <= TITLE_LINES:
        return texts
    return [*texts[: TITLE_LINES - 1], cut(" ".join(texts[TITLE_LINES - 1 :]), space)]


def home_rows(catalogue: Catalogue, look: Look) -> tuple[Row, ...]:
    """Return the rows of the home screen: what is going on, to follow up, others, unreadable, and the new one."""
    found = catalogue.found(look.wanted)
    paths = {id(it.summary): it for it in found.sessions}
    grouped = home(it.summary for it in found.sessions)
    twins = Counter(it.summary.title for it in found.sessions)

    def some(summaries: Sequence[Summary]) -> list[Row]:
        return [session_row(it, paths[id(it)].path, look, twin=twins[it.title] > 1) for it in summaries]

    groups = (
        (t("Continue"), some(grouped.going_on)),
        (t("Follow up"), some(grouped.follow_up)),
        (t("Others"), some(grouped.others)),
        (t("Cannot be read"), [_damaged(it) for it in found.damaged]),
    )
    rows: list[Row] = []
    for title, members in groups:
        if members:
            rows += [Heading(None, title), *members, *([BLANK] if look.airy else [])]
    return (*_rows_without_sessions(catalogue, found, look), *rows, *_new(catalogue, look))


def _damaged(it: DamagedFile) -> Row:
    """What is wrong with a file, by its name: where the folder is nobody in the room wants to know."""
    return Words(str(it.path), t(renamed(it.sentence, str(it.path), it.path.name)), "warn", mark="!")


def session_row(it: Summary, path: Path, look: Look, *, twin: bool) -> SessionRow:
    """Return the row of a session; a `twin`, whose title another one has too, says on which day it was made."""
    return SessionRow(
        str(path), it.title, " ".join((it.group or "").split()), it.done, it.steps - it.dropped,
        _next(it, look, twin), look.signs,
    )  # fmt: skip


def _next(it: Summary, look: Look, twin: bool) -> tuple[Part, ...]:
    """What is open and when it is looked at again; a date that has passed is only said to have been due."""
    live = it.steps - it.dropped - it.done
    parts = [Part(1, tn("{n} open", "{n} open", live) if live else t("all done"))] if it.steps > it.dropped else []
    if it.late:
        parts.append(Part(1, tn("{n} late", "{n} late", it.late), "bold"))
    if it.state == "planned":
        parts.append(Part(2, t("not begun")))
    if it.next_check is not None and it.state != "closed":
        parts.append(_check(it.next_check, look.today))
    if twin or it.next_check is None or it.state == "closed":
        parts.append(Part(MADE, t("from {day}", day=day(look.local(it.created).date(), look.today)), "quiet"))
    return tuple(parts)


def _check(on: dt.date, today: dt.date) -> Part:
    if on < today:
        return Part(0, t("check was due {day}", day=day(on, today)), "warn")
    return Part(0, t("check {day}", day=day(on, today)) if on > today else t("check is due today"), "bold")


def _rows_without_sessions(catalogue: Catalogue, found: Catalogue, look: Look) -> tuple[Row, ...]:
    """What is said where there is nothing to choose from."""
    if catalogue.trouble:
        return (Words(None, catalogue.trouble, "warn", mark="!"), BLANK)
    if not catalogue.read:
        return (Words(None, t("Reading {folder}", folder=look.folder), "quiet", 0), BLANK)
    if look.wanted.strip() and not (found.sessions or found.damaged):
        return (Words(None, t("Nothing here is called “{words}”.", words=look.wanted.strip()), "", 0), BLANK)
    if not (catalogue.sessions or catalogue.damaged):
        return (
            Words(None, t("No sessions here yet."), "bold", 0),
            Words(None, t("They are kept in {folder}.", folder=look.folder), "quiet", 0),
            BLANK,
        )
    return ()


def _new(catalogue: Catalogue, look: Look) -> tuple[Row, ...]:
    title = new_title(catalogue, look.wanted)
    return (Words(NEW, t("New session “{title}”", title=title) if title else t("New session"), "", mark="+"),)


def found_count(catalogue: Catalogue, wanted: str) -> Line:
    """How many of the sessions and damaged files a search finds, "2 of 9"; nothing without one."""
    if not wanted.strip():
        return ()
    found, every = catalogue.found(wanted), catalogue.found("")
    shown = len(found.sessions) + len(found.damaged)
    return line((t("{n} of {count}", n=shown, count=max(len(every.sessions) + len(every.damaged), shown)), "quiet"))


def new_title(catalogue: Catalogue, wanted: str) -> str:
    """The words that were searched for in vain, which may well be the title of a session still to be made."""
    found = catalogue.found(wanted)
    return wanted.strip() if catalogue.read and not (found.sessions or found.damaged) else ""
