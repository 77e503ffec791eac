"""The closing page: when we look again, what we leave with, the plan, what is open, how the time went."""

import datetime as dt
from collections.abc import Iterator

from flipchart.domain import clock_words
from flipchart.domain.check_in import check_hour, standing_check
from flipchart.domain.figures import counts
from flipchart.domain.gaps import aloud, gaps
from flipchart.domain.needs import asks_owner, lacking, sums
from flipchart.domain.said import said
from flipchart.domain.session import Session
from flipchart.domain.timing import StageClock, fold
from flipchart.domain.when import day
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.run import NextCheckPrompt
from flipchart.tui.stages.assign import plan_rows
from flipchart.tui.stages.page import Hints, Page, choices
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, unbroken
from flipchart.tui.text.plan import done_words
from flipchart.tui.text.rows import BLANK, Heading, Pair, Row, Words

CHECK = "nextcheck:"
"""The row of the next check, which Enter edits."""


ALOUD_DIGIT, CHECK_DIGIT, CALENDAR_DIGIT = 1, 2, 3

GAP = "gap:"
"""How the id of a gap's row begins; the gap's kind and item follow."""


def leave_with(session: Session, today: dt.date) -> str:
    """Return how much is done, and how many of the live steps have an owner and a date: what a group leaves with.

    Owners are not counted where all the steps are one person's.
    """
    count = counts(session, today)
    if not count.steps and not count.carried:
        return t("no steps yet")
    done = [done_words(count)] if count.done or count.carried or not count.live else []
    owned = [t("{count} have an owner", count=count.owned.words)] if asks_owner(session) else []
    live = (
        [
            *owned,
            t("{count} a date", count=count.dated.words)
            if owned
            else t("{count} have a date", count=count.dated.words),
        ]
        if count.live
        else []
    )
    return " · ".join([*done, *live])


def left_rows(view: Frame) -> tuple[Row, ...]:
    """What we leave with against what we set out to leave with: each with a tick, or a question mark."""
    rows = _left(view.session, view.today)
    return tuple(Words(None, unbroken(text), mark="✓" if sound else "?") for text, sound in rows)


def _left(session: Session, today: dt.date) -> Iterator[tuple[str, bool]]:
    steps = [step for step in session.steps if step.state != "dropped"]
    yield leave_with(session, today), bool(steps) and not any(lacking(session, step) for step in steps)
    goals = [goal for goal in session.goals if goal.live]
    if goals:
        whole = sum(goal.target is not None and goal.by is not None for goal in goals)
        yield (
            tn(
                "{whole} of {n} goal with a target and a day",
                "{whole} of {n} goals with a target and a day",
                len(goals),
                whole=whole,
            ),
            whole == len(goals),
        )
    asked = [step for step in steps if step.live and step.owner and step.answer]
    if asked:
        yes = sum(step.answer == "accepted" for step in asked)
        yield t("{yes} of {count} read back got a yes", yes=yes, count=len(asked)), yes == len(asked)
    needs = [it for it in session.resources if it.live and it.status != "have"]
    bare = sum(it.ask is None for it in needs)
    if bare:
        yield (
            tn(
                "{bare} of {n} need has nobody to ask",
                "{bare} of {n} needs have nobody to ask",
                len(needs),
                bare=bare,
            ),
            False,
        )
    elif needs:
        yield tn("{n} need, each with somebody who asks", "{n} needs, each with somebody who asks", len(needs)), True


def check_row(view: Frame) -> Row:
    """When we look again and who calls it; a check that lies behind is asked for anew."""
    session, check = view.session, standing_check(view.session, view.today)
    hour = check_hour(session) if check else None
    when = (
        (t("{day} at {time}", day=day(check, view.today), time=hour) if hour else t(day(check, view.today)))
        if check
        else t("? day")
    )
    who = t("{name} calls it", name=session.next_caller) if session.next_caller else t("? who calls it")
    missing = check is None or session.next_caller is None
    return Words(CHECK, f"{t('Next check')}  {when} · {who}", "warn" if missing else "ok", 0)


