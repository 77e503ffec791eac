"""What steps need."""

import pytest
from plans import need, nov, plan, step

from flipchart.domain.commands.resources import AddResource, DropResource, ReviseResource
from flipchart.domain.errors import Rejected


def test_a_resource_is_added_at_the_end_under_an_unused_id() -> None:
    """The order of the file is the order of the plan."""
    session = plan(resources=(need("a"),))
    assert [it.id for it in AddResource(need("b")).apply(session).resources] == ["a", "b"]
    with pytest.raises(Rejected, match="This resource is already in the plan"):
        AddResource(need("a")).apply(session)


def test_a_resource_gets_an_asker_and_an_alternative() -> None:
    """Several fields change at once; None and nothing typed take a value away."""
    session = plan(resources=(need("a", unit="days"),), steps=(step("s"),))
    changes = {"status": "asked", "ask": "HR", "by": nov(20), "amount": 2.5, "unit": " ", "steps": ("s",)}
    it = ReviseResource("a", changes).apply(session).resources[0]
    assert it == need("a", status="asked", ask="HR", by=nov(20), amount=2.5, steps=("s",))


@pytest.mark.parametrize("changes", [{"status": "lost"}, {"by": "friday"}, {"steps": "s"}])
def test_a_value_that_does_not_fit_is_named(changes: dict[str, object]) -> None:
    """The sentence names the field; nothing is changed in part."""
    with pytest.raises(Rejected, match=f"The {next(iter(changes))} of this resource does not fit"):
        ReviseResource("a", changes).apply(plan(resources=(need("a"),)))


def test_a_dropped_resource_stays_in_the_file_and_is_dropped_once() -> None:
    """Nothing saved is deleted."""
    after = DropResource("a").apply(plan(resources=(need("a"),)))
    assert after.resources == (need("a", dropped=True),)
    with pytest.raises(Rejected, match="This resource was dropped"):
        DropResource("a").apply(after)
