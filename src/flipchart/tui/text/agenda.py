"""The agenda as a list: when each stage begins and how long it takes, the start and the end; pure."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from flipchart.domain import clock_words, pace
from flipchart.domain.agenda import Stage, TemplateStage
from flipchart.domain.kinds import StageKind
from flipchart.domain.quick.stage import TypedStage
from flipchart.domain.saying import KINDS
from flipchart.domain.timing import RunClock, StageClock
from flipchart.domain.when.saying import moment
from flipchart.tui.text.language import t
from flipchart.tui.text.rows import Pair, Row

if TYPE_CHECKING:
    from flipchart.service.new_session import Choice

START, END = "start:", "end:"
"""The ids of the rows of the planned start and of the end."""

MARKS = {"done": "●", "running": "◉", "paused": "◉", "skipped": "–"}

Local = Callable[[dt.datetime], dt.datetime]


def agenda_rows(clock: RunClock, now: dt.datetime, local: Local) -> tuple[Row, ...]:
    """Return each stage with its minutes and the clock time at which it began or begins, and when the run ends."""
    rows = [_stage_row(stage, at, local) for stage, at in pace.course(clock, now)]
    return (*rows, Pair(None, f"{_time(clock.ends_at, local)}  {t('end')}", "", style="bold"))


def agenda_list(clock: RunClock, now: dt.datetime, local: Local) -> tuple[Row, ...]:
    """Return the agenda for changing it: the planned start in front, and ids where there is something to change."""
    *stages, _ = agenda_rows(clock, now, local)
    if clock.state == "ended":
        return (*stages, _end(clock, now, local, None))
    rows = [
        Pair(None if stage.over else stage.id, row.left, row.right, mark=row.mark, hang=row.hang)
        for (stage, _), row in zip(pace.course(clock, now), stages, strict=True)
        if isinstance(row, Pair)
    ]
    start = () if clock.started else (Pair(START, f"       {t('start')}", _start(clock, now, local)),)
    return (*start, *rows, _end(clock, now, local, END))


def _stage_row(stage: StageClock, at: dt.datetime | None, local: Local) -> Pair:
    begins = _time(at, local) if at else "     "
    begun = stage.over or (stage.state == "open" and stage.spent > 0)
    taken = t(clock_words.shown(stage.spent)) if begun else None
    planned = t(clock_words.shown(stage.budget))
    length = t("{spent} of {planned}", spent=taken, planned=planned) if taken is not None else t(planned)
    return Pair(None, f"{begins}  {stage.title}", length, mark=MARKS.get(stage.state, ""), hang=len(begins) + 2)


def _start(clock: RunClock, now: dt.datetime, local: Local) -> str:
    return moment_of(clock.planned_start, now, local) if clock.planned_start else t("when all are ready")


def _end(clock: RunClock, now: dt.datetime, local: Local, id: str | None) -> Pair:
    words, late = "", 0.0
    if clock.ends_by is not None and id is not None:
        late = (clock.ends_at - clock.ends_by).total_seconds()
        words = t("must end {time}", time=moment_of(clock.ends_by, now, local))
        behind = t(clock_words.behind_words(late)) if late > 0 else ""
        words += f", {behind}" if behind else ""
    left = f"{_time(clock.ends_at, local)}  {t('end')}"
    return Pair(id, left, words, style="bold", right_style="warn" if late > 0 else "quiet")


SOON = dt.timedelta(hours=6)
"""How far ahead a time of tomorrow is read as that of this night."""


def moment_of(at: dt.datetime, now: dt.datetime, local: Local) -> str:
    """Return an instant as a time of day, with its date unless that is today or the time is soon."""
    here, today = local(at), local(now).date()
    near = here.date() == today or dt.timedelta(0) <= at - now < SOON
    return clock_words.clock_time(here) if near else t(moment(here, today))


def spoken_kinds() -> dict[StageKind, str]:
    """Return the name of each kind of stage in the current language."""
    return {kind: t(words) for kind, words in KINDS.items()}


def scripts_of(choices: "Iterable[Choice]") -> dict[StageKind, TemplateStage]:
    """Return question and script for each kind of stage, from the first agenda that has one."""
    stages = [stage for choice in choices for stage in choice.stages]
    return {stage.kind: stage for stage in reversed(stages)}


def made_stage(read: TypedStage, scripts: Mapping[StageKind, TemplateStage], run: str, id: str) -> Stage:
    """Return a stage as it was typed, with the question and the script of its kind."""
    like = scripts.get(read.kind)
    script = ("prompt", "say", "watch", "challenges")
    parts = {name: getattr(like, name) for name in script} if like else {}
    title = read.title or (like.title if like else t(KINDS[read.kind]))
    return Stage(id=id, run=run, kind=read.kind, title=title, seconds=read.seconds).revise(**parts)


def ends(clock: RunClock, local: Local) -> str:
    """Return when a run would end."""
    return t("ends {time}", time=_time(clock.ends_at, local))


def _time(at: dt.datetime, local: Local) -> str:
    return clock_words.clock_time(local(at))
