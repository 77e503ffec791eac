"""A table that was pasted in the room: it is shown before anything of it is taken in.

The reader of lists is imported only when there is a list: most sessions are given none.
"""

from functools import partial
from typing import TYPE_CHECKING

from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession
from flipchart.tui.prompts.prompt import KEEP, NOTHING, Do, Open, Outcome, Work

if TYPE_CHECKING:
    from flipchart.service.list_in import Look

MARKS = (("\t", 1), (";", 2), ("|", 2), (",", 2))
"""The separators of cells, and how often each must occur: commas and the like are also in sentences."""


def is_table(rows: tuple[str, ...]) -> bool:
    """Whether pasted lines look like rows with columns: the first two are divided by the same mark."""
    first = [row.strip() for row in rows if row.strip()][:2]
    return len(first) == 2 and any(min(row.count(mark) for row in first) >= least for mark, least in MARKS)


def looked_at(rows: tuple[str, ...], home: str | None) -> Outcome:
    """Read the list beside the event loop, and show it; `home` is the improvement that is worked on."""
    return Outcome(effect=Work(partial(_look, "\n".join(rows), home)), notice="Reading the list …")


def _look(text: str, home: str | None, open_session: OpenSession, context: Context) -> Outcome:
    from flipchart.service.list_in import Source, look_at  # noqa: PLC0415 - see above

    return Outcome(effect=Open("list", look_at(Source(text, home=home), open_session.runner.session, context)))


def taken(context: Context, look: "Look | str") -> Outcome:
    """Take the list in as it was shown; where it was left, ask again what the pasted words are."""
    from flipchart.service.list_in import taking  # noqa: PLC0415 - see above

    if isinstance(look, str):
        return Outcome(effect=Do("paste.again", (look,))) if look else NOTHING
    new = look.first_new
    return Outcome(
        (taking(look, context),), cursor=new if new else KEEP, notice=look.sum, effect=Work(partial(_remember, look))
    )


def _remember(look: "Look", _open_session: OpenSession, _context: Context) -> Outcome:
    from flipchart.service.list_in import remember  # noqa: PLC0415 - see above

    remember(look)
    return NOTHING
