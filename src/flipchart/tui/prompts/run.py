"""Prompts of the run: a time (`2:30`, `+5`, `until 10:20`), break, timer, milestones, next check, order of steps."""

import datetime as dt

from flipchart.domain import clock_words
from flipchart.domain.check_in import at_hour, standing_check, without_hour
from flipchart.domain.commands.clock import AddTime, SetRemaining, StartedAgo
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.goals import AddMilestone, ReviseMilestone
from flipchart.domain.commands.pauses import BREAK_LENGTH, LONGEST, STAGE_LENGTH, TIMER_LENGTH, StartBreak, StartTimer
from flipchart.domain.commands.session import SetNextCheck
from flipchart.domain.commands.steps import OrderStep
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Milestone, Step
from flipchart.domain.promises import to_come
from flipchart.domain.quick import WhoWhen, echo_milestone, read_milestone, read_who_when, write_milestone
from flipchart.domain.quick.times import Kind, read_break, read_time, read_timer
from flipchart.domain.record import find
from flipchart.domain.said import said, say
from flipchart.domain.text import brief
from flipchart.domain.when import day, distance
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt, ahead
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.plan import numbered


class TimePrompt(Prompt, frozen=True):
    """How much time the stage `item` has left, or how long ago it began; without an item, when the run began."""

    name = "time"
    fleeting = True

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Time left" if self.item else "Started"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "2:30 · +5 · -1 · until 10:20 · started 1:30 ago" if self.item else "1:30 ago · started at 10:02"

    def echo(self, text: str, view: Frame) -> Echo:
        """What the clock would say, and when we would be out."""
        read = self._read(text, view)
        if read is None or view.clock is None:
            return Echo(hint=self._asked)
        kind, seconds = read
        if kind != "began" and seconds > LONGEST:
            return Echo(hint=STAGE_LENGTH)
        if kind == "began":
            at = clock_words.clock_time(_ago(view.here, seconds))
            return Echo((t("began {time} ago", time=clock_words.shown(seconds)), t("at {time}", time=at)))
        before = view.clock.stage.remaining if view.clock.stage else 0.0
        left = seconds if kind == "left" else before + seconds
        out = clock_words.clock_time(view.local(view.clock.out_at(view.now, max(left, 0) - max(before, 0))))
        length = clock_words.shown(left)
        words = t("{time} left", time=length) if left >= 0 else t("{time} OVER", time=length)
        return Echo((words, t("ends {time}", time=out)))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Give the stage that time."""
        read = self._read(text, view)
        if read is None or view.clock is None:
            return Outcome(refused=t("That is not a time. {examples}", examples=self._asked))
        kind, seconds = read
        run = view.clock.run
        commands: dict[Kind, Command] = {
            "left": SetRemaining(run, seconds, view.now), "add": AddTime(run, self.item, seconds, view.now),
            "began": StartedAgo(run, seconds, view.now),
        }  # fmt: skip
        return Outcome((commands[kind],), None, view.cursor)

    def _read(self, text: str, view: Frame) -> tuple[Kind, float] | None:
        """Return what the words mean; before the start only "began" is accepted, since nothing can be left yet."""
        read = read_time(text, view.here, view.language)
        return read if read is None or self.item or read[0] == "began" else None

    @property
    def _asked(self) -> str:
        if self.item:
            return said("Type 2:30, +5, until 10:20, or started 1:30 ago.")
        return said("Type 1:30 ago, or started at 10:02.")


def _ago(here: dt.datetime, seconds: float) -> dt.datetime:
    return here - dt.timedelta(seconds=seconds)


class TimerPrompt(Prompt, frozen=True):
    """Minutes for a silent task or for pairs, inside the stage, and what they are for."""

    name = "quiet"
    fleeting = True
    verb = "start"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Quiet timer"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "3 on your own · 5 in pairs"

    def echo(self, text: str, view: Frame) -> Echo:
        """The time, and what it is for."""
        read = read_timer(text)
        return (
            Echo((t(clock_words.shown(read[0])), read[1] or t("on your own")))
            if read and read[0] <= LONGEST
            else Echo(hint=TIMER_LENGTH if read else "Type 3 on your own.")
        )

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Start it."""
        read = read_timer(text)
        if read is None or view.clock is None:
            return Outcome(refused="That is not a time. Type its minutes, such as 3 on your own.")
        return Outcome((StartTimer(view.clock.run, read[0], view.now, read[1] or None),), None, view.cursor)


