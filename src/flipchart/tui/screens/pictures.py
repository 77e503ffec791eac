"""The pictures over the room: one a page where there is little room, all side by side where there is much."""

import datetime as dt
from collections.abc import Iterable
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.geometry import Size

from flipchart.domain.session import Session
from flipchart.tui.screens.key_screen import SheetScreen
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line, spread, width_of
from flipchart.tui.text.list_keys import THEME, ListKey
from flipchart.tui.text.pictures import ASCII, COLOURED, UNCOLOURED, Drawing, Picture, all_rows, pictures
from flipchart.tui.widgets.sheet import Scroll
from flipchart.tui.widgets.words import Words

COLUMN = 55
"""Cells that a picture has at the least where there are several beside each other."""
ALONE_BELOW = 40
"""Rows of the screen below which each picture has a page to itself, unless several columns fit."""
HEAD = 2
"""Rows of the title, with the blank one below."""
AROUND = 3
"""Rows of a page that are not pictures: the title, and the blank ones around."""
FEWEST = 5
"""The bars that each picture keeps, even if then not all are on one page."""
BETWEEN = 3
"""Cells between two columns."""

Page = tuple[tuple[Picture, ...], ...]
"""Columns of pictures."""


class Place(Struct, frozen=True):
    """The cells for pictures on a page."""

    width: int
    height: int

    @property
    def columns(self) -> int:
        """How many pictures stand beside each other."""
        return max(self.width // (COLUMN + BETWEEN), 1)

    @property
    def column(self) -> int:
        """The cells of one of them."""
        return self.width // self.columns - BETWEEN

    @property
    def most(self) -> int:
        """The most bars that a picture may have: a page holds its title, its sentence and all of them."""
        return min(max(self.height - AROUND - 6, 3), 12)

    @property
    def days(self) -> int:
        """The most days that the timeline may have: in a column more than a picture has bars."""
        return max(self.most, self.height // 3)

    def lines(self, picture: Picture) -> int:
        """The rows that a picture takes, with the blank one below."""
        return sum(len(row.lines(self.column, False)) for row in all_rows((picture,)))


def pages(shown: tuple[Picture, ...], place: Place) -> tuple[Page, ...]:
    """Lay pictures out in columns from the top, in their order, on as few pages as it takes."""
    if place.columns == 1 and place.height < ALONE_BELOW:
        return tuple(((picture,),) for picture in shown)
    room = place.height - AROUND + 1
    sized = tuple((picture, place.lines(picture)) for picture in shown)
    heights = range(max((lines for _, lines in sized), default=1), room)
    # As low as the columns allow, so that all of them are used.
    low = next((it for it in heights if len(_columns(sized, it)) <= place.columns), room)
    columns = _columns(sized, low)
    return tuple(columns[at : at + place.columns] for at in range(0, len(columns), place.columns))


def _columns(sized: Iterable[tuple[Picture, int]], height: int) -> Page:
    """Distribute pictures, each given with its number of rows, over columns of this height."""
    columns: list[list[Picture]] = [[]]
    used = 0
    for picture, lines in sized:
        if columns[-1] and used + lines > height:
            columns.append([])
            used = 0
        columns[-1].append(picture)
        used += lines
    return tuple(map(tuple, columns))


def _beside(page: Page, width: int) -> tuple[Line, ...]:
    """Return the columns of a page, each of so many cells, as lines: of parts of the screen each costs a paint."""
    columns = ([words for row in all_rows(column) for words in row.lines(width, False)] for column in page)
    rows = zip_longest(*columns, fillvalue=())
    return tuple(tuple(span for words in row for span in spread(words, (), width + BETWEEN)) for row in rows)


VALUES = "v"
"""The key that shows values instead of lines."""


def _headed(title: str, keys: Iterable[tuple[str, str]], gap: str) -> Line:
    return line((title, "bold"), *(part for key, word in keys for part in (gap, (key, "key"), f" {word}")))


class PicturesScreen(SheetScreen[None]):
    """Completion, open steps, goals and shows of hands over time; Esc closes.

    Owners and slips are shown at the `desk` alone.
    """

    KEYS = (
        ListKey("page.next", "n,space,pagedown,right", "forth", "the next page", "next, back", "n p", priority=True),
        ListKey("page.previous", "p,pageup,left", "back", "the page before", priority=True),
        ListKey("numbers", "v", "in_numbers", "values or lines", "values", "v", priority=True),
        ListKey("back", "escape,i,q", "close", "back"),
        THEME,
    )
    DEFAULT_CSS = "PicturesScreen #head { margin-bottom: 1; }"

    def __init__(self, session: Session, today: dt.date, *, desk: bool = False, ascii_only: bool = False) -> None:
        super().__init__()
        self.session, self.today, self.desk, self.ascii_only = session, today, desk, ascii_only
        self.place, self.numbers = 0, False
        self.laid_for = Size()
        self.laid: tuple[Page, ...] = ()
        self._laid_as: tuple[Place, Drawing] | None = None

    def compose(self) -> ComposeResult:
        """The page of the moment."""
        self.laid_for = size = self.app.size
        place = Place(size.width - 2, size.height)
        bare = self.app.current_theme.ansi or self.app.no_color
        glyphs = ASCII if self.ascii_only else UNCOLOURED if bare else COLOURED
        how = Drawing(glyphs, place.most, place.days, self.desk, self.numbers)
        if self._laid_as != (place, how):  # a turned page is one of those that are laid out
            self._laid_as, self.laid = (place, how), self._laid(place, how)
        self.place = min(self.place, len(self.laid) - 1)
        head = Words(id="head")
        head.lines = (self._head(size.width - 2),)
        yield head
        page = Words(id="page")
        page.lines = _beside(self.laid[self.place], place.column)
        if len(page.lines) <= size.height - HEAD:
            yield page
        else:
            with Scroll():
                yield page

    def _head(self, width: int) -> Line:
        """Which page it is and the keys; where there is little room the title gives way, and then the values."""
        many = t("{n} of {count}", n=self.place + 1, count=len(self.laid)) if len(self.laid) > 1 else ""
        ways = [way for way in self.ways() if many or way[0] == VALUES]
        titles = (t("The plan in pictures"), t("Pictures"))
        heads = [(", ".join(filter(None, (title, many))), ways) for title in titles]
        bare = many or titles[1]
        heads += [(bare, ways), (bare, [way for way in ways if way[0] != VALUES])]
        lines = (_headed(title, (*keys, ("esc", t("back"))), gap) for title, keys in heads for gap in ("   ", "  "))
        fitting = [words for words in lines if width_of(words) <= width]
        return fitting[0] if fitting else _headed(bare, (("esc", t("back")),), "  ")

    def _laid(self, place: Place, how: Drawing) -> tuple[Page, ...]:
        """Lay out on one page where there are columns, if need be with fewer bars each; else on several pages."""

        def of(how: Drawing) -> tuple[Page, ...]:
            return pages(pictures(self.session, self.today, how), place)

        laid = of(how)
        if place.columns == 1 or len(laid) == 1:
            return laid
        fewer = [replace(how, most=most, days=most) for most in range(how.most, FEWEST, -1)]
        if not fewer or len(of(fewer[-1])) > 1:
            return laid
        return next(closer for each in fewer if len(closer := of(each)) == 1)

    def on_resize(self) -> None:
        """Lay them out anew where they were laid out for another size."""
        if self.laid_for != self.app.size:
            self.refresh(recompose=True)

    def forth(self) -> None:
        """Go on; it stops at the end."""
        self._turn(1)

    def back(self) -> None:
        """Go back; it stops at the beginning."""
        self._turn(-1)

    def in_numbers(self) -> None:
        """Every line over time as its values, or as a line again."""
        self.numbers = not self.numbers
        self.refresh(recompose=True)

    def _turn(self, by: int) -> None:
        self.place = min(max(self.place + by, 0), len(self.laid) - 1)
        self.refresh(recompose=True)
