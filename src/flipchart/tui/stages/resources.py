"""Resources, by exception: steps that need nothing are passed with one key."""

from flipchart.domain.commands.command import Command
from flipchart.domain.commands.resources import ReviseResource
from flipchart.domain.kinds import ResourceKind, ResourceStatus
from flipchart.domain.needs import sums
from flipchart.domain.pending import timed_words
from flipchart.domain.plan import Resource
from flipchart.domain.said import joined, said, say_count
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.resources import EditNeedPrompt, KindPrompt, NeedPrompt
from flipchart.tui.stages.page import Hints, Page, choices, no_steps
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, line
from flipchart.tui.text.plan import ordered, resource_words
from flipchart.tui.text.rows import BLANK, Heading, Pair, Row, Words

ANSWERS: dict[int, ResourceStatus] = {1: "have", 2: "need", 3: "asked"}
NOTHING = 1
STEP_KINDS: dict[ResourceKind, str] = {
    "people": said("people"), "money": said("money"), "time": said("time"), "tool": said("tool"),
    "external": said("outside"),
}  # fmt: skip
"""The kinds of what a step needs, in the order of their digits, which follow the one for nothing."""

STATES: dict[ResourceStatus, str] = {"have": said("have"), "need": said("need"), "asked": said("asked")}
STYLES = {"have": "quiet", "need": "", "asked": "info"}


def live_resources(view: Frame) -> tuple[Resource, ...]:
    """The resources that are not dropped."""
    return tuple(item for item in view.session.resources if item.live)


class Resources(Page, frozen=True, dict=True):
    """What would stop this from starting?"""

    adds = "a need"

    sorts = True

    def rows(self, view: Frame) -> tuple[Row, ...]:
        """Each step with what it needs below it; then what belongs to no step."""
        rows: list[Row] = []
        items = live_resources(view)
        live = [step for step in ordered(view) if step.live]
        for step in live:
            own = [item for item in items if step.id in item.steps]
            words = "" if own else (t("needs nothing") if step.id in view.passed else "?")
            rows.append(Pair(step.id, step.text, words, "", "quiet" if words != "?" else "warn", 2))
            rows += [Words(item.id, resource_words(item, view), _style(item), 4, "  ·") for item in own]
        ids = {step.id for step in live}
        loose = [item for item in items if not ids & set(item.steps)]
        if loose and live:
            rows += [BLANK, Heading(None, t("Other needs"))]
        rows += [Words(item.id, resource_words(item, view), _style(item), 2) for item in loose]
        return tuple(rows) or (no_steps(view),)

    def pending(self, view: Frame) -> tuple[str, ...]:
        """How many steps were not looked at, and how much is to be asked for."""
        waiting = len(self._waiting(view))
        needs = sum(item.status == "need" for item in live_resources(view))
        asked = tn("{n} to get", "{n} to get", needs) if needs else ""
        if not waiting:
            much = " · ".join(t(it.words) for it in sums(view.session.resources))
            return (*((f"{asked} · {much}",) if asked and much else ()), asked or t("nothing missing"), "")
        remaining = view.clock.stage.remaining if view.clock and view.clock.stage else 0
        timed = timed_words(say_count("{n} to look at", "{n} to look at", waiting), waiting, remaining)
        return (joined(" · ", (timed[0], asked)), *timed) if asked else timed

    def _waiting(self, view: Frame) -> set[str]:
        named = {id for item in live_resources(view) for id in item.steps}
        live = {step.id for step in view.session.steps if step.live}
        return live - named - set(view.passed)

    def load(self, view: Frame, typed: str) -> Line:
        """What all of it comes to, by kind and unit."""
        words = " · ".join(t(it.words) for it in sums(view.session.resources))
        return line((f"{t('In all')}  ", "quiet"), (words, "bold")) if words else ()

    def edit(self, view: Frame) -> Prompt | None:
        """The prompt for what a step needs, or for the resource under the cursor."""
        if any(item.id == view.cursor for item in view.session.resources):
            return EditNeedPrompt(view.cursor or "")
        return NeedPrompt(view.step.id) if view.step else None

    def capture(self, view: Frame) -> Prompt:
        """The prompt for what the step under the cursor needs, or the step of the resource there."""
        return NeedPrompt(view.step.id) if view.step else NeedPrompt(_step_of(view) or "")

    def prompt_for(self, action: str, view: Frame) -> Prompt | None:
        """As everywhere, and `r` on a resource adds another to its step."""
        if action == "step.resource" and view.step is None and (step := _step_of(view)):
            return NeedPrompt(step)
        return super().prompt_for(action, view)

    def answers(self, view: Frame) -> Line:
        """Of a resource whether it is there; of a step that it needs nothing, or something of a kind."""
        if view.step is not None:
            return choices([(said("nothing"), False), *((words, False) for words in STEP_KINDS.values())])
        return choices([(STATES[status], False) for status in ANSWERS.values()]) if self._resource(view) else ()

    def answer(self, digit: int, view: Frame, report_id: str) -> tuple[Command, ...] | Prompt:
        """1 we have it, 2 we need it, 3 it is asked for; at a step the kind of what it needs."""
        if view.step is not None:
            kinds = list(STEP_KINDS)
            return KindPrompt(view.step.id, kinds[digit - 2]) if 2 <= digit <= len(kinds) + 1 else ()
        if not self._resource(view) or digit not in ANSWERS:
            return ()
        return (ReviseResource(view.cursor or "", {"status": ANSWERS[digit]}),)

    def does(self, digit: int, view: Frame) -> str | None:
        """On a step, the digit that passes it as needing nothing and goes on to the next."""
        return "gap.next" if view.step is not None and digit == NOTHING else None

    @staticmethod
    def _resource(view: Frame) -> bool:
        return any(item.id == view.cursor for item in live_resources(view))

    def next_gap(self, view: Frame, back: bool) -> str | None:
        """The next step; the one that is left needs nothing (see `passes`)."""
        ids = [row.id for row in self.rows(view) if row.id]
        waiting = self._waiting(view) - {view.cursor or ""}
        steps = {step.id for step in view.session.steps}
        here = ids.index(view.cursor) if view.cursor in ids else -1
        ahead = ids[::-1][len(ids) - max(here, 0) :] if back else ids[here + 1 :]
        return next((id for id in ahead if id in (waiting if not back else steps)), None)

    def passes(self, view: Frame) -> str | None:
        """The step that Tab marks as needing nothing."""
        return view.cursor if view.cursor in self._waiting(view) else None

    def hints(self, view: Frame) -> Hints:
        """What is missing; nothing; have, need, asked."""
        if view.step is None and view.cursor:
            return (("item.edit", "edit"), ("item.drop", "drop"))
        return (
            ("item.edit", "needs"), ("gap.next", "needs nothing"), ("stage.next", "next stage"),
            ("clock.toggle", "pause"),
        )  # fmt: skip


def _style(item: Resource) -> str:
    # Only what nobody asks for is bright: that is what is left to be said.
    return "warn" if item.status == "need" and item.ask is None else STYLES[item.status]


def _step_of(view: Frame) -> str | None:
    item = next((item for item in view.session.resources if item.id == view.cursor), None)
    return item.steps[0] if item and item.steps else None
