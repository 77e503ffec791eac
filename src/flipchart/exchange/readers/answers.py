"""Tables whose columns are separate lists: retro boards side by side, and the answers to a survey."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from flipchart.domain.said import say_count
from flipchart.exchange.readers.column_meanings import EXACT, meanings, plain
from flipchart.exchange.readers.column_names import Field, words
from flipchart.exchange.readers.columns import Cell, Entry, GridRow, field_of
from flipchart.exchange.readers.marks import item_mark
from flipchart.exchange.readers.sections import KIND_OF_ROLE, is_section, role_of
from flipchart.exchange.readers.vocabulary import NO, YES, is_board, state_named

_OF_SURVEYS = frozenset(words("""
    timestamp, time stamp, respondent, respondent id, response id, response number, submitted at, submitted on,
    submission date, submission id, submission time, collector id, submit date, participant id, respondents,
    zeitstempel, abgesendet am, teilnehmer id, antwort id, horodateur, id de la reponse, repondant, marca temporal,
    encuestado, carimbo de data hora, tijdstempel, respondent nummer
"""))  # fmt: skip
"""Names of columns that only surveys have, as `plain` gives them."""

_TIMES = frozenset(words("""
    start time, completion time, startzeit, fertigstellungszeit, heure de debut, heure de fin, hora de inicio,
    hora de finalizacion, hora de conclusao, begintijd, tijd van voltooien, ip address, user agent, network id,
    custom data 1
"""))  # fmt: skip
"""Names of columns of which only surveys have two."""

_OF_PEOPLE = frozenset(words("""
    id, #, no, nr, name, first name, last name, start date, end date,
    email, e mail, email address, e mail adresse, mail, username, user, language, last
    modified time, adresse e mail, nom, courriel, direccion de correo electronico, correo electronico, nombre,
    endereco de email, nome, e mailadres, naam, sprache, langue, idioma, taal
"""))  # fmt: skip
"""Names of columns that say, beside those, who answered."""


def is_of_survey(names: Sequence[str]) -> bool:
    """Whether column names are those of a survey: one of them is when or by whom it was answered."""
    bare = [plain(name) for name in names]
    return any(name in _OF_SURVEYS for name in bare) or sum(name in _TIMES for name in bare) > 1


_ADDRESSES = frozenset(words("""
    email, e mail, email address, e mail address, e mail adresse, mail, your email, adresse e mail, courriel,
    direccion de correo electronico, correo electronico, endereco de email, e mailadres, ip address, ip adresse,
    adresse ip, user agent, network id
