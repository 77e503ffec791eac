"""Choosing the field of each column of a table: all are considered together, and the surest are chosen first."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from flipchart.exchange.readers.column_meanings import EXACT, GENERAL, HEAD, LOW, meanings, plain
from flipchart.exchange.readers.column_names import ABOVE, AIMS, COMPLETION, GROUPINGS, Field
from flipchart.exchange.readers.columns import SEVERAL, Column, GridRow, ticks_of
from flipchart.exchange.readers.grid import SAMPLE, Grid
from flipchart.exchange.readers.vocabulary import COLOURS, STATES

Scored = tuple[float, int, Field]


def fields_of(
    columns: Sequence[Column], chosen: Mapping[str, Field | None] | None = None
) -> tuple[Field | None, ...]:
    """Return the field of each column; None for one that is only kept as words.

    `chosen` holds names of columns, in any spelling, with the field that a person chose.
    """
    return _Chooser(columns, chosen or {}).fields()


def columns_from(names: Sequence[str], rows: Sequence[GridRow]) -> list[Column]:
    """Return the columns of a table, each with enough of its cells to tell what they look like."""
    wide = [row.cells for row in rows[:SAMPLE] if len(row.cells) <= len(names)]
    return [
        Column(place, name, tuple(cells[place] for cells in wide if place < len(cells) and cells[place]))
        for place, name in enumerate(names)
    ]


def counted_columns(grid: Grid, chosen: Mapping[str, Field | None]) -> tuple[tuple[Column, Field | None], ...]:
    """Return the columns of a table without names, named by their numbers."""
    width = max(len(row.cells) for row in grid.rows)
    columns = columns_from([f"Column {place}" for place in range(1, width + 1)], grid.rows)
    looks, said = fields_by_looks(columns), {plain(name): field for name, field in chosen.items()}
    fields = [
        said.get(plain(it.name), None if looks[it.place] in said.values() else looks[it.place]) for it in columns
    ]
    return tuple(zip(columns, fields, strict=True)) if width > 1 else ()


def fields_by_looks(columns: Sequence[Column]) -> tuple[Field | None, ...]:
    """Return the fields of the columns of a table without names, by their cells alone; all None if it is no plan.

    The action has the most words; who and by when stand beside it.
    """
    found: list[Field | None] = [None] * len(columns)
    wordy = [it for it in columns if it.words > 1.5 and not it.wordless and it.states < 0.6 and it.dates < 0.6]
    item = max(wordy, key=lambda it: (it.persons < 0.8, it.words), default=None)
    looks: tuple[tuple[Field, Callable[[Column], bool]], ...] = (
        ("due", lambda it: it.dates >= 0.6 and item is not None and it.place > item.place),
        ("state", lambda it: it.states >= 0.6),
        ("owner", lambda it: it.names >= 0.8 and it.words <= 3 and it.states < 0.6 and it.dates < 0.6),
    )
    for to, fits in looks:
        first = next((it for it in columns if it is not item and it.cells and not found[it.place] and fits(it)), None)
        if first is not None:
            found[first.place] = to
    ticked = item is not None and len(columns) == 2 and ticks_of(columns[1 - item.place]) == 1
    if ticked and item is not None:
        found[1 - item.place] = "state"
    elif item is None or len({"due", "state", "owner"}.intersection(found)) < 2:
        return (None,) * len(columns)
    found[item.place] = "step"
    return tuple(found)


class _Chooser:
    """Gives fields to columns, the surest first."""

    def __init__(self, columns: Sequence[Column], chosen: Mapping[str, Field | None]) -> None:
        self._columns = columns
        self._chosen = {plain(name): field for name, field in chosen.items()}
        self._found: list[Field | None] = [None] * len(columns)
        self._free = [plain(it.name) not in self._chosen for it in columns]

    def fields(self) -> tuple[Field | None, ...]:
        for it in self._columns:
            if not self._free[it.place]:
                self._found[it.place] = self._chosen[plain(it.name)]
        self._levels()
        self._set_in()
        for score, place, to in sorted(self._scores(), key=lambda it: (-it[0], it[1])):
            if score > 0 and self._free[place] and (to in SEVERAL or to not in self._found):
                self._found[place] = to
                self._free[place] = False
        self._first_days()
        self._groupings()
        self._answers_to_risks()
        self._recommended()
        self._items()
        self._people()
        self._addresses()
        self._states()
        self._bare_dates()
        self._finished()
        return tuple(self._found)

    def _first_days(self) -> None:
        """If a revised date is empty, use the date that was agreed first."""
        due = next((it for it in self._columns if self._found[it.place] == "due"), None)
        if due is not None and plain(due.name).startswith(_LATER) and "first_due" not in self._found:
            dated = (it for it in self._columns if self._free[it.place] and it.dates >= 0.6)
            named = max(dated, key=lambda it: meanings(it.name).get("due", 0), default=None)
            self._be(named if named and "due" in meanings(named.name) else None, "first_due")

    def _levels(self) -> None:
        """Columns "Title 1", "Title 2" of which each row fills one are a tree: below the first are steps."""
        levels = [
            it for it in self._columns
            if (found := _LEVEL.fullmatch(it.name)) and {"item", "step"} & meanings(found["of"]).keys()
        ]  # fmt: skip
        filled = sum(len(it.cells) for it in levels)
        if len(levels) > 1 and 0 < filled <= max(len(it.cells) for it in self._columns):
            for it in levels:
                self._be(it, "improvement" if it is levels[0] else "step")

    def _set_in(self) -> None:
        """Take an indented column without a name, below what it belongs to, as what is to be done."""
        for above, it in pairwise(self._columns):
            means = meanings(above.name)
            wordy = it.words > 1.5 and not it.wordless and it.states < 0.6 and it.persons < 0.6
            parts = len(set(above.cells)) * 2 <= len(set(it.cells)) and len(it.cells) >= len(above.cells)
            if not it.name and above.cells and wordy and parts and {"step", "item", "improvement"} & means.keys():
                self._be(above, "improvement")
                self._be(it, "step")

    def _groupings(self) -> None:
        """What trackers put their items into is no item, where a column of those stands beside it."""
        above = next((it for it in self._columns if self._found[it.place] == "improvement"), None)
        if above is not None and "step" not in self._found and plain(above.name) in GROUPINGS and self._open(above):
            items = (it for it in self._columns if self._may_be_item(it) and meanings(it.name).get("item", 0) >= HEAD)
            if any(len(set(it.cells)) > len(set(above.cells)) for it in items):
                self._found[above.place] = None

    def _answers_to_risks(self) -> None:
        """Take the response to a risk as an action, if somebody does it by a day and nothing else is an action."""
        places = {to: place for place, to in enumerate(self._found) if to is not None}
        if {"roadblock", "contingency", "owner", "due"} <= places.keys() and places.keys().isdisjoint(_LISTED):
            self._be(self._columns[places["contingency"]], "step")

    def _recommended(self) -> None:
        """Take a recommendation about a finding as an action, if somebody does it and nothing else is an action."""
        free = (it for it in self._columns if self._free[it.place] and plain(it.name).startswith(_ADVICE))
        assigned = {"owner", "due"} & set(self._found)
        if assigned and "improvement" in self._found and "step" not in self._found:
            self._be(next(free, None), "step")

    def _scores(self) -> Iterable[Scored]:
        for it in self._columns:
            for to, score in meanings(it.name).items():
                if to != "item" and not (to == "votes" and score < EXACT and self._rated()):
                    yield from _weighed(it, to, score)

    def _rated(self) -> bool:
        """Whether some column is about risks, so that a score is that of a risk."""
        return any(not _OF_RISKS.isdisjoint(plain(it.name).split()) for it in self._columns)

    def _items(self) -> None:
        """If no column holds improvements or steps, choose the likeliest column for the items."""
        named = [(meanings(it.name).get("item", 0), it) for it in self._columns if self._may_be_item(it)]
        full = max((len(it.cells) for it in self._columns), default=0)
        named = [(score, it) for score, it in named if score >= HEAD or it.states < 0.6]
        every, named = named, [(score, it) for score, it in named if len(it.cells) * 2 > full] or named
        if "improvement" in self._found:
            return
        if "step" in self._found:
            above = [
                it for score, it in every
                if plain(it.name) in AIMS or (self._above(it, score) and not it.same)
            ]  # fmt: skip
            self._be(above[0] if above else None, "improvement")
            return
        scored = [pair for pair in named if pair[0] > 0]
        scored = [pair for pair in scored if not pair[1].same] or scored
        known = max(scored, key=lambda pair: (pair[0], pair[1].words), default=None)
        risk = next((it for it in self._columns if self._found[it.place] == "roadblock" and not it.wordless), None)
        if known and known[0] > LOW and not (risk and "note" in meanings(known[1].name)):
            self._be(known[1], "improvement")
        else:
            free = [it for _, it in named if self._found[it.place] is None and it.cells and not it.same]
            self._be(risk or self._likeliest(free, named, full), "improvement")

    def _likeliest(self, free: Sequence[Column], named: Sequence[tuple[float, Column]], full: int) -> Column | None:
        """Return the column that most likely holds the items, if no name says so."""
        likeliest = max(free, key=lambda it: (it.words > 1.5, it.words), default=None)
        if likeliest is not None and likeliest.words > 1.5:
            return likeliest
        # Some boards call their cards notes.
        notes = (it for _, it in named if self._found[it.place] == "note" and it.words > 1.5 and not it.same)
        if (note := next(notes, None)) is not None:
            return note
        if likeliest is not None and len(set(likeliest.cells)) * 3 >= len(likeliest.cells):
            return likeliest
        # Rows that only hold a rating are called by their number.
        keys = (
            it for it in self._columns if self._free[it.place] and len(set(it.cells)) == full > 2 and not it.dates
        )
        return next((it for it in keys if "owner" in self._found), likeliest)

    def _above(self, it: Column, score: float) -> bool:
        """Whether a column holds what steps belong to: by its name, or as the description in a log of risks."""
        if plain(it.name) in ABOVE:
            return score >= GENERAL
        if plain(it.name) in _SEEN:
            return it.words > 1.5 and it.place < self._found.index("step")
        typed = (other for other in self._columns if plain(other.name) in _TYPES and other.share(_RAID) >= 0.6)
        return score >= GENERAL and it.words > 1.5 and it.place < self._found.index("step") and any(typed)

    def _may_be_item(self, it: Column) -> bool:
        return self._found[it.place] in (None, "note") and self._open(it) and not it.wordless

    def _open(self, it: Column) -> bool:
        return plain(it.name) not in self._chosen

    def _be(self, it: Column | None, to: Field) -> None:
        if it is not None:
            self._found[it.place] = to
            self._free[it.place] = False

    def _people(self) -> None:
        """Take "Name" beside actions as the owner."""
        if "owner" not in self._found and {"r", "a"} <= (letters := {plain(it.name) for it in self._columns}):
            # Responsible and accountable, with those who are consulted and informed.
            first = (it for it in self._columns if self._free[it.place] and plain(it.name) == "r")
            self._be(next(first, None) if letters & {"c", "i"} else None, "owner")
        if "owner" not in self._found and "step" in self._found:
            named = (it for it in self._columns if self._free[it.place] and plain(it.name) in ("name", "nom", "naam"))
            self._be(next((it for it in named if it.names >= 0.6), None), "owner")

    def _addresses(self) -> None:
        """If no other column holds people, take the one of their e-mail addresses as the owner."""
        if "owner" not in self._found and "step" in self._found:
            mails = (
                it for it in self._columns
                if self._free[it.place] and it.share(_MAIL) >= 0.6 and not _DOES.isdisjoint(plain(it.name).split())
            )  # fmt: skip
            self._be(next(mails, None), "owner")

    def _states(self) -> None:
        stated = (it for it in self._columns if self._found[it.place] == "state")
        if all(it.cells and (_coloured(it) or not (it.stated > 0.3 or ticks_of(it) or it.wordless)) for it in stated):
            free = [it for it in self._columns if self._free[it.place] and it.cells]
            state_columns = (it for it in free if it.stated >= 0.6)
            notes = (it for it in self._columns if self._found[it.place] == "note" and it.stated >= 0.5)
            ticks = (
                it for it in self._columns if self._free[it.place] and not plain(it.name) and ticks_of(it) >= 0.6
            )
            self._be(next(state_columns, next(notes, next(ticks, None))), "state")

    def _finished(self) -> None:
        """ "Completion date" is the day on which it was done where what is done, and nothing else, has one."""
        state = next((it for it in self._columns if self._found[it.place] == "state"), None)
        done = sum(STATES.get(cell.casefold()) == "done" for cell in state.cells) if state is not None else 0
        for it in self._columns:
            named = self._found[it.place] == "due" and plain(it.name) in COMPLETION
            if named and 0 < len(it.cells) <= done < 2 * len(it.cells) + 1:
                self._found[it.place] = "finished"

    def _bare_dates(self) -> None:
        """Take a column called only "Date" as the due date if it stands behind actions that people own."""
        item = next((place for place, to in enumerate(self._found) if to in ("step", "improvement")), -1)
        for it in self._columns:
            if self._found[it.place] == "due" and self._open(it) and plain(it.name) in BARE_DATES:
                self._found[it.place] = "due" if it.place > item and "owner" in self._found else "created"


_OF_RISKS = frozenset({
    "likelihood", "impact", "probability", "severity", "residual", "inherent", "exposure", "auswirkung", "gravite",
    "eintrittswahrscheinlichkeit", "probabilite", "probabilidad", "impacto", "gravedad", "probabilidade", "gravidade",
    "kans", "ernst",
})  # fmt: skip
"""Words of names that tell that a list is of risks."""


def _coloured(it: Column) -> bool:
    return COLOURS.issuperset(map(str.casefold, it.cells))


_SEEN = frozenset({"summary", "observation", "observations", "what happened", "what we found", "findings", "event"})
"""What somebody saw or told, before what is done about it."""
_TYPES = frozenset(
    {"type", "category", "kind", "raid", "typ", "art", "tipo", "categoria", "categorie", "kategorie", "soort"}
)
_RAID = re.compile(
    r"risk|assumption|issue|d[eé]pend|risiko|annahme|problem|abhängig|risque|hypoth|riesgo|supuesto|risco|premissa"
    r"|risico|aanname|afhankelijk",
    re.IGNORECASE,
)
_LISTED: frozenset[Field] = frozenset({"improvement", "step"})
_LEVEL = re.compile(r"(?P<of>[^\W\d_][^\d]*?) ?[1-9]")
_LEVEL_OF_RISK = re.compile(
    r"(?:(?:very |sehr |très |muy |muito |zeer )?(?:high|medium|moderate|low|critical|major|minor|severe|hoch|mittel"
    r"|gering|niedrig|élevée?|moyen(?:ne)?|faible|fort|alt[oa]|m[eé]di[oa]|baj[oa]|baix[oa]|hoog|middel|laag)"
    r"(?:[-/ ](?:high|medium|low))?|[hml]|\d+|n/?a)$",
    re.IGNORECASE,
)
"""How big a risk is, which is not what it is."""
_MAIL = re.compile(r"\S+@\S+\.\w+$")
_DOES = frozenset({"owner", "assignee", "assigned", "responsible", "lead"})
BARE_DATES = frozenset({"date", "datum", "fecha", "data"})


_ADVICE = ("recommendation", "empfehlung", "recommandation", "recomendacion", "recomendacao", "aanbeveling")
_AGREED = re.compile(
    r"(?:(?:fully |partially |partly |not |in part )?(?:agreed?|accepted?|noted|rejected|declined|approved)"
    r"(?: in (?:part|principle|full))?|yes|no|zugestimmt|abgelehnt|accepté|refusé|aceptado|aceito|akkoord)[.;]?$",
    re.IGNORECASE,
)
"""How those who were asked answer a recommendation."""


def _weighed(it: Column, to: Field, score: float) -> Iterable[Scored]:
    """Combine the meanings of a name with the look of the cells; a name that both contradict means nothing."""
    dates, some = it.dates, bool(it.cells)
    bare = (it.numeric if score >= EXACT else it.wordless or not some) or (to == "improvement" and not some)
    answered = it.share(_AGREED) >= 0.6  # "Management response"
    if to in ("improvement", "step") and (bare or answered or (score < HEAD and (it.same or it.states >= 0.6))):
        return
    # "By" asks for a person or for a day, and a day may be a weekday, which looks like a name.
    if to in ("owner", "helpers", "state") and some and dates >= (0.3 if plain(it.name) == "by" else 0.6):
        yield score, it.place, "finished" if to == "state" else "due"
        return
    if to == "due" and some and not dates and ticks_of(it) >= 0.6:
        to = "state"
    if to == "finished" and some and not dates and it.states + ticks_of(it) >= 0.6:
        to = "state"
    if to == "due" and some and not dates and it.names >= 0.6 and it.place >= 0 and score <= GENERAL:
        return
    # "Support" may be of anything; it is of people where the cells name some.
    if to == "helpers" and plain(it.name) == "support" and it.persons < 0.6:
        return
    if to == "roadblock" and some and (it.wordless or max(it.share(_LEVEL_OF_RISK), ticks_of(it)) >= 0.6):
        return
    if to == "owner" and it.wordless and score <= GENERAL:
        return
    bonus = it.dates * 3 if to in ("due", "finished", "first_due") else it.persons * 3 if to == "owner" else 0
    prefer = 2 if to == "due" and plain(it.name).startswith(_LATER) else 0
    # A day that is called no more than that says less than any other, and a column without days hardly anything.
    prefer -= 1 if to == "due" and plain(it.name) in BARE_DATES else 0
    score -= GENERAL if to == "due" and not some else 0
    # A general name comes after an exact one for the same field, wherever it stands.
    yield score + bonus + prefer * 2, it.place, to


_LATER = ("revised", "new", "current", "updated", "forecast")
