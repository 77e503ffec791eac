"""Other files of the session that is driven, which sync tools and people leave beside it: taken in when asked."""

from functools import partial
from pathlib import Path

from flipchart.service.context import Context
from flipchart.service.open_session import Sitting
from flipchart.store.errors import StoreError, place, shown
from flipchart.store.sync_copies import conflicted_copies, is_named_after, take_in
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.prompts.prompt import NOTHING, Ask, Do, Outcome, Question, Work

NAME = 40
"""Characters of a file's name that a question repeats."""


def find_copies(sitting: Sitting, context: Context) -> Outcome:
    """Find other files of a session; only where it is driven and may be changed."""
    if sitting.driving is None or sitting.runner.refusal is not None:
        return NOTHING
    return offer_copies(sitting.path, conflicted_copies(sitting.path, context.clock))


def offer_copies(path: Path, copies: tuple[Path, ...]) -> Outcome:
    """Ask about the first copy, and after the answer about the next."""
    named = [copy for copy in copies if is_named_after(copy, path)]
    strange = [copy for copy in copies if copy not in named]
    said = f"{shown(strange[-1].name, NAME)} holds this session too." if strange else ""
    if not named:
        return Outcome(said=said)
    copy, rest = named[0], tuple(named[1:])
    yes = ("take it in", Outcome(effect=Work(partial(_take_in, copy, rest))))
    no = ("leave it", Outcome(effect=Do("copies.offer", (path, rest))))
    name = shown(copy.name, NAME)
    return Outcome(said=said, question=Question("copy", f"Somebody else wrote {name}:", yes, no))


def _take_in(copy: Path, rest: tuple[Path, ...], sitting: Sitting, context: Context) -> Outcome:
    problem = ""
    try:
        take_in(sitting.path, copy, context.clock)
    except StoreError as error:
        # The question named it, and its whole path would take the place of the reason.
        problem = error.sentence.replace(place(copy), "The copy")
    return Outcome(said=problem, effect=Do("copies.taken", (sitting.path, rest)))


def taken(frame: SessionFrame, path: Path, rest: tuple[Path, ...]) -> Outcome:
    """Look at the file, into which a copy was merged, and ask about the next copy."""
    return Outcome(question=offer_copies(path, rest).question, effect=Ask("look"))


def ask_next(frame: SessionFrame, path: Path, rest: tuple[Path, ...]) -> Outcome:
    """Ask about the next copy."""
    return offer_copies(path, rest)


LOOK = Outcome(effect=Work(find_copies))
"""Look for other files of the session, and offer what is found."""
