"""All that is known of one step, as rows: the promise, what it needs, and what became of it day by day; pure."""

from collections.abc import Iterator

from flipchart.domain.plan import Step
from flipchart.domain.promises import promised
from flipchart.domain.saying import if_then
from flipchart.domain.step_history import history_of
from flipchart.domain.text import brief
from flipchart.domain.when import day, long_day, moment
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.plan import due_words, resource_words, standing_words
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

DAY = 19
"""Cells for the day of something that happened."""


def step_rows(step: Step, view: Frame, *, room: bool = True) -> tuple[Row, ...]:
    """The step's page; in the `room` it says when a date moved, and not that it had passed."""
    past = history_of(step, view.session.reports, view.today, room=room)
    rows = (
        Words(None, row.words, indent=DAY, mark=f"  {t(day(row.on, view.today))}" if row.on else "") for row in past
    )
    history = (BLANK, Heading(None, t("What became of it")), *rows) if past else ()
    return (*_promise(step, view), *_means(step, view), *history)


def _promise(step: Step, view: Frame) -> Iterator[Row]:
    yield Words(None, step.text, "bold")
    helpers = f", {t('with {names}', names=', '.join(step.helpers))}" if step.helpers else ""
    yield Words(None, f"{step.owner or t('? owner')}{helpers}", "bold" if step.owner else "warn")
    when = due_words(step.revise(carried_to=None), view) or t("no date")
    yield Words(None, f"{when} · {standing_words(step, view)}")
    if step.carried_from is not None:
        came = view.group_context.title_of(step.carried_from)
        from_there = t("carried over from {title}", title=brief(came)) if came else t("carried over")
        yield Words(None, from_there)
    first = promised(step)
    if first is not None and first != step.due:
        yield Words(None, t("first promised for {day}", day=long_day(first, view.today)))
    if step.reason:
        yield Words(None, t("since {words}", words=step.reason))


def _means(step: Step, view: Frame) -> Iterator[Row]:
    at = t(moment(view.local(step.first_step_at), view.today)) if step.first_step_at else ""
    first = ": ".join(part for part in (at, step.first_step) if part)
    texts = {it.id: it.text for it in view.session.steps}
    after = "; ".join(texts[id] for id in step.after if id in texts)
    parts = (
        (t("done when"), step.done_when),
        (t("first step"), first),
        ("", t(if_then(step.roadblock, step.contingency))),
        (t("comes after"), after),
        ("note", step.note),
    )
    yield from (Words(None, f"{name} {text}".strip()) for name, text in parts if text)
    needs = (it for it in view.session.resources if it.live and step.id in it.steps)
    yield from (Words(None, resource_words(it, view)) for it in needs)
