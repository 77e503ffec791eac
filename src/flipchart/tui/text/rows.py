"""The rows of the plan as lines of words: each kind knows how it looks at a width; pure."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, Span, block, cut, line, pad, width_of, wrap, wrap_whole
from flipchart.tui.text.signs import CURSOR, PLAIN_CURSOR, uses_plain

NARROW = 72
"""Below this many columns an owner and a date stand under their step instead of beside it."""
READ = 130
"""Columns beyond which the eye would lose the owner of a step, or the value of a row."""
DATE = 12
"""Cells of the column of dates, where none of them is longer."""


class Counted(Struct, frozen=True, kw_only=True):
    """Whether a row is an item of its list: headings are not, nor words that belong to the row above."""

    counted: bool = True


class Row(Counted, frozen=True):
    """What every row has: the id of the item it stands for, or None where the cursor does not stop.

    A row of several items, each with a stop for the cursor, has their `ids` instead, and marks the one with the
    cursor.
    """

    id: str | None

    @property
    def ids(self) -> tuple[str, ...]:
        """The items at which the cursor stops in this row."""
        return (self.id,) if self.id is not None else ()

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The row in at most `width` cells a line."""
        raise NotImplementedError

    @property
    def smaller(self) -> "Row":
        """The row for a list with too little room: the same, or one that takes fewer lines."""
        return self

    def points(self, words: Line) -> bool:
        """Whether this line of the row must be in sight while the cursor is on the row."""
        return True


class Uncounted(Row, frozen=True, kw_only=True):
    """A row that is no item of its list."""

    counted: bool = False


class Heading(Uncounted, frozen=True):
    """Words over what follows."""

    text: str

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The heading, wrapped."""
        return block(wrap(self.text, width), "label") if self.text else (line(""),)


class Words(Row, frozen=True):
    """A sentence, indented by `indent` cells; it can be stopped at when it has an id."""

    text: str
    style: str = ""
    indent: int = 2
    mark: str = ""

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The sentence, wrapped, its mark before the first line."""
        style = "bold" if selected and not self.style else self.style
        room = max(width - self.indent, 8)
        return tuple(
            line(*chip(self.mark if number == 0 else "", style, self.indent), (text, style))
            for number, text in enumerate(wrap(self.text, room))
        )


class Pair(Row, frozen=True):
    """Words on the left and a short value on the right, which is never cut.

    Further lines of the words are set in by `hang` cells, where they begin with a time or the like. A name (`named`)
    is not broken to fit beside the value, which goes below it instead.
    """

    left: str
    right: str
    style: str = ""
    right_style: str = ""
    indent: int = 2
    mark: str = ""
    hang: int = 0
    named: bool = False

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The words wrapped beside the value."""
        width = min(width, READ)
        if self.named and width_of(self.left) > width - self.indent - width_of(self.right) - 2:
            below = line(" " * max(width - width_of(self.right), 0), (self.right, self.right_style or self.style))
            return (*replace(self, right="", named=False).lines(width, selected), *((below,) if self.right else ()))
        style = self.style or ("bold" if selected else "")
        space = width_of(self.right) + 2 if self.right else 0
        room = max(width - self.indent - space, 8)
        texts = wrap(self.left[self.hang :], max(room - self.hang, 8))
        first = line(
            (pad(self.mark, self.indent), style),
            (pad(f"{self.left[: self.hang]}{texts[0]}", room), style),
            "  " if self.right else "",
            (self.right, self.right_style or style),
        )
        return (first, *(line(" " * (self.indent + self.hang), (text, style)) for text in texts[1:]))


class Dated(Row, frozen=True, kw_only=True):
    """A row whose last column has dates: `date_width` cells, the same in every row of a list (see `together`)."""

    date_width: int = DATE

    @property
    def date(self) -> str:
        """What stands in that column."""
        return ""

    def columns(self, width: int) -> tuple[int, int]:
        """How many cells the owner and the date have."""
        return min(max(width // 6, 14), 28), min(self.date_width, max(DATE, width // 3))


def together(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with one column for all their dates, so wide that none of them is broken."""
    every = tuple(rows)
    widest = max((width_of(row.date) for row in every if isinstance(row, Dated)), default=0)
    if widest <= DATE:
        return every
    return tuple(replace(row, date_width=widest) if isinstance(row, Dated) else row for row in every)


