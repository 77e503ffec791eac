"""Sizes of widgets that are set in code."""

from textual.widget import Widget


def set_size(part: Widget, side: str, cells: int) -> None:
    """Set `width` or `height`; even the same size, set again, would lay out the whole screen."""
    told = getattr(part.styles, side)
    if told is None or told.value != cells:
        setattr(part.styles, side, cells)


def set_shown(part: Widget, shown: bool) -> None:
    """Show or hide, likewise."""
    if part.display != shown:
        part.display = shown
