"""`flipchart config`: every setting with its value and where it came from, where things are, and `config edit`."""

import os
from argparse import ArgumentParser
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import COULD_NOT, DONE, Misuse, data, need_terminal, say
from flipchart.store.config import SETTINGS, settings_file
from flipchart.store.paths import cache_dir, config_dir, config_file, open_to_all, state_dir


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "what", metavar="edit", nargs="?", help="open the settings file; a new one has every setting in it"
    )


def run(call: Call) -> int:
    """Print settings and places; what is wrong is named on stderr, and the exit code is 1 then."""
    if call.args.what == "edit":
        return _edited(call)
    if call.args.what is not None:
        raise Misuse(f"'config' takes nothing or 'edit', not '{call.args.what}'.")
    wrong = _wrong_keys(call)
    for problem in wrong:
        say(f"{config_file().name}: {problem}")
    if warning := open_to_all(call.sessions_dir):
        say(warning)
    problems = (*call.config.problems, *wrong)
    for name, value, source, may_be in _settings(call):
        data(f"{name:<13} {value:<24} {source:<16} {may_be}\n")
    data("\n")
    for name, path in _places(call).items():
        data(f"{name:<13} {path}{'' if path.exists() else '  (not there yet)'}\n")
    data(f"{'sound':<13} {_judged(config_file(), len(problems))}\n")
    return COULD_NOT if problems else DONE


def _settings(call: Call) -> list[tuple[str, str, str, str]]:
    """Return each setting's name, its value, where that came from, and what it may be."""
    rows = []
    for name, it in SETTINGS.items():
        value = getattr(call.config, name)
        source = "settings" if name in call.config.named else "default"
        if name == "sessions_dir":
            value, source = call.sessions_dir, _folder_from(call, source)
        shown = str(value).lower() if isinstance(value, bool) else "asks" if value is None else str(value)
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
    """What is wrong with one's own keys; without any, the screens that know the keys need not be looked at."""
    if not call.config.keys:
        return ()
    from flipchart.tui.text.keys import checked

    return checked(call.config.keys)[1]


def _judged(file: Path, problems: int) -> str:
    if not file.exists():
        return "yes: there is no settings file, and none is needed"
    return "yes" if not problems else f"no: {problems} of its settings are ignored"


def _edited(call: Call) -> int:
    """Open the settings in the person's editor, or where none is named in a page of our own."""
    need_terminal("Editing the settings")
    path = settings_file()
    from flipchart.tui.screens.settings import edit

    code = edit(path)
    if code:
        say(f"The editor ended with {code}; the settings are in {path}.")
    return COULD_NOT if code else DONE
