"""Before the start, and the introduction: what we leave with, the agenda with clock times, who is here."""

from flipchart.domain.said import said
from flipchart.tui.prompts.improvements import ImprovementPrompt
from flipchart.tui.prompts.notes import PersonPrompt
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.page import Hints, Page
from flipchart.tui.text.agenda import agenda_rows
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line, wrap
from flipchart.tui.text.rows import BLANK, People, Picture, Row
from flipchart.tui.text.wall import agenda_strip, arrival

LEAVE_WITH = said("steps · a name for each · a day for each · the means · one shared plan")


LABEL = 15
"""Cells of the column in which the labels stand."""


class Labelled(Row, frozen=True):
    """A word in a column of its own, and a sentence beside it."""

    label: str
    text: str

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The sentence wrapped beside its label, or below it where that takes fewer rows."""
        below = (line((self.label, "quiet")), *(line(text) for text in wrap(self.text, width)))
        if width <= LABEL:
            return below
        beside = tuple(
            line((f"{'' if n else self.label:<{LABEL}}", "quiet"), text)
            for n, text in enumerate(wrap(self.text, width - LABEL))
        )
        return min(beside, below, key=len)


def agenda(view: Frame) -> tuple[Row, ...]:
    """The agenda, where there is one."""
    return agenda_rows(view.clock, view.now, view.local) if view.clock else ()


def people_rows(view: Frame) -> tuple[Row, ...]:
    """Everybody who is known, those who are here with a full sign."""
    run = view.run
    present = {name.casefold() for name in run.present} if run else set()
    if not view.session.people:
        return ()
    return (People(None, tuple((name, name.casefold() in present) for name in view.session.people), view.cursor),)


def gain_rows(view: Frame) -> tuple[Row, ...]:
    """What the session is for, and what participants gain."""
    why = view.session.purpose
    gain = Labelled("about:gain", t("We leave with"), " · ".join(view.leave_with) or t(LEAVE_WITH))
    return (Labelled("about:why", t("Why"), why), gain) if why else (gain,)


def hand_rows(view: Frame) -> tuple[Row, ...]:
    """What should be at hand."""
    return (Labelled("about:hand", t("At hand"), " · ".join(view.materials)),) if view.materials else ()


class PreStart(Page, frozen=True, dict=True):
    """The page before anything runs: Space starts the clock."""

    stands = False
    timed = titled = True
    adds = "names"

    def focus_words(self, view: Frame, short: bool) -> str:
        """Whose workshop it is."""
        return view.session.group or ""

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The title and the time until the start, large, and who is here; the agenda is at the foot.

        At the desk it is what we leave with, the agenda and what should be at hand.
        """
        people = people_rows(view)
        if view.at_desk:
            return (*gain_rows(view), BLANK, *agenda(view), BLANK, *hand_rows(view), BLANK, *people)
        width, foot = view.columns - 4, self.foot(view)
        names = sum(len(row.lines(width, selected=False)) for row in people)
        height = view.lines - view.asked - 1 - len(foot) - (1 if foot else 0) - names
        picture = arrival(view, width, height, ascii_only=view.ascii_only)
        spare = height - len(picture)
        gap = (BLANK,) * min(max(spare, 0), 2) if people else ()
        return (Picture(None, picture), *gap, *people)

    def foot(self, view: Frame) -> tuple[Line, ...]:
        """The agenda as a strip of times."""
        return () if view.at_desk else agenda_strip(view, view.columns - 4)

    def capture(self, view: Frame) -> Prompt:
        """Names."""
        return PersonPrompt()

    def edit(self, view: Frame) -> Prompt | None:
        """Nothing: Enter marks who is here."""
        return None

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """From name to name."""
        ids = [id for row in people_rows(view) for id in row.ids]
        here = ids.index(view.cursor) if view.cursor in ids else -1
        return ids[(here + (-1 if back else 1)) % len(ids)] if ids else None

    def hints(self, view: Frame) -> Hints:
        """Start, names, presence."""
        more = (("agenda", "agenda"), ("people", "people"), ("room.check", "room check"))
        return (("clock.toggle", "start"), ("capture.open", "add names"), *_here_hint(view), *more)


class Introduce(PreStart, frozen=True, dict=True):
    """The same page with the clock running; what is written is an improvement."""

    titled = False
    adds = "an improvement"

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """The agenda and who is here first: what is at hand was looked at before the start."""
        return (*agenda(view), BLANK, *people_rows(view), BLANK, *gain_rows(view))

    def foot(self, view: Frame) -> tuple[Line, ...]:
        """Nothing: the agenda has its rows."""
        return ()

    def capture(self, view: Frame) -> Prompt:
        """An improvement that comes up."""
        return ImprovementPrompt()

    def hints(self, view: Frame) -> Hints:
        """On to the first list."""
        return (
            ("stage.next", "next stage"), ("capture.open", "add improvement"), ("clock.toggle", "pause"),
            *_here_hint(view),
        )  # fmt: skip


def _here_hint(view: Frame) -> Hints:
    if not view.session.people:
        return ()
    on_person = (view.cursor or "").startswith("person:")
    return (("item.edit", said("is here") if on_person else said("who is here")),)
