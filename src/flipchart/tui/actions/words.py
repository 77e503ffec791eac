"""Keys of the capture line: opening a prompt, entering a line, leaving it; and what pasted lines are meant to be."""

from msgspec.structs import replace

from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.text import FIELD_LIMIT, clean_line, without_bullet
from flipchart.tui.actions.follow_up import passed_over
from flipchart.tui.actions.frame import Action, SessionFrame
from flipchart.tui.actions.list_in import is_table, looked_at
from flipchart.tui.actions.plan import go_gap
from flipchart.tui.prompts.list_file import dropped, home_of, name_of, read_dropped
from flipchart.tui.prompts.notes import NotePrompt, matching
from flipchart.tui.prompts.prompt import KEEP, NOTHING, Do, Keep, Outcome, Prompt, Question, answered
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.rows import Heading, Row

PASTE = "paste"
"""The name of the question what pasted lines are meant to be."""


def capture(frame: SessionFrame) -> Outcome:
    """Open the prompt of this page, or first the one that was left with words, which are still in sight."""
    left, wanted = frame.prompt, frame.page.capture(frame)
    begun = left is not None and left.name != "filter" and bool(frame.typed.strip())
    # Words that were begun for another step than the one under the cursor stay its draft.
    other = left is not None and wanted is not None and left.key != wanted.key
    elsewhere = other and left is not None and left.item not in ("", frame.cursor, frame.focus)
    return Outcome(typing=True) if begun and not elsewhere else Outcome(then=wanted)


def opens(prompt: Prompt) -> Action:
    """The action that opens a prompt."""
    return lambda frame: Outcome(then=prompt)


def decide(frame: SessionFrame) -> Outcome:
    """The line for a decision."""
    return Outcome(then=NotePrompt(), inserted="! ")


def enter(frame: SessionFrame, typed: str) -> Outcome:
    """Enter: do what the line says, and go where its prompt wants to go next."""
    prompt, text = frame.prompt, clean_line(typed)
    if prompt is None:
        return NOTHING
    if not text and not prompt.empties:
        return Outcome(then=None)
    try:
        outcome = prompt.enter(text, frame, frame.ids)
    except Rejected as why:
        outcome = Outcome(refused=str(why))
    return replace(outcome, line=(prompt, text))


def add(frame: SessionFrame) -> Outcome:
    """Enter, by a click on its word."""
    return enter(frame, frame.typed)


def leave_line(frame: SessionFrame) -> Outcome:
    """Out of the prompt: its words stay in sight, an empty one closes."""
    prompt = frame.prompt
    if prompt is None:
        return NOTHING
    begun = frame.typed.strip(" !?") and frame.typed != prompt.start(frame)
    return Outcome(typing=False) if begun and prompt.name != "filter" else Outcome(then=None)


def leave(frame: SessionFrame) -> Outcome:
    """Esc: leave the capture line, else close a question, what lies over the screen, or the big clock."""
    if frame.typing and not takes_tab(frame):
        return leave_line(frame)
    if frame.questions:
        return passed_over(frame.questions[0])
    if frame.message or frame.overlay:
        return Outcome(message="") if frame.message else Outcome(effect=Do("challenges"))
    if frame.big and not frame.at_desk:
        return Outcome(big=False)
    return leave_line(frame) if frame.prompt is not None else Outcome(mode="" if frame.mode else KEEP)


def takes_tab(frame: SessionFrame) -> bool:
    """Whether Tab and Shift+Tab answer a question about pasted lines, which comes before all else they do."""
    return frame.typing and any(it.name == PASTE for it in frame.questions[:1])


def next_gap(frame: SessionFrame) -> Outcome:
    """Tab: yes to the question about pasted lines; in a prompt take the suggestion; else go to the next gap."""
    prompt = frame.prompt
    if takes_tab(frame):
        question = frame.questions[0]
        return answered(question, question.yes) if question.yes else NOTHING
    if frame.typing and prompt is not None:
        if whole := prompt.complete(frame.typed, frame):
            return Outcome(typed=whole)
        if seek := prompt.seek(frame.typed):
            return Outcome(effect=seek)
        if onward := prompt.passed_over(frame):
            # A private note is no row of the plan.
            cursor = frame.cursor if onward.masked else onward.item or frame.cursor
            return Outcome(then=onward, cursor=cursor)
        if prompt.name != "step":
            return leave_line(frame) if prompt.rests else NOTHING
    return go_gap(frame, back=False)


def completed(frame: SessionFrame, before: str, whole: str, names: str) -> Outcome:
    """Put the file name that was found into the line, unless the line has changed since it was looked for."""
    if frame.prompt is None or frame.prompt.name != "list" or frame.typed != before:
        return NOTHING
    return Outcome(typed=whole, notice=names or "No list has a name that begins so.")


