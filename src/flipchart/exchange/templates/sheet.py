"""A blank worksheet for one improvement, to print as often as there are improvements."""

from collections.abc import Callable

from flipchart.domain.agenda import StageKind, Template
from flipchart.exchange.cells import wrap

_WIDTH = 78
_STEPS = 4


def sheet(template: Template) -> str:
    """Return a worksheet with the blanks that the template's stages ask for, 78 columns wide."""
    kinds = {stage.kind for stage in template.stages}
    lines = [template.title.upper(), "", _blank("Improvement"), "", _blank("What will people see us do?"), ""]
    for kind, part in _PARTS:
        if kind in kinds:
            lines += [*_prompt(template, kind), *part(), ""]
    lines += [_two("Next check (day, hour)", "Who calls it")]
    return "\n".join(lines) + "\n"


def _prompt(template: Template, kind: StageKind) -> list[str]:
    stages = (stage for stage in template.stages if stage.kind == kind and stage.prompt)
    return [line for stage in stages for line in wrap(f"{stage.title}: {stage.prompt}", _WIDTH)]


def _goal() -> list[str]:
    return [_blank("  Measure"), _two("  Today", "Target"), _two("  By which day", "Who reads it, how often")]


def _area() -> list[str]:
    return ["  Rating    1    2    3    4    5", _blank("  One example")]


def _strategy() -> list[str]:
    return [_blank("  Strengths"), _blank("  Barriers"), _blank("  Reward on the way")]


def _steps() -> list[str]:
    lines: list[str] = []
    for number in range(1, _STEPS + 1):
        lines += ["", _blank(f"  {number}. What"), _two("     Who", "By which day")]
        lines += [_two("     First move", "Day, hour"), _blank("     Done when")]
    return lines


def _resources() -> list[str]:
    one = [
        _two("  Missing", "For step"),
        _two("  Who gives it", "Who asks, by when"),
        _blank("  If they say no"),
    ]
    return [*one, "", *one]


def _risks() -> list[str]:
    return [line for _ in range(3) for line in (_blank("  If"), _blank("     then"))]


def _check() -> list[str]:
    states = "done   under way   stuck   new date   dropped"
    return [line for n in range(1, 7) for line in (_blank(f"  {n}. Step"), f"     {states}", _blank("     Note"))]


_PARTS: tuple[tuple[StageKind, Callable[[], list[str]]], ...] = (
    ("assess", _area),
    ("goals", _goal),
    ("strategy", _strategy),
    ("define", _steps),
    ("resources", _resources),
    ("risks", _risks),
    ("checkin", _check),
)


def _blank(label: str, cells: int = _WIDTH) -> str:
    return f"{label} ".ljust(cells, "_")


def _two(left: str, right: str) -> str:
    half = _WIDTH // 2 - 1
    return f"{_blank(left, half)}  {_blank(right, _WIDTH - half - 2)}"
