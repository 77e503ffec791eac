"""Gives every part of the room its words and its place: what is computed elsewhere is only set here."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from flipchart.tui.screens.capture_panel import EDGES, answers_of, found, help_of, load_of, naming, show_box, unsaved
from flipchart.tui.screens.clock_panel import offer_of, show_time
from flipchart.tui.screens.list_screen import bottom, set_shown, set_size
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.stages.prestart import agenda_rows
from flipchart.tui.text.clock import Space, heading
from flipchart.tui.text.frame import View
from flipchart.tui.text.layout import NORMAL, SPLIT, Places, Wants, places
from flipchart.tui.text.lines import Line, width_of
from flipchart.tui.text.plan import parking_words
from flipchart.tui.text.rows import BLANK, Heading, Pair, Row
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Ends, Words


def side_rows(view: View) -> tuple[Row, ...]:
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


def _counts(view: View) -> tuple[Row, ...]:
    """How many steps each improvement has."""
    above = view.session.above_line()
    counts = (Pair(None, item.text, str(len(view.session.steps_of(item.id)))) for item in above)
    return (Heading(None, "Steps so far"), *counts) if above else ()


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

    def show(self) -> None:
        """Put everything in its place."""
        show(self)

    def show_time(self) -> bool:
        """Show the time; tell whether the words beside its digits have other room now."""
        return show_time(self)

    def action_act(self, id: str) -> None:
        """Do one of the actions of the table of keys; what is the facilitator's alone only opens by its name."""
        if id == "challenges":
            self.flipchart.said = "Signs and responses are on the desk; here ctrl+p opens them over the room."
        else:
            super().action_act(id)


SIDE_GAP = 4
"""Cells between the list and what stands beside it on a very wide screen."""


def show(room: "RoomScreen") -> None:
    """Show everything: after a change of the plan, the stage, the cursor or the size."""
    if not room.is_mounted or room.session is None:
        return
    view, page = room.view(), room.page
    rows = room.query_one("#rows", RowList)
    rows.rows, rows.cursor, rows.ascii = (
        found(room, page.rows(view)),
        room.cursor,
        room.flipchart.context.config.ascii,
    )
    room.words("#question", *(room.questions[0].lines(room.inner_width) if room.questions else ()))
    room.words("#unsaved", *unsaved(room))
    room.words("#parking", *_parking(room, view))
    show_time(room)
    _place(room, view)
    show_box(room)


def _place(room: "RoomScreen", view: View) -> None:
    size = room.app.size
    # Twice, since the height of the heading and the size of the digits beside it depend on each other.
    place = places(size.width, room.inner_height, _wants(room, view, 3))
    room.query_one("#digits", BigClock).set_class(place.tall_clock, "-tall")
    set_shown(room.query_one("#digits"), view.stage is not None and not room.big)
    wants, place, titles = _headed(room, view, place.header)
    room.set_class(place.tiny, "-tiny")
    room.set_class(size.width >= SPLIT, "-split")
    set_size(room.query_one("#header"), "height", place.header)
    for selector, wanted in (
        ("#gap", place.gap), ("#load", place.load or wants.answers), ("#parking", place.parking), ("#bar", place.bar),
        ("#boxrow", wants.boxed), ("#question", wants.question), ("#offer", place.offer), ("#unsaved", wants.unsaved),
    ):  # fmt: skip
        set_shown(room.query_one(selector), bool(wanted))
    if size.width >= SPLIT:
        room.query_one("#side", RowList).rows = side_rows(view)
    room.helped = place.load
    room.words("#load", *load_of(room, view))
    room.words("#title", *titles)


def _headed(room: "RoomScreen", view: View, rows: int) -> tuple[Wants, Places, tuple[Line, ...]]:
    """The words at the top and what they leave room for.

    The whole prompt is shown while the words under the cursor keep their place; else what fits into `rows`.
    """
    size, own = room.app.size, room.query_one("#rows", RowList).own(_inner(room))
    for lines in (size.height, rows):
        titles = _titles(room, view, lines)
        wants = _wants(room, view, len(titles))
        place = places(size.width, room.inner_height, wants)
        if place.rows >= min(wants.lines, own + EDGES) and place.offer >= bool(wants.offer):
            break
    return wants, place, titles


def _parking(room: "RoomScreen", view: View) -> tuple[Line, ...]:
    """The parking lot on a line of its own, where neither the page nor what stands beside it has it."""
    words = () if room.page.has_parking or room.app.size.width >= SPLIT else parking_words(view)
    return (words,) if words else ()


def _inner(room: "RoomScreen") -> int:
    """How wide the list is."""
    split = room.app.size.width >= SPLIT
    return (room.inner_width - SIDE_GAP) * 2 // 3 if split else room.inner_width


def _wants(room: "RoomScreen", view: View, header: int) -> Wants:
    answers = len(answers_of(room, view))
    return Wants(
        lines=0 if room.big else room.query_one("#rows", RowList).needed(_inner(room)),
        question=len(room.questions[0].lines(room.inner_width)) if room.questions else 0,
        offer=bool(offer_of(room, view)),
        unsaved=len(unsaved(room)),
        boxed=room.box is not None,
        load=bool(help_of(room, view)) or naming(room),
        answers=answers,
        parking=len(_parking(room, view)),
        bar=view.stage is not None,
        header=header,
        timed=view.stage is not None and not room.big,
    )


def _titles(room: "RoomScreen", view: View, rows: int) -> tuple[Line, ...]:
    digits = room.query_one("#digits", BigClock)
    taken = max((width_of(row) for row in digits.picture()), default=0) + 2 if digits.display else 0
    narrow = room.app.size.width < NORMAL
    space = Space(room.inner_width - taken, rows, narrow, room.flipchart.context.config.ascii)
    return heading(view, room.page.focus_words(view, narrow), space)