def previous_gap(frame: SessionFrame) -> Outcome:
    """Shift+Tab: no to the question about pasted lines, else the gap before."""
    if takes_tab(frame) and frame.questions[0].no:
        return answered(frame.questions[0], frame.questions[0].no)
    in_step = frame.prompt is not None and frame.prompt.name == "step"
    return go_gap(frame, back=True) if not frame.typing or in_step else NOTHING


def found(frame: SessionFrame) -> tuple[Row, ...]:
    """The rows of the list; while something is being searched for, those that match."""
    finding = frame.prompt is not None and frame.prompt.name == "filter" and bool(frame.typed.strip())
    none = (Heading(None, t("Nothing here contains these words.")),)
    return (matching(frame.listed, frame.typed) or none) if finding else frame.listed


def find(frame: SessionFrame) -> Outcome:
    """Put the cursor on the first row that matches the words of the search."""
    ids = [row.id for row in found(frame) if row.id]
    return Outcome(cursor=ids[0]) if ids and frame.cursor not in ids else NOTHING


def pasted(frame: SessionFrame, rows: tuple[str, ...], where: str = "") -> Outcome:
    """Ask what many pasted lines are meant to be; they wait for the answer, and nothing is lost.

    Rows with columns are shown as a list first. Esc leaves the words in the line, as far as they fit. `where` is the
    question.
    """
    prompt = frame.prompt
    if path := dropped("\n".join(rows)):
        return file_dropped(frame, path)
    if prompt is None:
        return NOTHING
    lines = tuple(line for line in map(clean_line, rows) if line)
    each = (t("look at the list"), looked_at(rows, home_of(frame))) if is_table(rows) else None
    each = each or (("keep as a list", Outcome(effect=Do("paste.each", (prompt, lines)))) if prompt.stays else None)
    whole = " ".join(lines)
    words = where or tn("{n} line pasted:", "{n} lines pasted:", len(lines))
    fits = len(frame.typed) + len(whole) <= FIELD_LIMIT
    left = (
        Outcome(then=prompt, inserted=whole)
        if fits
        else Outcome(typing=False, notice=t("Left out: too long for one line. Paste it again to keep it as a list."))
    )
    return Outcome(question=Question(PASTE, words, each, ("as one line", Outcome(inserted=whole)), left=left))


def file_dropped(frame: SessionFrame, path: str) -> Outcome:
    """Ask whether a file that was dragged here is to be read as a list; read it at once where no words are typed."""
    prompt, looked, name = frame.prompt, read_dropped(path, home_of(frame)), name_of(path)
    if prompt is None or prompt.name == "list":
        return replace(looked, then=None)
    each, whole = (t("look at the list"), looked), ("only its name", Outcome(inserted=name))
    return Outcome(question=Question(PASTE, f"{name}:", each, whole, left=Outcome(then=prompt)))


def paste_again(frame: SessionFrame, text: str) -> Outcome:
    """Ask again what pasted lines are meant to be, after they were shown as a list and left."""
    return pasted(frame, tuple(text.splitlines()))


def left_over(frame: SessionFrame, text: str) -> Outcome:
    """Ask, in a prompt that takes lists, what to do with lines that came when the program last ended."""
    lines = tuple(line for line in text.splitlines() if clean_line(line))
    wanted = frame.prompt is not None and frame.prompt.stays and not any(it.name == PASTE for it in frame.questions)
    words = tn("{n} line from before the end:", "{n} lines from before the end:", len(lines))
    return pasted(frame, lines, words) if lines and wanted else NOTHING


def keep_each(frame: SessionFrame, prompt: Prompt, lines: tuple[str, ...]) -> Outcome:
    """Enter each line as if it had been typed; those that are refused stay in the prompt.

    The cursor goes to the last line that was taken, as after typing, so that the room sees them come.
    """
    commands: list[Command] = []
    cursor: str | Keep | None = KEEP
    refused: list[tuple[str, str]] = []
    for text in map(without_bullet, lines):
        outcome = enter(replace(frame, prompt=prompt, pasted=True), text)
        try:
            for command in outcome.commands:
                command.apply(frame.session)
        except Rejected as why:
            outcome = Outcome(refused=str(why))
        commands += outcome.commands
        cursor = outcome.cursor if outcome.commands and outcome.cursor is not KEEP else cursor
        refused += [(text, outcome.refused)] if outcome.refused else []
    said = refused[0][1] if refused else ""
    left = " ".join(text for text, _ in refused)
    return Outcome(tuple(commands), cursor=cursor, notice=said, inserted=left, line=(prompt, " ".join(lines)))
