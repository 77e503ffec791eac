"""What the lines of a block say: people, items without bullets, sentences, names with values."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from flipchart.exchange.readers.blocks import MINUTES, Block, cell_of, label_of
from flipchart.exchange.readers.column_meanings import is_known, plain
from flipchart.exchange.readers.column_names import words
from flipchart.exchange.readers.columns import field_of
from flipchart.exchange.readers.grid import pipe_rows
from flipchart.exchange.readers.plain_text import action_of
from flipchart.exchange.readers.sections import ONE_ACTION, Role, announces_actions, role_of
from flipchart.exchange.readers.vocabulary import DOES, NO, YES


class Pair(NamedTuple):
    """A name and what stands beside it; `row` is its line in the source, from 1."""

    row: int
    name: str
    said: str


_NAMES = frozenset(words("""
    field, feld, champ, campo, veld, property, item, info, information, key, aspect, topic, element, rubrik, rubrique,
    angabe, thema, kenmerk, onderwerp
"""))  # fmt: skip
_VALUES = frozenset(words("""
    value, values, wert, valeur, valor, waarde, content, contents, inhalt, eintrag, detail, details, description,
    contenu, contenido, conteudo, inhoud, information, informations, answer
"""))  # fmt: skip


def pairs_in(block: Block) -> tuple[Pair, ...]:
    """Return the rows of a table of names and values, each with its name; () for any other table."""
    rows = list(pipe_rows(block.lines, block.row))
    if len(rows) < 2 or any(len(row.cells) != 2 or not row.cells[0] for row in rows):
        return ()
    named = plain(rows[0].cells[0]) in _NAMES and plain(rows[0].cells[1]) in _VALUES
    rows = rows[named:]
    names = [row.cells[0] for row in rows]
    known = sum(role_of(name) is not None or is_known(name) for name in names)
    unique = len(set(names)) == len(names) and all(len(name.split()) <= 4 for name in names)
    return (
        tuple(Pair(row.line, *row.cells) for row in rows) if unique and (named or known * 5 >= len(names) * 3) else ()
    )


_NAME_COLUMNS = frozenset(words("""
    name, names, full name, member, members, integrante, integrantes, nome, nome completo, membro, membros, nombre,
    nombre completo, convocados, miembro, miembros, nom, membre, membres, mitglied, mitglieder, naam, lid, leden
"""))  # fmt: skip
_ABOUT_PEOPLE = frozenset(words("""
    role, roles, rol, rolle, papel, funcao, cargo, funcion, fonction, funktion, functie, position, affiliation,
    organisation, organization, institution, company, email, e, mail, git, matricula, phone, initials, kurzel,
    recommended, status, attendance, presence, presenca, asistencia, anwesenheit, presente, present
