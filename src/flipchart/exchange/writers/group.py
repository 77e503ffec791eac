"""A group's record over all its sessions, as text and for scripts."""

from collections.abc import Iterator, Mapping

from flipchart.domain.clock_words import number, shown
from flipchart.domain.figures import Ratio
from flipchart.domain.group_record import Duration, GroupRecord
from flipchart.domain.portfolio import Summary
from flipchart.domain.saying import KINDS, counted, counted_days
from flipchart.exchange.text_width import hang, table, wrap
from flipchart.exchange.view import View
from flipchart.exchange.writers.markup import TextStyle


def as_json(record: GroupRecord) -> Mapping[str, object]:
    """Return the object of `group --json`."""
    late = record.past.median_days_late
    return {
        "group": record.group,
        "sessions": [it.id for it in record.sessions],
        "completion": record.completion.value,
        "past": record.past.by_the_date.whole,
        "by_the_date": record.past.by_the_date.part,
        "median_days_late": None if late is None else number(late),
        "durations": [
            {"kind": it.kind, "planned": number(it.planned), "taken": number(it.taken), "runs": it.runs}
            for it in record.durations
        ],
    }


def write(record: GroupRecord, view: View, style: TextStyle) -> str:
    """Return the group's sessions, oldest first, and what it can learn from them."""
    blocks = [
        [style.paint("title", line) for line in wrap(record.group, style.width)],
        [line for it in record.sessions for line in _session(it, view, style)],
        list(_record(record, style)),
        list(_durations(record.durations, style)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _session(it: Summary, view: View, style: TextStyle) -> list[str]:
    done = Ratio(it.done, it.steps - it.dropped)
    parts = [it.title, f"{done.words} done" if done.whole else "no steps yet"]
    parts += [f"{it.late} late"] if it.late else []
    parts += [f"next check {view.day(it.next_check)}"] if it.next_check and it.state != "closed" else []
    return hang(f"{view.full_day(view.local(it.created).date())}  ", style.joined(parts), style.width)


def _record(record: GroupRecord, style: TextStyle) -> Iterator[str]:
    done, past = record.completion, record.past
    yield f"Done: {done.words} ({done.percent})" if done.whole else "Done: no data"
    late = past.median_days_late
    rest = f"; the others a median of {counted_days(late)} late" if late is not None else ""
    kept = f"{past.by_the_date.words} past promises ({past.by_the_date.percent}){rest}"
    yield from hang("Done by the first date: ", kept if past.by_the_date.whole else "no data", style.width)


def _durations(durations: tuple[Duration, ...], style: TextStyle) -> Iterator[str]:
    if not durations:
        return
    yield style.paint("heading", "How long stages take (medians)")
    rows = [
        (KINDS[it.kind], f"took {shown(round(it.taken))}", f"of {shown(round(it.planned))}", counted(it.runs, "run"))
        for it in durations
    ]
    yield from (f"  {line}" for line in table(rows, right=[1, 2]))
