"""A session on the screen: what the room and the desk have in common; it carries out outcomes and draws one frame."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import ClassVar

from textual import on
from textual.widgets import Input

from flipchart.domain.errors import Rejected
from flipchart.domain.timing import RunClock
from flipchart.service.drafts import BACKLOG
from flipchart.tui.actions import group, words
from flipchart.tui.actions.clock import next_item
from flipchart.tui.actions.follow_up import roadblock_question, waiting_roadblocks
from flipchart.tui.actions.plan import arrival
from flipchart.tui.actions.registry import action_of, may
from flipchart.tui.actions.screen import unused_settings
from flipchart.tui.background import background_then
from flipchart.tui.prompts.list_file import dropped
from flipchart.tui.prompts.live_screen import Seen, seen, stage_of
from flipchart.tui.prompts.prompt import (
    KEEP,
    NOTHING,
    Ask,
    Do,
    Effect,
    Export,
    Open,
    Outcome,
    Prompt,
    Work,
    asked,
)
from flipchart.tui.prompts.registry import prompt_of_key
from flipchart.tui.screens.session_view import SessionView, situation
from flipchart.tui.screens.sheets import overlay
from flipchart.tui.stages.registry import page_of
from flipchart.tui.text import keys
from flipchart.tui.text.language import t
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.row_list import RowList


class SessionScreen(SessionView):
    """One session, driven in front of the group or from the desk."""

    BINDINGS: ClassVar = list(keys.bindings())

    _stale = False
    _answer = ""
    """The answer to the last line or key, until the next line begins."""

    # From a key to the next frame.

    def action_act(self, id: str) -> None:
        """Do what a key of the table stands for."""
        self.do(id)

    def do(self, id: str) -> None:
        """Carry out an action by its id; the message of the action before is taken away."""
        with self.together():
            if not may(self.frame(), id) and self.host.open_session is not None:
                self.host.notice = str(self.host.open_session.runner.refusal)
            elif self.curtain and not self.at_desk and id not in ("curtain", "quit", "close"):
                self.curtain = False
            else:
                self.host.notice = ""
                self.typed = self.field.value
                self.perform(id)

    def perform(self, id: str, *arguments: object) -> None:
        """Apply what an action returns for the current frame."""
        self.host.refresh_time()
        before = self.cursor
        self.apply(action_of(id)(self.frame(), *arguments))
        if self.cursor == before:
            self.scroll_list(id)

    def enter(self, text: str) -> None:
        """Enter in the capture line."""
        with self.together():
            self.host.notice = ""
            self.host.refresh_time()
            if self.prompt is not None:
                self.host.drafts.remove(self.prompt.key)
            self.apply(words.enter(self.frame(), text))

    def apply(self, outcome: Outcome) -> None:
        """Carry out what an action or a prompt wants, and show it in one repaint."""
        with self.together():
            if outcome.group_context is not None and outcome.group_context != self.group_context:
                self.group_context, self._stale = outcome.group_context, True
            if outcome.answered or outcome.question:
                self.questions = asked(self.questions, outcome)
            refused = outcome.refused or (outcome.commands and str(self.host.carry_out(outcome.commands) or ""))
            if refused:
                self._refuse(str(refused), outcome)
                return
            if outcome.keeps is not None:
                self.host.keep_note(outcome.keeps)
            self.host.notice = outcome.notice or self.host.notice
            self._answer = outcome.notice or ""
            if outcome.answered == words.PASTE:
                self.host.drafts.remove(BACKLOG)
            self._move(outcome)
            self._ask_on(outcome)
            if outcome.effect is not None:
                self._have(outcome.effect)

    def _refuse(self, why: str, outcome: Outcome) -> None:
        """Say why, and leave the line as it was."""
        self.host.notice = self._answer = why
        if outcome.line is not None:
            prompt, text = outcome.line
            self.host.drafts.put(prompt.key, text)
            if prompt == self.prompt:
                self._open(prompt)
                self._fill(text)

    def _move(self, outcome: Outcome) -> None:
        """Change what is looked at."""
        for name, value in (("cursor", outcome.cursor), ("focus_id", outcome.focus), ("mode", outcome.mode)):
            if value is not KEEP:
                setattr(self, name, value)
        for name in ("passed", "big", "curtain", "message"):
            if (chosen := getattr(outcome, name)) is not None:
                setattr(self, name, chosen)
        self._go_on(outcome)
        if outcome.typing is not None:
            self.set_focus(self.field if outcome.typing else self.query_one("#rows", RowList))
            self._stale = True

    def _go_on(self, outcome: Outcome) -> None:
        """Open the prompt that is wanted next, or change the words in the one that stays."""
        if outcome.then is None:
            if self.prompt is not None:
                self.host.drafts.remove(self.prompt.key)
            self._put_away()
        elif outcome.then is not KEEP:
            self._open(outcome.then, outcome.inserted)
        elif outcome.inserted:
            self.field.insert_text_at_cursor(outcome.inserted)
            self.typed = self.field.value
        if outcome.typed is not None:
            self._fill(outcome.typed)

    def _ask_on(self, outcome: Outcome) -> None:
        """Go on to the next item, and ask what follows from an answer."""
        if outcome.onward and (item := next_item(self.frame(), back=False)):
            self.cursor = self.came_on = item
        elif outcome.cursor is not KEEP:
            self.came_on = None
        if outcome.asks and (question := roadblock_question(self.frame(), outcome.asks)):
            self.questions = asked(self.questions, Outcome(question=question))

    def _have(self, effect: Effect) -> None:
        """Carry out an effect, which goes beyond the session and its screen."""
        open_session, context = self.host.open_session, self.host.context
        if isinstance(effect, Do):
            self.perform(effect.action, *effect.arguments)
        elif isinstance(effect, Ask):
            self.host.ask(effect.what)
        elif isinstance(effect, Export):
            self.host.export(effect.format)
        elif isinstance(effect, Open):
            self._show_over(effect)
        elif isinstance(effect, Work) and open_session is not None:
            background_then(self, partial(effect.job, open_session, context), self._worked)

    def _worked(self, outcome: Outcome | None) -> None:
        if self.is_mounted and outcome is not None:
            self.apply(outcome)

    def _show_over(self, effect: Open) -> None:
        answers = {"gaps": self._stand_on, "carry": self._chosen, "list": self._worked}
        screen = overlay(effect, self.frame(), self.host.own_keys, self.host.context)
        self.app.push_screen(screen, answers.get(effect.screen))

    def _stand_on(self, item: object) -> None:
        frame = self.frame()
        if isinstance(item, str) and item in {row.id for row in frame.page.rows(frame)}:
            self.cursor = item

    def _chosen(self, places: object) -> None:
        """Carry over the steps that were chosen; who comes back without choosing finds the question again."""
        if isinstance(places, tuple):
            self.apply(group.carry(places) if places else NOTHING)
        else:
            self.perform("carry.offer")

    # The capture line.

    def _open(self, prompt: Prompt, added: str = "") -> None:
        """Open a prompt and put the cursor into it, with its draft and with words that were `added` meanwhile."""
        self.prompt = prompt
        self.typed = self.typed if self.typed == self.field.value == "" else ""
        draft = self.host.drafts.get(prompt.key)
        self._fill((draft or prompt.start(self.frame())) + added, kept=bool(added))
        self.host.drafts.opened(prompt.key, self.focus_id)
        self.query_one("#boxrow").display = True
        # At once, and not by a message: the next key may already be waiting.
        self.set_focus(self.field)
        if prompt.fleeting or (prompt.replaced and not draft):
            self.field.select_all()
        self._stale = True
        if backlog := self.host.drafts.get(BACKLOG):
            self.questions = asked(self.questions, words.left_over(self.frame(), backlog))

    def _put_away(self) -> None:
        """Close the prompt; its draft stays with its item."""
        self.prompt = None
        self._fill("", kept=False)
        self.host.drafts.opened("", self.focus_id)
        self.set_focus(self.query_one("#rows", RowList))
        self._stale = True

    def _fill(self, text: str, *, kept: bool = True) -> None:
        """Put a text into the capture line, and keep it as a draft if it is the typist's."""
        self.field.hold(text)
        if text != self.typed:
            self.typed, self._stale = text, True
        if kept and self.prompt is not None:
            self.host.drafts.put(self.prompt.key, text)

    # From a change to what is shown.

    @contextmanager
    def together(self) -> Iterator[None]:
        """Show all changes made within the block at once, at its end."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            if not self._held and self._stale:
                self.update()

    def update(self) -> None:
        """Show the current state; first enter the page, if it is another than before."""
        if self._held:
            self._stale = True
        elif self.is_mounted and self.session is not None and self.composed:
            self._held += 1
            try:
                self._find_place()
                self.keep_in_sight()
            finally:
                self._held -= 1
            self._stale = False
            self.show(self.frame())
        else:
            self._stale = False

    def point_at(self, id: str | None) -> None:
        """Move the cursor to an item that came back or was changed, and the focus to its improvement."""
        step = next((it for it in self.frame().session.steps if it.id == id), None)
        with self.together():
            if step is not None and step.improvement is not None and self.page.by_improvement:
                self.focus_id = step.improvement
            self.cursor = id if id in self.frame().stops else self.cursor

    def _find_place(self) -> None:
        """Enter the current page where it has changed; a mode ends with its stage."""
        where = stage_of(self.clock)
        if self.place is not None and self.place[1] != where and self.mode and not self.watching:
            self.mode = ""
        if self.clock is not None and self.clock.state != "planned":
            self.questions = tuple(it for it in self.questions if it.name != group.CARRY)
        page = page_of(self.clock, self.mode)
        place = (type(page), where)
        if place == self.place:
            return
        self.place = place
        if self.watching:
            self._follow_driver()
            return
        self.query_one("#rows", RowList).top = 0
        self.cursor, self.order = None, self._order(page)
        came = arrival(self.frame())
        self.cursor = came.cursor if came.cursor is not KEEP else None
        self._put_away()
        self._show_begun()

    def _show_begun(self) -> None:
        """Show the draft of this page; the cursor goes into it only by a key."""
        if self.page.by_improvement and self.host.drafts.get(self.page.capture(self.frame()).key):
            self._open(self.page.capture(self.frame()))
            self.set_focus(self.query_one("#rows", RowList))

    def on_mount(self) -> None:
        """Stand where the clock is, in the prompt with the words that were typed when the session was left."""
        if not self.composed:
            return  # the app is being left in the same moment, and nothing was put up
        self.field.entered, self.field.grown, self.field.takes_files = self.enter, self._keep, True
        drafts, key = self.host.drafts, self.host.drafts.open
        with self.together():
            self.focus_id = drafts.focus
            self._find_place()
            prompt = prompt_of_key(key) if drafts.get(key) else None
            if prompt is not None and prompt != self.prompt:
                with suppress(Rejected):
                    prompt.start(self.frame())
                    self._open(prompt)
                    # The words are in sight; only a key goes into them.
                    self.set_focus(self.query_one("#rows", RowList))
            self._stale = True
            if drafts.get(BACKLOG) and not self.questions:
                self.host.notice = t("What was typed last came too late: the box for steps or improvements has it.")
        self.questions = (*self.questions, *waiting_roadblocks(self.frame()))
        self.apply(group.look_for_group(self.session))
        if self.host.problems and not self.watching:
            outcome, self.host.problems = unused_settings(self.host.problems, desk=self.at_desk), ()
            self.apply(outcome)

    def watch_session(self, old: object, new: object) -> None:
        """Show the plan or another value when it has changed; binding it to the app's value is no change."""
        if old is not new:
            self.update()

    watch_saved = watch_private = watch_cursor = watch_mode = watch_focus_id = watch_session
    watch_passed = watch_questions = watch_prompt = watch_big = watch_curtain = watch_message = watch_session

    def watch_clock(self, old: RunClock | None, new: RunClock | None) -> None:
        """Show the time; the whole screen only when the stage or its state is another."""
        other = self._held or situation(old) != situation(new)
        if other or (old is not new and self.composed and self.session is not None and self.show_time(self.frame())):
            self.update()

    def watch_notice(self, old: str, new: str) -> None:
        """Say what the app says; without a box below, the words need a row of their own."""
        if self._held or (self.composed and bool(old) != bool(new) and not self.field.display):
            self.update()
        elif old != new and self.is_mounted and self.composed and self.session is not None:
            self.show_line(self.frame())

    def watch_driver(self) -> None:
        """Follow whoever drives."""
        if self.is_mounted and self.watching:
            with self.together():
                self._follow_driver()

    def _keep(self, text: str) -> None:
        if self.prompt is not None:
            self.host.drafts.put(self.prompt.key, text)

    @on(Input.Changed, "#box")
    def _typed(self, event: Input.Changed) -> None:
        # The value of now: the line may have been entered since.
        known, self.typed = self.typed, event.input.value
        self._keep(self.typed)
        if self.typed == known:
            return
        if self.prompt is not None and self.prompt.name == "filter":
            self._stale = True
            self.apply(words.find(self.frame()))
        elif self._answer and self._answer == self.host.notice and not (known and self.typed):
            # Another line begins, to which the answer to the last one does not apply.
            with self.together():
                self.host.notice, self._stale = "", True
        elif self.session is not None:
            self.show_line(self.frame())

    @on(CaptureBox.Left)
    def _left(self, event: CaptureBox.Left) -> None:
        with self.together():
            self.typed, self._stale = self.field.value, True
            self.apply(words.leave_line(self.frame()))
        self.app.simulate_key(event.key)

    @on(CaptureBox.PastedLines)
    def _pasted(self, event: CaptureBox.PastedLines) -> None:
        kept = event.text if dropped(event.text) else self.host.drafts.wait_for_box(event.text)
        self.apply(words.pasted(self.frame(), tuple(kept.splitlines())))

    @on(CaptureBox.Cut)
    def _cut(self, event: CaptureBox.Cut) -> None:
        self.host.notice = event.sentence

    # Others, who drive or watch.

    def _follow_driver(self) -> None:
        """Take over the driver's cursor, focus, order, big clock, curtain and capture line.

        What belongs to another stage than the session's is left out: one of the two files is older than the other.
        Without a driver the curtain is lifted, so that the watcher can read that.
        """
        there = seen(self.driver.screen) if self.driver else Seen()
        order = self._order(page_of(self.clock, self.mode))
        here = there if there.stage == stage_of(self.clock) else Seen(order=order)
        if self.driver is None:
            here = Seen(cursor=self.cursor, focus=self.focus_id, order=self.order or order, mode=self.mode)
        self.order, self.cursor, self.focus_id = here.order, here.cursor, here.focus
        self.passed, self.mode, self.prompt = here.passed, here.mode, here.box
        self._fill(here.box.text if here.box else "", kept=False)
        self.big, self.curtain, self.message, self._stale = there.big, there.curtain, there.message, True
