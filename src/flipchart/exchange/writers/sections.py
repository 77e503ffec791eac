"""The sections after the plan: runs, resources, parking lot, notes, goals and evaluations."""

from collections.abc import Iterable, Iterator
from math import isfinite

from msgspec import Struct

from flipchart.domain.agenda import Run, Timing
from flipchart.domain.check_in import ROADBLOCK, TWO_SLIPS
from flipchart.domain.clock_words import behind_words, rounded, shown
from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.group_context import CARRY_OVER
from flipchart.domain.needs import sum_words
from flipchart.domain.plan import Goal, Note, Parked, Resource
from flipchart.domain.saying import TALLIES, number
from flipchart.domain.session import Conflict, Session, Waved
from flipchart.domain.timing import RunClock, StageClock, fold
from flipchart.exchange.view import View
from flipchart.exchange.writers.markup import NOTES, RESOURCES, Markup
from flipchart.exchange.writers.step_words import GONE


class Section(Struct, frozen=True):
    """A title and its items, each a line or more; with `listed` they are items of a list, else sentences."""

    title: str
    items: tuple[str, ...]
    listed: bool = True

    @classmethod
    def of(cls, title: str, items: Iterable[str]) -> "Section":
        """Return a section with a list."""
        return cls(title, tuple(items))


_KINDS = {"workshop": "Workshop", "follow-up": "Follow-up"}


def run_sections(session: Session, view: View, markup: Markup) -> Iterator[Section]:
    """Yield a section for each run: its stages, planned against actual, and why its clock was changed."""
    for run in session.runs:
        clock = fold(run, session.stages_of(run), session.timing_of(run), view.now)
        prompts = {stage.id: stage.prompt for stage in session.stages_of(run)}
        stages = [_stage(stage, prompts.get(stage.id), markup) for stage in clock.stages]
        titles = {stage.id: stage.title for stage in clock.stages}
        changes = [line for event in session.timing_of(run) for line in _change(event, titles, view, markup)]
        items = (*_about(run, clock, view, markup), *stages, *changes)
        yield Section(f"{_KINDS[run.kind]}: planned and taken", items)


def _about(run: Run, clock: RunClock, view: View, markup: Markup) -> Iterator[str]:
    if run.template:
        yield f"Agenda: {markup.inline(run.template)}"
    if run.planned_start:
        yield f"Planned for {view.full_moment(run.planned_start)}"
    if run.ends_by:
        yield f"To end by {view.full_moment(run.ends_by)}"
    if clock.state == "ended":
        late = behind_words(clock.behind) if run.planned_start or run.ends_by else ""
        yield ", ".join(part for part in (f"Ended {view.full_moment(rounded(clock.ends_at))}", late) if part)
    if run.present:
        yield f"Present: {', '.join(map(markup.inline, run.present))}"
    if run.one_owner:
        yield "All steps are one person's"
    if run.quiet_clock:
        yield "Clock in whole minutes"


def _stage(stage: StageClock, prompt: str | None, markup: Markup) -> str:
    added = f", {_signed(stage.added)} on the way" if stage.added else ""
    taken = "left out" if stage.state == "skipped" else f"took {_duration(stage.spent)}"
    taken = "not begun" if stage.state == "pending" else taken
    asked = f" – {markup.inline(prompt)}" if prompt else ""
    return f"{markup.inline(stage.title)}: planned {_duration(stage.planned)}{added}, {taken}{asked}"


def _change(event: Timing, titles: dict[str, str], view: View, markup: Markup) -> Iterator[str]:
    if event.why:
        stage = f" {markup.inline(titles.get(event.stage, GONE))}" if event.stage else ""
        lasts = event.event in ("pause", "timer")
        length = _duration if lasts else _signed
        seconds = f"{' of' if lasts else ''} {length(event.seconds)}" if event.seconds is not None else ""
        yield f"{view.full_moment(event.at)}, {event.event}{stage}{seconds}: {markup.inline(event.why)}"


def _duration(seconds: float) -> str:
    return shown(round(seconds)) if isfinite(seconds) else str(seconds)


def _signed(seconds: float) -> str:
    return f"{_duration(abs(seconds))} {'more' if seconds > 0 else 'less'}"


ASKED = (TWO_SLIPS, ROADBLOCK, CARRY_OVER)
"""What is kept as waved off only so that it is not asked twice; how often a date slipped is for the desk alone."""


def after_sections(session: Session, view: View, markup: Markup) -> Iterator[Section]:
    """Yield the sections after the plan that have something to say."""
    yield from (it for it in _sections(session, view, markup) if it.items)


def _sections(session: Session, view: View, markup: Markup) -> Iterator[Section]:
    after = _After(session, view, markup)
    yield Section.of("Resources", after.resources())
    yield Section.of("Goals", (after.goal(it) for it in session.goals if it.live))
    yield Section.of("Parking lot", (after.parked(it) for it in session.parked if it.live))
    yield Section.of("Decisions and notes", (after.note(it) for it in session.notes if it.live))
    yield Section.of("How it goes", (after.evaluation(it) for it in session.evaluations if it.live))
    yield Section.of("What others say", (after.feedback(it) for it in session.feedback if it.live))
    yield after.next_check()
    yield from run_sections(session, view, markup)
    yield Section.of("Judged fine as it is", (after.waved(it) for it in session.waved if it.gap not in ASKED))
    yield Section.of("Still to settle: two people changed the same", map(after.conflict, session.conflicts))


