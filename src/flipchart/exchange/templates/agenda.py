"""From a template to the run and the stages of a session."""

import datetime as dt
from collections.abc import Sequence

from flipchart.domain.agenda import Run, Stage, Template, TemplateStage
from flipchart.ids import Ids


def run_of(
    template: Template,
    name: str,
    ids: Ids,
    *,
    planned_start: dt.datetime | None = None,
    ends_by: dt.datetime | None = None,
) -> Run:
    """Return a new run after the template that is known as `name`; both instants are aware."""
    return Run(
        id=ids(),
        kind=template.kind,
        template=name,
        planned_start=planned_start,
        ends_by=ends_by,
        one_owner=template.one_owner,
        quiet_clock=template.quiet_clock,
    )


def agenda_of(template: Template, run: Run, ids: Ids, seconds: Sequence[int] = ()) -> tuple[Stage, ...]:
    """Return the stages of `run` as the template describes them, each with an id of its own.

    `seconds` are the durations of all stages where others than the template's are wanted.
    """
    planned = seconds or tuple(round(stage.minutes * 60) for stage in template.stages)
    return tuple(_stage(stage, run, ids(), time) for stage, time in zip(template.stages, planned, strict=True))


def _stage(stage: TemplateStage, run: Run, id: str, seconds: int) -> Stage:
    return Stage(
        id=id,
        run=run.id,
        kind=stage.kind,
        title=stage.title,
        seconds=seconds,
        prompt=stage.prompt,
        say=stage.say,
        watch=stage.watch,
        challenges=stage.challenges,
    )
