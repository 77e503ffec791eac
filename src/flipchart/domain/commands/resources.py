"""The resources that steps need: adding, changing and dropping them."""

from collections.abc import Mapping
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.commands.changes import changed, find_live, is_new
from flipchart.domain.plan import Resource
from flipchart.domain.record import replaced
from flipchart.domain.session import Session


class AddResource(Struct, frozen=True):
    """Add a resource that some steps need."""

    resource: Resource
    label: ClassVar[str] = "add resource"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before is rejected."""
        is_new(session, self.resource, "resource")
        return session.revise(resources=(*session.resources, self.resource))


class ReviseResource(Struct, frozen=True):
    """Change a resource: whether it is there, who asks whom for it by when, and the alternative."""

    id: str
    changes: Mapping[str, object]
    label: ClassVar[str] = "change resource"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None clears one); every field but `id` and `dropped` may be given."""
        item = find_live(session.resources, self.id, "resource")
        revised = changed(item, "resource", self.changes, fixed=("id", "dropped"))
        return session.revise(resources=replaced(session.resources, revised))


class DropResource(Struct, frozen=True):
    """Drop a resource that is not needed after all."""

    id: str
    label: ClassVar[str] = "drop resource"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.resources, self.id, "resource").revise(dropped=True)
        return session.revise(resources=replaced(session.resources, item))
