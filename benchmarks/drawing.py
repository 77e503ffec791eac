"""What was measured as a picture (SVG): the medians against their targets, and how times grow with sizes."""

import math
import statistics
from collections.abc import Mapping, Sequence

from benchmarks.measure import Result

WIDTH, ROW, PLOT = 640, 22, 300
COLOURS = ("#1b6ca8", "#c2452d", "#2a8f5f", "#8a4fbf", "#b8860b", "#5f6b73", "#d1477a", "#117a8b", "#7a5c3e")

Curves = Mapping[str, Mapping[int, Sequence[float]]]
"""Of what grows: by its name and size, the seconds of each round."""


def drawn(results: Sequence[Result], curves: Curves) -> str:
    """Draw the ratios as bars over a line at the target; below them times over sizes, both on log scales."""
    bars = _bars([it for it in results if it.pairs and it.figure.slack is None])
    top = len(bars) // 3 * ROW + 20
    grown = _grown(curves, top) if curves else []
    height = top + (PLOT + 50 if grown else 0)
    line = f'<line x1="410" y1="0" x2="410" y2="{top - 10}" stroke="black"/>'
    begin = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
    return "\n".join([f'{begin}font-family="sans-serif" font-size="12">', *bars, line, *grown, "</svg>"])


def _text(x: float, y: float, words: str, colour: str = "black") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}">{words}</text>'


def _bars(results: Sequence[Result]) -> list[str]:
    parts = []
    for number, it in enumerate(results):
        top, part = number * ROW + 5, min(it.value / it.figure.target, 2.0)
        colour = "#2a8f5f" if it.reached else "#c2452d"
        parts.append(f'<rect x="260" y="{top}" width="{part * 150:.0f}" height="16" fill="{colour}"/>')
        parts.append(_text(4, top + 12, it.figure.name))
        parts.append(_text(266 + part * 150, top + 12, f"{it.value:.2f}"))
    return parts


def _grown(curves: Curves, top: int) -> list[str]:
    """The curves, and dashed beside them what would be linear; the steeper of the two grows faster."""
    points = {
        name: [(size, statistics.median(times)) for size, times in sorted(curve.items())]
        for name, curve in curves.items()
    }
    sizes = [size for curve in points.values() for size, _ in curve]
    times = [time for curve in points.values() for _, time in curve]
    left, right = math.log(min(sizes)), math.log(max(sizes))
    low, high = math.log(min(times)), math.log(max(times) * 1.2)

    def at(size: float, time: float) -> tuple[float, float]:
        across = (math.log(size) - left) / ((right - left) or 1)
        up = (math.log(time) - low) / ((high - low) or 1)
        return 60 + across * 400, top + PLOT - up * (PLOT - 20)

    def path(places: Sequence[tuple[float, float]], colour: str, dash: str = "") -> str:
        joined = " ".join(f"{x:.0f},{y:.0f}" for x, y in (at(*place) for place in places))
        return f'<polyline points="{joined}" fill="none" stroke="{colour}"{dash}/>'

    first, last = min(sizes), max(sizes)
    begin = min(times)
    parts = [path(((first, begin), (last, begin * last / first)), "#999999", ' stroke-dasharray="4 4"')]
    x, y = at(math.sqrt(first * last), begin * math.sqrt(last / first))
    parts.append(_text(x + 8, y + 14, "linear", "#777777"))
    parts += [_text(at(size, begin)[0] - 10, top + PLOT + 20, f"{size:,}") for size in sorted({*sizes})]
    parts += [_text(4, at(first, time)[1] + 4, f"{time:.2f} s") for time in (begin, max(times))]
    ends: list[float] = []
    for number, (name, curve) in enumerate(sorted(points.items(), key=lambda it: -it[1][-1][1])):
        colour = COLOURS[number % len(COLOURS)]
        parts.append(path(curve, colour))
        ends.append(max(at(*curve[-1])[1] + 4, ends[-1] + 14 if ends else 0))
        parts.append(_text(470, ends[-1], f"{name}, {curve[-1][1]:.2f} s", colour))
    return parts
