"""Open steps of the group's earlier sessions, offered to one that has not begun; carried over by one key."""

from collections.abc import Collection
from functools import partial

from msgspec.structs import replace

from flipchart.domain.commands.carry import BringBack, HandOver
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.group_context import CARRY_OVER, GroupContext, offers_carry_over
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session
from flipchart.service.carrying import gather_steps, mark_carried, read_group_context
from flipchart.service.context import Context
from flipchart.service.disk import Carriage
from flipchart.service.open_session import OpenSession
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.prompts.prompt import NOTHING, Do, Open, Outcome, Question, Work
from flipchart.tui.text.language import tn

CARRY = "carry"
"""The name of the question whether steps come along."""


def look_for_group(session: Session | None) -> Outcome:
    """Read the other sessions in the folder, if the session is a group's."""
    return Outcome(effect=Work(_read_group)) if session is not None and name_key(session.group) else NOTHING


def _read_group(open_session: OpenSession, context: Context) -> Outcome:
    group_context = read_group_context(open_session, context.clock)
    return Outcome(group_context=group_context, effect=Do("group.read", (group_context,)))


def group_was_read(frame: SessionFrame, group_context: GroupContext) -> Outcome:
    """Mark steps as carried over that another session of the group took, where that program ended before it could.

    Without the mark such a step could be closed here as well as there. Where undo took the carrying back there, the
    step is open here again.
    """
    live = {step.id for step in frame.session.steps if step.state not in ("done", "dropped")}
    links = tuple(link for link in group_context.taken if link[0] in live)
    commands: list[Command] = [BringBack(id) for id in group_context.back]
    commands += [HandOver(links)] if links else []
    offered = Do("carry.offer")
    return Outcome(tuple(commands) if frame.writable else (), effect=offered)


def can_carry(frame: SessionFrame) -> bool:
    """Whether there are steps to carry over, and this program saves what it does."""
    return frame.saved and bool(frame.group_context.open)


def offer(frame: SessionFrame) -> Outcome:
    """Ask once, before the workshop begins, whether the group's open steps come along."""
    session, clock, run = frame.session, frame.clock, frame.run
    if clock is None or clock.state != "planned" or not can_carry(frame):
        return NOTHING
    if run is None or run.kind != "workshop" or not offers_carry_over(session, frame.group_context):
        return NOTHING
    every = tuple(it.place for it in frame.group_context.open)
    one = len(every) == 1
    question = Question(
        CARRY,
        tn("{n} step is open from before.", "{n} steps are open from before.", len(every)),
        (tn("carry it over", "carry them over", len(every)), carry(every)),
        (tn("leave it there", "leave them there", len(every)), Outcome((WaveGap(CARRY_OVER, None),))),
        () if one else (("choose", Outcome(effect=Open("carry"))),),
    )
    return Outcome(question=question)


def carry(places: Collection[str]) -> Outcome:
    """Carry steps over: into this session and its file first, then mark them in the files they come from."""
    return Outcome(effect=Work(partial(_gather, frozenset(places))))


def _gather(places: frozenset[str], open_session: OpenSession, context: Context) -> Outcome:
    carriage = gather_steps(open_session, places, context.clock, context.ids)
    return Outcome(notice=carriage) if isinstance(carriage, str) else Outcome(effect=Do("carry.take", (carriage,)))


def take(frame: SessionFrame, carriage: Carriage) -> Outcome:
    """Take the steps into this session; once it is on the disk they are marked in theirs."""
    gone = {step.carried_from for take in carriage.takes for step in take.steps}
    done = tn("{n} step carried over; u takes it back", "{n} steps carried over; u takes it back", carriage.steps)
    left = replace(frame.group_context, open=tuple(it for it in frame.group_context.open if it.place not in gone))
    return Outcome(carriage.takes, notice=done, effect=Do("carry.mark", (carriage, left)))


def mark(frame: SessionFrame, carriage: Carriage, left: GroupContext) -> Outcome:
    """Mark the steps as carried over in the sessions that they come from."""
    return Outcome(group_context=left, effect=Work(partial(_mark, carriage)))


def _mark(carriage: Carriage, open_session: OpenSession, context: Context) -> Outcome:
    return Outcome(notice=mark_carried(open_session, carriage), effect=Do("group.look"))


def look_again(frame: SessionFrame) -> Outcome:
    """Read the other sessions of the group again."""
    return look_for_group(frame.session)
