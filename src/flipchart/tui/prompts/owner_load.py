"""An owner's load and the group's record, in answer to what is typed; pure.

For the desk, and for the room only where the facilitator asks: nobody is shamed on the wall.
"""

from typing import NamedTuple

from flipchart.domain.errors import Rejected
from flipchart.domain.group_context import load_words
from flipchart.domain.quick import read_line, read_who_when
from flipchart.domain.when import read_date
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line, width_of


class Named(NamedTuple):
    """The owner that a line names, and whether the line gives a date."""

    owner: str | None = None
    dated: bool = False


NOTHING = Named()


def named_owner(prompt: Prompt | None, typed: str, view: Frame) -> Named:
    """Return the owner that the words in a prompt name so far, else the owner of the step under the cursor.

    `dated` tells whether the words give a date.
    """
    here = view.step.owner if view.step is not None else None
    read = _READERS.get(prompt.name, _nothing)(typed, view) if prompt is not None else NOTHING
    return Named(read.owner or here, read.dated)


def _nothing(_typed: str, _view: Frame) -> Named:
    return NOTHING


def _line(typed: str, view: Frame) -> Named:
    read = read_line(typed, view.session.people, view.here, view.date_order, view.language)
    return Named(read.owner, read.due is not None)


def _promise(typed: str, view: Frame) -> Named:
    read = read_who_when(typed, view.session.people, view.here, view.date_order, view.language)
    return Named(read.owner, read.due is not None)


def _date(typed: str, view: Frame) -> Named:
    try:
        read_date(typed.strip().removeprefix(">").removeprefix("~"), view.today, view.date_order, view.language)
    except Rejected:
        return NOTHING
    return Named(dated=True)


_READERS = {
    "step": _line, "editstep": _line, "promise": _promise, "owner": _promise, "newowner": _promise,
    "due": _date, "newdate": _date,
}  # fmt: skip
"""How the words of a prompt are read, by its name; the words of other prompts name nobody."""


def desk_line(prompt: Prompt | None, typed: str, view: Frame, width: int = 200) -> Line:
    """Return the owner's load and, once a date is typed, how the group kept its past dates.

    It is the longest wording that fits into `width` cells; beside a long name the load stands alone, never cut short.
    """
    it = named_owner(prompt, typed, view)
    load, bare = (
        t(load_words(view.session, view.group_context, it.owner, brief=brief)) if it.owner else ""
        for brief in (False, True)
    )
    past, short = (record_words(view, brief=brief) if it.dated else "" for brief in (False, True))
    if not load or not past:
        return line((load, "bold"), (past, "info"))
    variants = ((load, past), (load, short), (bare, short))
    load, past = next((both for both in variants if width_of(" · ".join(both)) <= width), variants[-1])
    return line((load, "bold"), (" · ", "quiet"), (past, "info"))


def answer_words(prompt: Prompt | None, typed: str, view: Frame) -> str:
    """Return the owner's load and the group's record, for the facilitator who asks."""
    owner = named_owner(prompt, typed, view).owner
    load = f"{t(load_words(view.session, view.group_context, owner))} · " if owner else ""
    return load + (record_words(view) or t("no record yet: fewer than five past steps"))


def record_words(view: Frame, *, brief: bool = False) -> str:
    """Return the base rate: "this group: 5 of 12 by the date, median 9 days late"; "" for fewer than five past steps.

    With `brief` it does not begin with "this group".
    """
    words = view.group_context.past(view.session, view.today).words
    return "" if not words else t(words) if brief else t("this group: {record}", record=words)