"""))  # fmt: skip
"""How columns begin that tell something of people, beside their names."""
_ABSENT = re.compile(
    r"absent|abwesend|entschuldigt|ausente|excus|apolog|afwezig|afgemeld|justificad|falt", re.IGNORECASE
)


def attendance_in(block: Block, *, people: bool) -> tuple[Pair, ...]:
    """Return the people whom a table lists as present, each with what it says of them; () for any other table.

    Of those who were absent, only what it says is returned, without a name. `people` tells that the table stands in a
    section of attendees.
    """
    rows = list(pipe_rows(block.lines, block.row))
    named = [plain(cell) for cell in rows[0].cells] if rows else []
    about = [role_of(name) == "person" or name.split()[:1][0] in _ABOUT_PEOPLE if name else False for name in named]
    at = next((i for i, name in enumerate(named) if name in _NAME_COLUMNS or (role_of(name) == "person")), None)
    others = [i for i, name in enumerate(named) if name and i != at]
    is_attendance = (
        at is not None and (people or any(about[i] for i in others)) and all(about[i] or people for i in others)
    )
    if not is_attendance or at is None or any(field_of(named[i]) in ("due", "step") for i in others):
        return ()
    return tuple(_attended(row.line, row.cells, at) for row in rows[1:] if at < len(row.cells) and row.cells[at])


def _attended(line: int, cells: Sequence[str], at: int) -> Pair:
    more = [cell for i, cell in enumerate(cells) if i != at and cell]
    missed = any(_ABSENT.match(cell) or cell.casefold() in NO for cell in more)
    more = [cell for cell in more if cell.casefold() not in YES]
    return Pair(line, "" if missed else cells[at], "; ".join([cells[at], *more] if missed else more))


_PEOPLE = frozenset(words("people, personen, personnes, personas, pessoas, mensen, menschen, team"))
"""What people are called who were there, and what causes are sorted by."""
_PERSON = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*[ ,;&/]*|(?:and|und|et|y|e|en|de|van|von|der|da|di|la)[ ]|[(\[][^()\[\]]*[)\]]\s*)+"
)


_FOLLOWS = re.compile(r".*\S\s+follow[- ]?ups?\W*", re.IGNORECASE)
"""A topic that was talked about again: "Conference follow-up", unless a list stands below."""


def section_at(blocks: Sequence[Block], place: int) -> Role | None:
    """Return the role of the section below a heading; None for "People" whose items are mostly not names."""
    role = role_of(blocks[place].text)
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    if (
        role == "action"
        and _FOLLOWS.fullmatch(blocks[place].text.strip())
        and (below is None or below.kind != "item")
    ):
        return None
    if role is None and (plain(blocks[place].text) in ONE_ACTION or announces_actions(f"{blocks[place].text}:")):
        return "action"
    if role != "person" or plain(blocks[place].text) not in _PEOPLE:
        return role
    items = list(takewhile(lambda it: it.kind == "item", blocks[place + 1 :]))
    names = sum(_PERSON.fullmatch(it.text) is not None for it in items)
    return None if items and names * 2 < len(items) else role


def is_card(blocks: Sequence[Block], place: int, *, acts: bool) -> bool:
    """Whether a title is an action, with items right below it that say by whom and by when.

    One such item is enough if `acts` tells that it stands among actions, else two.
    """
    if role_of(blocks[place].text):
        return False
    if is_page(blocks, place):
        return True
    items = list(takewhile(lambda it: it.kind == "item", blocks[place + 1 : place + 9]))
    cells = [cell_of(it.text) for it in items]
    other = any(action_of(it.text) or (label_of(it.text) or (None,))[0] in MINUTES for it in items)
    return bool(cells) and cells[0] is not None and not other and (acts or sum(it is not None for it in cells) > 1)


def is_page(blocks: Sequence[Block], place: int) -> bool:
    """Whether a heading is an action, as in a page exported from a note program.

    Lines right below it then say by whom, by when and its state. It is none if the text has sections.
    """
    below = takewhile(lambda it: it.kind == "label", blocks[place + 1 : place + 9])
    cell_lines = sum(cell_of(it.text) is not None for it in below)
    return (
        blocks[place].kind == "heading"
        and cell_lines > 1
        and not any(it.kind == "heading" and role_of(it.text) for it in blocks)
    )


def named_action(blocks: Sequence[Block], place: int) -> str:
    """Return the action that a line names, if the next says by whom or by when; else "".

    For example "What: Order pads" above "Who: Noor".
    """
    name, colon, said = blocks[place].text.partition(":")
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    has_cell = below is not None and below.kind == "label" and cell_of(below.text) is not None
    return said.strip() if has_cell and colon and (field_of(name) == "step" or plain(name) in ITEM_NAMES) else ""


def named_wish(text: str) -> str:
    """Return what a line calls a problem or an idea: "Problem: Samples arrive late"; "" for any other line."""
    name, _, said = text.partition(":")
    return said.strip() if plain(_STEP_OF_8D.sub("", name)) in _WISHES else ""


_STEP_OF_8D = re.compile(r"^\s*D[0-8]\W\s*")
_WISHES = frozenset(words("""
    problem, issue, idea, suggestion, concern, pain point, improvement, improvement idea, problem statement, idee,
    vorschlag, verbesserung, verbesserungsvorschlag, probleme, suggestion, amelioration, problema, sugerencia, mejora,
    ideia, sugestao, melhoria, probleem, voorstel, verbetering, verbeterpunt, knelpunt
