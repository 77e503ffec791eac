"""What stands around the capture line on every screen of a session: echo, save light, footer, load; all as words."""

from dataclasses import dataclass

from flipchart.service.context import Context
from flipchart.service.open_session import Sitting
from flipchart.store.presence import Driver
from flipchart.store.private import PrivateState
from flipchart.store.saver_queue import SaveState
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.plan import applies
from flipchart.tui.prompts.owner_load import desk_line
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.page import Hints
from flipchart.tui.text import footer
from flipchart.tui.text.echo import echoed, told_whole
from flipchart.tui.text.layout import SHORT
from flipchart.tui.text.lines import Line, Span, line, width_of, wrap
from flipchart.tui.text.questions import flowed, parted

NOT_SAVED = "NOT SAVED"

EDGES = 2
"""Rows of the list that tell how much is out of sight above and below."""

WITHOUT_END = 10_000
"""Cells on which everything fits: then it is one line, and cut."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is known beside the session: the message of the moment, whether all is saved, and who drives."""

    said: str
    saved: SaveState | None
    private: PrivateState
    driver: Driver | None
    sitting: Sitting | None
    context: Context


def status_words(frame: SessionFrame, status: Status) -> Line:
    """The right end of the echo: what is to settle and the save light, or that nobody drives."""
    if frame.watching:
        return () if status.driver is not None else line(("NO DRIVER", "warn"))
    return (*_to_settle(frame), *_light(frame, status))


def _to_settle(frame: SessionFrame) -> Line:
    """How much a merge could not decide; it stays in sight until it is settled."""
    count = len(frame.session.conflicts)
    return line((", ", "key"), (f"{count} to settle", "warn"), "  ") if count else ()


def _light(frame: SessionFrame, status: Status) -> Line:
    state, private = status.saved, status.private
    if state is None or status.context.rehearsal:
        return ()
    if state.kind == "failed" or (private.unsaved and private.problem):
        return line((NOT_SAVED, "late"))
    if state.kind == "saving" or private.unsaved:
        return line(("saving", "quiet"))
    if state.at is None:
        return line(("saved", "quiet"))
    at = frame.local(state.at)
    return line((f"saved {at:%H:%M}" if frame.narrow else f"saved {at:%H:%M:%S}", "quiet"))


def echo_lines(frame: SessionFrame, said: str, beside: int, spare: bool) -> tuple[Line, Line]:
    """What was understood, on two lines where the list can `spare` one; or what there is to say, which is never cut.

    `beside` are the cells at the right end that are taken.
    """
    prompt, text, width = frame.prompt, frame.typed, frame.width
    if prompt is None or not text.strip():
        return told_whole(line((said, "quiet")), 0, width, beside) if said else ((), ())
    read = prompt.echo(text, frame)
    hint = line((read.hint or said, "warn")) if read.hint or said else ()
    indent = width_of(prompt.label(frame)) + 1
    if hint and not read.words:
        return told_whole(hint, indent, width, beside)
    return echoed(read.words, hint, indent, width if spare else WITHOUT_END, beside)


def footer_pieces(frame: SessionFrame, hints: Hints, own: dict[str, str]) -> tuple[footer.Piece, ...]:
    """The keys that work where the cursor is now."""
    if frame.typing and frame.prompt is not None:
        return footer.owned(_prompt_pieces(frame, frame.prompt), own, boxed=True)
    return tuple(footer.outside((hint for hint in hints if applies(frame, hint[0])), own))


def last_piece(frame: SessionFrame, own: dict[str, str]) -> footer.Piece:
    """The key that shows all keys."""
    boxed = frame.typing and frame.prompt is not None
    last = footer.HELP_IN_BOX if boxed else footer.HELP_OUTSIDE
    return next(iter(footer.owned((last,), own, boxed=boxed)), last)


def _prompt_pieces(frame: SessionFrame, prompt: Prompt) -> list[footer.Piece]:
    add, take, out_of, toggle, onward = footer.IN_A_BOX
    text = frame.typed
    typed = bool(text.strip())
    running = frame.clock is not None and frame.clock.state == "running"
    pieces = [add._replace(word=prompt.enters(frame) if typed else "close")]
    if prompt.complete(text, frame):
        pieces.append(take)
    elif prompt.name == "step" and frame.page.opens_box and frame.page.next_gap(frame, False):
        pieces.append(take._replace(word="next improvement"))
    elif prompt.passed_over(frame):
        pieces.append(take._replace(word=prompt.passes))
    if typed:
        pieces.append(out_of)
    if frame.stage is not None:
        pieces += [toggle._replace(word="pause" if running else "resume"), onward]
    return pieces


def naming(frame: SessionFrame) -> bool:
    """Whether an owner is being named: then the line for the load keeps its place, so that nothing moves."""
    return frame.prompt is not None and frame.prompt.name in ("promise", "owner")


def answer_lines(frame: SessionFrame) -> tuple[Line, ...]:
    """The digits of the page where they act, on as many lines as they need: none of them is ever cut off."""
    words = () if frame.typing else _squeezed(frame.page.answers(frame), frame.width)
    if width_of(words) - 2 <= frame.width:
        return (words,) if words else ()
    return flowed(parted(words), frame.width)


def _squeezed(answers: Line, width: int) -> Line:
    """The answers, closer to each other where they all fit on one line so."""
    close = tuple(Span(" ") if not span.text.strip() else span for span in answers)
    return close if width_of(answers) - 2 > width >= width_of(close) - 1 else answers


def help_line(frame: SessionFrame) -> Line:
    """A line of help for what is being typed or stands under the cursor."""
    if frame.at_desk:
        return () if answer_lines(frame) else desk_line(frame.prompt, frame.typed, frame, frame.width)
    return frame.page.load(frame, frame.typed if naming(frame) else "")


def load_lines(frame: SessionFrame, helped: bool) -> tuple[Line, ...]:
    """What stands below the list: a line of help where there is room for it, and the digits of the page."""
    told = help_line(frame) if helped else ()
    return (*((told,) if told else ()), *answer_lines(frame))


def unsaved_lines(frame: SessionFrame, status: Status, height: int) -> tuple[Line, ...]:
    """What stays in sight while something is not saved: why, and where a copy is; on one line in a short room."""
    state, sitting = status.saved, status.sitting
    if state is None or state.kind != "failed" or sitting is None:
        return ()
    # There is one session in the room, and its whole path would take the place of the reason.
    why = state.why.replace(str(sitting.path), sitting.path.name)
    told = f"{NOT_SAVED} {why}" + (f" Copy in {state.copy}" if state.copy else "")
    parts = wrap(told, frame.width) if height >= SHORT else [told]
    first = parts[0].removeprefix(NOT_SAVED)
    return (line((NOT_SAVED, "late"), (first, "bold")), *(line((part, "bold")) for part in parts[1:]))