def run_rows(view: Frame) -> tuple[Row, ...]:
    """Every run, planned against actual."""
    session = view.session
    rows: list[Row] = []
    for run in session.runs:
        clock = fold(run, session.stages_of(run), session.timing_of(run), view.now)
        events = session.timing_of(run)
        if not events:
            continue
        started = view.local(min(event.at for event in events))
        name = t("Workshop") if run.kind == "workshop" else t("Follow-up")
        rows += [
            BLANK,
            Heading(
                None, f"{name}, {t('{day} at {time}', day=day(started.date(), view.today), time=f'{started:%H:%M}')}"
            ),
        ]
        rows += [Pair(f"stage:{stage.id}", stage.title, _spent(stage)) for stage in clock.stages]
        spent, planned = (sum(getattr(stage, key) for stage in clock.stages) for key in ("spent", "planned"))
        rows.append(
            Pair(
                f"run:{run.id}",
                t("in all"),
                t("{spent} of {planned}", spent=clock_words.shown(spent), planned=clock_words.shown(planned)),
                style="bold",
            )
        )
    return tuple(rows)


def _spent(stage: StageClock) -> str:
    if stage.state == "skipped":
        return t("skipped")
    spent = clock_words.shown(stage.spent)
    if not stage.planned:
        return t("{time}, inserted", time=spent)
    return t("{spent} of {planned}", spent=spent, planned=clock_words.shown(stage.planned))


def list_rows(title: str, texts: list[tuple[str, str]]) -> tuple[Row, ...]:
    """A heading and its items, or nothing."""
    if not texts:
        return ()
    return (BLANK, Heading(None, title), *(Words(id, text, mark="·") for id, text in texts))


class Close(Page, frozen=True, dict=True):
    """Untimed, at the end of every workshop; the same page when the session is opened again."""

    adds = "the next check"

    opens_steps = True
    stands = False

    has_parking = True

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """All that the group leaves with."""
        session = view.session
        questions = aloud(gaps(session, view.today))
        decisions = [(note.id, note.text) for note in session.notes if note.live and note.kind == "decision"]
        notes = [(note.id, note.text) for note in session.notes if note.live and note.kind != "decision"]
        needs = [(it.id, it.text) for it in session.resources if it.live and it.status != "have"]
        much = [t(it.words) for it in sums(session.resources)]
        still = [Words(f"{GAP}{it.kind}:{(it.items or ('',))[0]}", t(it.say), mark="?") for it in questions]
        return (
            check_row(view), *left_rows(view), BLANK, *plan_rows(view),
            *((BLANK, Heading(None, t('Still open: what to ask')), *still) if still else ()),
            *list_rows(" · ".join((t('To get'), *much)), needs),
            *list_rows(t('Decided'), decisions), *list_rows(t('Notes'), notes),
            *list_rows(t('Parking lot'), [(it.id, it.text) for it in session.parked if it.live]),
            *run_rows(view),
        )  # fmt: skip

    def answers(self, view: Frame) -> Line:
        """What can still be done while all are here."""
        missing = standing_check(view.session, view.today) is None or view.session.next_caller is None
        return choices([(said("promises aloud"), False), (said("next check"), missing), (said("calendar"), False)])

    def does(self, digit: int, view: Frame) -> str | None:
        """Read the promises aloud, or write the dates for calendars."""
        return {ALOUD_DIGIT: "close.aloud", CALENDAR_DIGIT: "close.calendar"}.get(digit)

    def answer(self, digit: int, view: Frame, report_id: str) -> Prompt | tuple[()]:
        """The next check."""
        return NextCheckPrompt() if digit == CHECK_DIGIT else ()

    def capture(self, view: Frame) -> Prompt:
        """The next check: it is what there is still to say once the time is over."""
        return NextCheckPrompt()

    def edit(self, view: Frame) -> Prompt | None:
        """The next check on its row, else the item."""
        return NextCheckPrompt() if view.cursor in (CHECK, None) else super().edit(view)

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next check first, then steps that lack something."""
        if standing_check(view.session, view.today) is None and view.cursor != CHECK:
            return CHECK
        return super().next_gap(view, back)

    def hints(self, view: Frame) -> Hints:
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
        codes = (("share.codes", "codes"),) if any(it.live and it.owner for it in view.session.steps) else ()
        return (
            ("item.edit", first), ("export", "write file"), *codes, ("close", "leave"),
            ("copy", "copy"), ("pictures", "pictures"), ("stage.previous", "back"),
        )  # fmt: skip
