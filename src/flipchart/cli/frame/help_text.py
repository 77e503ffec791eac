"""What `--help` shows beside the options: usage, examples, the environment, the exit codes."""

import argparse
from collections.abc import Mapping

EXAMPLES = {
    "new": (
        'flipchart new "Service blueprint" --improvements list.txt --people "Ana Lopes, Bea Moreau"',
        'flipchart new "Retro 15" --template follow-up --planned-start 10:00 --no-run',
    ),
    "run": ('flipchart run "Service"', "flipchart run last --view desk", "flipchart run plan.toml --rehearse"),
    "watch": ("flipchart watch last", "flipchart watch plan.toml --view desk"),
    "follow-up": ("flipchart follow-up last",),
    "list": ("flipchart list", "flipchart list --json"),
    "due": ("flipchart due", 'flipchart due --owner "Ana" --before fri', "flipchart due --ics > promises.ics"),
    "group": ('flipchart group "Clinic service team"',),
    "show": ("flipchart show last", "flipchart show plan.toml --json"),
    "import": ("flipchart import last actions.csv --dry-run", "flipchart import last - --as steps < minutes.md"),
    "export": ("flipchart export last --to md", "flipchart export last --to html -o plan.html"),
    "check": ("flipchart check sessions/*.toml",),
    "merge": ("flipchart merge base.toml ours.toml theirs.toml",),
    "report": (
        'flipchart report last "Draft the form" done --on tue',
        "flipchart report last --from plan.md --dry-run",
    ),
    "digest": ("flipchart digest --since 1w", "flipchart digest --group Clinic --to html > clinic.html"),
    "when": ("flipchart when next fri", "flipchart when end of q1"),
    "templates": (
        "flipchart templates",
        "flipchart templates coaching --cue",
        "flipchart templates copy coaching",
        "flipchart templates follow-up --sheet --of last",
    ),
    "schema": ("flipchart schema > session.schema.json",),
    "demo": ("flipchart demo retro", "flipchart demo"),
    "config": ("flipchart config", "flipchart config edit"),
    "completion": ("flipchart completion bash > ~/.local/share/bash-completion/completions/flipchart",),
}
"""For each command, one to three lines that can be typed as they are."""

SESSION = "SESSION is a path, the start of a title or of a file name, or 'last'."

FIRST = {
    "flipchart demo retro": "a workshop in its middle, to try things with",
    'flipchart new "Service blueprint" --improvements list.txt': "",
    "flipchart run last": "go on with the session that was changed last",
    "flipchart help export": "all about one command",
}
"""What to type first, and what it does where that needs saying."""

ENVIRONMENT = {
    "FLIPCHART_DIR": "the sessions folder",
    "FLIPCHART_CONFIG": "the settings file, or its folder",
    "FLIPCHART_STATE": "the folder of backups and drafts",
    "NO_COLOR": "without colours",
    "VISUAL, EDITOR": "what opens a file for editing",
}

EXIT_CODES = {
    "0": "done",
    "1": "could not be done",
    "2": "used wrongly, or no terminal",
    "3": "read or written in part",
    "128+n": "ended by signal n",
}


_DAMAGED = {"3": "printed, but a damaged file was left out, which is named"}
_IN_PART = {"3": "some of the list was not taken, which is named"}
OWN_CODES: Mapping[str, Mapping[str, str]] = {
    "new": _IN_PART, "import": _IN_PART, "report": _IN_PART,
    "list": _DAMAGED, "due": _DAMAGED, "group": _DAMAGED, "digest": _DAMAGED,
    "check": {"0": "every file is sound", "1": "a file is not, which is named"},
    "config": {"1": "could not be done, or a setting is wrong, which is named"},
    "merge": {"1": "could not be done, or both sides changed the same value, which is to be settled"},
}  # fmt: skip
"""The exit codes of single commands, where their meaning is more exact than the general one."""


class HelpPage(argparse.RawDescriptionHelpFormatter):
    """Formats the help; the list of commands has no heading of its own."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if "\n" in text else argparse.HelpFormatter._fill_text(self, text, width, indent)

    def _format_action(self, action: argparse.Action) -> str:
        text = super()._format_action(action)
        return text.partition("\n")[2] if isinstance(action, argparse._SubParsersAction) else text


def usage(prog: str, actions: list[argparse.Action]) -> str:
    """Return the usage line with all required arguments: `flipchart export SESSION --to FORMAT …`."""
    words = [prog]
    for action in actions:
        name = str(action.metavar)
        if not action.option_strings:
            words.append({"?": f"[{name}]", "*": f"[{name} …]", "+": f"{name} …"}.get(str(action.nargs), name))
        elif action.required:
            words.append(f"{action.option_strings[-1]} {name}")
    return " ".join((*words, "[option …]"))


def about() -> str:
    """Return the text below the list of all commands."""
    parts = [
        *_wrapped(SESSION, ""),
        "",
        "examples:",
        *_entries(FIRST, 0),
        "",
        "environment variables:",
        *_entries(ENVIRONMENT, 18),
    ]
    return "\n".join((*parts, "", "exit codes:", *_entries(EXIT_CODES, 7)))


def ending(verb: str) -> str:
    """Return the last paragraphs of a command's help: examples, exit codes, and where to read more."""
    codes = {code: means for code, means in EXIT_CODES.items() if code in "012"} | dict(OWN_CODES.get(verb, {}))
    lines = ["examples:", *(f"  {line}" for line in EXAMPLES.get(verb, ())), ""]
    lines += ["exit codes:", *_entries(dict(sorted(codes.items())), 7), ""]
    return "\n".join(
        (*lines, *_wrapped("'flipchart help' lists all commands, and the environment variables that they read.", ""))
    )


def _entries(pairs: Mapping[str, str], width: int) -> list[str]:
    """Return names with what they do, in a column of `width` letters; below the names if `width` is 0."""
    lines: list[str] = []
    for name, does in pairs.items():
        head = f"  {name:{width}}"
        lines += _wrapped(head + does, " " * len(head)) if width else [head, *_wrapped(f"      {does}", "      ")]
    return [line for line in lines if line.strip()]


def _wrapped(text: str, later: str) -> list[str]:
    """Return a text in lines that fit the terminal, as argparse has its own, the later ones set in."""
    import shutil  # both are only needed for the help
    import textwrap

    columns = max(40, shutil.get_terminal_size().columns - 2)
    return textwrap.wrap(text, columns, subsequent_indent=later, drop_whitespace=True, break_long_words=False)