class _After:
    """A session's sections, with the texts of the items that others refer to."""

    def __init__(self, session: Session, view: View, markup: Markup) -> None:
        self._session = session
        self._view = view
        self._markup = markup
        self._inline, self._leading = markup.inline, markup.leading
        texts = ((item.id, getattr(item, "text", None) or getattr(item, "title", "")) for _, item in session.items())
        self._texts = {id: text for id, text in texts if text}

    def _named(self, id: str) -> str:
        return self._inline(self._texts.get(id, GONE))

    def resources(self) -> Iterator[str]:
        """Yield what is needed, and what that comes to in each unit."""
        yield from (self.resource(it) for it in self._session.resources if it.live)
        if added := sum_words(self._session):
            yield f"In all: {'; '.join(map(self._inline, added))}"

    def resource(self, item: Resource) -> str:
        """Return what is needed, who asks whom by when, and what happens if they say no."""
        amount = number(item.amount) if item.amount is not None else ""
        about = [item.kind or "", " ".join(part for part in (amount, self._inline(item.unit or "")) if part)]
        kind = ", ".join(part for part in about if part)
        words = [self._leading(item.text) + (f" ({kind})" if kind else ""), RESOURCES[item.status]]
        words += [f"ask {self._inline(item.ask)}"] if item.ask else []
        words += [f"by {self._view.full_day(item.by)}"] if item.by else []
        words += [f"for {'; '.join(map(self._named, item.steps))}"] if item.steps else []
        words += [f"if they say no: {self._inline(item.alternative)}"] if item.alternative else []
        return " – ".join(words)

    def goal(self, goal: Goal) -> str:
        """Return a goal with its measure and the measurements so far."""
        words = [self._leading(goal.text)]
        words += [f"because {self._inline(goal.why)}"] if goal.why else []
        words += [f"measured by {self._inline(goal.measure)}"] if goal.measure else []
        words += [self._way(goal)] if goal.baseline is not None or goal.target is not None else []
        words += [f"in {self._inline(goal.unit)}"] if goal.unit else []
        words += [f"by {self._view.full_day(goal.by)}"] if goal.by else []
        words += [f"{self._inline(goal.who)} measures"] if goal.who else []
        words += [self._inline(goal.every)] if goal.every else []
        taken = (row for row in self._session.measurements if row.goal == goal.id)
        rows = (f"  - {self._view.full_day(row.on)}: {number(row.value)}" for row in taken)
        return "\n".join([" – ".join(words), *rows])

    @staticmethod
    def _way(goal: Goal) -> str:
        start = "not known" if goal.baseline is None else number(goal.baseline)
        return f"from {start} to {'not set' if goal.target is None else number(goal.target)}"

    def parked(self, item: Parked) -> str:
        """Return a parked item and what came of it."""
        return self._leading(item.text) + (f" – {self._inline(item.outcome)}" if item.outcome else "")

    def note(self, note: Note) -> str:
        """Return a note with its kind and instant, its lines kept."""
        return f"{NOTES[note.kind]}, {self._view.full_moment(note.at)}:  \n{self._markup.block(note.text, '  ')}"

    def evaluation(self, item: Evaluation) -> str:
        """Return the shows of hands of a day: how many showed one to five fingers."""
        words = [self._view.full_day(item.on)]
        for name, question in TALLIES.items():
            tally = getattr(item, name)
            words += [f"{question}, from 1 to 5: {' '.join(map(str, tally))}"] if tally else []
        return "; ".join(words + ([self._inline(item.note)] if item.note else []))

    def feedback(self, item: Feedback) -> str:
        """Return what somebody outside the room said."""
        about = [self._inline(item.who) if item.who else "", item.source or "", self._view.full_day(item.on)]
        return f"{self._leading(item.text)} ({', '.join(part for part in about if part)})"

    def next_check(self) -> Section:
        """Return when the group looks again and who calls it, as a section of one sentence."""
        day, caller, at = self._session.check_day, self._session.next_caller, self._session.check_at
        if day is None and caller is None:
            return Section("Next check", ())
        words = [
            f"{self._view.full_day(day)}{f' at {at:%H:%M}' if at else ''}" if day else "no date yet",
            f"called by {self._inline(caller)}" if caller else "",
        ]
        return Section("Next check", (", ".join(word for word in words if word),), listed=False)

    def waved(self, row: Waved) -> str:
        """Return a gap that was waved off."""
        about = f": {self._named(row.item)}" if row.item else ""
        return f"{self._leading(row.gap.replace('_', ' '))}{about}"

    def conflict(self, row: Conflict) -> str:
        """Return the two values of which one was kept."""
        values = f"kept {self._inline(str(row.kept))}, other {self._inline(str(row.other))}"
        about = self._session.title if row.item == self._session.id else self._texts.get(row.item, GONE)
        return f"{self._inline(about)}, {self._inline(row.key)}: {values} ({self._view.full_moment(row.at)})"
