"""Handouts to print: the agenda as a cue sheet, and a blank worksheet for one improvement."""

from collections.abc import Callable, Sequence

from flipchart.domain.agenda import Template, TemplateStage
from flipchart.domain.kinds import StageKind
from flipchart.domain.saying import TALLIES
from flipchart.exchange.text_width import hang, pad, width, wrap

WIDTH = 78
"""Columns of a page."""
_MARGIN = " " * 7
_CLOSE = "Next check date and who calls it; what is still open; then the promises, aloud, as far as there is time."


def cue(template: Template) -> str:
    """Return the agenda with its scripts, what to watch for and answers to challenges, 78 columns wide."""
    lines = [_heading(template.title.upper(), f"{template.minutes:g} min"), *wrap(template.for_, WIDTH)]
    lines += _labelled("At hand:  ", "; ".join(template.materials))
    lines += _labelled("We leave with:  ", "; ".join(template.leave_with))
    passed = 0.0
    for stage in template.stages:
        lines += ["", *_stage(stage, passed)]
        passed += stage.minutes
    lines += ["", f" {_clock(passed)}  CLOSE", *hang(_MARGIN, _CLOSE, WIDTH)]
    return "\n".join(lines) + "\n"


def _stage(stage: TemplateStage, passed: float) -> list[str]:
    lines = [_heading(f" {_clock(passed)}  {stage.title.upper()}", f"{stage.minutes:g} min")]
    lines += _labelled(f"{_MARGIN}Room   ", stage.prompt)
    lines += _labelled(f"{_MARGIN}Say    ", stage.say)
    lines += _labelled(f"{_MARGIN}Watch  ", stage.watch)
    for challenge in stage.challenges:
        lines += _labelled(f"{_MARGIN}If     ", f"{challenge.sign}: {challenge.response}")
    return lines


def _clock(minutes: float) -> str:
    whole, seconds = divmod(round(minutes * 60), 60)
    return f"{whole}:{seconds:02}".rjust(5)


def _heading(text: str, right: str) -> str:
    return f"{pad(text, WIDTH - width(right) - 1)} {right}"


def _labelled(label: str, text: str | None) -> list[str]:
    return hang(label, text, WIDTH) if text else []


_STEPS = 4


def sheet(template: Template, codes: Sequence[str] = ()) -> str:
    """Return a worksheet with the blanks that the template's stages ask for, in their order, 78 columns wide.

    `codes` are lines at its end: the promises of each person to take home.
    """
    kinds = list(dict.fromkeys(stage.kind for stage in template.stages))
    lines = [template.title.upper(), "", *_about(template), ""]
    for kind in kinds:
        if part := _PARTS.get(kind):
            lines += [*_prompt(template, kind), *part(template), ""]
    lines += [_two("Next check (day, hour)", "Who calls it")]
    lines += ["", "Promises to take home", *codes] if codes else []
    return "\n".join(lines) + "\n"


def _about(template: Template) -> list[str]:
    if template.one_owner:
        return [_blank("Name")]
    return [_blank("Improvement"), "", _blank("What will people see us do?")]


def _prompt(template: Template, kind: StageKind) -> list[str]:
    stages = (stage for stage in template.stages if stage.kind == kind and stage.prompt)
    return [line for stage in stages for line in wrap(f"{stage.title}: {stage.prompt}", WIDTH)]


def _goal(_: Template) -> list[str]:
    return [
        _blank("  Goal"), _blank("  Why it matters"), _blank("  What we count"), _two("  Today", "Target"),
        _two("  By which day", "Who reads it, how often"),
    ]  # fmt: skip


def _area(_: Template) -> list[str]:
    return [_blank("  Area"), "  Rating    1    2    3    4    5", _blank("  One example")]


def _strategy(_: Template) -> list[str]:
    options = [_blank(f"  Option {number}") for number in range(1, 4)]
    return [*options, _blank("  Strengths"), _blank("  Barriers"), _blank("  Reward on the way")]


def _steps(template: Template) -> list[str]:
    lines: list[str] = []
    for number in range(1, _STEPS + 1):
        who = _blank("     By which day") if template.one_owner else _two("     Who", "By which day")
        lines += [
            "",
            _blank(f"  {number}. What"),
            who,
            _two("     First move", "Day, hour"),
            _blank("     Done when"),
        ]
    return [*lines, "", *(_two("  Milestone", "By which day") for _ in range(2))] if template.one_owner else lines


def _resources(_: Template) -> list[str]:
    one = [
        _two("  Missing", "For step"),
        _two("  Who gives it", "Who asks, by when"),
        _blank("  If they say no"),
    ]
    return [*one, "", *one]


def _risks(_: Template) -> list[str]:
    return [line for _ in range(3) for line in (_blank("  If"), _blank("     then"))]


def _check(_: Template) -> list[str]:
    states = "done   under way   stuck   new date   dropped"
    return [line for n in range(1, 7) for line in (_blank(f"  {n}. Step"), f"     {states}", _blank("     Note"))]


def _evaluate(_: Template) -> list[str]:
    return [f"  {question}?".ljust(32) + "1    2    3    4    5" for question in TALLIES.values()]


_PARTS: dict[StageKind, Callable[[Template], list[str]]] = {
    "assess": _area,
    "goals": _goal,
    "strategy": _strategy,
    "define": _steps,
    "resources": _resources,
    "risks": _risks,
    "checkin": _check,
    "evaluate": _evaluate,
}


def _blank(label: str, cells: int = WIDTH) -> str:
    return f"{label} ".ljust(cells, "_")


def _two(left: str, right: str) -> str:
    half = WIDTH // 2 - 1
    return f"{_blank(left, half)}  {_blank(right, WIDTH - half - 2)}"
