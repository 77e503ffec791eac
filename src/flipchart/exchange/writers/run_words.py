"""How each sitting went, in words: what was planned and what it took."""

from collections.abc import Iterator

from flipchart.domain.agenda import Run, Timing
from flipchart.domain.clock_words import behind_words, shown
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock, StageClock, fold
from flipchart.exchange.view import View
from flipchart.exchange.writers.hand import Hand
from flipchart.exchange.writers.section import Section

_KINDS = {"workshop": "Workshop", "follow-up": "Follow-up"}


def run_sections(session: Session, view: View, hand: Hand) -> Iterator[Section]:
    """Yield a section for each run: its stages, planned against actual, and why its clock was changed."""
    for run in session.runs:
        clock = fold(run, session.stages_of(run), session.timing_of(run), view.now)
        prompts = {stage.id: stage.prompt for stage in session.stages_of(run)}
        stages = [_stage(stage, prompts.get(stage.id), hand) for stage in clock.stages]
        titles = {stage.id: stage.title for stage in clock.stages}
        changes = [line for event in session.timing_of(run) for line in _change(event, titles, view, hand)]
        items = (*_about(run, clock, view, hand), *stages, *changes)
        yield Section(f"{_KINDS[run.kind]}: planned and taken", items)


def _about(run: Run, clock: RunClock, view: View, hand: Hand) -> Iterator[str]:
    if run.template:
        yield f"Agenda: {hand.inline(run.template)}"
    if run.planned_start:
        yield f"Planned for {view.full_moment(run.planned_start)}"
    if run.ends_by:
        yield f"To end by {view.full_moment(run.ends_by)}"
    if clock.state == "ended":
        late = f", {behind_words(clock.behind)}" if run.planned_start or run.ends_by else ""
        yield f"Ended {view.full_moment(clock.ends_at)}{late}"
    if run.present:
        yield f"Present: {', '.join(map(hand.inline, run.present))}"
    if run.one_owner:
        yield "All steps are one person's"
    if run.quiet_clock:
        yield "Clock in whole minutes"


def _stage(stage: StageClock, prompt: str | None, hand: Hand) -> str:
    added = f", {_signed(stage.added)} on the way" if stage.added else ""
    taken = "left out" if stage.state == "skipped" else f"took {_duration(stage.spent)}"
    taken = "not begun" if stage.state == "pending" else taken
    asked = f" – {hand.inline(prompt)}" if prompt else ""
    return f"{hand.inline(stage.title)}: planned {_duration(stage.planned)}{added}, {taken}{asked}"


def _change(event: Timing, titles: dict[str, str], view: View, hand: Hand) -> Iterator[str]:
    if event.why:
        stage = f" {hand.inline(titles.get(event.stage, event.stage))}" if event.stage else ""
        seconds = f" {_signed(event.seconds)}" if event.seconds is not None else ""
        yield f"{view.full_moment(event.at)}, {event.event}{stage}{seconds}: {hand.inline(event.why)}"


def _duration(seconds: float) -> str:
    return shown(round(seconds))


def _signed(seconds: float) -> str:
    return f"{_duration(abs(seconds))} {'more' if seconds > 0 else 'less'}"
