"""A session as the words of the screen: pure, so that what the room reads can be tested as text."""

import datetime as dt
from collections.abc import Sequence

from flipchart.domain import clock_words, pace
from flipchart.domain.figures import Counts
from flipchart.domain.needs import amount_words, lacking, lacks_owner
from flipchart.domain.plan import Milestone, Resource, Step
from flipchart.domain.said import said, say
from flipchart.domain.saying import STATES, listed
from flipchart.domain.session import Session
from flipchart.domain.text import brief
from flipchart.domain.when import by_day, day, due_day
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import labelled, t, tn
from flipchart.tui.text.lines import Line, Span, line, width_of
from flipchart.tui.text.rows import Heading, Pair, Promise, Row, StepRow

DOTS = {"done": "●", "running": "◉", "paused": "◉", "pending": "○", "open": "○", "skipped": "–"}


def fitting(variants: Sequence[str], room: int) -> str:
    """Return the first of `variants` (longest first) that fits into `room` cells, else the last."""
    return next((words for words in variants if width_of(words) <= room), variants[-1])


def open_first(session: Session) -> tuple[str, ...]:
    """The ids of the steps that are not dropped: those that lack an owner or a date first, done ones last."""
    steps = [step for step in session.steps if step.state != "dropped"]
    return tuple(step.id for step in sorted(steps, key=lambda step: (not lacking(session, step), not step.live)))


def ordered(view: Frame) -> tuple[Step, ...]:
    """The steps in the order in which the stage was entered, newer ones after them."""
    known = {step.id: step for step in view.session.steps if step.state != "dropped"}
    first = tuple(known[id] for id in view.order if id in known)
    return first + tuple(step for id, step in known.items() if id not in view.order)


def next_open(view: Frame, session: Session, after: str) -> str | None:
    """The next step after `after` that lacks an owner or a date, from the top again at the end."""
    ids = [step.id for step in ordered(view)]
    steps = {step.id: step for step in session.steps}
    here = ids.index(after) if after in ids else -1
    around = ids[here + 1 :] + ids[: max(here, 0)]
    return next((id for id in around if id in steps and lacking(session, steps[id])), None)


def out(view: Frame, *, always: bool = False) -> tuple[str, ...]:
    """Return when the run ends in several wordings, the longest first.

    That we are behind or ahead is said only where somebody expects an end, or with `always`.
    """
    if view.clock is None:
        return ("",)
    at = t("ends {time}", time=clock_words.clock_time(view.local(view.clock.ends_at)))
    run = view.run
    if run is None or (run.planned_start is None and run.ends_by is None and not always):
        return (at,)
    behind = t(clock_words.behind_words(view.clock.behind))
    words = f"{at}, {behind}" if behind else at
    return (words,) if always else (words, at)


CHIPS = {"warning": (said("wrap up"), "chip"), "danger": (said("last words"), "chip-late")}
"""The word of the last fifth and of the last tenth of a stage, and its style."""


def time_left(view: Frame, *, plain: bool = False, room: int = 200) -> Line:
    """What the clock says in words: left, over or paused, near the end with a word and until when, if it fits.

    Without colour (`plain`) the word is in brackets. In a pause all of it stands on a ground of its own.
    """
    clock = view.clock
    if clock is None or clock.stage is None:
        return line("")
    style = "late" if clock.stage.remaining < 0 else "bold"
    words = Span(t(clock_words.words(clock, view.seconds)), "paused" if clock.state == "paused" else style)
    chip = CHIPS.get(clock_words.shown_phase(clock) or "") if clock.state == "running" else None
    end = pace.until(clock, view.now)
    if chip is None or end is None:
        return (words,)
    word, style = t(chip[0]), chip[1]
    until = f" · {t('until {time}', time=clock_words.clock_time(view.local(end)))}"
    left = line((f"[{word}]" if plain else f" {word} ", style), "  ", words)
    return (*left, *line((until, "bold"))) if width_of(left) + width_of(until) <= room else left


def due_words(step: Step, view: Frame) -> str:
    """The date of a step as the room reads it: nobody is shamed, so a late one just was due."""
    if step.carried_to is not None:
        return t("carried on")
    if step.due is None:
        return ""
    return t(due_day(step.due, view.today, hoped=step.hoped) if step.live else day(step.due, view.today))


DONE = {"done": "✓ ", "doing": "", "blocked": "! ", "open": "", "dropped": ""}


def step_row(step: Step, number: str, view: Frame) -> StepRow:
    """A step with its number, owner and date, and what it waits for."""
    who = ", ".join(part for part in (step.owner, *step.helpers) if part)
    return StepRow(
        step.id, number, step.text, who, due_words(step, view), done=DONE[step.state], under=after_words(step, view)
    )