class BreakPrompt(Prompt, frozen=True):
    """How long a break is, or when it is over."""

    name = "break"
    fleeting = True
    verb = "start"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Break"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "10 · until 10:40"

    def echo(self, text: str, view: Frame) -> Echo:
        """When we go on, and when the run ends then."""
        seconds = read_break(text, view.here, view.language)
        if not seconds or seconds > LONGEST or view.clock is None:
            return Echo(hint=BREAK_LENGTH if seconds and seconds > LONGEST else "Type 10, or until 10:40.")
        back, ends = view.here + dt.timedelta(seconds=seconds), view.clock.out_at(view.now, seconds)
        there, out = clock_words.clock_time(back), clock_words.clock_time(view.local(ends))
        return Echo((t("back at {time}", time=there), t("ends {time}", time=out)))

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Start it."""
        seconds = read_break(text, view.here, view.language)
        if not seconds or view.clock is None:
            return Outcome(refused="That is not a break. Type its minutes, or until 10:40.")
        return Outcome((StartBreak(view.clock.run, seconds, view.now),), None, view.cursor)


class MilestonePrompt(Prompt, frozen=True):
    """One line is one milestone of the improvement `item`."""

    name = "milestone"
    verb = "add"
    stays = True

    def label(self, view: Frame) -> str:
        """What it is."""
        return t("Milestone")

    def invitation(self, view: Frame) -> str:
        """How a line is written."""
        return "half the wards use it >15 jan"

    def echo(self, text: str, view: Frame) -> Echo:
        """The day."""
        read = read_milestone(text, view.here, view.date_order, view.language)
        return Echo(echo_milestone(read, view.today), (*read.hints, "")[0])

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add it and stay."""
        read = read_milestone(text, view.here, view.date_order, view.language)
        if not read.text:
            return Outcome(refused=read.hints[0])
        ahead(read.due, view)
        new = Milestone(id=ids(), improvement=self.item, text=read.text, due=read.due)
        return Outcome((AddMilestone(new),), self, new.id)


class EditMilestonePrompt(MilestonePrompt, frozen=True):
    """The line of a milestone that is there already."""

    name = "editmilestone"
    verb = "keep"
    stays = False

    def label(self, view: Frame) -> str:
        """What is done."""
        return "Edit"

    def start(self, view: Frame) -> str:
        """The milestone as one would have typed it."""
        return write_milestone(find(view.session.milestones, self.item, "milestone"), view.here)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Change it."""
        read = read_milestone(text, view.here, view.date_order, view.language)
        if not read.text:
            return Outcome(refused=read.hints[0])
        ahead(read.due, view, find(view.session.milestones, self.item, "milestone").due)
        return Outcome((ReviseMilestone(self.item, {"text": read.text, "due": read.due}),), None, self.item)


class NextCheckPrompt(Prompt, frozen=True):
    """When the group looks again, and who calls it; what is not typed stays as it was."""

    name = "nextcheck"

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Next check"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "ana 2 weeks 10:00"

    def echo(self, text: str, view: Frame) -> Echo:
        """The day, the hour and the caller."""
        try:
            read, hour = _read(text, view)
        except Rejected as refused:
            return Echo(hint=str(refused))
        at = f" {t('at {time}', time=f'{hour:%H:%M}')}" if hour else ""
        on = read.due or (standing_check(view.session, view.today) if hour else None)
        far = f", {t(distance(on, view.today))}" if on and not view.narrow else ""
        when: tuple[str, ...] = (f"{t(day(on, view.today))}{at}{far}",) if on else ()
        when = (t("{day}, already past", day=when[0]),) if on and on < view.today else when
        who = (t("{name} calls it", name=read.owner),) if read.owner else ()
        return Echo(when + who, read.hints[0] if read.hints else t("Which day?") if hour and not on else "")

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Set what was read."""
        try:
            read, hour = _read(text, view)
        except Rejected as refused:
            return Outcome(refused=str(refused))
        if read.left or not (read.due or read.owner or hour):
            return Outcome(refused=read.hints[0] if read.hints else "Type a day and a name: ana 2 weeks.")
        session = view.session
        on: dt.date | None = read.due or session.next_check
        if hour is not None:
            day_of = read.due or standing_check(session, view.today)
            if day_of is None:
                return Outcome(refused="A time needs a day: ana 2 weeks 10:00.")
            on = at_hour(day_of, hour, view.here)
        to_come(read.due, view.today)
        return Outcome((SetNextCheck(on, read.owner or session.next_caller),), None, view.cursor)


