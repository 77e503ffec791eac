"""What stands around the capture line of a session's screen: echo, save light, footer, load; all as words."""

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.said import Said, renamed, said
from flipchart.service.context import Context
from flipchart.service.disk import Driver, PrivateState, SaveState
from flipchart.service.open_session import OpenSession
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.plan import applies
from flipchart.tui.actions.words import takes_tab
from flipchart.tui.prompts.owner_load import desk_line
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.stages.page import Hints
from flipchart.tui.text import footer
from flipchart.tui.text.echo import EchoRoom, echoed, whole_lines
from flipchart.tui.text.language import t, tn, voiced
from flipchart.tui.text.layout import SHORT
from flipchart.tui.text.lines import Line, Span, folded, line, width_of, wrap
from flipchart.tui.text.questions import flowed, parted

NOT_SAVED = said("NOT SAVED")

EDGES = 2
"""Rows of the list that tell how much is out of sight above and below."""


class Status(Struct, frozen=True):
    """What is known beside the session: the message of the moment, whether all is saved, and who drives."""

    notice: str
    saved: SaveState | None
    private: PrivateState
    driver: Driver | None
    open_session: OpenSession | None
    context: Context


def status_words(frame: SessionFrame, status: Status) -> Line:
    """Return the right end of the echo: conflicts to settle and the save light; nothing for a watcher."""
    return () if frame.watching else (*_to_settle(frame), *_light(frame, status))


def driver_words(frame: SessionFrame, status: Status) -> Line:
    """Return that nobody drives the watched session; it stands beside the keys, which every page has."""
    return line((t("no driver"), "quiet")) if frame.watching and status.driver is None else ()


def _to_settle(frame: SessionFrame) -> Line:
    """Return how many conflicts of a merge are left; they stay in sight until they are settled."""
    count = len(frame.session.conflicts)
    return line((tn("{n} to settle", "{n} to settle", count), "warn"), "  ") if count else ()


def _light(frame: SessionFrame, status: Status) -> Line:
    state, private = status.saved, status.private
    if state is None or status.context.rehearsal:
        return ()
    if state.kind == "failed" or (private.unsaved and private.problem):
        return line((t(NOT_SAVED), "late"))
    if state.kind == "saving" or private.unsaved:
        return line((t("saving"), "quiet"))
    if state.at is None:
        return line((t("saved"), "quiet"))
    at = frame.local(state.at)
    return line((t("saved {time}", time=f"{at:%H:%M}" if frame.narrow else f"{at:%H:%M:%S}"), "quiet"))


def echo_lines(frame: SessionFrame, said: str, room: EchoRoom) -> tuple[tuple[Line, ...], Line]:
    """What was understood, on more lines where the list can spare them, and what there is to say, which is never cut.

    The second is what stands on the light's own row: the message where it does not fit behind the words.
    """
    prompt, text = frame.prompt, frame.typed
    if prompt is None or not text.strip() or (said and not frame.typing):
        return (whole_lines(line((t(said), "quiet")), 0, room.width, room.light) if said else ()), ()
    if not frame.typing and not frame.watching:
        begun = t("not added yet") if prompt.stays else t("not kept yet")
        return whole_lines(line((begun, "warn")), width_of(t(prompt.label(frame))) + 1, room.width, room.light), ()
    read, light = prompt.echo(text, frame), room.light
    room = replace(room, light=0) if room.lit else room
    words, hint = (
        " · ".join(map(voiced, read.parts)),
        line((t(read.hint or said), "warn")) if read.hint or said else (),
    )
    indent = width_of(t(prompt.label(frame))) + 1
    if hint and not words:
        return whole_lines(hint, indent, room.width, room.light), ()
    crowded = indent + width_of(words) + 2 + width_of(hint) > room.width
    if room.lit and crowded and not room.spare and width_of(hint) < frame.width - light:
        return echoed(words, (), indent, room), hint
    return echoed(words, hint, indent, room), ()


def last(lines: tuple[Line, ...]) -> Line:
    """The last of some lines, which shares its row with the save light."""
    return lines[-1] if lines else ()


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
    add, take, out_of, toggle, onward = footer.IN_A_PROMPT
    text = frame.typed
    typed = bool(text.strip())
    running = frame.clock is not None and frame.clock.state == "running"
    pieces = [] if typed and prompt.rests else [add._replace(word=prompt.enters(frame) if typed else "close")]
    if takes_tab(frame):
        pass  # the question in front says what tab does now
    elif prompt.complete(text, frame):
        pieces.append(take)
    elif prompt.name == "step" and frame.page.by_improvement and frame.page.next_gap(frame, False):
        pieces.append(take._replace(word="next improvement"))
    elif prompt.passed_over(frame):
        pieces.append(take._replace(word=prompt.passes))
    if typed:
        pieces.append(out_of)
    if frame.stage is not None:
        pieces += [toggle._replace(word=said("pause") if running else said("resume")), onward]
    return pieces


