"""Open steps of the group's earlier sessions, offered to one that has not begun; carried over by one key."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from flipchart.clock import SystemClock
from flipchart.domain.commands.carry import BringBack, HandOver
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.group_context import ALONE, CARRY_OVER, Kin, kin_of, offers_carry_over
from flipchart.domain.saying import counted, name_key
from flipchart.domain.session import Session
from flipchart.service.context import Context
from flipchart.service.open_session import Sitting
from flipchart.store.carrying import Carriage, gather, hand_over
from flipchart.store.catalogue import each, sessions_of, without_copies
from flipchart.store.errors import StoreError
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.prompts.prompt import NOTHING, Do, Open, Outcome, Question, Work

SAVING = 30.0
"""Seconds to wait for the new session's save before the old ones are marked at a later time."""

CARRY = "carry"
"""The name of the question whether steps come along."""


def look_for_group(session: Session | None) -> Outcome:
    """Read the other sessions in the folder, if the session is a group's."""
    return Outcome(effect=Work(_read_group)) if session is not None and name_key(session.group) else NOTHING


def _read_group(sitting: Sitting, context: Context) -> Outcome:
    """On a thread: what the other sessions of the folder tell; nothing where they cannot be read."""
    session, clock = sitting.runner.session, context.clock
    kin = ALONE
    try:
        every = sessions_of(without_copies(each(sitting.path.parent, clock, session.group)))
        kin = kin_of(session, (it.session for it in every), clock.local(clock.now()).date())
    except StoreError:
        pass
    return Outcome(kin=kin, effect=Do("group.read", (kin,)))


def group_was_read(frame: SessionFrame, kin: Kin) -> Outcome:
    """Mark steps that the group took along into another session, where the crash of a program kept that from here.

    Without the mark such a step could be closed here as well as there. Where the carrying was undone there, the step
    is this session's again.
    """
    live = {step.id for step in frame.session.steps if step.state not in ("done", "dropped")}
    links = tuple(link for link in kin.taken if link[0] in live)
    commands: list[Command] = [BringBack(id) for id in kin.back]
    commands += [HandOver(links)] if links else []
    offered = Do("carry.offer")
    return Outcome(tuple(commands) if frame.writable else (), effect=offered)


def can_carry(frame: SessionFrame) -> bool:
    """Whether there is anything to carry over, and this program may: it saves what it does."""
    return frame.saved and bool(frame.kin.open)


def offer(frame: SessionFrame) -> Outcome:
    """Ask once, before the workshop begins, whether the open steps come along."""
    session, clock, run = frame.session, frame.clock, frame.run
    if clock is None or clock.state != "planned" or not can_carry(frame):
        return NOTHING
    if run is None or run.kind != "workshop" or not offers_carry_over(session, frame.kin):
        return NOTHING
    every = tuple(it.place for it in frame.kin.open)
    one = len(every) == 1
    question = Question(
        CARRY,
        f"{counted(len(every), 'step')} {'is' if one else 'are'} open from before.",
        (f"carry {'it' if one else 'them'} over", carry(every)),
        (f"leave {'it' if one else 'them'} there", Outcome((WaveGap(CARRY_OVER, None),))),
        () if one else (("choose", Outcome(effect=Open("carry"))),),
    )
    return Outcome(question=question)


def carry(places: Collection[str]) -> Outcome:
    """Take steps over: into this session and its file first, then marked in the files they come from."""
    return Outcome(effect=Work(partial(_gather, frozenset(places))))


def _gather(places: frozenset[str], sitting: Sitting, context: Context) -> Outcome:
    try:
        carriage = gather(sitting.path.parent, context.clock, places, sitting.runner.session, context.ids)
    except StoreError as error:
        return Outcome(said=error.sentence)
    if not carriage.takes:
        return Outcome(said="None of them is open any more.")
    return Outcome(effect=Do("carry.take", (carriage,)))


def take(frame: SessionFrame, carriage: Carriage) -> Outcome:
    """Take the steps into this session; they are marked in theirs when it is on the disk."""
    gone = {step.carried_from for take in carriage.takes for step in take.steps}
    done = f"{counted(carriage.steps, 'step')} carried over; u takes it back"
    left = replace(frame.kin, open=tuple(it for it in frame.kin.open if it.place not in gone))
    return Outcome(carriage.takes, said=done, effect=Do("carry.mark", (carriage, left)))


def mark(frame: SessionFrame, carriage: Carriage, left: Kin) -> Outcome:
    """Mark the steps as carried over in the sessions that they come from."""
    return Outcome(kin=left, effect=Work(partial(_mark, carriage)))


def _mark(carriage: Carriage, sitting: Sitting, context: Context) -> Outcome:
    # Only what is on the disk of the new session is marked in the old ones.
    problems = hand_over(carriage, SystemClock()) if sitting.saver.flush(SAVING) else ()
    said = f"{problems[0]} It is counted once all the same." if problems else ""
    return Outcome(said=said, effect=Do("group.look"))


def look_again(frame: SessionFrame) -> Outcome:
    """Read the other sessions of the group again."""
    return look_for_group(frame.session)