def numbered(session: Session, step: Step) -> dict[str, int]:
    """The numbers that steps have where `step` stands, by their ids."""
    known = any(item.id == step.improvement and item.live for item in session.improvements)
    siblings = session.steps_of(step.improvement if known else None)
    return {it.id: number for number, it in enumerate(siblings, 1)}


def after_words(step: Step, view: Frame) -> Line:
    """What a step waits for, in numbers where those stand beside it; a date in the wrong order is named."""
    if not step.after:
        return ()  # returns early: to search the plan for each row of a long one takes long
    numbers, known = numbered(view.session, step), {it.id: it for it in view.session.steps}
    waits = [known[id] for id in step.after if id in known and known[id].state != "dropped"]
    if not waits:
        return ()
    names = listed([str(numbers.get(it.id) or t("“{words}”", words=brief(it.text, 32))) for it in waits])
    later = [it.due for it in waits if it.live and it.due and step.due and it.due > step.due]
    if later and step.live:
        return line(
            (t("after {steps}, which is due later: {day}", steps=names, day=day(max(later), view.today)), "warn")
        )
    return line((t("after {steps}", steps=names), "quiet"))


def milestone_rows(view: Frame, improvement: str) -> tuple[Row, ...]:
    """The milestones of an improvement with their days, those that were reached with a tick."""
    live = [it for it in view.session.milestones if it.live and it.improvement == improvement]
    rows = tuple(
        Pair(it.id, it.text, _milestone_day(it, view), mark="  ✓" if it.reached else "  ·", indent=4) for it in live
    )
    return (Heading(None, t("Milestones") if len(rows) > 1 else t("Milestone")), *rows) if rows else ()


def _milestone_day(item: Milestone, view: Frame) -> str:
    if item.reached:
        return t("reached {day}", day=day(item.reached, view.today))
    return t(by_day(item.due, view.today)) if item.due else t("? by when")


def standing_words(step: Step, view: Frame) -> str:
    """How a step stands; for one that was carried over, the title of the other session, where it is known."""
    if step.carried_to is None:
        return t(STATES[step.state])
    title = view.group_context.title_of(step.carried_to)
    return t("carried to {title}", title=brief(title)) if title else t("carried on")


def done_words(count: Counts) -> str:
    """How far a plan is, with what was carried over: "4 of 4 done, 3 carried on"; "" for an empty plan."""
    done = [t("{count} done", count=count.completion.words)] if count.completion.whole else []
    carried = [tn("{n} carried on", "{n} carried on", count.carried)] if count.carried else []
    return ", ".join((*done, *carried))


def promise_row(step: Step, view: Frame, under: str = "") -> Promise:
    """A step as who, what, by when; what is missing is named."""
    asked = step.live
    wanted = lacks_owner(view.session, step)
    who = step.owner or (t("? owner") if wanted else "" if asked else t("nobody"))
    when = due_words(step, view) or (t("? date") if asked else "")
    return Promise(
        step.id, who, step.text, when,
        who_style="warn" if wanted else "bold",
        when_style="" if step.due or not asked else "warn",
        mark=DONE[step.state].strip(), under=under,
    )  # fmt: skip


def _asked_by(on: dt.date, item: Resource, view: Frame) -> str:
    """By when it is asked for; for what is there already it is never said to have been due."""
    return say("by {day}", day=day(on, view.today)) if item.status == "have" else by_day(on, view.today)


def resource_words(item: Resource, view: Frame) -> str:
    """A resource in a few words: state, what, how much, from whom, by when, and what if not."""
    amount = (
        " ".join(part for part in (t(amount_words(item.amount)), item.unit) if part)
        if item.amount is not None
        else ""
    )
    much = f" ({amount})" if amount else ""
    asks = f" · {t('ask {name}', name=item.ask)}" if item.ask and item.status != "have" else ""
    by = f" {t(_asked_by(item.by, item, view))}" if item.by else ""
    instead = f" · {t('if not: {words}', words=item.alternative)}" if item.alternative else ""
    kind = f" [{t(item.kind)}]" if item.kind else ""
    return labelled(t(item.status), f"{item.text}{much}{kind}{asks}{by}{instead}")


def parking_words(view: Frame) -> Line:
    """The parking lot on one line."""
    items = [item.text for item in view.session.parked if item.live]
    if not items:
        return ()
    return line((f"{t('Parking lot')} {len(items)}", "bold"), ("  " + " · ".join(reversed(items)), "quiet"))
