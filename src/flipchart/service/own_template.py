"""An agenda kept as a template of one's own."""

from msgspec.structs import replace

from flipchart.domain.errors import Rejected
from flipchart.exchange.making import read_moment
from flipchart.exchange.templates.agenda_template import template_of
from flipchart.exchange.templates.template_list import save_template
from flipchart.service.open_session import OpenSession
from flipchart.store.paths import config_dir

__all__ = ["keep_template", "read_moment"]


def keep_template(opened: OpenSession, title: str) -> str:
    """Write the agenda of a session's run as a template of this title; return the name by which it is known.

    Each stage has the minutes that it has now. Raises ExchangeError where there is a template of that name, and
    Rejected where there is no agenda.
    """
    session, clock = opened.runner.session, opened.runner.clock_state()
    run = session.last_run
    if run is None or clock is None:
        raise Rejected("This session has no agenda.", "Start from a template instead.")
    seconds = {stage.id: int(stage.budget) for stage in clock.stages}
    stages = [stage.revise(seconds=seconds[stage.id]) for stage in session.stages_of(run)]
    template = template_of(run, stages, title, f"As in “{session.title}”.")
    given = {"materials": tuple(opened.materials), "leave_with": tuple(opened.leave_with)}
    return save_template(replace(template, **given), config_dir() / "templates")
