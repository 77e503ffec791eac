"""Loops over the kinds of stages, so that whatever is added later is asked for its screen and its script."""

from typing import get_args

import pytest

from flipchart.domain.agenda import TemplateStage
from flipchart.domain.kinds import StageKind
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.exchange.templates.template_list import template_names
from flipchart.tui.stages.registry import PAGES

KINDS: tuple[StageKind, ...] = get_args(StageKind)


def built_in() -> list[TemplateStage]:
    """The stages of all agendas that come with the program."""
    return [stage for name in template_names() for stage in load_template(name).stages]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_stage_has_a_screen_and_a_script(kind: StageKind) -> None:
    """A page of its own; in an agenda of ours a prompt, what to say, what to watch for, and challenges.

    Every kind is driven by keys in test_tui_footer and looked at in test_tui_inks, which loop over the same kinds.
    """
    assert kind in PAGES
    assert [type(page) for page in PAGES.values()].count(type(PAGES[kind])) == 1
    stages = [stage for stage in built_in() if stage.kind == kind]
    assert stages, "no agenda has it"
    assert all(stage.prompt and stage.say and stage.watch for stage in stages)
    assert any(stage.challenges for stage in stages)