def naming(frame: SessionFrame) -> bool:
    """Whether an owner is being named: then the line for the load keeps its place, so that nothing moves."""
    return frame.prompt is not None and frame.prompt.name in ("promise", "owner", "assigned")


def answer_lines(frame: SessionFrame, width: int) -> tuple[Line, ...]:
    """Return the digits of the page where they work, on as many lines as they need: none is ever cut off."""
    words = () if frame.typing or not frame.writable else _squeezed(frame.page.answers(frame), width)
    if width_of(words) - 2 <= width:
        # The blank behind the last one may have no room, and would be cut with an ellipsis.
        return (words[:-1] if words and not words[-1].text.strip() else words,) if words else ()
    return flowed(parted(words), width)


def _squeezed(answers: Line, width: int) -> Line:
    """The answers, closer to each other where they all fit on one line so."""
    close = tuple(Span(" ") if not span.text.strip() else span for span in answers)
    return close if width_of(answers) - 2 > width >= width_of(close) - 1 else answers


def help_lines(frame: SessionFrame, width: int) -> tuple[Line, ...]:
    """Return help for what is being typed or stands under the cursor, whole; at the desk on one line."""
    if frame.at_desk:
        one = () if answer_lines(frame, width) else desk_line(frame.prompt, frame.typed, frame, width)
        return (one,) if one else ()
    if frame.prompt is not None and frame.prompt.name == "filter":
        return ()  # the step that was under the cursor may not be among what is found
    names = naming(frame) and frame.prompt is not None and not frame.prompt.rests
    return folded(frame.page.load(frame, frame.typed if names else ""), width)


def load_lines(frame: SessionFrame, helped: bool, width: int) -> tuple[Line, ...]:
    """What stands below the list: help where there is room for it, and the digits of the page."""
    return (*(help_lines(frame, width) if helped else ()), *answer_lines(frame, width))


def unsaved_lines(frame: SessionFrame, status: Status, height: int) -> tuple[Line, ...]:
    """What stays in sight while something is not saved: why, and at the desk where a copy is.

    On a short screen it is one line of whole words: the longest that fits.
    """
    state, open_session = status.saved, status.open_session
    if state is None or state.kind != "failed" or open_session is None:
        return ()
    # There is one session in the room, and its whole path would take the place of the reason.
    whole = said(renamed(state.why, str(open_session.path), open_session.path.name))
    copy = t("Copy in {place}", place=state.copy) if frame.at_desk else t("A copy is kept on this computer.")
    words = t(NOT_SAVED) + _why_not(whole) + (f" {copy}" if state.copy else "")
    parts = (
        wrap(words, frame.width) if height >= SHORT else [_shortest(whole, copy if state.copy else "", frame.width)]
    )
    first = parts[0].removeprefix(t(NOT_SAVED))
    return (line((t(NOT_SAVED), "late"), (first, "bold")), *(line((part, "bold")) for part in parts[1:]))


def _why_not(why: Said) -> str:
    """Return why it is not saved, without the words that the line has already: the file, and "not saved"."""
    sentence, reason = voiced(why), _reason(why)
    return f": {sentence[sentence.index(reason) :]}" if reason and reason in sentence else f" {sentence}"


def _reason(why: Said) -> str:
    reason = why.values.get("why")
    return voiced(reason) if isinstance(reason, str) else ""


def _shortest(why: Said, copy: str, width: int) -> str:
    """That it is not saved, with as much of why and of the copy as one line takes."""
    reason = _reason(why) or voiced(why)
    first = reason.partition(";")[0].rstrip(" \xa0.")  # before a semicolon French has a blank
    cause = f": {first}."
    whole = _why_not(why)
    short = f": {reason.rstrip('.')}."
    kept = (
        [f"{way} {words}" for way in (whole, short, cause) for words in (copy, t("A copy is kept."))] if copy else []
    )
    ways = [*kept, whole, short, cause]
    return next((words for way in ways if width_of(words := t(NOT_SAVED) + way) <= width), t(NOT_SAVED))
