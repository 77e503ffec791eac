"""The box that finds: the list shows only what has the words in it."""

from dataclasses import dataclass

from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Box, Outcome
from flipchart.tui.text.frame import View
from flipchart.tui.text.lines import plain
from flipchart.tui.text.rows import Row


def matching(rows: tuple[Row, ...], words: str) -> tuple[Row, ...]:
    """The rows that can be stopped at and have all of `words` in them; case does not matter."""
    wanted = words.casefold().split()
    texts = (
        (row, " ".join(plain(line) for line in row.lines(400, selected=False)).casefold()) for row in rows if row.id
    )
    return tuple(row for row, text in texts if all(word in text for word in wanted))


@dataclass(frozen=True, slots=True)
class FindBox(Box):
    """Words to find; Enter goes to the first row that has them, Esc shows all again."""

    name = "filter"
    verb = "go there"
    told = False

    def label(self, view: View) -> str:
        """What is asked."""
        return "Find"

    def enter(self, text: str, view: View, ids: Ids) -> Outcome:
        """Stay on the row that was found."""
        return Outcome((), None, view.cursor)
