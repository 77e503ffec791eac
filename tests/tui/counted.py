"""Counts what a key costs: frames and pages made, and what Textual paints anew because of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from textual._compositor import Compositor, LayoutUpdate
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.stages.registry import page_of


@dataclass
class Costs:
    """`full` are repaints of the whole screen, `layouts` new layouts of it, `lines` the rows of a screen painted by
    the other updates, each as (row, first column, column after the last); `styled` are the parts whose style was
    looked up anew, by their ids."""

    frames: int = 0
    pages: int = 0
    full: int = 0
    layouts: int = 0
    updates: int = 0
    lines: set[tuple[int, int, int]] = field(default_factory=set)
    styled: list[str | None] = field(default_factory=list)

    @property
    def rows(self) -> set[int]:
        """The rows of the screen that were painted, beside full repaints."""
        return {row for row, _, _ in self.lines}


def _counting(costs: Costs, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*args: Any, **named: Any) -> Any:
        setattr(costs, name, getattr(costs, name) + 1)
        return function(*args, **named)

    return counted


@contextmanager
def counted() -> Iterator[Costs]:
    """Count while the block runs; every repaint is taken where Textual hands it to the terminal."""
    costs = Costs()
    render, apply = Compositor.render_update, Stylesheet.apply

    def applied(self: Stylesheet, part: DOMNode, *args: Any, **named: Any) -> None:
        if isinstance(part, Widget):
            costs.styled.append(part.id)
        apply(self, part, *args, **named)

    def rendered(self: Compositor, *args: Any, **named: Any) -> Any:
        spans = list(self._regions_to_spans(self._dirty_regions))
        update = render(self, *args, **named)
        if isinstance(update, LayoutUpdate):
            costs.full += 1
        elif update is not None:
            costs.updates += 1
            costs.lines.update(spans)
        return update

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "apply", applied)
        patch.setattr("flipchart.tui.screens.session_view.SessionFrame", _counting(costs, "frames", SessionFrame))
        counted = _counting(costs, "pages", page_of)
        patch.setattr("flipchart.tui.stages.registry.page_of", counted)
        patch.setattr("flipchart.tui.screens.session.page_of", counted)
        patch.setattr(Compositor, "render_update", rendered)
        patch.setattr(Screen, "_refresh_layout", _counting(costs, "layouts", Screen._refresh_layout))
        yield costs
