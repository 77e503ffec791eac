"""The digest of many sessions: as text for mail, as Markdown, as a page, as a table, and as JSON."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from flipchart.domain.digest import Digest, Done, Plan, Standing, Trend
from flipchart.domain.figures import Ratio
from flipchart.domain.plan import Step
from flipchart.domain.portfolio import OpenPromise
from flipchart.domain.saying import STATES, counted, listed
from flipchart.domain.when import day
from flipchart.exchange.view import View
from flipchart.exchange.writers.csv_table import table_of
from flipchart.exchange.writers.markup import MARKDOWN, PLAIN, Markup
from flipchart.exchange.writers.page_pictures import Curve, share_curve

NOBODY = "nobody yet"


class Part(Struct, frozen=True):
    """A heading with its items, each of them a line."""

    title: str
    lines: tuple[str, ...]


def text(digest: Digest, view: View) -> str:
    """Return the digest as plain text for a mail: headings, and a line for each item."""
    parts = [f"{it.title}\n{'-' * len(it.title)}\n" + "".join(f"- {line}\n" for line in it.lines)
             for it in _parts(digest, view, PLAIN)]  # fmt: skip
    return "\n".join([f"{_title(digest, view)}\n{_sum(digest)}\n", *parts])


def markdown(digest: Digest, view: View) -> str:
    """Return the digest as Markdown."""
    parts = [f"## {it.title}\n\n" + "".join(f"- {line}\n" for line in it.lines)
             for it in _parts(digest, view, MARKDOWN)]  # fmt: skip
    return "\n".join([f"# {_title(digest, view)}\n\n{_sum(digest)}\n", *parts])


def page(digest: Digest, view: View) -> str:
    """Return a page of all sessions: those with the oldest news first, how each group gets on, and the digest."""
    from flipchart.exchange.writers.html import rendered  # noqa: PLC0415 - only the page needs jinja2

    trends = [(it.group, _words(it), _curve(it, view)) for it in digest.trends if any(r.whole for _, r in it.points)]
    return rendered(
        "digest.html.jinja",
        view,
        title=_title(digest, view), said=_sum(digest), parts=_parts(digest, view, PLAIN, plans=False),
        plans=[_row(it, view) for it in digest.plans], trends=trends,
    )  # fmt: skip


def table(digest: Digest, view: View) -> str:
    """Return the digest as a table for spreadsheets, a row for each item."""
    head = ("What", "Session", "Group", "Step", "Owner", "Status", "Due", "Done", "Days late", "Slips", "Next check")
    return table_of(head, _rows(digest))


def as_json(digest: Digest) -> Mapping[str, object]:
    """Return the object of `digest --to json`."""
    return {
        "since": digest.since.isoformat(),
        "today": digest.today.isoformat(),
        "done": [_step_json(it.session.id, it.step) | {"finished": it.on.isoformat()} for it in digest.done],
        **{name: [_open_json(it) for it in found] for name, found in _lists(digest).items()},
        "overdue": [{"session": it.session.id, "title": it.session.title, **_check(it)} for it in digest.overdue],
        "owners": [_standing_json(it) | {"owner": it.name or None} for it in digest.owners],
        "sessions": [
            {"session": it.session.id, "title": it.session.title, "group": it.session.group}
            | _standing_json(it.standing)
            | {"last_news": it.last_news.isoformat(), "closed": it.closed}
            for it in digest.plans
        ],
        "groups": [{"group": it.group, "completion": list(map(_point, it.points))} for it in digest.trends],
    }  # fmt: skip


def _lists(digest: Digest) -> Mapping[str, Sequence[OpenPromise]]:
    return {"late": digest.late, "stuck": digest.stuck, "slipped": digest.slipped}


def _open_json(it: OpenPromise) -> Mapping[str, object]:
    return _step_json(it.session.id, it.step) | {"late_days": it.late_days, "slips": it.slips}


def _point(point: tuple[dt.date, Ratio]) -> Mapping[str, object]:
    return {"on": point[0].isoformat(), "done": point[1].part, "of": point[1].whole}


def _check(plan: Plan) -> Mapping[str, object]:
    check = plan.overdue.isoformat() if plan.overdue else None
    return {"next_check": check, "caller": plan.session.next_caller}


def _step_json(session: str, step: Step) -> dict[str, object]:
    due = step.due.isoformat() if step.due else None
    about = {"session": session, "step": step.id, "text": step.text, "owner": step.owner}
    return {**about, "state": step.state, "due": due}


def _standing_json(it: Standing) -> dict[str, object]:
    return {"done": it.done, "open": it.open, "late": it.late, "stuck": it.stuck, "completion": it.completion.value}


def _title(digest: Digest, view: View) -> str:
    return f"From {view.full_day(digest.since)} to {view.full_day(digest.today)}"


def _sum(digest: Digest) -> str:
    parts = [
        f"{counted(len(digest.done), 'step')} done", f"{len(digest.late):,} late", f"{len(digest.stuck):,} stuck",
        f"{len(digest.slipped):,} slipped", f"{counted(len(digest.overdue), 'check')} overdue",
    ]  # fmt: skip
    return f"{', '.join(parts)}, in {counted(len(digest.plans), 'session')}."


def _parts(digest: Digest, view: View, markup: Markup, *, plans: bool = True) -> tuple[Part, ...]:
    say = markup.inline
    found = [
        Part("Done", tuple(_done(it, view, markup) for it in digest.done)),
        Part("Late", tuple(_open(it, view, markup) for it in digest.late)),
        Part("Stuck", tuple(_open(it, view, markup) for it in digest.stuck)),
        Part("Slipped", tuple(f"{_open(it, view, markup)}, {_slips(it)}" for it in digest.slipped)),
        Part("Check overdue", tuple(_overdue(it, view, markup) for it in digest.overdue)),
        Part("By owner", tuple(_stands(it, say(it.name) or NOBODY) for it in digest.owners)),
    ]
    if plans:
        rows = (_stands(it.standing, markup.leading(it.session.title)) for it in digest.plans)
        found.append(Part("By session", tuple(rows)))
    return tuple(it for it in found if it.lines)


def _done(it: Done, view: View, markup: Markup) -> str:
    who = markup.leading(it.step.owner or NOBODY)
    return f"{who}: {markup.inline(it.step.text)} – done {view.day(it.on)} – {markup.inline(it.session.title)}"


def _open(it: OpenPromise, view: View, markup: Markup) -> str:
    step = it.step
    when = f"{'hoped for' if step.hoped else 'due'} {view.day(step.due)}" if step.due else "no date"
    late = f", {counted(it.late_days, 'day')} late" if it.late_days else ""
    state = f", {STATES[step.state]}" if step.state != "open" else ""
    who = markup.leading(step.owner or NOBODY)
    return f"{who}: {markup.inline(step.text)} – {when}{late}{state} – {markup.inline(it.session.title)}"


def _slips(it: OpenPromise) -> str:
    return f"slipped {counted(it.slips, 'time')}"


def _overdue(it: Plan, view: View, markup: Markup) -> str:
    caller = (
        f", {markup.inline(it.session.next_caller)} calls it" if it.session.next_caller else ", nobody calls it yet"
    )
    return f"{markup.leading(it.session.title)}: was {view.day(it.overdue or it.last_news)}{caller}"


def _stands(it: Standing, name: str) -> str:
    parts = [f"{it.done:,} done", f"{it.open:,} open"]
    parts += [f"{it.late:,} late"] if it.late else []
    parts += [f"{it.stuck:,} stuck"] if it.stuck else []
    return f"{name}: {', '.join(parts)}; {it.completion.with_percent} in all"


class PlanRow(Struct, frozen=True):
    """A session on the page: its name and group, how it stands, since when there is no news, and what is amiss."""

    title: str
    group: str
    done: str
    news: str
    amiss: str
    closed: bool


def _row(it: Plan, view: View) -> PlanRow:
    stands = it.standing
    amiss = [f"{stands.late:,} late" if stands.late else "", f"{stands.stuck:,} stuck" if stands.stuck else ""]
    amiss += [f"check was {view.day(it.overdue)}"] if it.overdue else []
    days = (view.today - it.last_news).days
    news = f"{view.day(it.last_news)}, {counted(days, 'day')} ago" if days else f"{view.day(it.last_news)}, today"
    amiss_words = listed([part for part in amiss if part])
    return PlanRow(
        it.session.title, it.session.group or "", stands.completion.with_percent, news, amiss_words, it.closed
    )


def _words(trend: Trend) -> str:
    first, last = trend.points[0], trend.points[-1]
    return f"{last[1].with_percent} done; it was {first[1].words} on {day(first[0], last[0])}."


def _curve(trend: Trend, view: View) -> Curve:
    return share_curve(trend.group, _words(trend), [(on, ratio.value) for on, ratio in trend.points], view)


def _rows(digest: Digest) -> Iterator[Sequence[str]]:
    for it in digest.done:
        done = it.on.isoformat()
        yield ("done", it.session.title, it.session.group or "", *_cells(it), _date(it.step.due), done, "", "", "")
    for name, found in _lists(digest).items():
        for row in found:
            about = (name, row.session.title, row.session.group or "", *_cells(row), _date(row.step.due), "")
            yield (*about, str(row.late_days or ""), str(row.slips or ""), "")
    for plan in digest.overdue:
        yield ("check overdue", plan.session.title, plan.session.group or "", *[""] * 7, _date(plan.overdue))


def _cells(row: Done | OpenPromise) -> tuple[str, str, str]:
    return row.step.text, row.step.owner or "", STATES[row.step.state]


def _date(on: object) -> str:
    return str(on) if on else ""


WRITERS: Mapping[str, Callable[[Digest, View], str]] = {"md": markdown, "html": page, "csv": table}
