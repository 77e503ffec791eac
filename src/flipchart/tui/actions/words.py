"""Keys of the capture line: opening a prompt, entering a line, leaving it; and what many pasted lines are."""

from dataclasses import replace

from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.saying import counted
from flipchart.domain.text import clean_line
from flipchart.tui.actions.frame import Action, SessionFrame
from flipchart.tui.actions.plan import go_gap
from flipchart.tui.prompts.notes import NotePrompt, matching
from flipchart.tui.prompts.prompt import KEEP, NOTHING, Do, Outcome, Prompt, Question
from flipchart.tui.text.rows import Heading, Row


def capture(frame: SessionFrame) -> Outcome:
    """Into the prompt of this page; into one that was left with words first, which are in sight."""
    left = frame.prompt is not None and frame.prompt.name != "filter" and bool(frame.typed.strip())
    return Outcome(typing=True) if left else Outcome(then=frame.page.capture(frame))


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
    """Esc: out of the capture line, else a question, what lies over the screen or the big clock away."""
    if frame.typing:
        return leave_line(frame)
    if frame.questions:
        return Outcome(answered=frame.questions[0].name)
    if frame.message or frame.overlay:
        return Outcome(message="") if frame.message else Outcome(effect=Do("challenges"))
    if frame.big and not frame.at_desk:
        return Outcome(big=False)
    return leave_line(frame) if frame.prompt is not None else Outcome(mode="" if frame.mode else KEEP)


def next_gap(frame: SessionFrame) -> Outcome:
    """Tab: in a prompt with a suggestion take it, else the next gap."""
    prompt = frame.prompt
    if frame.typing and prompt is not None:
        if whole := prompt.complete(frame.typed, frame):
            return Outcome(typed=whole)
        if onward := prompt.passed_over(frame):
            # A private note is no row of the plan.
            cursor = frame.cursor if onward.masked else onward.item or frame.cursor
            return Outcome(then=onward, cursor=cursor)
        if prompt.name != "step":
            return NOTHING
    return go_gap(frame, back=False)


def previous_gap(frame: SessionFrame) -> Outcome:
    """Shift+Tab: the gap before."""
    in_step = frame.prompt is not None and frame.prompt.name == "step"
    return go_gap(frame, back=True) if not frame.typing or in_step else NOTHING


def found(frame: SessionFrame) -> tuple[Row, ...]:
    """The rows of the list, or while something is being found those that have it."""
    finding = frame.prompt is not None and frame.prompt.name == "filter" and bool(frame.typed.strip())
    none = (Heading(None, "Nothing has these words."),)
    return (matching(frame.listed, frame.typed) or none) if finding else frame.listed


def find(frame: SessionFrame) -> Outcome:
    """Stand on the first row that has the words being found."""
    ids = [row.id for row in found(frame) if row.id]
    return Outcome(cursor=ids[0]) if ids and frame.cursor not in ids else NOTHING


PASTE = "paste"
"""The name of the question what pasted lines are meant to be."""


def pasted(frame: SessionFrame, lines: tuple[str, ...], told: str = "pasted") -> Outcome:
    """Ask what many pasted lines are meant to be; they wait meanwhile and nothing is lost; `told` is their origin."""
    prompt = frame.prompt
    if prompt is None:
        return NOTHING
    each = ("keep as a list", Outcome(effect=Do("paste.each", (prompt, lines)))) if prompt.stays else None
    one = ("as one line", Outcome(inserted=" ".join(lines)))
    return Outcome(question=Question(PASTE, f"{counted(len(lines), 'line')} {told}:", each, one))


def left_over(frame: SessionFrame, text: str) -> Outcome:
    """Ask in a box that takes a list what becomes of lines that the program could not take in before its end."""
    lines = tuple(line for line in map(clean_line, text.splitlines()) if line)
    wanted = frame.prompt is not None and frame.prompt.stays and not any(it.name == PASTE for it in frame.questions)
    return pasted(frame, lines, "from before the end") if lines and wanted else NOTHING


def keep_each(frame: SessionFrame, prompt: Prompt, lines: tuple[str, ...]) -> Outcome:
    """Take each line as if it had been typed and entered; those that are refused stay in the prompt."""
    commands: list[Command] = []
    refused: list[tuple[str, str]] = []
    for text in lines:
        outcome = enter(replace(frame, prompt=prompt), text)
        try:
            for command in outcome.commands:
                command.apply(frame.session)
        except Rejected as why:
            outcome = Outcome(refused=str(why))
        commands += outcome.commands
        refused += [(text, outcome.refused)] if outcome.refused else []
    said = refused[0][1] if refused else ""
    left = " ".join(text for text, _ in refused)
    return Outcome(tuple(commands), said=said, inserted=left, line=(prompt, " ".join(lines)))
