"""Gives every part of the desk its words and its place: what is computed elsewhere is only set here."""

from typing import TYPE_CHECKING

from flipchart.tui.desk.mirror import mirror
from flipchart.tui.desk.panes import first_of, from_pane, stacked, tabs
from flipchart.tui.desk.places import DeskWants, desk_places
from flipchart.tui.desk.script import LABEL, script_lines
from flipchart.tui.layout import NORMAL
from flipchart.tui.lines import Line, line, wrap
from flipchart.tui.screens.session_box import answers_of, found, load_of, naming, show_box, unsaved
from flipchart.tui.screens.session_time import offer_of, show_time
from flipchart.tui.sizing import set_shown, set_size
from flipchart.tui.view import View
from flipchart.tui.widgets.capture import CaptureBox
from flipchart.tui.widgets.row_list import EDGE, RowList

if TYPE_CHECKING:
    from flipchart.tui.screens.desk import DeskScreen

MOST = 8
"""Lines of the script at most."""

DIGITS = 26
"""Cells that the clock's digits may take at the right."""


def show(desk: "DeskScreen") -> None:
    """Show everything: after a change of the plan, the stage, the cursor or the size."""
    if not desk.is_mounted or desk.session is None:
        return
    view, rows = desk.view(), desk.query_one("#rows", RowList)
    rows.rows, rows.cursor = found(desk, desk.list_rows()), desk.cursor
    rows.ascii = desk.flipchart.context.config.ascii
    desk.words("#question", *(desk.questions[0].lines(desk.inner_width) if desk.questions else ()))
    desk.words("#unsaved", *unsaved(desk))
    _place(desk, view)
    show_time(desk)
    show_panes(desk)
    show_box(desk)


def show_panes(desk: "DeskScreen") -> None:
    """Show what stands beside the plan, and what the room sees; some of it changes with the time."""
    if not desk.is_mounted or desk.session is None:
        return
    view, wide = desk.view(), desk.has_class("-wide")
    side, first = desk.query_one("#side", RowList), first_of(view, desk.pane)
    if wide:
        side.rows = stacked(view, first, side.content_size.width - EDGE, side.content_size.height)
    else:
        side.rows = from_pane(view, first)[0].rows(view)
        desk.words("#tabs", tabs(view, first, desk.inner_width))
    typed = desk.query_one("#box", CaptureBox).value
    seen = mirror(view, desk.box, typed, big=desk.big, curtain=desk.curtain)
    desk.words("#mirror", line((f"{'Room':<{LABEL}}", "quiet"), *seen))


def _place(desk: "DeskScreen", view: View) -> None:
    size, load = desk.app.size, load_of(desk, view)
    wants = _wants(desk, view, bool(load))
    place = desk_places(size.width, desk.inner_height, wants)
    desk.set_class(place.tiny, "-tiny")
    desk.set_class(place.wide, "-wide")
    set_size(desk.query_one("#header"), "height", place.header)
    for selector, wanted in (
        ("#digits", place.header > 2), ("#gap", place.gap), ("#bar", place.bar), ("#offer", place.offer),
        ("#load", place.load or wants.answers), ("#boxrow", wants.boxed), ("#question", wants.question),
        ("#unsaved", wants.unsaved), ("#aside", place.wide or desk.opened or place.pane), ("#tabs", not place.wide),
    ):  # fmt: skip
        set_shown(desk.query_one(selector), bool(wanted))
    if place.pane and not desk.opened:
        set_size(desk.query_one("#aside"), "height", place.pane)
    else:
        desk.query_one("#aside").styles.clear_rule("height")
    desk.words("#script", *script_lines(view, desk.inner_width, place.script))
    desk.words("#title", *_titles(desk, view, prompted=place.header > 2)[: place.header])
    desk.words("#load", *load)


def _wants(desk: "DeskScreen", view: View, load: bool) -> DeskWants:
    answers = len(answers_of(desk, view))
    side = desk.query_one("#side", RowList)
    return DeskWants(
        lines=desk.query_one("#rows", RowList).needed(desk.inner_width),
        pane=side.needed(desk.inner_width) + 1,
        script=len(script_lines(view, desk.inner_width, MOST)),
        titles=len(_titles(desk, view, prompted=False)),
        question=len(desk.questions[0].lines(desk.inner_width)) if desk.questions else 0,
        offer=bool(offer_of(desk, view)),
        unsaved=len(unsaved(desk)),
        boxed=desk.box is not None,
        load=0 if answers else load or naming(desk),
        answers=answers,
        timed=view.stage is not None,
    )


def _titles(desk: "DeskScreen", view: View, *, prompted: bool) -> tuple[Line, ...]:
    """Where we are: stage and what is worked on; before and after a run whose session it is."""
    width = desk.inner_width - (DIGITS if prompted else 0)
    number, title = "", view.session.title
    if view.stage is not None:
        stages = view.clock.stages if view.clock else ()
        at = next((n for n, it in enumerate(stages, 1) if it.id == view.stage.id), 0)
        number, title = f"{at}/{len(stages)} ", view.stage.title.upper()
    focus = desk.page.focus_words(view, desk.app.size.width < NORMAL)
    first, *others = wrap(" · ".join(part for part in (number + title, focus) if part), width)
    head = line((number, "quiet"), (first[len(number) :][: len(title)], "bold"), first[len(number + title) :])
    prompt = wrap(view.stage.prompt or "", width) if view.stage and prompted else []
    return (head, *(line(text) for text in others), *(line((text, "quiet")) for text in prompt if text))