class StepRow(Dated, frozen=True):
    """A numbered step with its owner and date: beside it, or below it in a narrow room."""

    number: str
    text: str
    owner: str
    due: str
    done: str = ""
    under: Line = ()

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The step in the columns of the room, or with its promise underneath."""
        style = "bold" if selected else ""
        return self._narrow(width, style) if width < NARROW - 4 else self._wide(min(width, READ), style)

    @property
    def date(self) -> str:
        """By when."""
        return self.due

    @property
    def head(self) -> int:
        """Cells before the words; a number of three figures still has a space behind it."""
        return max(3, len(self.number) + 1)

    def _narrow(self, width: int, style: str) -> tuple[Line, ...]:
        head, space = pad(self.number, self.head), " " * self.head
        texts = wrap(f"{self.done}{self.text}", width - self.head)
        promise = " · ".join(part for part in (self.owner, self.due) if part)
        rows = [line((head if not n else space, "label"), (text, style)) for n, text in enumerate(texts)]
        rows += [line(space, (text, "info")) for text in (wrap_whole(promise, width - self.head) if promise else ())]
        return (*rows, *self._under(self.head, width))

    def _under(self, indent: int, width: int) -> tuple[Line, ...]:
        return tuple(line(" " * indent, (text, style)) for words, style in self.under
                     for text in wrap(words, width - indent))  # fmt: skip

    def _wide(self, width: int, style: str) -> tuple[Line, ...]:
        owner_width, due_width = self.columns(width)
        column = width - self.head - owner_width - due_width - 4
        texts = wrap(f"{self.done}{self.text}", column)
        owners, dues = wrap_whole(self.owner, owner_width), wrap(self.due, due_width)
        rows = tuple(
            line(
                (pad(self.number if not n else "", self.head), "label"),
                (pad(_at(texts, n), column), style), "  ",
                (pad(_at(owners, n), owner_width), style), "  ",
                (pad(_at(dues, n), due_width), style),
            )
            for n in range(max(len(texts), len(owners), len(dues)))
        )  # fmt: skip
        return (*rows, *self._under(self.head, width))


class Promise(Dated, frozen=True):
    """Who, what, by when: a missing owner or date is named as a gap."""

    who: str
    what: str
    when: str
    who_style: str = "bold"
    when_style: str = ""
    mark: str = ""
    under: str = ""

    @property
    def date(self) -> str:
        """By when."""
        return self.when

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """Three columns; in a narrow room the step on top, who and when below it."""
        return self._narrow(width, selected) if width < NARROW - 4 else self._wide(min(width, READ), selected)

    def _narrow(self, width: int, selected: bool) -> tuple[Line, ...]:
        style = "bold" if selected else ""
        rows = [line(pad(self.mark if not n else "", 2), (text, style))
                for n, text in enumerate(wrap(self.what, width - 2))]  # fmt: skip
        space = width - 2 - width_of(self.when) - 3
        who = wrap_whole(self.who, space)
        rows.append(
            line(
                "  ",
                (who[0], self.who_style),
                " · " if who[0] and self.when else "",
                (self.when, self.when_style or "info"),
            )
        )
        rows += [line("  ", (text, self.who_style)) for text in who[1:]]
        return (*rows, *block((f"  {text}" for text in wrap(self.under, width - 2) if text), "quiet"))

    def _wide(self, width: int, selected: bool) -> tuple[Line, ...]:
        style = "bold" if selected else ""
        who_width, when_width = self.columns(width)
        who_width += 1
        column = width - 2 - who_width - when_width - 2
        whats, whos, whens = (
            wrap(self.what, column),
            wrap_whole(self.who, who_width - 2),
            wrap(self.when, when_width),
        )
        rows = [
            line(
                pad(self.mark if not n else "", 2),
                *chip(_at(whos, n), self.who_style, who_width),
                (pad(_at(whats, n), column), style), "  ",
                *chip(_at(whens, n), self.when_style or style, when_width),
            )
            for n in range(max(len(whats), len(whos), len(whens)))
        ]  # fmt: skip
        under = (f"{' ' * (2 + who_width)}{text}" for text in wrap(self.under, column) if text)
        return (*rows, *block(under, "quiet"))


class Columns(Dated, frozen=True, kw_only=True):
    """The names of the columns of promises; in a narrow room there are none."""

    counted: bool = False

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """who, what, by when."""
        if width < NARROW - 4:
            return ()
        width = min(width, READ)
        who_width, when_width = self.columns(width)
        who, what = pad(t("who"), who_width + 1), pad(t("what"), width - 5 - who_width - when_width)
        return (line((f"  {who}{what}  {t('by when')}", "quiet")),)


def chip(text: str, style: str, width: int) -> tuple[Span, Span]:
    """Words in `width` cells whose ground is drawn under them alone, so that it reads as a label and not a stripe."""
    words = cut(text, width)
    return Span(words, style), Span(" " * (width - width_of(words)))


def _at(texts: list[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


BLANK = Heading(None, "")


INDENT = 4
"""Cells before the words, for a number."""

FINGERS = 5


class Stack(Row, frozen=True):
    """Numbered words, a short value at the right that is never cut, and lines below.

    `below` are sentences with their styles; `asked` is one more under the row that the cursor is on.
    """

    number: str
    text: str
    right: str = ""
    below: tuple[Span, ...] = ()
    asked: str = ""

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The words wrapped beside the value, then each line below them, wrapped."""
        width = min(width, READ)
        space = width_of(self.right) + 2 if self.right else 0
        room = max(width - INDENT - space, 8)
        first, *rest = wrap(self.text, room)
        style = "bold" if selected else ""
        head = line(
            (pad(self.number, INDENT), "quiet"),
            (pad(first, room), style),
            "  " if space else "",
            (self.right, "quiet"),
        )
        rows = [head, *(line(" " * INDENT, (text, style)) for text in rest)]
        asked = (Span(f"? {self.asked}", "warn"),) if selected and self.asked else ()
        for text, look in (*self.below, *asked):
            rows += [line(" " * INDENT, (part, look)) for part in wrap(text, max(width - INDENT, 8))]
        return tuple(rows)


