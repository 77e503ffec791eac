"""The people of a session: renamed, merged where two are one, removed where nothing names them."""

from collections.abc import Callable
from typing import ClassVar

from flipchart.domain.commands.people import (
    AddPerson,
    MarkPresent,
    MergePeople,
    RemovePerson,
    RenamePerson,
    everybody,
    known_as,
)  # fmt: skip
from flipchart.domain.errors import Rejected
from flipchart.domain.quick.names import People
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.tui.screens.line_screen import LINE_KEYS, LineRequest, LineScreen, back
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.list_keys import DOWN, HELP, PAGE_DOWN, PAGE_UP, UP, ListKey
from flipchart.tui.text.people import names_of, people_count, people_list, present_names
from flipchart.tui.text.rows import Row


class PeopleScreen(LineScreen[None]):
    """Everybody whom the session knows. Names are changed wherever they stand, in one act that undo takes back."""

    KEYS = (
        UP, DOWN, PAGE_UP, PAGE_DOWN,
        ListKey("item.edit", "enter,e", "rename", "change how this person's name is spelled, everywhere", "rename",
                "enter"),
        ListKey("capture.open", "a", "add", "more people, with commas between", "add", "a"),
        ListKey("merge", "m", "merge", "this person is the same as another one", "merge", "m", rank=1),
        ListKey("item.drop", "x,delete", "take_out", "remove somebody the plan does not mention", "remove",
                "x", rank=2),
        ListKey("here", "space", "mark", "is here, or is not", "is here", "space", short="here", rank=4),
        *LINE_KEYS, back("G"), HELP,
    )  # fmt: skip
    PICK: ClassVar[str] = "item.edit"

    @property
    def plan(self) -> Session:
        """The session as it is now."""
        session = self.host.session
        assert session is not None
        return session

    def headed(self) -> Line:
        """How many there are."""
        return line((t("People"), "bold"), (f"   {people_count(self.plan)}", "quiet"))

    def list_rows(self) -> tuple[Row, ...]:
        """A row a person."""
        return people_list(self.plan)

    def marks(self) -> dict[str, object]:
        """The names, each with what names it."""
        return {name: names_of(self.plan, name) for name in everybody(self.plan)}

    def applies(self, key: ListKey) -> bool:
        """All but adding is done to somebody; two can be one where there are two."""
        if key.id == "merge":
            return len(everybody(self.plan)) > 1
        if key.id == "here":
            return self.cursor is not None and self.plan.last_run is not None
        return super().applies(key) and (key.id not in ("item.edit", "item.drop") or self.cursor is not None)

    # What is done.

    def add(self) -> None:
        """Ask for names."""
        self.ask(LineRequest(t("Add"), t("names with commas"), self._add))

    def _add(self, text: str) -> None:
        new = list(dict.fromkeys(name for part in text.split(",") if (name := part.strip())))
        if not new:
            raise Rejected("There is no name in this.", "Type one, or several with commas between.")
        self.carry_out(*(AddPerson(name) for name in new), cursor=new[-1], said=t("added"))

    def rename(self) -> None:
        """Ask how the person under the cursor is spelled."""
        if (name := self.cursor) is not None:
            self.ask(LineRequest(t("Name"), "", lambda text: self._rename(name, text), self._everywhere(name)), name)

    def _rename(self, name: str, text: str) -> None:
        if text != name:
            self.carry_out(RenamePerson(name, text), cursor=text, said=t("renamed everywhere"))

    def _everywhere(self, name: str) -> Callable[[str], str]:
        named = names_of(self.plan, name)
        return lambda text: f"{text}: {named}" if named and text != name else ""

    def merge(self) -> None:
        """Ask who else the person under the cursor is."""
        if (name := self.cursor) is None or len(everybody(self.plan)) < 2:
            return

        def understood(text: str) -> str:
            into, named = self._other(name, text), names_of(self.plan, name)
            return t("{name} becomes {other}", name=name, other=into) + (f": {named}" if named else "")

        def completed(text: str) -> str | None:
            whole = self._meant(name, text)
            return whole if whole != text else None

        def does(text: str) -> None:
            into = self._other(name, text)
            self.carry_out(MergePeople(name, into), cursor=into, said=t("one person now"))

        self.ask(
            LineRequest(t("{name} is", name=name), t("the other name, or its beginning"), does, understood, completed)
        )

    def _meant(self, name: str, text: str) -> str | None:
        """The other person whom the typed words mean, by any part of the name."""
        others = [it for it in everybody(self.plan) if it != name]
        found = People(others).known(text.split(), begun=True) if text.split() else None
        return known_as(others, text) if known_as(others, text) in others else found.name if found else None

    def _other(self, name: str, text: str) -> str:
        into = self._meant(name, text)
        if into is None:
            raise Rejected(say("Nobody else here is called {name}.", name=text), "Type more of the name.")
        return into

    def take_out(self) -> None:
        """Remove the person under the cursor, unless something names them."""
        if (name := self.cursor) is not None:
            stops = self.stops()
            left = [it for it in stops if it != name]
            next_cursor = left[min(stops.index(name), len(left) - 1)] if left else None
            self.attempt(RemovePerson(name), cursor=next_cursor, said=t("removed; u takes it back"))

    def mark(self) -> None:
        """Say that the person under the cursor is here, or is not."""
        run = self.plan.last_run
        if self.cursor is not None and run is not None:
            here = self.cursor.casefold() in present_names(self.plan)
            self.attempt(MarkPresent(run.id, self.cursor, not here))
