"""A list before it is taken in, as rows: what its items are, what its columns hold, and what it would change."""

from collections.abc import Iterator

from flipchart.domain.said import said
from flipchart.domain.text import clean_line
from flipchart.service.list_in import Look
from flipchart.tui.text.language import t, tn, voiced
from flipchart.tui.text.lines import Line, block, cut, line, pad, wrap
from flipchart.tui.text.rows import BLANK, Row, Words

KIND, SHEET = "kind", "sheet"
"""The ids of the rows that say what the items are and which sheet is read."""

NAMES = {
    "owner": said("who"), "helpers": said("with"), "due": said("by when"), "finished": said("done on"),
    "state": said("status"), "money": said("money"), "resources": said("needs"), "done_when": said("done when"),
    "roadblock": said("if"), "contingency": said("then"), "rank": said("order"), "first_step": said("first step"),
    "first_step_at": said("first at"), "first_due": said("first date"), "hoped": said("hoped"),
    "created": said("written on"), "votes": said("votes"),
}  # fmt: skip
"""What fields are called on the screen, where that is not their own name; without a field it is the note."""


def column_id(place: int) -> str:
    """Return the id of the row of a column."""
    return f"column {place}"


class ColumnRow(Words, frozen=True):
    """A column: its name, what it holds, and some of its cells, on one line."""

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The name before an arrow, the field, and what room is left for the cells."""
        name, field, cells = self.text.split("\n")
        room = min(max(width // 3, 12), 30)
        style = "bold" if selected else ""
        held = f"→ {t(field)}"
        left = width - self.indent - room - 16
        return (
            line(
                " " * self.indent, (pad(cut(name, room), room), style), " ", (pad(held, 14), "key"), " ",
                (cut(cells, left) if left > 3 else "", "quiet"),
            ),
        )  # fmt: skip


def column_row(place: int, name: str, field: str | None, cells: tuple[str, ...]) -> ColumnRow:
    """Return the row of a column."""
    shown = " · ".join(dict.fromkeys(" ".join(cell.split()) for cell in cells[:4]))
    held = NAMES.get(field, field.replace("_", " ")) if field else said("note")
    return ColumnRow(column_id(place), "\n".join((" ".join(name.split()) or "–", held, shown)))


def rows_of(look: Look | None) -> Iterator[Row]:
    """Yield the rows; while nothing is known yet, only that it is being read."""
    if look is None:
        yield Words(None, t("Reading the list …"), "quiet")
        return
    if look.source.name:
        yield Words(None, look.source.name, "bold")
    if len(look.sheets) > 1:
        n = look.sheets.index(look.sheet) + 1
        said = t(
            "Sheet {name}, {n} of {count}; n takes the next.",
            name=clean_line(look.sheet),
            n=n,
            count=len(look.sheets),
        )
        yield Words(SHEET, said)
    if look.as_steps is not None:
        kind, other = ("steps", "improvements") if look.as_steps else ("improvements", "steps")
        yield Words(KIND, t("Taken as {kind}; s takes it as {other}.", kind=t(kind), other=t(other)))
    # What the list is of is taken as steps, where no other column has them.
    steps = bool(look.as_steps) and all(field != "step" for _, field in look.columns)
    for place, (column, field) in enumerate(look.columns):
        held = "step" if steps and field == "improvement" else field
        yield column_row(place, column.name, held, column.cells)
    for n, remark in enumerate(look.remarks):
        yield Words(f"remark {n}", voiced(remark), "quiet")
    if look.changes:
        yield BLANK
        done = t("Taken over as reports:")
        words = done if look.choice.update else t("Differs from the plan; u takes it over:")
        yield Words(None, words, "warn")
        yield from (Words(f"change {n}", change, "", 6, f"{row:>4}") for n, (row, change) in enumerate(look.changes))


def foot_of(look: Look | None, width: int) -> tuple[Line, ...]:
    """Return what stands below the list however far it is scrolled: where new steps go, and what taking it brings."""
    if look is None:
        return ()
    home = t("New steps come under {improvement}.", improvement=look.home) if look.home else ""
    brings = f"+ {voiced(look.to_come)}"
    return (*block(wrap(home, width) if home else (), "quiet"), *block(wrap(brings, width), "bold"))


def head_of(look: Look | None) -> tuple[Line, Line]:
    """Return the words at both ends of the first line."""
    many = len(look.intake.rows) if look is not None else 1
    rows = tn("{n} row", "{n} rows", many) if many != 1 else ""
    return line((t("Is this what the list says?"), "bold")), line((rows, "quiet"))