"""))  # fmt: skip
"""Names of columns that say from where somebody answered."""

_ALONE = frozenset(("open ended response", "response", "offene antwort", "reponse", "respuesta", "resposta"))
"""What stands in a second row of names below a question that has one column."""


def answered(
    names: Sequence[str], rows: Sequence[GridRow]
) -> tuple[tuple[str, ...], Sequence[GridRow], Iterator[Entry]]:
    """Return the columns and rows of a survey, and a remark that e-mail addresses were left out.

    A second row that names the answers of a question becomes part of the column names. Any other table stays as it
    is.
    """
    if not is_of_survey(names) or not rows:
        return tuple(names), rows, iter(())
    # Some surveys put the internal names of the answers below the questions.
    rows = [row for row in rows if not all(cell.startswith('{"ImportId"') for cell in row.cells if cell)] or rows
    first = rows[0].cells
    if len(first) > 3 and not any(first[:3]) and len(names) >= len(first):
        names = [_question(name, first[i] if i < len(first) else "", names[:i]) for i, name in enumerate(names)]
        rows = rows[1:]
    kept = [i for i, name in enumerate(names) if plain(name) not in _ADDRESSES]
    left = [i for i in range(len(names)) if i not in kept]
    people = sum(any(i < len(row.cells) and row.cells[i] for i in left) for row in rows)
    remarks = (Entry(rows[0].line, _left_out(people), "remark") for _ in range(people > 0))
    if not left:
        return tuple(names), rows, remarks
    bare = [row._replace(cells=tuple(row.cells[i] for i in kept if i < len(row.cells)), raw="") for row in rows]
    return tuple(names[i] for i in kept), bare, remarks


def _question(name: str, below: str, before: Sequence[str]) -> str:
    asked = name or next((it for it in reversed(before) if it), "")
    return f"{asked}: {below}" if below and plain(below) not in _ALONE else name


def _left_out(people: int) -> str:
    return say_count(
        "The address of the one person who answered was left out.",
        "The addresses of the {n} people who answered were left out.", people,
    )  # fmt: skip


def listed_in(every: Sequence[GridRow]) -> str:
    """Return the rows of a single column as a document, where two of them at least are names of sections; else ""."""
    rows = [row for row in every if any(row.cells)]
    if any(len(row.cells) > 1 for row in rows):
        return ""
    titles = [is_section(row.cells[0]) for row in rows]
    if sum(titles) < 2 or not titles[0] or all(titles):
        return ""
    lines = [""] * (rows[-1].line)
    for row, title in zip(rows, titles, strict=True):
        lines[row.line - 1] = f"{'#' if title else '-'} {' '.join(row.cells[0].split())}"
    return "\n".join(lines)


def are_lists(names: Sequence[str], rows: Sequence[GridRow] = ()) -> bool:
    """Whether column names are those of lists side by side, as retro boards and surveys export them.

    Never if the cells are ticks.
    """
    stated = [i for i, name in enumerate(names) if state_named(name)]
    cells = [[row.cells[i] for row in rows if i < len(row.cells) and row.cells[i]] for i in stated]
    if any(it and all(cell.casefold() in YES or cell.casefold() in NO for cell in it) for it in cells):
        return False
    named = [name for name in names if name and not is_votes(name)]
    if "other" in map(role_of, named):
        named = [name for name in named if not _of_action(name)]
    if is_of_survey(named):
        named = [name for name in named if not _is_about(name)]
    if len(named) > 1 and all(role_of(name) or state_named(name) for name in named) and is_board(named):
        return True
    plainly = any(max(_exact(name), default=0) >= EXACT for name in named)
    return len(named) > 1 and all(map(role_of, named)) and not plainly


def who_answered(names: Sequence[str]) -> dict[str, Field | None]:
    """Return the columns of a survey that say who answered and when: they are no part of the plan."""
    return dict.fromkeys(filter(_is_about, names)) if is_of_survey(names) else {}


def _is_about(name: str) -> bool:
    return plain(name) in _OF_SURVEYS or plain(name) in _TIMES or plain(name) in _OF_PEOPLE


def _exact(name: str) -> Iterator[float]:
    """How well a name tells a field beside what a list is of."""
    lists = ("item", "improvement", "step", "roadblock", "resources")
    yield from (score for to, score in meanings(name).items() if to not in lists)


def _of_action(name: str) -> Field | None:
    """What a column tells of the list of actions before it: who does it, by when, how it stands."""
    field = field_of(name)
    return field if field in ("owner", "due", "state") and state_named(name) is None else None


def is_votes(name: str) -> bool:
    """Whether a column counts the votes of the list before it."""
    return "votes" in meanings(name)


def list_of(name: str) -> Field | None:
    """Return what the items of a column are that is a list of its own, None for words."""
    kind, votes = KIND_OF_ROLE.get(role_of(name)), is_votes(name)
    lists: dict[str | None, Field] = {"improvement": "improvement", "step": "step"}
    return lists.get(kind) or ("step" if state_named(name) else "votes" if votes else _of_action(name))


def read_lists(names: Sequence[str], rows: Sequence[GridRow]) -> list[Entry]:
    """Read each column as a list of its own; the cells of one row are unrelated.

    Who answered a survey and when is kept, as one note for each column.
    """
    found: list[Entry] = []
    board, survey = is_board(names), is_of_survey(names)
    for place, name in enumerate(names):
        state = state_named(name) if board else None
        kind = "step" if state else KIND_OF_ROLE.get(role_of(name), "words")
        lies = (Cell("state", name, name, state),) if state else ()
        counted = place + 1 < len(names) and is_votes(names[place + 1])
        if survey and _is_about(name):
            found += _about(name, [row.cells[place] for row in rows if place < len(row.cells)], rows)
            continue
        action_columns = list(takewhile(lambda it: names[it] and _of_action(names[it]), range(place + 1, len(names))))
        whose = kind == "step" and place > 0 and _of_action(names[0]) == "owner"
        for row in rows if not is_votes(name) and not (_of_action(name) and role_of(name) is None) else ():
            text = row.cells[place] if place < len(row.cells) else ""
            has_votes = counted and kind == "improvement" and place + 1 < len(row.cells)
            votes = row.cells[place + 1] if has_votes else ""
            cells = (*lies, Cell("votes", "Votes", votes)) if votes else lies
            cells += tuple(
                Cell(_of_action(names[it]), names[it], row.cells[it])
                for it in action_columns if it < len(row.cells) and row.cells[it]
            )  # fmt: skip
            if whose and row.cells[0]:
                cells += (Cell("owner", names[0], row.cells[0]),)
            for part in answers_in(text) if survey else (text,):
                said = f"{name}: {part}" if kind == "words" else part
                found += [Entry(row.line, said, kind, cells=cells, place=name)] if part else []
    return found


def _about(name: str, cells: Sequence[str], rows: Sequence[GridRow]) -> list[Entry]:
    answers = "; ".join(filter(None, cells))
    return [Entry(rows[0].line, f"{name}: {answers}", "words")] if answers else []


_SHORT = 8
"""Lines of so many words are answers, longer ones are sentences of one."""
_SEVERAL = re.compile(r"\s*;\s*|\n+")


def answers_in(text: str) -> tuple[str, ...]:
    """Return the answers that somebody gave in one cell: with semicolons between, or as short lines."""
    if ";" not in text and "\n" not in text:
        return (text,)
    lines = [line for line in text.split("\n") if line.strip()]
    if ";" not in text and not all(item_mark(line) or len(line.split()) <= _SHORT for line in lines):
        return (text,)
    parts = (part.strip() for part in _SEVERAL.split(text))
    return tuple(mark.text if (mark := item_mark(part)) else part for part in parts if part)


def each_of(entry: Entry) -> Iterator[Entry]:
    """Yield an entry for each item of a list inside one cell of what is to be done: "1. Order pads", "2. Ring"."""
    lines = entry.text.split("\n") if entry.under is not None else []
    marks = [mark for line in lines if (mark := item_mark(line))]
    if len(marks) < 2 or len(marks) < len(lines):
        yield entry
        return
    for mark in marks:
        yield entry._replace(text=mark.text, box=mark.box or entry.box)
