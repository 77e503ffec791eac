"""The thread that does only the latest of what it is given."""

import threading

from saving import PATIENCE

from flipchart.store.latest_worker import Latest


def test_a_pause_lets_newer_values_pass_and_whoever_waits_ends_it() -> None:
    """Of several that come soon after each other the last is done, at once when it is asked for."""
    done: list[int] = []
    latest = Latest(done.append, pause=3_600.0)
    for value in (1, 2, 3):
        latest.put(value)
    assert latest.flush(PATIENCE) and done == [3]
    latest.put(4)
    assert latest.close(PATIENCE) and done == [3, 4]


def test_a_pause_ends_by_itself() -> None:
    """Where nobody waits for it."""
    done = threading.Event()
    latest: Latest[int] = Latest(lambda _value: done.set(), pause=0.01)
    latest.put(1)
    assert done.wait(PATIENCE)
    assert latest.close(PATIENCE)