def _read(text: str, view: Frame) -> tuple[WhoWhen, dt.time | None]:
    line, hour = without_hour(text.split())
    return read_who_when(line, view.session.people, view.here, view.date_order, view.language), hour


class AfterPrompt(Prompt, frozen=True):
    """What the step `item` waits for: numbers as they stand in its improvement, or words of a step anywhere."""

    name = "after"
    replaced = True

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "After step"

    def invitation(self, view: Frame) -> str:
        """What can be typed."""
        return "its number: 1 · or some of its words · - for none"

    def start(self, view: Frame) -> str:
        """The numbers that stand now, and the words of those that have none here."""
        step = find(view.session.steps, self.item, "step")
        numbers = numbered(view.session, step)
        known = {it.id: it for it in view.session.steps}
        return ", ".join(str(numbers.get(id) or known[id].text.replace(",", " ")) for id in step.after if id in known)

    def echo(self, text: str, view: Frame) -> Echo:
        """The steps that were meant."""
        try:
            meant = self._meant(text, view)
            OrderStep(self.item, tuple(step.id for step in meant)).apply(view.session)
            return Echo(tuple(brief(step.text, 32) for step in meant) or (t("waits for nothing"),))
        except Rejected as refused:
            return Echo(hint=refused.sentence)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Keep the order."""
        try:
            after = tuple(step.id for step in self._meant(text, view))
        except Rejected as refused:
            return Outcome(refused=str(refused))
        return Outcome((OrderStep(self.item, after),), None, self.item)

    def _meant(self, text: str, view: Frame) -> list[Step]:
        if text.strip() in ("-", "–"):
            return []
        step = find(view.session.steps, self.item, "step")
        here = {number: id for id, number in numbered(view.session, step).items()}
        others = [it for it in view.session.steps if it.id != self.item and it.state != "dropped"]
        numbers = text.replace(",", " ").split()
        parts = numbers if all(part.isdecimal() for part in numbers) else text.split(",")
        return [_one(part.strip(), here, others) for part in parts if part.strip()]


def _one(part: str, here: dict[int, str], others: list[Step]) -> Step:
    if part.isdecimal() and len(part) < 6:
        wanted = here.get(int(part))
        found = [step for step in others if step.id == wanted]
        if not found:
            none = say("There is no other step {part} here.", part=part)
            raise Rejected(none, "Type the number in front of a step.")
        return found[0]
    words = part.casefold().split()
    found = [step for step in others if all(word in step.text.casefold() for word in words)]
    if len(found) != 1:
        many = t("No other step says “{words}”.", words=part)
        if found:
            many = tn("{n} step says “{words}”.", "{n} steps say “{words}”.", len(found), words=part)
        raise Rejected(many, "Type its number, or more of its words.")
    return found[0]
