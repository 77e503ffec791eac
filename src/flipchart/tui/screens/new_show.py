"""Fills the new-session page with words: what is understood of what was typed, and what helps."""

from typing import TYPE_CHECKING

from flipchart.domain.when import long_day
from flipchart.tui.layout import MIN_HEIGHT, MIN_WIDTH
from flipchart.tui.screens.new_session_offers import carried_words, taken_words
from flipchart.tui.screens.new_session_view import BY_NAME, FIELDS, echo, refused
from flipchart.tui.sizing import set_shown, set_size
from flipchart.tui.text.footer import HELP_IN_BOX, Piece
from flipchart.tui.text.lines import Line, block, cut, line, width_of, wrap
from flipchart.tui.widgets.chooser import Chooser
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends, Words

if TYPE_CHECKING:
    from flipchart.tui.screens.new_session import NewSessionScreen


MARGIN = 2

TAKEN = {"template": taken_words, "group": carried_words}
"""What was taken of a group's past, by the field that it stands beside."""

SHORT = 17
"""Below this many rows the helping words have one line."""

KEYS = (
    Piece("make", "ctrl+s", "make it and open", "make it"),
    Piece("field.next", "tab", "next field", "next", 1),
    Piece("leave", "esc", "back", rank=2),
)
CHOOSING = Piece("choose", "left right", "choose", rank=3)


def show(page: "NewSessionScreen") -> None:
    """Put everything in its place."""
    if not page.is_mounted:
        return
    size, context = page.app.size, page.flipchart.context
    page.set_class(size.width < MIN_WIDTH or size.height < MIN_HEIGHT, "-tiny")
    page.set_class(size.height < SHORT, "-short")
    here = context.clock.local(context.clock.now())
    head = page.query_one("#head", Ends)
    head.left, head.right = line(("New session", "bold")), line((long_day(here.date(), here.date()), "quiet"))
    _show_fields(page)
    keys = page.query_one("#keys", KeyLine)
    keys.last = HELP_IN_BOX
    keys.pieces = (*KEYS, CHOOSING) if isinstance(page.focused, Chooser) else KEYS
    width = size.width - MARGIN
    question = page.question.lines(width) if page.question else ()
    asked, hint = page.query_one("#question", Words), page.query_one("#hint", Words)
    asked.lines = question
    set_shown(asked, bool(question))
    hint.lines = _hint(page, width)
    set_shown(hint, not question)


def _show_fields(page: "NewSessionScreen") -> None:
    ascii_only, on = page.flipchart.context.config.ascii, page.focused
    bar = ">" if ascii_only else "▌"
    typed, times, context = page.typed(), page.times(), page.flipchart.context
    here = context.clock.local(context.clock.now())
    for field in FIELDS:
        focused = on is not None and on.id == field.name
        label = line((f"{bar if focused else ' '} {field.label}", "key" if focused else "quiet"))
        if field.name == "improvements":
            ends = page.query_one("#listhead", Ends)
            ends.left, ends.right = (*label, *line((", one a line", "quiet"))), line((page.tally, "ok"))
        else:
            page.query_one(f"#{field.name}-label", Words).lines = (label,)
            beside = page.query_one(f"#{field.name}-echo", Words)
            told = echo(field.name, typed.get(field.name, ""), times, here)
            if field.name in TAKEN:
                told = line((TAKEN[field.name](page), "ok"))
            beside.lines = (told,)
            set_size(beside, "width", width_of(told))
    page.query_one(Chooser).ascii = ascii_only
    row = page.query_one("#make", RowList)
    row.ascii, row.cursor = ascii_only, "make" if on is row else None


def _hint(page: "NewSessionScreen", width: int) -> tuple[Line, ...]:
    """What was said, else why the words under the cursor are no instant, else what belongs there."""
    name = page.focused.id if page.focused is not None else None
    wrong = refused(page.times())
    if page.said:
        words, style = page.said, "warn"
    elif name in wrong:
        words, style = str(wrong[name]), "warn"
    else:
        words, style = _help(page, name), "quiet"
    rows = 1 if page.has_class("-short") else 2
    texts = wrap(words, width)
    return block([*texts[: rows - 1], cut(" ".join(texts[rows - 1 :]), width)], style)


def _help(page: "NewSessionScreen", name: str | None) -> str:
    if name == "template":
        return next((choice.told for choice in page.choices if choice.name == page.template), "")
    if name == "make":
        return f"The file goes into {page.flipchart.context.sessions_dir}"
    return BY_NAME[name].hint if name in BY_NAME else ""
