"""What the keys of the home screen do."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.domain.saying import name_key
from flipchart.tui.screens.group import GroupScreen
from flipchart.tui.screens.help import HomeKeys
from flipchart.tui.screens.new_session import NewSessionScreen
from flipchart.tui.text.home import NEW, new_title

if TYPE_CHECKING:
    from flipchart.tui.screens.home import HomeScreen


def move(home: "HomeScreen", by: int) -> None:
    """Move the cursor by some rows, not beyond the ends."""
    stops = home.stops()
    if home.cursor is not None and home.cursor in stops:
        home.cursor = stops[max(min(stops.index(home.cursor) + by, len(stops) - 1), 0)]
        home.moved = True
        home.show()


def turn_page(home: "HomeScreen", by: int) -> None:
    """Move by about as many sessions as are in sight."""
    move(home, by * max(home.rows.content_size.height // 3, 1))


def leave(home: "HomeScreen") -> None:
    """Empty the box and leave it."""
    home.box.value = ""
    home.set_focus(home.rows)
    home.show()


def open_it(home: "HomeScreen") -> None:
    """Open what the cursor is on; on the last row start a new session."""
    if home.cursor == NEW:
        start_new(home)
    elif home.cursor is not None:
        home.open(Path(home.cursor))


def start_new(home: "HomeScreen", group: str = "") -> None:
    """Go to the page of a new session; words that found nothing are its title."""
    home.app.push_screen(NewSessionScreen(new_title(home.shelf, home.box.value), group), home.made)


def show_group(home: "HomeScreen") -> None:
    """Go to the page of the group that the session under the cursor is of."""
    here = next((it.summary for it in home.shelf.sessions if str(it.path) == home.cursor), None)
    if here is None or not name_key(here.group):
        home.said = "Put the cursor on a session that belongs to a group."
        return
    group = here.group or ""

    def chosen(outcome: Path | str | None) -> None:
        if isinstance(outcome, Path):
            home.open(outcome)
        elif outcome is not None:
            start_new(home, group)

    home.app.push_screen(GroupScreen(group), chosen)


def show_help(home: "HomeScreen") -> None:
    """All keys of this screen."""
    home.app.push_screen(HomeKeys())


ACTS: dict[str, Callable[["HomeScreen"], object]] = {
    "move.up": lambda home: move(home, -1),
    "move.down": lambda home: move(home, 1),
    "page.up": lambda home: turn_page(home, -1),
    "page.down": lambda home: turn_page(home, 1),
    "open": open_it,
    "new": start_new,
    "group": show_group,
    "find": lambda home: home.set_focus(home.box),
    "leave": leave,
    "read": lambda home: home.read(),
    "theme": lambda home: home.flipchart.action_other_theme(),
    "help": show_help,
    "quit": lambda home: home.app.exit(0),
}
