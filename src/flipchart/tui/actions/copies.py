"""Other versions of the session that is driven, each merged only when that is asked for.

They are files that sync tools and people leave beside it, and what an earlier sitting could not save.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from flipchart.clock import Clock
from flipchart.domain.when import moment
from flipchart.service.context import Context
from flipchart.service.disk import (
    Rescued,
    copies_of,
    is_named_after,
    leave_rescued,
    rescued_of,
    shown,
    take_copy,
    take_rescued,
)
from flipchart.service.open_session import OpenSession
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.prompts.prompt import NOTHING, Ask, Do, Outcome, Question, Work
from flipchart.tui.text.language import t

NAME = 40
"""Characters of a file's name that a question repeats."""


def protected(folder: Path) -> Outcome:
    """Offer to work on a copy in a folder of this computer, for a session that cannot be changed where it is."""
    yes = (t("work on a copy in the folder {name}", name=shown(folder.name, NAME)), Outcome(effect=Ask("copy")))
    return Outcome(question=Question("protected", t("It cannot be changed here:"), yes, ("only look", NOTHING)))


def also_open(host: str, since: dt.datetime | None) -> Outcome:
    """Ask what to do with a session that somebody else drives since a local time; the changes of both are kept."""
    where = host or t("another machine")
    words = t("Open on {host} since {time}:", host=where, time=f"{since:%H:%M}") if since else ""
    yes, no = ("watch it", Outcome(effect=Ask("watch"))), ("edit as well", NOTHING)
    return Outcome(question=Question("driver", words or t("Open on {host}:", host=where), yes, no))


def find_copies(open_session: OpenSession, context: Context) -> Outcome:
    """Find other versions of a session, first what was not saved; only where it is driven and may be changed."""
    unsaved = rescued_of(open_session, context.clock)
    if unsaved:
        return Outcome(question=_offer_rescued(unsaved[0], context))
    return offer_copies(open_session.path, copies_of(open_session, context.clock))


def _offer_rescued(copy: Rescued, context: Context) -> Question:
    at, today = context.clock.local(copy.at), context.clock.local(context.clock.now()).date()
    yes = ("take it in", Outcome(effect=Work(partial(_deal, copy, take_rescued))))
    no = ("leave it", Outcome(effect=Work(partial(_deal, copy, leave_rescued))))
    return Question("unsaved", t("Kept when it could not be saved, {when}:", when=t(moment(at, today))), yes, no)


def _deal(
    copy: Rescued, how: Callable[[OpenSession, Rescued, Clock], str], open_session: OpenSession, context: Context
) -> Outcome:
    """Deal with what was not saved, look at the file, and unless that failed ask about the next version."""
    problem = how(open_session, copy, context.clock)
    found = NOTHING if problem else find_copies(open_session, context)
    return replace(found, notice=problem or found.notice, effect=Ask("look"))


def offer_copies(path: Path, copies: tuple[Path, ...]) -> Outcome:
    """Ask about the first copy, and after the answer about the next."""
    named = [copy for copy in copies if is_named_after(copy, path)]
    strange = [copy for copy in copies if copy not in named]
    said = t("{name} holds this session too.", name=shown(strange[-1].name, NAME)) if strange else ""
    if not named:
        return Outcome(notice=said)
    copy, rest = named[0], tuple(named[1:])
    yes = ("take it in", Outcome(effect=Work(partial(_take_in, copy, rest))))
    no = ("leave it", Outcome(effect=Do("copies.offer", (path, rest))))
    name = shown(copy.name, NAME)
    return Outcome(notice=said, question=Question("copy", t("Somebody else changed {name}:", name=name), yes, no))


def _take_in(copy: Path, rest: tuple[Path, ...], open_session: OpenSession, context: Context) -> Outcome:
    return Outcome(
        notice=take_copy(open_session, copy, context.clock), effect=Do("copies.taken", (open_session.path, rest))
    )


def taken(frame: SessionFrame, path: Path, rest: tuple[Path, ...]) -> Outcome:
    """Look at the file, into which a copy was merged, and ask about the next copy."""
    return Outcome(question=offer_copies(path, rest).question, effect=Ask("look"))


def ask_next(frame: SessionFrame, path: Path, rest: tuple[Path, ...]) -> Outcome:
    """Ask about the next copy."""
    return offer_copies(path, rest)


LOOK = Outcome(effect=Work(find_copies))
"""Look for other files of the session, and offer what is found."""
