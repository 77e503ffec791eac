"""Reading a template, with every fault told in the words of its file."""

from pathlib import Path

import tomli
from pydantic import ValidationError

from flipchart.domain.agenda import Template
from flipchart.domain.text import clean
from flipchart.exchange.errors import ExchangeError
from flipchart.exchange.templates.agenda_template import line_of
from flipchart.exchange.templates.template_list import template_place, template_text


def load_template(name: str, user_dir: Path | None = None) -> Template:
    """Return the template that is known as `name`, a user's own before the built-in one.

    Raises ExchangeError, with path, line and key, for an unknown name or a file that is no template.
    """
    text = template_text(name, user_dir)
    place = template_place(name, user_dir)
    try:
        return Template.model_validate(_cleaned(tomli.loads(text)))
    except tomli.TOMLDecodeError as error:
        raise ExchangeError(f"{place}, line {error.lineno}, is not TOML: {error.msg}.") from error
    except RecursionError as error:
        raise ExchangeError(f"{place} is nested too deeply for a template.") from error
    except ValidationError as error:
        line = line_of(text, error.errors(include_url=False)[0]["loc"])
        raise ExchangeError(f"{place}, line {line}: {fault(error)}") from error


def fault(error: ValidationError) -> str:
    """Return the first fault of a validation as one sentence that begins with its key."""
    first, *others = error.errors(include_url=False)
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    match first["type"]:
        case "missing":
            sentence = f"{key} is missing; write one."
        case "literal_error":
            sentence = f"{key} must be one of {first['ctx']['expected'].replace(' or ', ', ')}."
        case "string_too_short":
            sentence = f"{key} is empty; write something, or leave the key out."
        case "too_short":
            sentence = f"{key} has no entry; a template needs at least one."
        case _:
            sentence = f"{key} does not fit: {first['msg'][:1].lower()}{first['msg'][1:]}."
    return f"{sentence[:-1]} (and {len(others)} more)." if others else sentence


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _cleaned(item) for key, item in value.items()}
    return value