class Rated(Row, frozen=True):
    """What is rated from 1 to 5, with a bar from zero where there is room."""

    number: str
    text: str
    area: str
    rating: int | None

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The words, wrapped, beside bar and number."""
        last = (t("{n} of {count}", n=self.rating, count=FINGERS), "bold") if self.rating else (t("? rating"), "warn")
        width = min(width, READ)
        bar = 2 * FINGERS if width >= NARROW - 4 else 0
        room = max(width - INDENT - bar - 1 - 10, 8)
        words = f"{self.text} · {self.area}" if self.area else self.text
        first, *rest = wrap(words, room)
        style, full = "bold" if selected else "", min(2 * (self.rating or 0), bar)
        head = line(
            (pad(self.number, INDENT), "quiet"), (pad(first, room), style), " ",
            ("▄" * full, "fill"), ("▁" * (bar - full) if self.rating else " " * bar, "rest"), "  ", last,
        )  # fmt: skip
        return (head, *(line(" " * INDENT, (text, style)) for text in rest))


class Picture(Row, frozen=True):
    """Lines that are made already, as wide as they are."""

    picture: tuple[Line, ...]

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The lines."""
        return self.picture


class People(Row, frozen=True):
    """Who is expected, those who are here with a full sign; in the middle where all fit on one line.

    `names` are the people with whether they are here, `cursor` the one that is pointed at.
    """

    names: tuple[tuple[str, bool], ...]
    cursor: str | None

    @property
    def ids(self) -> tuple[str, ...]:
        """One of each name."""
        return tuple(f"person:{name}" for name, _ in self.names)

    def points(self, words: Line) -> bool:
        """The line with the name that is pointed at."""
        return any(span.style == "key" for span in words)

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The names one after the other, never broken; before the one that is pointed at stands the cursor."""
        rows: list[list[Span]] = [[]]
        used = 0
        for name, present in self.names:
            shown, pointed = cut(name, width - 2), f"person:{name}" == self.cursor
            style = "key" if pointed else "bold" if present else "quiet"
            if rows[-1] and used + 3 + 2 + width_of(shown) > width:
                rows.append([])
                used = 0
            gap = [Span("   ")] if rows[-1] else []
            sign = (PLAIN_CURSOR if uses_plain() else CURSOR) if pointed else " "
            rows[-1] += [*gap, Span(f"{'●' if present else '○'}{sign}{shown}", style)]
            used = width_of(tuple(rows[-1]))
        if len(rows) > 1:
            return tuple(tuple(row) for row in rows)
        return ((Span(" " * max((width - 2 - used) // 2, 0)), *rows[0]),)
