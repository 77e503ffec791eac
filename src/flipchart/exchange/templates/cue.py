"""A template on one page, to read from where the screen is mirrored and the desk has none of its own."""

from flipchart.domain.agenda import Template, TemplateStage
from flipchart.exchange.text_width import hang, pad, width, wrap

_WIDTH = 78
_MARGIN = " " * 7
_CLOSE = "Next check date and who calls it; what is still open; then the promises, aloud, as far as there is time."


def cue(template: Template) -> str:
    """Return the agenda with its scripts, what to watch for and answers to challenges, 78 columns wide."""
    lines = [_heading(template.title.upper(), f"{template.minutes:g} min"), *wrap(template.for_, _WIDTH)]
    lines += _labelled("At hand:  ", "; ".join(template.materials))
    lines += _labelled("We leave with:  ", "; ".join(template.leave_with))
    passed = 0.0
    for stage in template.stages:
        lines += ["", *_stage(stage, passed)]
        passed += stage.minutes
    lines += ["", f" {_clock(passed)}  CLOSE", *hang(_MARGIN, _CLOSE, _WIDTH)]
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
    return f"{pad(text, _WIDTH - width(right) - 1)} {right}"


def _labelled(label: str, text: str | None) -> list[str]:
    return hang(label, text, _WIDTH) if text else []
