"""`flipchart completion SHELL`: the script with which a shell completes commands, sessions and templates."""

from argparse import ArgumentParser
from typing import Any

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.parser import built
from flipchart.cli.frame.streams import DONE, data

SHELLS = ("bash", "zsh", "fish")

_ASK = "flipchart completion --words"
_BASH = f"""\
_flipchart_words() {{
  local IFS=$'\\n' typed="${{2//\\\\/}}" name
  case $typed in \\"*|\\'*) local open="${{typed:0:1}}"; typed="${{typed:1}}";; esac
  shopt -s nocasematch
  for name in $({_ASK} $1 2>/dev/null); do
    name="${{name%%:*}}"
    if [[ $name == "$typed"* ]]; then [ -n "$open" ] && echo "$name" || printf '%q\\n' "$name"; fi
  done
}}
_flipchart_sessions() {{ _flipchart_words sessions "$1"; compgen -f -- "$1"; }}
_flipchart_templates() {{ _flipchart_words templates "$1"; }}
"""
_ZSH = f"""\
_flipchart_words() {{
  local -a names; names=(${{(f)"$({_ASK} $1 2>/dev/null)"}})
  compadd -M 'm:{{[:lower:]}}={{[:upper:]}}' -a names
}}
_flipchart_sessions() {{ _flipchart_words sessions; _files; }}
_flipchart_templates() {{ _flipchart_words templates; }}
"""
_FISH = f"""\
function _flipchart_sessions; {_ASK} sessions 2>/dev/null; end
function _flipchart_templates; {_ASK} templates 2>/dev/null; end
"""
_PREAMBLE: Any = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
_DYNAMIC = {
    "session": {"bash": "_flipchart_sessions", "zsh": "_flipchart_sessions", "fish": "(_flipchart_sessions)"},
    "template": {"bash": "_flipchart_templates", "zsh": "_flipchart_templates", "fish": "(_flipchart_templates)"},
}


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("shell", metavar="SHELL", nargs="?", choices=SHELLS, help="bash, zsh or fish")
    choice.add_argument(
        "--words", metavar="KIND", choices=("sessions", "templates"), help="only the names that the script asks for"
    )
    parser.usage = "flipchart completion SHELL"


def run(call: Call) -> int:
    """Print the completion script, or with `--words` the names that it asks for during completion."""
    if call.args.words:
        data("".join(f"{name}\n" for name in _names(call)))
    else:
        data(script(call.args.shell))
    return DONE


def script(shell: str) -> str:
    """Return the completion script of a shell, made from the parser itself (by shtab)."""
    import shtab

    parser = built(whole=True)
    verbs: Any = next(action for action in parser._actions if action.dest == "verb")
    for verb in verbs.choices.values():
        for action in verb._actions:
            if kind := _kind(action.dest, verb.prog):
                action.complete = _DYNAMIC[kind]
            elif action.metavar == "FILE":
                action.complete = shtab.FILE
    return str(shtab.complete(parser, shell, preamble=_PREAMBLE))


def _kind(dest: str, prog: str) -> str | None:
    if dest in ("session", "sessions"):
        return "session"
    return "template" if dest == "template" or (dest == "words" and prog.endswith("templates")) else None


def _names(call: Call) -> list[str]:
    if call.args.words == "templates":
        from flipchart.exchange.templates.template_list import template_names
        from flipchart.store.paths import config_dir

        return list(template_names(config_dir() / "templates"))
    from flipchart.store.catalogue import session_titles

    return ["last", *session_titles(call.sessions_dir, call.clock)]
