"""What is said of a step when the group looks again: done, under way, stuck, a new date, or dropped."""

import base64
import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.commands.changes import changed
from flipchart.domain.commands.step_parts import OPEN_AGAIN, find_here, stored, unanswered
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Report
from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Step
from flipchart.domain.promises import redated
from flipchart.domain.said import say
from flipchart.domain.session import Session


class RecordReport(Struct, frozen=True):
    """Report on a step on the day `today`: add a report and update the step's state, date and owner.

    A field that is None was not mentioned and leaves the step as it is. A new `due` moves the date (see promises.py)
    and leaves the state, so a change of both takes two reports. `note` is a sentence about how it went; for a dropped
    step it is also the reason. `finished` is the day on which the step was done, if not `today`. `support` is the
    help asked for with a stuck step, and from whom. `obstacle_came` and `contingency_ran` say what became of the
    step's if-then plan. `run` is the run in which it was reported.
    """

    id: str
    today: dt.date
    report_id: str
    state: StepState | None = None
    due: dt.date | None = None
    hoped: bool = False
    owner: str | None = None
    finished: dt.date | None = None
    note: str | None = None
    support: str | None = None
    obstacle_came: bool | None = None
    contingency_ran: bool | None = None
    run: str | None = None
    label: ClassVar[str] = "report"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Add the report and set state, date and owner; a step that was carried over is rejected."""
        before = find_here(session, self.id)
        self._check(before)
        after = self._step_after(before)
        report = Report(
            id=self.report_id, step=self.id, on=self.today, state=after.state, run=self.run, due=self.due,
            owner=after.owner, note=_text(self.note), support=_text(self.support),
            obstacle_came=self.obstacle_came, contingency_ran=self.contingency_ran,
        )  # fmt: skip
        return stored(session, after, report)

    def _check(self, before: Step) -> None:
        about = ("id", "today", "report_id", "hoped", "run")
        values = [getattr(self, name) for name in self.__struct_fields__ if name not in about]
        if all(value is None or value == "" for value in values):
            raise Rejected("Nothing was said about this step.", "Choose how it stands, or write a comment.")
        if self.due is not None and self.state not in (None, before.state):
            raise Rejected("A new date leaves the state as it is.", "Say how it stands first, then the date.")
        if self.due is not None and not before.live:
            raise Rejected(say("This step is {state}: it needs no new date.", state=before.state), OPEN_AGAIN)
        if self.finished is not None and (self.state or before.state) != "done":
            raise Rejected("Only a step that is done has a day on which it was done.", "Mark it done first.")
        if self.finished is not None and self.finished > self.today:
            raise Rejected("The day on which it was done is still to come.", "Type today or an earlier day.")

    def _step_after(self, before: Step) -> Step:
        after = before
        if self.due is not None:
            after = redated(before, self.due, self.hoped, today=self.today, planning=False)
        if owner := _text(self.owner):
            after = unanswered(before, after.revise(owner=owner))
        if self.finished is not None:
            after = after.revise(finished=self.finished)
        return after if self.state is None else self._in_state(after, self.state)

    def _in_state(self, step: Step, state: StepState) -> Step:
        again = step.state == state
        finished = (step.finished or self.today) if state == "done" else None
        kept = step.reason if again else None
        reason = (_text(self.note) or kept) if state == "dropped" else None
        return changed(step, "step", {"state": state, "finished": finished, "reason": reason})


def _text(words: str | None) -> str | None:
    return (words or "").strip() or None


class News(Struct, frozen=True):
    """What somebody reports about a step between meetings, on the day `on`; None means not mentioned.

    `exact` means that the day was named, so it may correct an earlier day of completion.
    """

    state: StepState | None
    on: dt.date
    due: dt.date | None = None
    owner: str | None = None
    note: str | None = None
    exact: bool = False


def reports_from_news(session: Session, id: str, news: News, today: dt.date) -> tuple[RecordReport, ...]:
    """Return the reports that `news` of a step makes, none if all of it is known already.

    A report is dated `news.on`. If the step has a later report, only its completion may still be reported, dated
    `today`; anything else is rejected, since it would rewrite the past. A new state and a new date are two reports.
    The ids are derived from the content, so that the same news entered in two copies of a file becomes one report
    when they merge.
    """
    step = find_here(session, id)
    if news.on > today:
        raise Rejected("That day is still to come.", "Type today or an earlier day.")
    reports: list[RecordReport] = []
    if _says_state(step, news, session):
        finished = news.on if news.state == "done" else None
        reports.append(RecordReport(id, news.on, "", state=news.state, finished=finished, note=_text(news.note)))
    owner = news.owner if (news.owner or "").casefold() != (step.owner or "").casefold() else None
    due = news.due if news.due != step.due else None
    if owner or due:
        note = None if reports else _text(news.note)
        reports.append(RecordReport(id, news.on, "", due=due, owner=owner, note=note))
    return tuple(_numbered(session, _dated(session, it, today)) for it in reports)


def _says_state(step: Step, news: News, session: Session) -> bool:
    if news.state is None:
        return False
    if news.state != step.state:
        return True
    if news.state == "done" and step.finished != news.on and (news.exact or step.finished is None):
        return True
    return bool(_text(news.note)) and news.due is None and news.owner is None and not _known(session, step, news)


def _known(session: Session, step: Step, news: News) -> bool:
    said = (news.state, _text(news.note))
    return any(it.live and it.step == step.id and (it.state, it.note) == said for it in session.reports)


def _dated(session: Session, report: RecordReport, today: dt.date) -> RecordReport:
    last = max((it.on for it in session.reports if it.live and it.step == report.id), default=report.today)
    if last <= report.today:
        return report
    if report.state == "done":
        return replace(report, today=today)
    raise Rejected(
        "Something newer has been said about this step.", say("Type {last} or a later day.", last=last.isoformat())
    )


def _numbered(session: Session, report: RecordReport) -> RecordReport:
    said = (report.id, report.today, report.state, report.due, report.owner, report.note)
    taken = {item.id for _, item in session.items()}
    ids = (_id(said, number) for number in range(len(taken) + 1))
    return replace(report, report_id=next(id for id in ids if id not in taken))


def _id(said: Sequence[object], number: int) -> str:
    digest = hashlib.sha256(repr((*map(str, said), number)).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:8]
