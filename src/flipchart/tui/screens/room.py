"""Gives every part of the room its words and its place: what is computed elsewhere is only set here."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.words import found
from flipchart.tui.screens.capture_panel import EDGES, answer_lines, help_line, load_lines, naming, unsaved_lines
from flipchart.tui.screens.list_screen import bottom, set_shown, set_size
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.stages.prestart import agenda_rows
from flipchart.tui.text.clock import Space, heading
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.layout import SPLIT, Places, Wants, places
from flipchart.tui.text.lines import Line, width_of
from flipchart.tui.text.plan import parking_words
from flipchart.tui.text.rows import BLANK, Heading, Pair, Row
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Ends, Words


def side_rows(view: Frame) -> tuple[Row, ...]:
    """The agenda with its times, each improvement with its number of steps, the parking lot.

    Where the page itself has the agenda, the improvements stand beside it; the closing page has all of it.
    """
    above = view.session.above_line()
    if view.clock is None or view.clock.state == "ended":
        return _counts(view)
    if view.clock.state == "planned" or (view.stage and view.stage.kind == "introduce"):
        listed = (Pair(None, item.text, "", mark=str(number)) for number, item in enumerate(above, 1))
        return (Heading(None, "Improvements"), *listed)
    rows: list[Row] = [Heading(None, "Agenda"), *agenda_rows(view)]
    if above:
        rows += [BLANK, *_counts(view)]
    parked = [item for item in view.session.parked if item.live]
    if parked:
        rows += [
            BLANK,
            Heading(None, "Parking lot"),
            *(Pair(None, item.text, "", mark="·") for item in parked),
        ]
    return tuple(rows)


def _counts(view: Frame) -> tuple[Row, ...]:
    """How many steps each improvement has."""
    above = view.session.above_line()
    counts = (Pair(None, item.text, str(len(view.session.steps_of(item.id)))) for item in above)
    return (Heading(None, "Steps so far"), *counts) if above else ()


SIDE_GAP = 4
"""Cells between the list and what stands beside it on a very wide screen."""


class RoomScreen(SessionScreen):
    """One session as the group sees it: nothing private, nothing that is not read from the back row."""

    CSS_PATH = "room.tcss"

    def compose(self) -> ComposeResult:
        """The rows of the room from top to bottom."""
        with Horizontal(id="header"):
            yield Words(id="title")
            yield BigClock(id="digits")
        yield StageBar(id="bar")
        yield Ends(id="clock")
        yield Words(id="unsaved")
        yield Words(id="question")
        yield Words(id="offer")
        yield Static(id="gap")
        yield BigClock(id="full", classes="-full")
        with Horizontal(id="body"):
            yield RowList(id="rows")
            yield RowList(id="side")
        yield Words(id="load")
        yield Words(id="parking")
        yield from bottom()

    def on_mount(self) -> None:
        """The side is only looked at."""
        for side in self.query("#side").results(RowList):
            side.can_focus = False

    def action_act(self, id: str) -> None:
        """Do one of the actions of the table of keys; what is the facilitator's alone only opens by its name."""
        if id == "challenges":
            self.host.said = "Signs and responses are on the desk; here ctrl+p opens them over the room."
        else:
            super().action_act(id)

    def show(self, frame: SessionFrame) -> None:
        """Put everything in its place."""
        rows = self.query_one("#rows", RowList)
        rows.rows, rows.cursor, rows.ascii = found(frame), frame.cursor, self.host.context.config.ascii
        self.words("#question", *self._question(frame))
        self.words("#unsaved", *unsaved_lines(frame, self.status, self.inner_height))
        self.words("#parking", *self._parking(frame))
        self.show_time(frame)
        self._place(frame)
        self.show_line(frame)

    @staticmethod
    def _question(frame: SessionFrame) -> tuple[Line, ...]:
        return frame.questions[0].lines(frame.width) if frame.questions else ()

    def _place(self, frame: SessionFrame) -> None:
        size = self.app.size
        # Twice, since the height of the heading and the size of the digits beside it depend on each other.
        place = places(size.width, self.inner_height, self._wants(frame, 3))
        self.query_one("#digits", BigClock).set_class(place.tall_clock, "-tall")
        set_shown(self.query_one("#digits"), frame.stage is not None and not frame.big)
        wants, place, titles = self._headed(frame, place.header)
        self.set_class(place.tiny, "-tiny")
        self.set_class(size.width >= SPLIT, "-split")
        set_size(self.query_one("#header"), "height", place.header)
        for selector, wanted in (
            ("#gap", place.gap), ("#load", place.load or wants.answers), ("#parking", place.parking),
            ("#bar", place.bar), ("#boxrow", wants.boxed), ("#question", wants.question), ("#offer", place.offer),
            ("#unsaved", wants.unsaved),
        ):  # fmt: skip
            set_shown(self.query_one(selector), bool(wanted))
        if size.width >= SPLIT:
            self.query_one("#side", RowList).rows = side_rows(frame)
        self.helped = place.load
        self.words("#load", *load_lines(frame, self.helped))
        self.words("#title", *titles)

    def _headed(self, frame: SessionFrame, rows: int) -> tuple[Wants, Places, tuple[Line, ...]]:
        """The words at the top and what they leave room for.

        The whole prompt is shown while the words under the cursor keep their place; else what fits into `rows`.
        """
        size, own = self.app.size, self.query_one("#rows", RowList).own(self._list_width())
        for lines in (size.height, rows):
            titles = self._titles(frame, lines)
            wants = self._wants(frame, len(titles))
            place = places(size.width, self.inner_height, wants)
            if place.rows >= min(wants.lines, own + EDGES) and place.offer >= bool(wants.offer):
                break
        return wants, place, titles

    def _parking(self, frame: SessionFrame) -> tuple[Line, ...]:
        """The parking lot on a line of its own, where neither the page nor what stands beside it has it."""
        elsewhere = frame.page.has_parking or self.app.size.width >= SPLIT
        words = () if elsewhere else parking_words(frame)
        return (words,) if words else ()

    def _list_width(self) -> int:
        split = self.app.size.width >= SPLIT
        return (self.inner_width - SIDE_GAP) * 2 // 3 if split else self.inner_width

    def _wants(self, frame: SessionFrame, header: int) -> Wants:
        return Wants(
            lines=0 if frame.big else self.query_one("#rows", RowList).needed(self._list_width()),
            question=len(self._question(frame)),
            offer=bool(self.offer(frame)),
            unsaved=len(unsaved_lines(frame, self.status, self.inner_height)),
            boxed=frame.prompt is not None,
            load=bool(help_line(frame)) or naming(frame),
            answers=len(answer_lines(frame)),
            parking=len(self._parking(frame)),
            bar=frame.stage is not None,
            header=header,
            timed=frame.stage is not None and not frame.big,
        )

    def _titles(self, frame: SessionFrame, rows: int) -> tuple[Line, ...]:
        digits = self.query_one("#digits", BigClock)
        taken = max((width_of(row) for row in digits.picture()), default=0) + 2 if digits.display else 0
        space = Space(frame.width - taken, rows, frame.narrow, self.host.context.config.ascii)
        return heading(frame, frame.page.focus_words(frame, frame.narrow), space)
