"""`flipchart config`: where things are, and whether the settings are sound."""

from argparse import ArgumentParser
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, data, say
from flipchart.store.paths import cache_dir, config_dir, config_file, open_to_all, state_dir


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes: nothing."""


def run(call: Call) -> int:
    """Print the places; what is wrong with the settings is named on stderr, and is never fatal."""
    wrong = _wrong_keys(call)
    for problem in wrong:
        say(f"{config_file().name}: {problem}")
    if warning := open_to_all(call.sessions_dir):
        say(warning)
    problems = (*call.config.problems, *wrong)
    places = {
        "settings": config_file(),
        "templates": config_dir() / "templates",
        "sessions": call.sessions_dir,
        "state": state_dir(),
        "cache": cache_dir(),
    }
    for name, path in places.items():
        data(f"{name:<10} {path}{'' if path.exists() else '  (not there yet)'}\n")
    data(f"{'sound':<10} {_judged(config_file(), len(problems))}\n")
    return DONE


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
