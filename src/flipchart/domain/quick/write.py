"""The inverse of reading: a step or a resource as the line that reads as it, for editing in place."""

import datetime as dt
from collections.abc import Iterable, Sequence

from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Resource, Step
from flipchart.domain.quick.names import People
from flipchart.domain.quick.step import THEN, guarded_then
from flipchart.domain.quick.words import Line, begins_name, escaped, escaped_text, quote, trimmed
from flipchart.domain.when import lead_moment, read_date
from flipchart.domain.when.tables import MONTH_NAMES, SHORT


def write_line(step: Step, needs: Sequence[str], people: Iterable[str], now_local: dt.datetime) -> str:
    """Return the line that `read_line` reads as this step with these needs, at the same time and place.

    Runs of spaces become one, and a name gets the spelling that the people have. A date outside the
    years that are read comes back as text; `hoped` is told only where there is a date.
    """
    known = People(people)
    parts = [escaped_text(step.text)]
    parts += [f"@{known.typed(step.owner)}"] if step.owner else []
    parts += [f"+{known.typed(helper)}" for helper in step.helpers]
    parts += [f">{'~' if step.hoped else ''}{date_phrase(step.due, now_local.date())}"] if step.due else []
    parts += [f"#{tag(need)}" for need in needs]
    parts += [_if_then(step)] if step.roadblock or step.contingency else []
    parts += [_first(step, now_local)] if step.first_step or step.first_step_at else []
    parts += [f"={escaped_text(step.done_when, first=True)}"] if step.done_when else []
    return " ".join(parts)


def write_need(resource: Resource, people: Iterable[str], now_local: dt.datetime) -> str:
    """Return the line that `read_need` reads as this resource; a unit needs an amount to be told."""
    known, amount = People(people), resource.amount
    parts = [escaped_text(resource.text)]
    parts += [f"#{resource.kind}"] if resource.kind else []
    parts += [f"@{known.typed(resource.ask)}"] if resource.ask else []
    parts += [f">{date_phrase(resource.by, now_local.date())}"] if resource.by else []
    parts += [f"={amount} {escaped_text(resource.unit or '')}".rstrip()] if amount is not None else []
    parts += [f"!{section(resource.alternative)}"] if resource.alternative else []
    return " ".join(parts)


def date_phrase(date: dt.date, today: dt.date) -> str:
    """Return a date as people type it, with its year where it would else be another one."""
    short = f"{date.day} {MONTH_NAMES[date.month - 1][:SHORT].lower()}"
    try:
        return short if read_date(short, today) == date else f"{short} {date.year:04}"
    except Rejected:
        return f"{short} {date.year:04}"


def tag(need: str) -> str:
    """Return what stands behind a # so that it reads as itself: one word bare, several in quotes."""
    plain = begins_name(need) and trimmed(need) == need and Line(need).words == (need,)
    return need if plain and need[0].isalpha() else quote(need)


def section(text: str, letter: bool = False) -> str:
    """Return what a mark opens and the next one ends, in quotes where its first sign is none that the mark takes.

    That is a letter or a number; with `letter` a letter alone.
    """
    plain = text[0].isalpha() if letter else text[0].isalnum()
    return escaped_text(text) if plain else quote(" ".join(text.split()))


def _if_then(step: Step) -> str:
    """Return the roadblock and contingency, with "then" inside the roadblock kept from ending it."""
    before = " ".join(guarded_then(escaped(word)) for word in (step.roadblock or "").split())
    if not step.contingency:
        return f"!if {before}"
    comma = "," if before.endswith(",") else ""
    return " ".join(part for part in ("!if", before + comma, THEN, escaped_text(step.contingency)) if part)


def _first(step: Step, now_local: dt.datetime) -> str:
    if step.first_step_at is None:
        return f"^{quote(' '.join((step.first_step or '').split()))}"
    local, text = step.first_step_at.astimezone(now_local.tzinfo), escaped_text(step.first_step or "")
    for at in (f"{date_phrase(local.date(), now_local.date())} {local:%H:%M}", local.isoformat()):
        line = f"^{at} {text}".rstrip()
        found = lead_moment(line[1:].split(), now_local)
        if found and found.at and found.at.astimezone(dt.UTC) == step.first_step_at and found.used == len(at.split()):
            return line
    return line
