"""What comes after the plan in Markdown: resources, parking lot, notes, goals and how it went."""

from collections.abc import Iterable, Iterator

from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.plan import Goal, Note, Parked, Resource
from flipchart.domain.session import Conflict, Session, Waved
from flipchart.exchange.view import View
from flipchart.exchange.writers.escape import block, inline, leading
from flipchart.exchange.writers.markdown_runs import run_parts
from flipchart.exchange.writers.words import NOTES, RESOURCES, TALLIES, number


def after_parts(session: Session, view: View) -> Iterator[str]:
    """Yield the sections after the plan, each as a heading with a list."""
    after = _After(session, view)
    yield _section("Resources", (after.resource(it) for it in session.resources if it.live))
    yield _section("Goals", (after.goal(it) for it in session.goals if it.live))
    yield _section("Parking lot", (after.parked(it) for it in session.parked if it.live))
    yield _section("Decisions and notes", (after.note(it) for it in session.notes if it.live))
    yield _section("How it goes", (after.evaluation(it) for it in session.evaluations if it.live))
    yield _section("What others say", (after.feedback(it) for it in session.feedback if it.live))
    yield after.next_check()
    yield from run_parts(session, view)
    yield _section("Judged fine as it is", map(after.waved, session.waved))
    yield _section("Still to settle: two people changed the same", map(after.conflict, session.conflicts))


def _section(title: str, items: Iterable[str]) -> str:
    lines = [f"- {item}" for item in items]
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


class _After:
    """A session with the texts that others refer to."""

    def __init__(self, session: Session, view: View) -> None:
        self._session = session
        self._view = view
        texts = ((item.id, getattr(item, "text", None) or getattr(item, "title", "")) for _, item in session.items())
        self._texts = {id: text for id, text in texts if text}

    def _named(self, id: str) -> str:
        return inline(self._texts.get(id, id))

    def resource(self, item: Resource) -> str:
        """Return what is needed, who asks whom by when, and what happens if they say no."""
        amount = number(item.amount) if item.amount is not None else ""
        about = [item.kind or "", " ".join(part for part in (amount, inline(item.unit or "")) if part)]
        kind = ", ".join(part for part in about if part)
        words = [leading(item.text) + (f" ({kind})" if kind else ""), RESOURCES[item.status]]
        words += [f"ask {inline(item.ask)}"] if item.ask else []
        words += [f"by {self._view.full_day(item.by)}"] if item.by else []
        words += [f"for {'; '.join(map(self._named, item.steps))}"] if item.steps else []
        words += [f"if they say no: {inline(item.alternative)}"] if item.alternative else []
        return " – ".join(words)

    def goal(self, goal: Goal) -> str:
        """Return a goal with its measure and the measurements so far."""
        words = [leading(goal.text)]
        words += [f"because {inline(goal.why)}"] if goal.why else []
        words += [f"measured by {inline(goal.measure)}"] if goal.measure else []
        words += [self._way(goal)] if goal.baseline is not None or goal.target is not None else []
        words += [f"in {inline(goal.unit)}"] if goal.unit else []
        words += [f"by {self._view.full_day(goal.by)}"] if goal.by else []
        words += [f"{inline(goal.who)} measures"] if goal.who else []
        words += [inline(goal.every)] if goal.every else []
        taken = (row for row in self._session.measurements if row.goal == goal.id)
        rows = (f"  - {self._view.full_day(row.on)}: {number(row.value)}" for row in taken)
        return "\n".join([" – ".join(words), *rows])

    @staticmethod
    def _way(goal: Goal) -> str:
        start = "not known" if goal.baseline is None else number(goal.baseline)
        return f"from {start} to {'not set' if goal.target is None else number(goal.target)}"

    def parked(self, item: Parked) -> str:
        """Return a parked item and what came of it."""
        return leading(item.text) + (f" – {inline(item.outcome)}" if item.outcome else "")

    def note(self, note: Note) -> str:
        """Return a note with its kind and instant, its lines kept."""
        return f"{NOTES[note.kind]}, {self._view.full_moment(note.at)}:  \n{block(note.text, indent='  ')}"

    def evaluation(self, item: Evaluation) -> str:
        """Return the shows of hands of a day: how many showed one to five fingers."""
        words = [self._view.full_day(item.on)]
        for name, question in TALLIES.items():
            tally = getattr(item, name)
            words += [f"{question}, from 1 to 5: {' '.join(map(str, tally))}"] if tally else []
        return "; ".join(words + ([inline(item.note)] if item.note else []))

    def feedback(self, item: Feedback) -> str:
        """Return what somebody outside the room said."""
        about = [inline(item.who) if item.who else "", item.source or "", self._view.full_day(item.on)]
        return f"{leading(item.text)} ({', '.join(part for part in about if part)})"

    def next_check(self) -> str:
        """Return when the group looks again and who calls it."""
        day, caller = self._session.next_check, self._session.next_caller
        if day is None and caller is None:
            return ""
        words = [
            self._view.full_day(day) if day else "no date yet",
            f"called by {inline(caller)}" if caller else "",
        ]
        return f"## Next check\n\n{', '.join(word for word in words if word)}"

    def waved(self, row: Waved) -> str:
        """Return a gap that nobody minds."""
        about = f": {self._named(row.item)}" if row.item else ""
        return f"{leading(row.gap.replace('_', ' '))}{about}"

    def conflict(self, row: Conflict) -> str:
        """Return the two values of which one was kept."""
        values = f"kept {inline(str(row.kept))}, other {inline(str(row.other))}"
        return f"{self._named(row.item)}, {inline(row.key)}: {values} ({self._view.full_moment(row.at)})"
