"""What a session by ear is at a moment, and how outcomes are carried out where there is no screen."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from flipchart.clock import AnchoredClock, JumpWatch, ahead
from flipchart.domain.commands.clock import Restamp
from flipchart.domain.errors import Rejected
from flipchart.domain.gaps import gaps
from flipchart.domain.group_context import ALONE, Kin
from flipchart.domain.text import clean_line
from flipchart.domain.timing import QuietTimer
from flipchart.service.context import Context
from flipchart.service.export import as_markdown, write_out
from flipchart.service.open_session import Sitting
from flipchart.service.private_notes import keep
from flipchart.service.rehearsal import REFUSED
from flipchart.store.saver_queue import SaveState
from flipchart.tui.actions import follow_up, group
from flipchart.tui.actions.clock import next_item
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.plan import arrival
from flipchart.tui.actions.registry import action_of
from flipchart.tui.desk.panes import sign_rows
from flipchart.tui.plain_words import (
    item_lines,
    list_lines,
    numbered,
    row_of,
    row_words,
    stage_lines,
    without_keys,
)  # fmt: skip
from flipchart.tui.prompts.live_screen import shown_to_watchers, stage_of
from flipchart.tui.prompts.prompt import (
    KEEP,
    Ask,
    Do,
    Effect,
    Export,
    Open,
    Outcome,
    Prompt,
    Question,
    Work,
    asked,
)
from flipchart.tui.stages.page import Page
from flipchart.tui.stages.registry import page_of
from flipchart.tui.text.plan import due_words
from flipchart.tui.text.step import step_rows

WIDE = 20_000
"""Columns of the frame, so that no menu leaves anything out."""


FEW = 12
"""Rows up to which a list is read when its stage begins."""


def unsaved_words(state: SaveState) -> str:
    """Return what is said of a save that failed."""
    return f"NOT SAVED: {state.why}{f' A copy is in {state.copy}.' if state.copy else ''}"


class PlainView:
    """One session by ear; `left` tells that it is to be closed.

    The fields are what a screen would show: see SessionFrame. `at_desk` says that only the facilitator hears.
    """

    def __init__(self, sitting: Sitting, context: Context, *, at_desk: bool = False) -> None:
        self.sitting, self.context, self.at_desk = sitting, context, at_desk
        self.left = False
        self.kin: Kin = ALONE
        self.cursor: str | None = None
        self.focus: str | None = None
        self.mode = ""
        self.passed: frozenset[str] = frozenset()
        self.order: tuple[str, ...] = ()
        self.prompt: Prompt | None = None
        self.questions: tuple[Question, ...] = ()
        self._out: list[str] = []
        self._asked = ""
        self._place: tuple[type[Page], str] | None = None
        self._item: tuple[object, ...] = ()
        self._told: set[tuple[object, ...]] = set()
        self._timer: QuietTimer | None = None
        self._break: dt.datetime | None = None
        self._saved = True
        self._jumps = JumpWatch()

    # Outcomes, as the screens carry them out.

    def _perform(
        self, id: str, *arguments: object, understood: Callable[[], str] | None = None, own_words: bool = False,
        quietly: bool = False,
    ) -> None:  # fmt: skip
        frame = replace(self.frame(), own_words=own_words)
        self._apply(action_of(id)(frame, *arguments), understood, quietly=quietly)

    def _apply(
        self, outcome: Outcome, understood: Callable[[], str] | None = None, *, quietly: bool = False
    ) -> bool:  # fmt: skip
        """Carry out what an action or a prompt wants; tell whether it was not refused."""
        self.kin = outcome.kin if outcome.kin is not None else self.kin
        self.questions = asked(self.questions, outcome)
        refused = outcome.refused or self._carry_out(outcome)
        if refused:
            self._say(refused)
            return False
        if understood is not None:
            self._say(understood())
        if outcome.keeps is not None:
            note, now = outcome.keeps, self.context.clock.now()
            self._say(keep(self.sitting.private, note.words, note.note, now, self.context.ids) or "Kept.")
        self._say(outcome.said)
        self._move(outcome)
        self._ask(outcome, quietly)
        if outcome.effect is not None:
            self._have(outcome.effect)
        return True

    def _carry_out(self, outcome: Outcome) -> str:
        done = self.sitting.runner.do(*outcome.commands) if outcome.commands else None
        return str(done) if isinstance(done, Rejected) else ""

    def _move(self, outcome: Outcome) -> None:
        for name in ("cursor", "focus", "mode"):
            if (value := getattr(outcome, name)) is not KEEP:
                setattr(self, name, value)
        self.passed = outcome.passed if outcome.passed is not None else self.passed
        if outcome.then is None:
            self.prompt = None
        elif isinstance(outcome.then, Prompt):
            self.prompt = outcome.then
        if outcome.onward and (item := next_item(self.frame(), back=False)):
            self.cursor = item

    def _ask(self, outcome: Outcome, quietly: bool) -> None:
        """Say what is asked: a question, or the words of the prompt that has opened."""
        if outcome.asks:
            frame = self.frame()
            question = follow_up.roadblock_question(frame.session, outcome.asks, frame.today)
            self.questions = asked(self.questions, Outcome(question=question))
            self._question(question)
        self._question(outcome.question)
        if isinstance(outcome.then, Prompt) and not quietly:
            frame, prompt = self.frame(), outcome.then
            now = prompt.start(frame)
            row = row_of(frame, prompt.item)
            told = f"{prompt.label(frame).rstrip('?')}? {prompt.invitation(frame)}".strip()
            self._say(f"{f'{row}. ' if row else ''}{told}{f' Now: {now}' if now else ''}")

    def _question(self, question: Question | None) -> None:
        if question is None:
            return
        keys = [f"{key} {answer[0]}" for key, answer in (("y", question.yes), ("n", question.no)) if answer]
        keys += [f"{number} {word}" for number, (word, _) in enumerate(question.menu, 1)]
        self._asked = f"{question.text} {', '.join(keys)}.".strip()

    def _have(self, effect: Effect) -> None:
        """Have done what goes beyond the session."""
        if isinstance(effect, Do):
            self._perform(effect.action, *effect.arguments)
        elif isinstance(effect, Work):
            self._apply(effect.job(self.sitting, self.context))
        elif isinstance(effect, Ask):
            self._ask_for(effect)
        elif isinstance(effect, Export):
            self._export(effect)
        elif isinstance(effect, Open):
            self._open(effect)

    def _ask_for(self, effect: Ask) -> None:
        runner = self.sitting.runner
        if effect.what in ("leave", "quit"):
            self.left = True
        elif effect.what in ("undo", "redo"):
            done = runner.undo() if effect.what == "undo" else runner.redo()
            told = str(done) if isinstance(done, Rejected) else f"{done.label[:1].upper()}{done.label[1:]}."
            self._say(told)
        elif effect.what == "save":
            self._say("Saved." if self.sitting.saver.flush(3.0) else unsaved_words(self.sitting.state))
        elif effect.what == "look":
            self.sitting.look()
        elif effect.what == "follow":
            self._follow_clock()

    def _follow_clock(self) -> None:
        """Go by the computer's time from now on; what was timed before it was set moves with it."""
        source, state = self.context.clock, self.sitting.runner.clock_state()
        if isinstance(source, AnchoredClock) and state is not None:
            away = -ahead(source)
            source.correct(away)
            self._apply(Outcome((Restamp(state.run, away),)))

    def _export(self, effect: Export) -> None:
        session, source = self.sitting.runner.session, self.context.clock
        if self.context.rehearsal:
            self._say(REFUSED)
        elif effect.format == "copy":
            self._tell(as_markdown(session, source).splitlines())
        else:
            said = write_out(self.sitting.path, session, source, effect.format)
            self._say(f"{said[0].upper()}{said[1:]}.")

    def _open(self, effect: Open) -> None:
        frame = self.frame()
        if effect.screen == "gaps":
            loads = self.kin.loads if self.at_desk else {}
            found = gaps(frame.session, frame.today, load_elsewhere=loads)
            self._tell((gap.say for gap in found) if found else ["Nothing is missing."])
        elif effect.screen == "step" and frame.step is not None:
            self._tell(map(row_words, step_rows(frame.step, frame, room=not self.at_desk)))
        elif effect.screen == "signs":
            self._tell(map(row_words, sign_rows(frame)))
        elif effect.screen == "codes":
            mine = sorted((it for it in frame.session.steps if it.live and it.owner), key=lambda it: str(it.owner))
            self._tell(f"{it.owner}: {it.text}, {due_words(it, frame) or 'no date'}." for it in mine)
        elif effect.screen == "carry":
            self._apply(group.carry(tuple(it.place for it in self.kin.open)))
        else:
            self._say("That needs a screen: flipchart run without --plain.")

    # What is shown.

    def frame(self, prompt: Prompt | None = None, typed: str = "") -> SessionFrame:
        """Return what a screen would show now, with words `typed` in a prompt."""
        sitting, context = self.sitting, self.context
        private = sitting.private_state if self.at_desk else SessionFrame.private
        return SessionFrame(
            session=sitting.runner.session, clock=sitting.runner.clock_state(), now=context.clock.now(),
            local=context.clock.local, cursor=self.cursor, focus=self.focus, passed=self.passed, order=self.order,
            date_order=context.config.date_order, materials=sitting.materials, leave_with=sitting.leave_with,
            seconds=context.config.seconds, kin=self.kin, private=private, mode=self.mode, ids=context.ids,
            prompt=prompt or self.prompt, typed=typed, typing=prompt is not None, questions=self.questions,
            at_desk=self.at_desk, width=WIDE, saved=not context.rehearsal, writable=sitting.runner.refusal is None,
        )  # fmt: skip

    def _place_now(self) -> tuple[type[Page], str]:
        state = self.sitting.runner.clock_state()
        return type(page_of(state, self.mode)), stage_of(state)

    def _arrive(self) -> None:
        """Go into the page of the moment where it is another, and say where that is."""
        place = self._place_now()
        if self._place is not None and place[1] != self._place[1] and self.mode:
            self.mode = ""
            place = self._place_now()
        if place[1] not in ("", "planned"):
            self.questions = tuple(it for it in self.questions if it.name != group.CARRY)
        if place != self._place:
            self._come(place)
        elif (item := self._item_now()) != self._item:
            self._item = item
            self._tell(item_lines(self.frame()))
        self._show_watchers()

    def _come(self, place: tuple[type[Page], str]) -> None:
        self._place, self.prompt, self.cursor, self.order = place, None, None, ()
        page = self.frame().page
        self.order = page.sort(self.frame().session, self.frame().today) if page.sorts else ()
        came = arrival(self.frame())
        self.cursor = came.cursor if isinstance(came.cursor, str) else None
        self._item = self._item_now()
        self._tell(stage_lines(self.frame()))
        frame = self.frame()
        if frame.stage is not None and frame.stage.kind != "introduce" and not frame.page.one_by_one:
            many = len(numbered(frame)) > FEW
            self._tell([f"{len(numbered(frame))} rows; /list reads them."] if many else list_lines(frame))

    def _item_now(self) -> tuple[object, ...]:
        frame = self.frame()
        page = frame.page
        return (frame.mode, frame.focus if page.opens_box else None, frame.cursor if page.one_by_one else None)

    def _show_watchers(self) -> None:
        if self.sitting.driving is not None:
            frame = self.frame()
            self.sitting.driving.show(shown_to_watchers(frame, None, "", big=False, curtain=False))

    # What goes out.

    def _say(self, text: str) -> None:
        if said := clean_line(without_keys(text)):
            self._out.append(said)

    def _tell(self, lines: "Iterator[str] | list[str] | tuple[str, ...] | map[str]") -> None:
        self._out += [said for text in lines if (said := clean_line(text))]

    def _flush(self) -> list[str]:
        # Last what waits, after all else: it is what a line answers next.
        self._say(self._asked)
        self._asked = ""
        said, self._out = self._out, []
        return said
