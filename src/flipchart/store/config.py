"""A person's settings; a faulty one is named and ignored, never fatal."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from msgspec import Struct, field

from flipchart.domain.said import renamed, said, say
from flipchart.store.errors import StoreError, shown
from flipchart.store.files import read_if_there
from flipchart.store.paths import config_file, private_folder
from flipchart.store.reading import MEND, parse


class Config(Struct, frozen=True):
    """The settings of `config.toml`, with defaults for what it leaves out.

    `keys` are a user's own, by action id; the screens check them. `problems` are sentences about settings that were
    ignored.
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
    named: frozenset[str] = frozenset()
    """The settings that the file gives, and whose value is taken."""


class Setting(NamedTuple):
    """One setting: a test of its value, the allowed values in words, what it does, and its default in TOML.

    If the default is to be unset, `unset` says what that means, and `default` is an example.
    """

    fits: Callable[[Any], bool]
    may_be: str
    does: str
    default: str
    unset: str = ""


LANGUAGES = ("en", "de", "fr", "es", "pt", "nl")


def _one_of(*names: str) -> Callable[[Any], bool]:
    return lambda value: value in names


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


_SWITCH = said("true or false")
SETTINGS: Mapping[str, Setting] = {
    "sessions_dir": Setting(_is_text, said("a folder, in quotes"), "where sessions are kept",
                            '"~/Documents/Flipchart"'),
    "language": Setting(
        _one_of(*LANGUAGES), f'"{LANGUAGES[0]}", ' + ", ".join(f'"{it}"' for it in LANGUAGES[1:]),
        "the language of the screens, the agendas and the dates (English dates are read too)", '"de"',
        "unset: days in all six are read",
    ),
    "theme": Setting(_is_text, said("the name of a theme, in quotes"), "room-dark, room-light or a theme of Textual",
                     '"room-dark"'),
    "date_order": Setting(_one_of("dmy", "mdy"), said('"dmy" or "mdy"'), "whether 3/4 is April or March", '"dmy"',
                          "unset: 3/4 is asked about"),
    "seconds": Setting(_one_of("auto", "always", "last"), said('"auto", "always" or "last"'),
                       "when the clock shows seconds", '"auto"'),
    "bell": Setting(_is_switch, _SWITCH, "one bell when the time is over", "true"),
    "ascii": Setting(_is_switch, _SWITCH, "plain signs instead of dots, blocks and arrows", "false"),
    "motion": Setting(_is_switch, _SWITCH, "whether anything on the screen glides", "true"),
}  # fmt: skip
"""Every setting but `[keys]`, in the order in which they are listed."""


def commented() -> str:
    """Return a settings file in which every setting is a comment; removing its `#` puts one into effect."""
    parts = ["# Flipchart's settings. Lines that begin with # are not read; take the # away to change one."]
    for name, it in SETTINGS.items():
        parts += ["", f"# {it.does}: {it.may_be}{f'; {it.unset}' if it.unset else ''}", f"# {name} = {it.default}"]
    keys = ["", "# Keys of your own, by the ids that `docs/keys.md` and the list of keys (?) name.", "# [keys]"]
    return "\n".join((*parts, *keys, '# "stage.next" = "n,pagedown"', ""))


def settings_file() -> Path:
    """Return the path of the settings file, making a missing one with every setting as a comment.

    Raises OSError.
    """
    path = config_file()
    if not path.exists():
        private_folder(path.parent)
        path.touch(mode=0o600)
        path.write_text(commented(), "utf-8")
    return path


def keep_sessions_dir(folder: Path) -> None:
    """Write the sessions folder into the settings file, replacing the line or comment about it. Raises OSError."""
    path = settings_file()
    value = json.dumps(str(folder), ensure_ascii=False)  # a JSON string of a path is a TOML string
    lines = path.read_text("utf-8").splitlines()
    place = next((n for n, line in enumerate(lines) if line.lstrip("# ").startswith("sessions_dir")), None)
    if place is None:
        lines.insert(0, f"sessions_dir = {value}")
    else:
        lines[place] = f"sessions_dir = {value}"
    path.write_text("\n".join((*lines, "")), "utf-8")


def load_config(path: Path | None = None) -> Config:
    """Return the settings of `path`, or of the usual place; the defaults where there is no file."""
    path = path or config_file()
    try:
        data = read_if_there(path)
        tables = parse(data, str(path)) if data and data.strip() else {}
    except StoreError as error:
        # Of settings no backups are kept.
        sentence = renamed(error.sentence, MEND, say("'flipchart config edit' opens it"))
        return Config(problems=(say("{why} The defaults are used.", why=sentence),))
    return _config(tables, path.name)


def _config(tables: Mapping[str, Any], name: str) -> Config:
    values: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in tables.items():
        if key == "keys":
            values["keys"], wrong = _keys(value, name)
            problems += wrong
        elif key not in SETTINGS:
            from difflib import get_close_matches  # noqa: PLC0415 - few settings are misspelt

            near = get_close_matches(key, SETTINGS, n=1)
            problems.append(
                say(
                    "{file}: {key} is not a setting and is ignored; did you mean {other}?",
                    file=name,
                    key=shown(key),
                    other=near[0],
                )
                if near
                else say("{file}: {key} is not a setting and is ignored.", file=name, key=shown(key))
            )
        elif not SETTINGS[key].fits(value):
            problems.append(
                say(
                    "{file}: {key} should be {what}; the default is used.",
                    file=name,
                    key=key,
                    what=said(SETTINGS[key].may_be),
                )
            )
        else:
            values[key] = _folder(value) if key == "sessions_dir" else value
    return Config(**values, problems=tuple(problems), named=frozenset(values))


def _folder(value: str) -> Path:
    # `~name` of somebody unknown is a folder of that very name, as in the shell.
    return Path(os.path.expanduser(value))  # noqa: PTH111


def _keys(value: object, name: str) -> tuple[dict[str, str], Sequence[str]]:
    if not isinstance(value, dict):
        return {}, [say('{file}: keys should be a table: [keys] and then lines such as park = "l".', file=name)]
    flat = dict(_flat(value))
    wrong = [say("{file}: [keys] {id} should be keys in quotes; the default stays.", file=name, id=shown(id))
             for id, keys in flat.items() if not isinstance(keys, str)]  # fmt: skip
    return {id: keys for id, keys in flat.items() if isinstance(keys, str)}, wrong


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, object]]:
    # In TOML `stage.next = "n"` is a table in a table; an action's id is both names with the dot.
    pairs: list[tuple[str, object]] = []
    for key, value in table.items():
        pairs += _flat(value, f"{before}{key}.") if isinstance(value, dict) else [(f"{before}{key}", value)]
    return pairs
