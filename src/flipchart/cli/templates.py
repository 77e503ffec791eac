"""`flipchart templates`: the agendas to start from, listed, printed and copied."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.colour import width
from flipchart.cli.frame.streams import COULD_NOT, DONE, Misuse, data, is_terminal, say
from flipchart.domain.errors import ExchangeError
from flipchart.domain.text import clean, clean_line
from flipchart.exchange.templates import agenda_template, handouts, template_list
from flipchart.exchange.text_width import hang, table
from flipchart.store.paths import config_dir


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.usage = "flipchart templates [NAME] [option …]\n       flipchart templates copy NAME"
    parser.add_argument("words", metavar="NAME", nargs="*", help="a template's name, or 'copy' and a name")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--cue", action="store_true", help="one page to read from")
    form.add_argument("--sheet", action="store_true", help="a blank worksheet, one for each improvement")
    parser.add_argument(
        "--of", metavar="SESSION", help="with --sheet: a code of each person's promises in this session"
    )


def run(call: Call) -> int:
    """List the templates, print one, or copy one into the config folder."""
    folder = config_dir() / "templates"
    if call.args.of is not None and not (call.args.sheet and call.args.words):
        raise Misuse("'--of' is for the worksheet of a template: 'flipchart templates NAME --sheet --of SESSION'.")
    match call.args.words:
        case []:
            return _listed(call, folder)
        case ["copy", name]:
            data(f"{template_list.copy_template(name, folder)}\n")
        case ["copy"]:
            raise Misuse("'templates copy' needs the NAME of a template.")
        case [name]:
            data(_printed(call, name, folder))
        case _:
            raise Misuse("'templates' takes one NAME, or 'copy' and a NAME.")
    return DONE


def _listed(call: Call, folder: Path) -> int:
    if call.args.cue or call.args.sheet:
        raise Misuse("'--cue' and '--sheet' need the NAME of a template.")
    rows, code = [], DONE
    for name in template_list.template_names(folder):
        try:
            template = agenda_template.load_template(name, folder)
        except ExchangeError as error:
            say(error.sentence)
            code = COULD_NOT
        else:
            rows.append((clean_line(name), f"{template.minutes:g} min", template.for_))
    heads = table([(name, minutes) for name, minutes, _ in rows], right=[1])
    cells = width() if is_terminal(sys.stdout) else sys.maxsize
    for head, (_, _, words) in zip(heads, rows, strict=True):
        data("".join(f"{line}\n" for line in hang(f"{head}  ", " ".join(words.split()), cells)))
    return code


def _codes(call: Call, session: str | None) -> tuple[str, ...]:
    if session is None:
        return ()
    from flipchart.exchange.writers import codes

    return codes.printed(call.open(session).session, call.view, handouts.WIDTH)


def _printed(call: Call, name: str, folder: Path) -> str:
    if call.args.cue:
        return handouts.cue(agenda_template.load_template(name, folder))
    if call.args.sheet:
        return handouts.sheet(agenda_template.load_template(name, folder), _codes(call, call.args.of))
    text = template_list.template_text(name, folder)
    return clean(text, limit=len(text))
