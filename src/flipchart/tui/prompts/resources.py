"""Prompts of resources: what a step needs."""

from msgspec.structs import replace

from flipchart.domain.commands.resources import AddResource, ReviseResource
from flipchart.domain.kinds import ResourceKind
from flipchart.domain.plan import Resource
from flipchart.domain.quick import Need, complete, echo_need, read_need, write_need
from flipchart.domain.record import find
from flipchart.domain.said import said
from flipchart.ids import Ids
from flipchart.tui.prompts.prompt import Echo, Outcome, Prompt, ahead
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t


def _read(text: str, view: Frame) -> Need:
    return read_need(text, view.session.people, view.here, view.date_order, view.language)


class NeedPrompt(Prompt, frozen=True):
    """What the step `item` needs: one line, whom it is asked of and by when."""

    name = "need"
    verb = "add"
    stays = True

    def label(self, view: Frame) -> str:
        """What is asked."""
        return "Needs"

    def invitation(self, view: Frame) -> str:
        """How a line is written."""
        return "what =2 days @whom >by when #time !if they say no"

    def echo(self, text: str, view: Frame) -> Echo:
        """What was understood."""
        need = _read(text, view)
        return Echo(echo_need(need, view.today, far=not view.narrow), need.hints[0] if need.hints else "")

    def complete(self, text: str, view: Frame) -> str | None:
        """The name that was begun."""
        return complete(text, view.session.people)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add the resource and stay."""
        need = _read(text, view)
        if not need.text:
            return Outcome(refused="What is needed? Its words are missing.")
        ahead(need.by, view)
        values = {name: value for name in NEED_FIELDS if (value := getattr(need, name)) is not None}
        steps = (self.item,) if self.item else ()
        resource = Resource(id=ids(), status="need", steps=steps, **values)
        return Outcome((AddResource(resource),), self, self.item)


class KindPrompt(NeedPrompt, frozen=True):
    """What the step `item` needs of one kind; the kind is chosen already and need not be typed."""

    kind: ResourceKind = "people"
    name = "kind"
    stays = False

    @property
    def key(self) -> str:
        """A draft belongs to a step and a kind."""
        return f"{self.name}:{self.kind}:{self.item}"

    def label(self, view: Frame) -> str:
        """The kind."""
        return KINDS[self.kind]

    def invitation(self, view: Frame) -> str:
        """How a line is written."""
        return t("{example} @whom >by when !if they say no", example=EXAMPLES[self.kind])

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Add it; where the line names another kind, that one counts."""
        kind = "" if _read(text, view).kind else f" #{self.kind}"
        return replace(NeedPrompt(self.item).enter(f"{text}{kind}", view, ids), then=None)


KINDS: dict[ResourceKind, str] = {
    "people": said("People"), "money": said("Money"), "time": said("Time"), "tool": said("Tool"),
    "external": said("Outside help"),
}  # fmt: skip
EXAMPLES: dict[ResourceKind, str] = {
    "people": said("a nurse =2 days"), "money": said("printing =300 EUR"),
    "time": said("an hour of the ward meeting =1 hour"),
    "tool": said("a label printer"), "external": said("the chaplain"),
}  # fmt: skip

NEED_FIELDS = ("text", "kind", "amount", "unit", "ask", "by", "alternative")


class EditNeedPrompt(NeedPrompt, frozen=True):
    """The line of a resource that is there already."""

    name = "editneed"
    verb = "keep"
    stays = False

    def start(self, view: Frame) -> str:
        """The resource as one would have typed it."""
        need = find(view.session.resources, self.item, "resource")
        return write_need(need, view.session.people, view.here, view.language)

    def enter(self, text: str, view: Frame, ids: Ids) -> Outcome:
        """Change it."""
        need = _read(text, view)
        if not need.text:
            return Outcome(refused="What is needed? Its words are missing.")
        ahead(need.by, view, find(view.session.resources, self.item, "resource").by)
        changes = {name: getattr(need, name) for name in NEED_FIELDS}
        return Outcome((ReviseResource(self.item, changes),), None, self.item)