"""))  # fmt: skip
ITEM_NAMES = frozenset({"title", "task", "name", "item", "summary", "subject", "what", "todo", "step", "text"})
"""What lists of names and values call that which is to be done."""

_REF = re.compile(
    r"(?P<ref>[A-Z]{1,4}[-.]?\d{1,4}|(?:Action|Task|Item)? ?#?\d{1,3}(?:\.\d{1,3})*)\s*[:.)–—-]\s+(?P<rest>\S.*)"
)


def titled(text: str) -> tuple[str, str]:
    """Return a title without its marks, and the reference before it, as in "**A1: Order pads**"."""
    bare = text.strip(" *_#:")
    found = _REF.fullmatch(bare)
    return (found["rest"], found["ref"]) if found else (bare, "")


def names_in(block: Block) -> list[str]:
    """Return the lines of a paragraph that lists people, [] if it is anything else."""
    lines = lines_of(block)
    listed = all("," in line or len(line.split()) <= 6 for line in lines) and not block.text.rstrip().endswith(".")
    return (
        lines if listed and len(block.text) < 400 else [block.text] if "," in block.text and len(lines) == 1 else []
    )


def short_lines(block: Block) -> list[str]:
    """Return the lines of a paragraph that is a list without bullets, [] for sentences."""
    lines = lines_of(block)
    return lines if all(len(line.split()) <= 10 and not line.endswith((".", ":")) for line in lines) else []


def bare_list(block: Block) -> list[str]:
    """Return the lines of a paragraph that lists actions without bullets; [] for anything else."""
    lines = short_lines(block)
    listed = len(lines) > 1 and all(line[0].isupper() and " " in line and line[-1] != "," for line in lines)
    return lines if listed else []


def lines_of(block: Block) -> list[str]:
    if block.more:
        return [block.text]
    return [block.text[: len(block.text) - sum(len(line) + 1 for line in block.lines)], *block.lines]


_OF_ALL = re.compile(
    r"(?:all|alle|alles|toutes|tous|todas|todos)\b(?! (?:to|will|should|sollen)\b)[^:]*$", re.IGNORECASE
)
"""A remark on how all of them stand: "Alle Punkte sind erledigt."."""


def acts_in_prose(text: str) -> bool:
    """Whether a paragraph under "Actions" is an action: it says who, and is no remark such as "None."."""
    return (
        len(text.split()) > 2
        and not _OF_ALL.match(text)
        and (
            ":" in text[:40]
            or " to " in text[:60]
            or " will " in text[:60]
            or "(" in text
            or "–" in text
            or "@" in text
        )
    )


_ALL_BUT = re.compile(
    r"(?:all|everyone|everybody|alle|alles|tous|toutes?|tout le monde|todos|todas|iedereen)\b[^,;]*", re.IGNORECASE
)
"""How a head says who was there without a name: "Present: all teachers except Mr Weber"."""
_ANOTHER = re.compile(r"\s+(?:[–—|/;-]\s+(?=[^\W\d_][^:,]{2,25}\s?:\s)|(?=\*\*[^*:,]{2,25}(?::\*\*|\*\*\s?:)))")
"""Where a line says something else behind a dash: "Present: Noor, Piet — Apologies: Sam"."""
_NEXT_PERSON = re.compile(r"[^\W\d_a-z][\w'’-]+ [^\W\d_a-z][\w'’-]+")
"""How a line begins that names another person below the first, and does not go on with a name."""


def who_was_there(block: Block, rest: str) -> tuple[str, tuple[str, ...]]:
    """Return the names behind a label of people, and what else it says.

    Names on lines of their own are joined by semicolons.
    """
    if _ALL_BUT.fullmatch(rest):
        return "", (block.text,)
    rest, *others = _ANOTHER.split(rest)
    first, *below = lines_of(block)
    if not below:
        return rest, tuple(others)
    said = rest.removesuffix(" " + " ".join(below))
    if all(map(_NEXT_PERSON.match, below)):
        return "; ".join([said, *below]), tuple(others)
    listed = all(_PERSON.fullmatch(f"{line.strip().rstrip('.')} ") for line in below)
    if listed or first.rstrip().endswith((",", "&", "(", ";")):
        return rest, tuple(others)
    return said, (*others, " ".join(below))


_WHO_FIRST = re.compile(r"(?:[A-Z]{2,3}|[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,2})\s*(?::| [–-])\s")
"""A line that begins with somebody who does it."""


_WHO_LAST = re.compile(r".*(?:[(\[@–—]|\s-)\s*[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){0,2}[)\]]?\.?", re.DOTALL)


def names_who(text: str) -> bool:
    """Whether a line begins or ends with a person who does it."""
    return bool(_WHO_FIRST.match(text) or DOES.match(text) or _WHO_LAST.fullmatch(text))


def short_lines_below(blocks: Sequence[Block], place: int) -> bool:
    """Whether nothing but short lines stands in a section, each a paragraph of its own."""
    first = next((i for i in range(place, -1, -1) if blocks[i].kind != "words"), -1)
    if first < 0 or blocks[first].kind != "heading":
        return False
    below = list(takewhile(lambda it: it.kind not in ("heading", "fence"), blocks[first + 1 :]))
    return len(below) > 1 and all(
        it.kind == "words" and " " in it.text and it.text[0].isupper() and it.text[-1] != "," and short_lines(it)
        for it in below
    )


def is_sentence(text: str) -> bool:
    """Whether an item is a sentence, rather than a person's name with a role."""
    words = text.split()
    return len(words) > 6 and sum(word[0].islower() for word in words) * 2 > len(words)


def listed_above(blocks: Sequence[Block], place: int) -> bool:
    """Whether an item stands between a paragraph and the heading of its section."""
    return any(it.kind == "item" for it in takewhile(lambda it: it.kind != "heading", reversed(blocks[:place])))


def sentences_in(block: Block, *, foreign: bool) -> list[str]:
    """Return the actions in a paragraph, one for each sentence; a line that ends a sentence ends the action.

    [] if the paragraph is only a remark.
    """
    said: list[str] = []
    for line in lines_of(block):
        if not said or said[-1].rstrip().endswith((".", ";", ")", "!")) or _WHO_FIRST.match(line):
            said.append(line)
        else:
            said[-1] = f"{said[-1]} {line}"

    def acts(text: str) -> bool:
        return (
            acts_in_prose(text)
            or _WHO_FIRST.match(text) is not None
            or (foreign and len(text.split()) > 2 and not text.endswith(":") and not _OF_ALL.match(text))
        )

    return said if all(map(acts, said)) else [block.text] if acts(block.text) else []
