"""`flipchart config`: prints every setting with its value and source, and where files are kept; `config edit`."""

import os
from argparse import ArgumentParser
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.colour import fits, width
from flipchart.cli.frame.streams import COULD_NOT, DONE, Misuse, data, need_terminal, say
from flipchart.domain.text import meant
from flipchart.exchange.text_width import hang
from flipchart.store.config import SETTINGS, settings_file
from flipchart.store.errors import shown
from flipchart.store.paths import cache_dir, config_dir, config_file, open_to_all, state_dir

NOT_FOUND = 127
"""The exit code of an editor that does not exist, as a shell gives it."""


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "what", metavar="edit", nargs="?", help="open the settings file; a new one has every setting in it"
    )


def run(call: Call) -> int:
    """Print settings and folders; problems go to stderr, and the exit code is then 1."""
    if call.args.what == "edit":
        return _edited()
    if call.args.what is not None:
        raise Misuse(f"'config' takes nothing or 'edit', not '{call.args.what}'{meant(call.args.what, ['edit'])}")
    wrong = _wrong_keys(call)
    for problem in wrong:
        say(f"{config_file().name}: {problem}")
    if warning := open_to_all(call.sessions_dir):
        say(warning)
    problems = (*call.config.problems, *wrong)
    lines = [*_table(_settings(call)), "", *_listed(_places(call))]
    lines += hang(f"{'sound':<13} ", _judged(config_file(), len(problems)), width())
    data("".join(f"{line}\n" for line in lines))
    return COULD_NOT if problems else DONE


def _table(rows: list[tuple[str, str, str, str]]) -> list[str]:
    """Return a line for each setting, or two if one is too long for the terminal."""
    wide, whence = (max(len(row[at]) for row in rows) for at in (1, 2))
    lines = [f"{name:<13} {value:<{wide}}  {source:<{whence}}  {may_be}" for name, value, source, may_be in rows]
    if all(fits(len(line)) for line in lines):
        return lines
    shown: list[str] = []
    for name, value, source, may_be in rows:
        shown += hang(f"{name:<13} ", f"{value} ({source})", width())
        shown += hang(f"{'':<13} ", f"may be {may_be}", width())
    return shown


def _listed(places: dict[str, Path]) -> list[str]:
    """Return a line for each folder; if it fills the terminal, "does not exist yet" goes below it."""
    lines: list[str] = []
    for name, path in places.items():
        lines.append(f"{name:<13} {path}")
        if not path.exists():
            absent = "(not there yet)"
            lines += [f"{lines.pop()}  {absent}"] if fits(len(lines[-1]) + 17) else [f"{'':<13} {absent}"]
    return lines


def _settings(call: Call) -> list[tuple[str, str, str, str]]:
    """Return each setting's name, value, source and allowed values."""
    rows = []
    for name, it in SETTINGS.items():
        value = getattr(call.config, name)
        source = "settings" if name in call.config.named else "default"
        if name == "sessions_dir":
            value, source = call.sessions_dir, _folder_from(call, source)
        shown = str(value).lower() if isinstance(value, bool) else it.unset if value is None else str(value)
        rows.append((name, shown, source, it.may_be))
    own = ", ".join(call.config.keys) or "none"
    return [*rows, ("[keys]", own, "settings" if call.config.keys else "default", "an action's id = keys, in quotes")]


def _folder_from(call: Call, source: str) -> str:
    if getattr(call.args, "dir", None):
        return "--dir"
    return "FLIPCHART_DIR" if os.environ.get("FLIPCHART_DIR") else source


def _places(call: Call) -> dict[str, Path]:
    return {
        "settings": config_file(),
        "templates": config_dir() / "templates",
        "sessions": call.sessions_dir,
        "state": state_dir(),
        "cache": cache_dir(),
    }


def _wrong_keys(call: Call) -> tuple[str, ...]:
    """Return the problems of the person's own keys; without any, the screens that know the keys are not imported."""
    if not call.config.keys:
        return ()
    from flipchart.tui.text.keys import checked

    return checked(call.config.keys)[1]


def _judged(file: Path, problems: int) -> str:
    if not file.exists():
        return "yes: there is no settings file, and none is needed"
    return "yes" if not problems else f"no: {problems} of its settings {'is' if problems == 1 else 'are'} ignored"


def _edited() -> int:
    """Open the settings in the person's editor or, if none is set, on a page of our own."""
    need_terminal("Editing the settings")
    path = settings_file()
    from flipchart.tui.screens.file_page import edit

    code = edit(path)
    if code == NOT_FOUND:
        named = shown(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
        say(
            f"The editor '{named}' was not found. Set EDITOR to one that is here; without it a page of our own opens."
        )
    elif code:
        say(f"The editor ended with {code}; the settings are in {path}.")
    return COULD_NOT if code else DONE
