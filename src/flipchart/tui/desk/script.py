"""What the facilitator says and watches for in this stage."""

from flipchart.domain.agenda import Stage
from flipchart.tui.text.frame import View
from flipchart.tui.text.lines import Line, line, wrap

LABEL = 7
"""Cells of the word before a sentence."""

BEFORE = "The room reads the agenda and marks who is here. Space starts the clock."
BETWEEN = "No stage is under way. n goes on."
AFTER = "When do we look again, and who calls it? Then each promise aloud, by its owner."


def here(view: View) -> Stage | None:
    """Return the stage whose script counts: the current one, before the start the first."""
    stages = view.session.stages_of(view.run) if view.run else ()
    if view.clock is not None and view.clock.state == "planned":
        return stages[0] if stages else None
    return view.stage


def script_lines(view: View, width: int, most: int) -> tuple[Line, ...]:
    """Return what to say and what to watch for, on at most `most` lines; what to watch for keeps one.

    What is too long for its lines ends in an ellipsis: at the desk a person knows the beginning of a sentence.
    """
    stage = here(view)
    first = view.clock is not None and view.clock.state == "planned"
    say = (stage.say if stage else None) or _untimed(view)
    watch = stage.watch if stage and not first else None
    room = max(most - bool(watch), 1)
    said = _labelled("Say", say, width, room)
    return (*said, *(_labelled("Watch", watch, width, max(most - len(said), 1), "info") if watch else ()))


def _untimed(view: View) -> str:
    if view.clock is None or view.clock.state == "ended":
        return AFTER
    return BEFORE if view.clock.state == "planned" else (BETWEEN if view.stage is None else "")


def _labelled(label: str, text: str, width: int, most: int, style: str = "bold") -> tuple[Line, ...]:
    if not text:
        return ()
    parts = wrap(text, width - LABEL)
    if len(parts) > most:
        parts = [*parts[: most - 1], " ".join(parts[most - 1 :])]
    return tuple(line((f"{label if not n else '':<{LABEL}}", "quiet"), (part, style)) for n, part in enumerate(parts))
