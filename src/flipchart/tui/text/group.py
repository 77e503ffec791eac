"""A group's page as rows of words: its sessions, what became of its promises, how long its stages take; pure."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from flipchart.domain.clock_words import shown
from flipchart.domain.group_record import Duration, GroupRecord
from flipchart.domain.portfolio import Summary
from flipchart.domain.saying import KINDS, counted_days
from flipchart.domain.when import day
from flipchart.service.catalogue import GroupPage
from flipchart.tui.text.home import MADE, NEW, Look, session_row
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, line, pad, width_of, wrap
from flipchart.tui.text.pictures import Bar
from flipchart.tui.text.rows import BLANK, Heading, Row, Words


class Took(Row, frozen=True):
    """How long stages of a kind take: what was planned, what it took, and over how many runs."""

    duration: Duration

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """In columns; where there is little room the number of runs stands underneath."""
        it = self.duration
        name, runs = t(KINDS[it.kind]), tn("over {n} run", "over {n} runs", it.runs)
        took = t("took {taken} of {planned}", taken=shown(round(it.taken)), planned=shown(round(it.planned)))
        if width < 56:
            return (line(f"  {pad(name, 15)}", (took, "bold")), line((f"  {' ' * 15}{runs}", "quiet")))
        return (line(f"  {pad(name, 15)}", (pad(took, 24), "bold"), (runs, "quiet")),)


class Reading(Row, frozen=True):
    """A sentence beside its name; below it where there is little room."""

    name: str
    text: str

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """Name and sentence, wrapped."""
        head = f"  {self.name}  "
        if width_of(head) > width // 2:
            return (line(head), *(line(f"    {text}") for text in wrap(self.text, width - 4)))
        space = " " * width_of(head)
        texts = enumerate(wrap(self.text, width - width_of(head)))
        return tuple(line(head if not n else space, (text, "bold" if not n else "")) for n, text in texts)


def group_rows(page: GroupPage, look: Look) -> tuple[Row, ...]:
    """Return the rows: sessions oldest first, the record, the durations, and the row of a new session."""
    record = page.record
    shown_ones = [it for it in record.sessions if not it.private]
    hidden = len(record.sessions) - len(shown_ones)
    rows: list[Row] = [Heading(None, t("Sessions"))]
    rows += [_session(it, page.files[it.id], look) for it in shown_ones]
    if hidden:
        words = tn(
            "and {n} private session, which counts below", "and {n} private sessions, which count below", hidden
        )
        rows.append(Words(None, words, "quiet"))
    rows += [BLANK, Heading(None, t("Over all sessions")), *_record(record)]
    if record.durations:
        rows += [BLANK, Heading(None, t("How long stages take, the median of all runs"))]
        rows += [Took(None, it) for it in record.durations]
    return (*rows, BLANK, Words(NEW, t("New session of {group}", group=record.group), "", mark="+"))


def _session(it: Summary, path: Path, look: Look) -> Row:
    """All are of one group, so the day on which it was made tells more than the group's name."""
    made = day(look.local(it.created).date(), look.today)
    row = session_row(it, path, look, twin=False)
    return replace(row, detail=made, next=tuple(part for part in row.next if part.rank != MADE))


def _record(record: GroupRecord) -> Iterator[Row]:
    past, figures = record.past, [t(it.with_percent) for it in (record.completion, record.past.by_the_date)]
    done, kept = (words.rjust(max(map(len, figures))) for words in figures)
    yield Bar(None, t("Done"), record.completion.value, done)
    yield Bar(None, t("By the first date"), past.by_the_date.value, kept)
    if past.median_days_late is not None:
        late = t("a median of {days}", days=counted_days(past.median_days_late))
        yield Reading(None, t("Those that were late"), late)
