"""A person's settings; what is wrong with them is named and ignored, never fatal."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from flipchart.store.errors import StoreError, shown
from flipchart.store.files import read_if_there
from flipchart.store.paths import config_file
from flipchart.store.reading import parse


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of `config.toml`, with the defaults of whatever it does not say.

    `keys` are a user's own, by action id; the screens check them. `problems` are sentences about what was ignored.
    """

    sessions_dir: Path | None = None
    theme: str = "room-dark"
    date_order: Literal["dmy", "mdy"] | None = None
    language: str | None = None
    seconds: Literal["auto", "always", "last"] = "auto"
    bell: bool = True
    ascii: bool = False
    motion: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


_LANGUAGES = ("en", "de", "fr", "es", "pt", "nl")

Check = Callable[[Any], bool]

_CHECKS: Mapping[str, tuple[Check, str]] = {
    "sessions_dir": (lambda value: isinstance(value, str) and bool(value.strip()), "a folder, in quotes"),
    "theme": (lambda value: isinstance(value, str) and bool(value), "the name of a theme, in quotes"),
    "date_order": (lambda value: value in ("dmy", "mdy"), '"dmy" or "mdy"'),
    "language": (lambda value: value in _LANGUAGES, f'one of {", ".join(_LANGUAGES)}, in quotes'),
    "seconds": (lambda value: value in ("auto", "always", "last"), '"auto", "always" or "last"'),
    "bell": (lambda value: isinstance(value, bool), "true or false"),
    "ascii": (lambda value: isinstance(value, bool), "true or false"),
    "motion": (lambda value: isinstance(value, bool), "true or false"),
}


def load_config(path: Path | None = None) -> Config:
    """Return the settings of `path`, or of the usual place; the defaults where there is no file."""
    path = path or config_file()
    try:
        data = read_if_there(path)
        tables = parse(data, str(path)) if data and data.strip() else {}
    except StoreError as error:
        return Config(problems=(f"{error.sentence} The defaults are used.",))
    return _config(tables, path.name)


def _config(tables: Mapping[str, Any], name: str) -> Config:
    values: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in tables.items():
        if key == "keys":
            values["keys"], wrong = _keys(value, name)
            problems += wrong
        elif key not in _CHECKS:
            problems.append(f"{name}: {shown(key)} is no setting and is ignored.")
        elif not _CHECKS[key][0](value):
            problems.append(f"{name}: {key} should be {_CHECKS[key][1]}; the default is used.")
        else:
            values[key] = _folder(value) if key == "sessions_dir" else value
    return Config(**values, problems=tuple(problems))


def _folder(value: str) -> Path:
    # `~name` of somebody unknown is a folder of that very name, as in the shell.
    return Path(os.path.expanduser(value))  # noqa: PTH111


def _keys(value: object, name: str) -> tuple[dict[str, str], list[str]]:
    if not isinstance(value, dict):
        return {}, [f'{name}: keys should be a table: [keys] and then lines such as park = "l".']
    flat = dict(_flat(value))
    wrong = [f"{name}: [keys] {shown(id)} should be keys in quotes; the default stays."
             for id, keys in flat.items() if not isinstance(keys, str)]  # fmt: skip
    return {id: keys for id, keys in flat.items() if isinstance(keys, str)}, wrong


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, object]]:
    # In TOML `stage.next = "n"` is a table in a table; an action's id is both names with the dot.
    pairs: list[tuple[str, object]] = []
    for key, value in table.items():
        pairs += _flat(value, f"{before}{key}.") if isinstance(value, dict) else [(f"{before}{key}", value)]
    return pairs
