"""Before the start, and the introduction: what we leave with, the agenda with clock times, who is here."""

import datetime as dt
from dataclasses import dataclass

from flipchart.domain import clock_words, pace
from flipchart.domain.timing import StageClock
from flipchart.tui.prompts.improvements import ImprovementBox
from flipchart.tui.prompts.notes import PersonBox
from flipchart.tui.prompts.prompt import Box
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.frame import View
from flipchart.tui.text.lines import Line, line, wrap
from flipchart.tui.text.rows import BLANK, Pair, Row, Words

LEAVE_WITH = "steps · a name for each · a day for each · the means · one shared plan"


@dataclass(frozen=True, slots=True)
class Labelled(Row):
    """A word in a column of its own, and a sentence beside it."""

    label: str
    text: str

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The sentence wrapped beside its label; above it where there is no room."""
        if width < 44:
            return (line((self.label, "quiet")), *(line(text) for text in wrap(self.text, width)))
        return tuple(
            line((f"{self.label:<15}" if not n else " " * 15, "quiet"), text)
            for n, text in enumerate(wrap(self.text, width - 15))
        )


def agenda_rows(view: View) -> tuple[Row, ...]:
    """Each stage with its minutes and the clock time at which it begins, and when the run ends."""
    if view.clock is None:
        return ()
    begins = {stage.id: at for stage, at in pace.timetable(view.clock, view.now)}
    rows: list[Row] = [_agenda_row(stage, begins.get(stage.id), view) for stage in view.clock.stages]
    rows.append(Pair(None, f"{clock_words.clock_time(view.local(view.clock.ends_at))}  end", "", style="bold"))
    return tuple(rows)


def _agenda_row(stage: StageClock, at: dt.datetime | None, view: View) -> Row:
    begins = clock_words.clock_time(view.local(at)) if at else "     "
    return Pair(None, f"{begins}  {stage.title}", clock_words.shown(stage.budget), mark=MARKS.get(stage.state, ""))


MARKS = {"done": "●", "running": "◉", "paused": "◉", "skipped": "–"}


def people_rows(view: View) -> tuple[Row, ...]:
    """Everybody who is known, those who are here with a tick."""
    run = view.run
    present = {name.casefold() for name in run.present} if run else set()
    if not view.session.people:
        return (Labelled(None, "Who is here", "a to write names"),)
    count = sum(name.casefold() in present for name in view.session.people)
    told = f"{count} of {len(view.session.people)}"
    names = tuple(
        Words(f"person:{name}", name, mark="✓" if name.casefold() in present else "·", indent=4)
        for name in view.session.people
    )
    return (Labelled(None, "Who is here", told), *names)


def gain_rows(view: View) -> tuple[Row, ...]:
    """What the session is for, and what participants gain."""
    why = view.session.purpose
    gain = Labelled("about:gain", "We leave with", " · ".join(view.leave_with) or LEAVE_WITH)
    return (Labelled("about:why", "Why", why), gain) if why else (gain,)


def hand_rows(view: View) -> tuple[Row, ...]:
    """What should be at hand."""
    return (Labelled("about:hand", "At hand", " · ".join(view.materials)),) if view.materials else ()


@dataclass(frozen=True)
class PreStart(Page):
    """The page before anything runs: Space starts the clock."""

    stands = False

    def focus_words(self, view: View, short: bool) -> str:
        """Whose workshop it is."""
        return view.session.group or ""

    def rows(self, view: View) -> tuple[Row, ...]:
        """What we leave with, the agenda, materials, who is here; in a narrow room what is looked at comes first."""
        agenda, people = agenda_rows(view), people_rows(view)
        if view.narrow:
            return (*agenda, BLANK, *people, BLANK, *gain_rows(view), *hand_rows(view))
        return (*gain_rows(view), BLANK, *agenda, BLANK, *hand_rows(view), BLANK, *people)

    def capture(self, view: View) -> Box:
        """Names."""
        return PersonBox()

    def edit(self, view: View) -> Box | None:
        """Nothing: Enter marks who is here."""
        return None

    def next_gap(self, view: View, back: bool) -> str | None:
        """From name to name."""
        ids = [row.id for row in people_rows(view) if row.id]
        here = ids.index(view.cursor) if view.cursor in ids else -1
        return ids[(here + (-1 if back else 1)) % len(ids)] if ids else None

    def hints(self, view: View) -> Hints:
        """Start, names, presence."""
        check = ("room.check", "room check")
        return (("clock.toggle", "start"), ("capture.open", "add names"), *_here_hint(view), check)


@dataclass(frozen=True)
class Introduce(PreStart):
    """The same page with the clock running; what is written is an improvement."""

    def rows(self, view: View) -> tuple[Row, ...]:
        """The agenda and who is here first: what is at hand was looked at before the start."""
        return (*agenda_rows(view), BLANK, *people_rows(view), BLANK, *gain_rows(view), *hand_rows(view))

    def capture(self, view: View) -> Box:
        """An improvement that comes up."""
        return ImprovementBox()

    def hints(self, view: View) -> Hints:
        """On to the first list."""
        return (
            ("stage.next", "next stage"), ("capture.open", "add improvement"), ("clock.toggle", "pause"),
            *_here_hint(view),
        )  # fmt: skip


def _here_hint(view: View) -> Hints:
    if not view.session.people:
        return ()
    on_person = (view.cursor or "").startswith("person:")
    return (("item.edit", "is here"),) if on_person else (("gap.next", "who is here"),)
