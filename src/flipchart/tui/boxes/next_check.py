"""When the group looks again: the day, the hour, and who calls it, on one line."""

import datetime as dt
from dataclasses import dataclass

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.notes import AddNote
from flipchart.domain.commands.session import SetNextCheck
from flipchart.domain.errors import Rejected
from flipchart.domain.next_check import hour_note, standing_check, without_hour
from flipchart.domain.plan import Note
from flipchart.domain.quick import WhoWhen, read_who_when
from flipchart.domain.when import day, distance
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Echo, Outcome
from flipchart.tui.text.frame import View


@dataclass(frozen=True, slots=True)
class NextCheckBox(Box):
    """When the group looks again, and who calls it; what was set before stays where nothing else is typed."""

    name = "nextcheck"

    def label(self, view: View) -> str:
        """What is asked."""
        return "Next check"

    def invitation(self, view: View) -> str:
        """What can be typed."""
        return "ana 2 weeks 10:00"

    def echo(self, text: str, view: View) -> Echo:
        """The day, the hour and the caller."""
        try:
            read, hour = _read(text, view)
        except Rejected as refused:
            return Echo(hint=str(refused))
        at = f" at {hour:%H:%M}" if hour else ""
        on = read.due or (standing_check(view.session, view.today) if hour else None)
        far = f", {distance(on, view.today)}" if on and not view.narrow else ""
        when = (f"{day(on, view.today)}{at}{far}",) if on else ()
        who = (f"{read.owner} calls it",) if read.owner else ()
        return Echo(when + who, read.hints[0] if read.hints else "Which day?" if hour and not on else "")

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Set what was read."""
        try:
            read, hour = _read(text, view)
        except Rejected as refused:
            return Outcome(refused=str(refused))
        if read.left or not (read.due or read.owner or hour):
            return Outcome(refused=read.hints[0] if read.hints else "Type a day and a name: ana 2 weeks.")
        session = view.session
        on, caller = read.due or session.next_check, read.owner or session.next_caller
        commands: list[Command] = [SetNextCheck(on, caller)]
        if hour is not None:
            if on is None or (read.due is None and standing_check(session, view.today) is None):
                return Outcome(refused="An hour needs its day: ana 2 weeks 10:00.")
            at = view.now.astimezone(dt.UTC)
            commands.append(AddNote(Note(id=ids(), at=at, kind="decision", text=hour_note(on, hour, caller))))
        return Outcome(tuple(commands), None, view.cursor)


def _read(text: str, view: View) -> tuple[WhoWhen, dt.time | None]:
    line, hour = without_hour(text.split())
    return read_who_when(line, view.session.people, view.here, view.date_order), hour
