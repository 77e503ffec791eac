"""A plan to look at again: made three weeks before TEN, some of it done, some late, one step moved twice."""

import datetime as dt
from functools import partial

from driver import TEN
from workshops import PEOPLE

from flipchart.domain.agenda import Run, Timing
from flipchart.domain.follow_up import Evaluation, Feedback, Report
from flipchart.domain.plan import Goal, Improvement, Measurement, Milestone, Resource, Step
from flipchart.domain.session import Session
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.ids import CountedIds
from flipchart.service.open_session import open_to_drive

MADE = TEN - dt.timedelta(days=21)
"""When the workshop was: Wednesday 28 October."""

looking_again = partial(open_to_drive, follow_up=True)
"""Opens a session in a follow-up."""


def nov(day: int) -> dt.date:
    """A day of November 2026; TEN is on the 18th."""
    return dt.date(2026, 11, day)


STEPS = (
    Step(id="won", text="Agree one-page checklist with HR", state="done", improvement="i1", owner="Ana Lopes",
         due=nov(10), first_due=nov(10), finished=nov(9)),
    Step(id="late", text="Draft the escalation path", state="open", improvement="i1", owner="Chen Wei", due=nov(13),
         first_due=nov(13), roadblock="legal is slow", contingency="last year's form goes out"),
    Step(id="twice", text="Book a room for the supplier clinic", state="doing", improvement="i2", owner="Bea",
         due=nov(16), first_due=nov(2), moves=2),
    Step(id="today", text="Shorten the laptop order form", state="open", improvement="i2", owner="Bea",
         due=nov(18), first_due=nov(18)),
    Step(id="stuck", text="Fit a second printer", state="blocked", improvement="i1", owner="Ana Lopes", due=nov(25),
         first_due=nov(25), roadblock="no socket"),
    Step(id="later", text="Teach the night shift", state="open", improvement="i2", owner="Chen Wei", due=nov(27),
         first_due=nov(27)),
    Step(id="wish", text="Ask ten patients", state="open", improvement="i2", owner="Bea"),
    Step(id="gone", text="Paint the corridor", state="dropped", improvement="i1", owner="Bea", due=nov(6)),
)  # fmt: skip

REPORTS = (
    Report(id="r1", step="twice", on=nov(4), state="open", due=nov(9)),
    Report(id="r2", step="twice", on=nov(11), state="doing", due=nov(16), note="The chapel is taken"),
    Report(id="r3", step="won", on=nov(9), state="done"),
)


def promised(run_ended: bool = True) -> Session:
    """The plan; its workshop has ended, or was left running."""
    ids = CountedIds("w")
    template = load_template("action-planning")
    run: Run = run_of(template, "action-planning", ids)
    stages = agenda_of(template, run, ids)
    timing = [Timing(run=run.id, at=MADE, event="start", stage=stages[0].id)]
    if run_ended:
        timing.append(Timing(run=run.id, at=MADE + dt.timedelta(minutes=15), event="end"))
    return Session(
        format=1, id="followed", title="Service blueprint: outpatient clinic", group="Clinic service team",
        created=MADE, people=PEOPLE, behaviour="Everybody is greeted within a minute",
        goals=(Goal(id="g1", text="Shorter waits", measure="minutes until seen", unit="minutes", baseline=40,
                    target=15, by=dt.date(2026, 12, 18)),),
        measurements=(Measurement(goal="g1", on=nov(4), value=34),),
        improvements=(Improvement(id="i1", text="Faster triage"), Improvement(id="i2", text="Shorten onboarding")),
        milestones=(Milestone(id="m1", improvement="i1", text="Triage within five minutes", due=nov(27)),),
        steps=STEPS, reports=REPORTS,
        resources=(Resource(id="n1", text="a socket", status="asked", steps=("stuck",)),),
        evaluations=(Evaluation(id="e1", on=nov(4), behaviour=(1, 3, 1, 0, 0)),),
        next_check=nov(18), next_caller="Ana Lopes", runs=(run,), stages=stages, timing=tuple(timing),
    )  # fmt: skip


def hostile(text: str) -> Session:
    """The same with `text` before everything that people say of it."""
    session = promised()
    said = Feedback(id="f1", on=nov(5), text=text, who=text, source="other")
    return session.revise(
        title=text, behaviour=text, feedback=(said,),
        steps=tuple(it.revise(text=f"{text} {it.text}", roadblock=text, contingency=text, reason=text, done_when=text)
                    for it in session.steps),
        reports=tuple(it.revise(note=text, support=text) for it in session.reports),
        improvements=tuple(it.revise(text=f"{text} {it.text}") for it in session.improvements),
        goals=tuple(it.revise(text=text, unit=text, measure=text) for it in session.goals),
    )  # fmt: skip
