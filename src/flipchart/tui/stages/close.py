"""The closing page: when we look again, what we leave with, the plan, what is open, how the time went."""

import datetime as dt
from dataclasses import dataclass

from flipchart.domain import pace
from flipchart.domain.figures import counts
from flipchart.domain.gaps import gaps
from flipchart.domain.next_check import check_hour, standing_check
from flipchart.domain.session import Session
from flipchart.domain.timing import fold
from flipchart.domain.when import day
from flipchart.tui.boxes.base import Box
from flipchart.tui.boxes.next_check import NextCheckBox
from flipchart.tui.rows import BLANK, Heading, Pair, Row, Words
from flipchart.tui.stages.base import Hints, Page
from flipchart.tui.stages.plan import plan_rows
from flipchart.tui.view import View

CHECK = "nextcheck:"
"""The row of the next check, which Enter edits."""


GAP = "gap:"
"""How the id of a gap's row begins; the gap's kind and item follow."""


def leave_with(session: Session, today: dt.date) -> str:
    """What the group set out to leave with, counted over what is still to be done; and what is done."""
    count = counts(session, today)
    if not count.steps:
        return "no steps yet"
    done = [f"{count.completion.words} done"] if count.done or not count.live else []
    live = [f"{count.owned.words} have an owner", f"{count.dated.words} a date"] if count.live else []
    return " · ".join([*done, *live])


def check_row(view: View) -> Row:
    """When we look again and who calls it; a check that lies behind is asked for anew."""
    session, check = view.session, standing_check(view.session, view.today)
    hour = check_hour(session) if check else None
    when = f"{day(check, view.today)}{f' at {hour}' if hour else ''}" if check else "? day"
    who = f"{session.next_caller} calls it" if session.next_caller else "? who calls it"
    missing = check is None or session.next_caller is None
    return Words(CHECK, f"Next check  {when} · {who}", "warn" if missing else "ok", 0)


def run_rows(view: View) -> tuple[Row, ...]:
    """Every sitting, planned against actual."""
    session = view.session
    rows: list[Row] = []
    for run in session.runs:
        clock = fold(run, session.stages_of(run), session.timing_of(run), view.now)
        events = session.timing_of(run)
        if not events:
            continue
        started = view.local(min(event.at for event in events))
        name = "Workshop" if run.kind == "workshop" else "Follow-up"
        rows += [BLANK, Heading(None, f"{name}, {day(started.date(), view.today)} at {started:%H:%M}")]
        rows += [
            Pair(f"stage:{stage.id}", stage.title, "skipped" if stage.state == "skipped"
                 else f"{pace.shown(stage.spent)} of {pace.shown(stage.planned)}")
            for stage in clock.stages
        ]  # fmt: skip
        spent, planned = (sum(getattr(stage, key) for stage in clock.stages) for key in ("spent", "planned"))
        rows.append(Pair(f"run:{run.id}", "in all", f"{pace.shown(spent)} of {pace.shown(planned)}", style="bold"))
    return tuple(rows)


def list_rows(title: str, texts: list[tuple[str, str]]) -> tuple[Row, ...]:
    """A heading and its items, or nothing."""
    if not texts:
        return ()
    return (BLANK, Heading(None, title), *(Words(id, text, mark="·") for id, text in texts))


@dataclass(frozen=True)
class Close(Page):
    """Untimed, at the end of every workshop; the same page when the session is opened again."""

    opens_steps = True
    stands = False

    def rows(self, view: View) -> tuple[Row, ...]:
        """All that the group leaves with."""
        session = view.session
        open_gaps = gaps(session, view.today)
        decisions = [(note.id, note.text) for note in session.notes if note.live and note.kind == "decision"]
        notes = [(note.id, note.text) for note in session.notes if note.live and note.kind != "decision"]
        needs = [(it.id, it.text) for it in session.resources if it.live and it.status != "have"]
        still = [Words(f"{GAP}{gap.kind}:{gap.item or ''}", gap.say, mark="?") for gap in open_gaps]
        return (
            check_row(view), Words(None, leave_with(session, view.today), "bold", 0), BLANK, *plan_rows(view),
            *((BLANK, Heading(None, "Still open: what to ask"), *still) if still else ()),
            *list_rows("To get", needs), *list_rows("Decided", decisions), *list_rows("Notes", notes),
            *list_rows("Parking lot", [(it.id, it.text) for it in session.parked if it.live]),
            *run_rows(view),
        )  # fmt: skip

    def edit(self, view: View) -> Box | None:
        """The next check on its row, else the item."""
        return NextCheckBox() if view.cursor in (CHECK, None) else super().edit(view)

    def next_gap(self, view: View, back: bool) -> str | None:
        """The next check first, then steps that lack something."""
        if standing_check(view.session, view.today) is None and view.cursor != CHECK:
            return CHECK
        return super().next_gap(view, back)

    def hints(self, view: View) -> Hints:
        """The next check, writing out, leaving."""
        if view.cursor and view.cursor.startswith(GAP):
            return (
                ("item.drop", "fine as it is"),
                ("export", "write file"),
                ("stage.previous", "back"),
                ("close", "leave"),
            )
        if view.step is not None:
            return (("report.state", "status"), ("item.edit", "its page"), ("report.note", "comment"),
                    ("step.due", "date"), ("close", "leave"))  # fmt: skip
        first = "next check" if view.cursor in (CHECK, None) else "edit"
        return (
            ("item.edit", first), ("export", "write file"), ("pictures", "pictures"), ("stage.previous", "back"),
            ("close", "leave"),
        )  # fmt: skip
