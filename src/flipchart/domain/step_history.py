"""The history of one step, from its first promise to what became of it, each row with a sentence to read."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.follow_up import Report
from flipchart.domain.identity import was_undone
from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Step
from flipchart.domain.promises import Move, date_moves, promised
from flipchart.domain.said import Said, joined, said, say
from flipchart.domain.when import day

RowKind = Literal["promised", "hoped", "carried", "moved", "slipped", "reported", "done", "dropped"]


class Row(Struct, frozen=True):
    """Something that happened to a step; `on` is None where nobody wrote down when.

    `words` are one or more whole sentences and may hold text that people typed. `report` is the row of the
    file that tells it, if one does.
    """

    on: dt.date | None
    kind: RowKind
    words: str
    report: Report | None = None


def history_of(step: Step, reports: Iterable[Report], today: dt.date, *, room: bool = False) -> tuple[Row, ...]:
    """Return what happened to a step: where it came from, its first promise, its reports and its end.

    Rows of the file come in the order of their days; `today` only decides which dates are said with a year.
    In the `room` nobody is told that a date had passed when it was moved.
    """
    mine = sorted((it for it in reports if it.live and it.step == step.id), key=lambda it: it.on)
    # Of several dates given on one day, each is known by what it moved to.
    moves = {(move.on, move.due): move for move in date_moves(step, mine)}
    before = [None, *(it.state for it in mine)]
    rows = tuple(
        _report_row(it, state, moves.get((it.on, it.due)) if it.due else None, today, room=room)
        for it, state in zip(mine, before, strict=False)
    )
    return (*_beginning(step, today), *_dated(step, rows, today), *_end(step, mine, today))


def _beginning(step: Step, today: dt.date) -> Iterator[Row]:
    if step.carried_from is not None:
        yield Row(None, "carried", said("Carried over from an earlier session."))
    if (first := promised(step)) is not None:
        yield Row(None, "promised", say("Promised for {day}.", day=day(first, today)))
    elif step.due is not None:
        yield Row(None, "hoped", say("Hoped for {day}.", day=day(step.due, today)))


STATED: Mapping[StepState, Said] = {
    "open": said("Open."), "doing": said("Under way."), "blocked": said("Stuck."), "done": said("Done."),
    "dropped": said("Dropped."),
}  # fmt: skip


def _report_row(report: Report, before: StepState | None, move: Move | None, today: dt.date, *, room: bool) -> Row:
    kind: RowKind = "reported"
    # If the state did not change, a comment is shown alone.
    more = tuple(_around(report))
    first: tuple[Said, ...] = () if report.state == before and more else (STATED[report.state],)
    if move is not None:
        # The room is not told that a date had passed.
        slipped = move.slipped and not room
        kind, days = "slipped" if slipped else "moved", {"old": day(move.before, today), "new": day(move.due, today)}
        first = (
            say("Moved from {old} to {new}, after it had passed.", **days) if slipped
            else say("Moved from {old} to {new}.", **days),
        )  # fmt: skip
    elif report.due is not None:
        first = (say("For {day}.", day=day(report.due, today)),)
    elif report.state in ("done", "dropped"):
        kind = "done" if report.state == "done" else "dropped"
    return Row(report.on, kind, joined(" ", (*first, *more)), report)


def _around(report: Report) -> Iterator[str]:
    if report.note:
        yield _sentence(report.note)
    if report.support:
        yield say("Help asked: {words}", words=_sentence(report.support))
    if report.obstacle_came is not None:
        yield said("What was feared happened.") if report.obstacle_came else said("What was feared did not happen.")
    if report.contingency_ran is not None:
        yield said("The answer to it was used.") if report.contingency_ran else said("The answer to it was not used.")


def _dated(step: Step, rows: tuple[Row, ...], today: dt.date) -> tuple[Row, ...]:
    """Say the day on which the step was done where it was reported later."""
    places = (place for place, row in enumerate(rows) if row.kind == "done" and row.words.startswith("Done."))
    last = max(places, default=None)
    if last is None or step.finished in (None, rows[last].on):
        return rows
    report = rows[last].report
    more = _around(report) if report is not None else ()
    words = joined(" ", (say("Done on {day}.", day=day(step.finished, today)), *more))
    return (*rows[:last], replace(rows[last], words=words), *rows[last + 1 :])


def _end(step: Step, mine: list[Report], today: dt.date) -> Iterator[Row]:
    """What the step itself tells and no report does."""
    reported = any(it.state == step.state for it in mine)
    if step.state == "done" and not reported:
        yield Row(
            step.finished,
            "done",
            say("Done on {day}.", day=day(step.finished, today)) if step.finished else said("Done."),
        )
    if step.state == "dropped" and not reported and not was_undone(step):
        yield Row(
            None,
            "dropped",
            joined(" ", (said("Dropped."), _sentence(step.reason))) if step.reason else said("Dropped."),
        )
    if step.carried_to is not None:
        yield Row(None, "carried", said("Carried over to a later session."))


def _sentence(text: str) -> str:
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
