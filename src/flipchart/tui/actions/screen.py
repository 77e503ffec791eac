"""Keys for what is shown, and for leaving."""

from typing import TYPE_CHECKING

from flipchart.tui.actions.clock import ask
from flipchart.tui.actions.dispatch import action
from flipchart.tui.actions.export import copy_markdown, save_now, write_markdown
from flipchart.tui.screens.desk import DeskScreen
from flipchart.tui.screens.gaps import GapsScreen
from flipchart.tui.screens.help import HelpScreen
from flipchart.tui.screens.pictures import PicturesScreen
from flipchart.tui.screens.room_check import RoomCheckScreen
from flipchart.tui.screens.sheets import SignsScreen
from flipchart.tui.text.questions import Question

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


@action("challenges")
def challenges(room: "SessionScreen") -> None:
    """Signs and responses: in their pane on the desk, over the room where the palette asks for them."""
    if isinstance(room, DeskScreen):
        room.open_signs()
    else:
        room.flipchart.push_screen(SignsScreen(room.view()))


@action("desk.next")
def next_pane(room: "SessionScreen") -> None:
    """The next pane."""
    if isinstance(room, DeskScreen):
        room.turn(1)


@action("desk.previous")
def previous_pane(room: "SessionScreen") -> None:
    """The pane before."""
    if isinstance(room, DeskScreen):
        room.turn(-1)


@action("clock.big")
def big(room: "SessionScreen") -> None:
    """The clock over the whole screen; the box stays."""
    if room.clock is not None and room.clock.stage is not None:
        room.big = not room.big


@action("curtain")
def curtain(room: "SessionScreen") -> None:
    """Blank the room."""
    room.curtain = not room.curtain


@action("theme")
def theme(room: "SessionScreen") -> None:
    """Dark to light and back."""
    room.flipchart.action_other_theme()


@action("room.check")
def check_room(room: "SessionScreen") -> None:
    """A card that is read from the back row."""
    room.flipchart.push_screen(RoomCheckScreen())


@action("help")
def show_help(room: "SessionScreen") -> None:
    """All keys."""
    room.flipchart.push_screen(HelpScreen(room.flipchart.own_keys))


@action("gaps")
def show_gaps(room: "SessionScreen") -> None:
    """What to ask aloud; one's load in other sessions is for the desk alone."""
    loads = room.kin.loads if room.at_desk else {}

    def went(item: str | None) -> None:
        if item is not None and item in {row.id for row in room.page.rows(room.view())}:
            room.cursor = item

    room.flipchart.push_screen(GapsScreen(room.view().today, room.cursor, loads), went)


@action("pictures")
def show_pictures(room: "SessionScreen") -> None:
    """The plan in pictures."""
    view, plain = room.view(), room.flipchart.context.config.ascii
    room.flipchart.push_screen(PicturesScreen(view.session, view.today, desk=room.at_desk, ascii_only=plain))


@action("palette")
def palette(room: "SessionScreen") -> None:
    """Every action by its name."""
    room.flipchart.action_command_palette()


@action("export")
def export(room: "SessionScreen") -> None:
    """Write the plan beside the session."""
    write_markdown(room.flipchart)


@action("copy")
def copy(room: "SessionScreen") -> None:
    """Copy the plan, and write it too, since some terminals refuse."""
    copy_markdown(room.flipchart)


@action("save")
def save(room: "SessionScreen") -> None:
    """It always is; this only says so."""
    save_now(room.flipchart)


@action("close")
def close(room: "SessionScreen") -> None:
    """Leave; ask only while the clock runs."""
    if room.watching or room.clock is None or room.clock.state != "running":
        room.flipchart.leave()
        return

    def go() -> None:
        room.flipchart.leave()

    ask(room, Question("leave", "The clock is running.", ("leave, it goes on", go), ("stay", lambda: None)))


@action("quit")
def quit_app(room: "SessionScreen") -> None:
    """Quit, always saved."""
    room.flipchart.exit(0)
