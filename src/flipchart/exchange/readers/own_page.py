"""The web page that this program writes, as a list again: the plan, and not its timeline and figures."""

from collections.abc import Iterator
from html.parser import HTMLParser

from flipchart.exchange.readers.columns import Cell, Entry
from flipchart.exchange.readers.session_file import detail, note_cell, own_cells

MARK = 'name="generator" content="Flipchart"'
"""The text by which our own page is recognised."""

STATES = ("open", "doing", "blocked", "done", "dropped")
_SKIPPED = ("sign", "number")
_DETAILS = (
    "Done when: ",
    "First step: ",
    "If ",
    "Needs: ",
    "After: ",
    "Read back: ",
    "Date changed ",
    "Carried over ",
)
"""How the details of a step begin that are no reason, which stands before them."""

_PARTS = {("p", "step"): "step", ("p", "promise"): "promise", ("h3", ""): "title", ("h3", "below"): "below"}


def read_own_page(text: str) -> tuple[Entry, ...]:
    """Return the improvements and steps of a page, each with all that it says of them."""
    page = _Page()
    page.feed(text)
    page.close()
    return tuple(_Plan().entries(page.parts))


class _Page(HTMLParser):
    """Collects what stands in the parts of the plan, each with the name of its part and the row where it begins."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, int, str]] = []
        self._plan = self._details = False
        self._open: list[tuple[str, str]] = []
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (dict(attrs).get("class") or "").split()
        if tag == "section":
            self._plan = "plan" in names
        if not self._plan:
            return
        if self._skip or (tag == "span" and names[:1] and names[0] in _SKIPPED):
            self._skip += tag == "span"
        elif tag == "ul":
            self._details = "details" in names
        elif part := self._part(tag, names):
            self._open.append((tag, part))
            self.parts.append((part, self.getpos()[0], ""))

    def _part(self, tag: str, names: list[str]) -> str:
        if tag == "small":
            return "votes"
        if tag == "li":
            return "detail" if self._details else next((it for it in names if it in STATES), "about")
        if tag == "p" and "note" in names:
            return "note"
        return _PARTS.get((tag, names[0] if names else ""), "")

    def handle_endtag(self, tag: str) -> None:
        if self._skip:
            self._skip -= tag == "span"
        elif tag == "ul" and self._details:
            self._details = False
        elif self._open and self._open[-1][0] == tag:
            self._open.pop()
        if tag == "section":
            self._plan = False

    def handle_data(self, data: str) -> None:
        if self._open and not self._skip and self._open[-1][1] not in STATES:
            # Words in a part inside another one, such as the votes of a title, are that one's.
            place = max(i for i, it in enumerate(self.parts) if it[0] == self._open[-1][1])
            part, row, words = self.parts[place]
            self.parts[place] = (part, row, words + data)


class _Plan:
    """Puts the parts of the page together into entries."""

    def __init__(self) -> None:
        self._above = ""
        self._below = False
        self._state = ""
        self._first = False

    def entries(self, parts: list[tuple[str, int, str]]) -> Iterator[Entry]:
        """Yield an entry for each improvement and step, with what is said below it."""
        last: Entry | None = None
        for part, row, words in parts:
            text = words.strip()
            begun = self._begun(part, row, text)
            if begun is not None:
                yield from (last,) if last is not None and last.text else ()
                last = begun
            elif last is not None and text:
                last = self._grown(last, part, text)
        yield from (last,) if last is not None and last.text else ()

    def _begun(self, part: str, row: int, text: str) -> Entry | None:
        if part == "below":
            self._below = True
        elif part in STATES:
            self._state = part
        elif part == "title":
            self._above = "" if text == "Other steps" else text
            cells = (Cell("below_line", "below the line", "yes", True),) if self._below else ()
            # Steps of no improvement stand under a title that is none; an entry without words is left out.
            return Entry(row, self._above, "improvement", cells=cells, literal=True)
        elif part == "step":
            self._first = True
            state = (Cell("state", "State", self._state, self._state),)
            return Entry(row, text, "step", 1, cells=state, under=self._above, literal=True)
        return None

    def _grown(self, entry: Entry, part: str, text: str) -> Entry:
        if part == "votes":
            return entry._replace(cells=(*entry.cells, Cell("votes", "Votes", text.split(maxsplit=1)[0])))
        if part == "promise":
            who, _, when = text.rpartition(" · ")
            found = own_cells(who or "nobody yet", when) or ()
            if self._state == "dropped":
                found = own_cells(who or "nobody yet", "no date yet") or ()
            return entry._replace(cells=(*entry.cells, *(it for it in found if it.field != "state")))
        if part == "detail" and entry.kind == "step":
            why = self._state == "dropped" and self._first and not text.startswith(_DETAILS)
            self._first = False
            cells = (Cell("reason", "Reason", text),) if why else tuple(detail(text))
            return entry._replace(cells=(*entry.cells, *cells))
        return entry._replace(cells=(*entry.cells, note_cell(text)))
