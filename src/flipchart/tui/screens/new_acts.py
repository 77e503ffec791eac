"""What the keys of the new-session page do."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flipchart.domain.text import clean_line
from flipchart.tui.screens.help import NewKeys
from flipchart.tui.screens.new_session_view import refused
from flipchart.tui.text.questions import Question
from flipchart.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from flipchart.tui.screens.new_session import NewSessionScreen


def press(page: "NewSessionScreen") -> None:
    """Enter: make it where the cursor is on that row, else go on."""
    if isinstance(page.focused, RowList):
        make(page)
    else:
        page.focus_next()


ASKED = ("leave", "when")
"""The questions that follow from a key of this page; what is offered besides gives way to them."""


def leave(page: "NewSessionScreen") -> None:
    """Back home; words that were typed are asked about first."""
    # A group that came from its page was not typed; a title that was looked for in vain was.
    given = ("group", page.first["group"])
    typed = any(words.strip() and (name, words) != given for name, words in page.typed().items())
    if page.question is not None and page.question.name in ASKED:
        page.question = None
    elif typed:
        text = "What is typed here is not a session yet."
        page.question = Question("leave", text, ("leave and drop it", page.drop), ("stay", lambda: None))
    else:
        page.drop()


def answer(page: "NewSessionScreen", yes: bool) -> None:
    """Answer the question on the page."""
    question, page.question = page.question, None
    choice = question and (question.yes if yes else question.no)
    if choice:
        choice[1]()


def third(page: "NewSessionScreen") -> None:
    """The third answer, where the question has one."""
    if page.question is not None and (choice := page.question.third):
        page.question = None
        choice[1]()


def make(page: "NewSessionScreen", without: frozenset[str] = frozenset()) -> None:
    """Make the session and open it; the words of the fields in `without` are left out."""
    times = page.times()
    wrong = next(((name, why) for name, why in refused(times).items() if name not in without), None)
    if not clean_line(page.typed()["title"]):
        page.said = "A session needs a title. Type what it is about."
        page.query_one("#title").focus()
    elif wrong is not None:
        name, why = wrong
        leave_out = ("make it without", partial(make, page, without | {name}))
        page.question = Question("when", why.reason, leave_out, ("change it", partial(go_to, page, name)))
    else:
        page.begin(times)


def go_to(page: "NewSessionScreen", name: str) -> None:
    """Into a field."""
    page.query_one(f"#{name}").focus()


def show_help(page: "NewSessionScreen") -> None:
    """All keys of this page."""
    page.app.push_screen(NewKeys())


ACTS: dict[str, Callable[["NewSessionScreen"], object]] = {
    "field.next": lambda page: page.focus_next(),
    "field.previous": lambda page: page.focus_previous(),
    "press": press,
    "make": make,
    "leave": leave,
    "help": show_help,
    "ask.yes": lambda page: answer(page, True),
    "ask.no": lambda page: answer(page, False),
    "ask.third": third,
}
