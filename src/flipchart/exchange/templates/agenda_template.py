"""Reading agenda templates, and making runs from them; every error names the key in its file."""

import datetime as dt
import re
from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from flipchart.domain.agenda import Run, Stage, Template, TemplateStage
from flipchart.domain.errors import ExchangeError
from flipchart.domain.record import Unfit
from flipchart.domain.text import clean
from flipchart.exchange.templates.template_list import (
    template_place,
    template_text,
)
from flipchart.ids import Ids
from flipchart.patterns import pattern
from flipchart.translation import catalogue

if TYPE_CHECKING:
    from flipchart.domain.misfits import Misfit


def run_of(
    template: Template,
    name: str,
    ids: Ids,
    *,
    planned_start: dt.datetime | None = None,
    ends_by: dt.datetime | None = None,
) -> Run:
    """Return a new run after the template that is known as `name`; both instants are aware."""
    return Run(
        id=ids(),
        kind=template.kind,
        template=name,
        planned_start=planned_start,
        ends_by=ends_by,
        one_owner=template.one_owner,
        quiet_clock=template.quiet_clock,
    )


def agenda_of(template: Template, run: Run, ids: Ids, seconds: Sequence[int] = ()) -> tuple[Stage, ...]:
    """Return the stages of `run` as the template describes them, each with an id of its own.

    `seconds` are the durations of all stages where others than the template's are wanted.
    """
    planned = seconds or tuple(round(stage.minutes * 60) for stage in template.stages)
    return tuple(_stage(stage, run, ids(), time) for stage, time in zip(template.stages, planned, strict=True))


def _stage(stage: TemplateStage, run: Run, id: str, seconds: int) -> Stage:
    return Stage(
        id=id,
        run=run.id,
        kind=stage.kind,
        title=stage.title,
        seconds=seconds,
        prompt=stage.prompt,
        say=stage.say,
        watch=stage.watch,
        challenges=stage.challenges,
    )


def template_of(run: Run, stages: Sequence[Stage], title: str, purpose: str) -> Template:
    """Return the agenda of a run as a template to start others from; `purpose` tells when to choose it."""
    kept = tuple(
        TemplateStage(
            kind=it.kind, title=it.title, minutes=_minutes(it.seconds), prompt=it.prompt, say=it.say,
            watch=it.watch, challenges=it.challenges,
        )
        for it in stages if it.seconds
    )  # fmt: skip
    return Template.of(
        {"title": title, "for": purpose, "kind": run.kind, "one_owner": run.one_owner,
         "quiet_clock": run.quiet_clock, "stages": kept}
    )  # fmt: skip


_STAGES = pattern(rb"^\s*(\[\[\s*stages\s*\]\]|stages\s*=)", re.MULTILINE)
_OF_A_SESSION = pattern(rb"^\s*(format|run)\s*=|\brun\s*=\s*[\"']", re.MULTILINE)


def looks_like_template(data: bytes) -> bool:
    """Tell whether a file, sound or not, is rather an agenda than a session: it has stages, and none is of a run."""
    return _STAGES.search(data) is not None and _OF_A_SESSION.search(data) is None


def _minutes(seconds: int) -> int | float:
    return seconds // 60 if not seconds % 60 else round(seconds / 60, 4)


_HEADER = pattern(r"\s*\[\[?\s*(?P<name>[^\]]+?)\s*\]")


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Return the line (from 1) of a key such as ("stages", 2, "minutes"), or of what it should stand in.

    A key that is missing is looked for in the table where it belongs; one that is written in another way than a
    line of its own (an inline table) is reported at the line of its nearest header.
    """
    lines = text.splitlines()
    here, end, table = 0, len(lines), ""
    for part in place:
        if isinstance(part, str):
            table = f"{table}.{part}" if table else part
            found = _key(lines, here, end, part)
            if found is not None:
                return found + 1
        else:
            headers = _headers(lines, here, end, table)
            if part >= len(headers):
                break
            here = headers[part]
            end = headers[part + 1] if part + 1 < len(headers) else _end(lines, here, end, table)
    return here + 1


def _headers(lines: list[str], here: int, end: int, table: str) -> list[int]:
    """Return where the headers of a table stand from `here` on, that line included."""
    return [n for n in range(here, end) if _named(lines[n]) == table]


def _key(lines: list[str], here: int, end: int, key: str) -> int | None:
    """Return where a key stands among those of the table that begins `here`, before the next header."""
    wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    for n in range(here, end):
        if n > here and _named(lines[n]):
            return None
        if wanted.match(lines[n]):
            return n
    return None


def _end(lines: list[str], here: int, end: int, table: str) -> int:
    """Return where the last table of its name ends: at the next header that is not one of its own parts."""
    for n in range(here + 1, end):
        name = _named(lines[n])
        if name and not name.startswith(f"{table}."):
            return n
    return end


def _named(line: str) -> str:
    found = _HEADER.match(line)
    return found["name"] if found else ""


def load_template(name: str, user_dir: Path | None = None, language: str | None = None) -> Template:
    """Return the template `name`; a user's own goes before a built-in one.

    The texts of a built-in one are in `language` if we have that, else in English; a user's are left as they are.
    Raises ExchangeError, with path, line and key, for an unknown name or a file that is no template.
    """
    text = template_text(name, user_dir)
    place = template_place(name, user_dir)
    try:
        texts = _cleaned(tomli.loads(text))
        built_in = user_dir is None or place != user_dir / f"{name}.toml"
        return Template.of(_translated(texts, catalogue(language)) if built_in else texts)
    except tomli.TOMLDecodeError as error:
        raise ExchangeError(f"{place}, line {error.lineno}, is not TOML: {error.msg}.") from error
    except RecursionError as error:
        raise ExchangeError(f"{place} is nested too deeply for a template.") from error
    except Unfit as error:
        problems = error.problems
        line = line_of(text, problems[0].path)
        raise ExchangeError(f"{place}, line {line}: {sentence(problems)}") from error


def sentence(problems: "Sequence[Misfit]") -> str:
    """Return the first of the problems as one sentence that begins with its key."""
    first, *others = problems
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in first.path).lstrip(".")
    match first.fault:
        case "missing":
            words = f"{key} is missing; write one."
        case "choice":
            words = f"{key} must be one of {first.bound}."
        case "empty":
            words = f"{key} is empty; write something, or leave the key out."
        case "few":
            words = f"{key} has no entry; a template needs at least one."
        case _:
            words = f"{key} does not fit: it {first.should}."
    return f"{words[:-1]} (and {len(others)} more)." if others else words


def _translated(value: Any, words: NullTranslations, key: str = "") -> Any:
    """The texts of a template in a language; its kinds are words of the program and no texts."""
    if isinstance(value, str):
        return value if key == "kind" or not value else words.gettext(value)
    if isinstance(value, list):
        return [_translated(item, words, key) for item in value]
    if isinstance(value, dict):
        return {name: _translated(item, words, name) for name, item in value.items()}
    return value


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _cleaned(item) for key, item in value.items()}
    return value
