"""What the tests did to the program, counted, and summed up in a few lines at the end of a run.

Tests call `count` and `nothing_lost`; the counts travel with the reports, so they arrive from xdist's workers too.
"""

import threading
from collections import Counter
from collections.abc import Generator, Hashable, Iterable, Iterator
from typing import Any, Literal

import pytest

Kind = Literal["kills", "cuts", "faults", "files", "hostile"]

_WORDS: dict[Kind, tuple[str, str]] = {
    "kills": ("kill survived", "kills survived"),
    "cuts": ("power cut survived", "power cuts survived"),
    "faults": ("fault injected", "faults injected"),
    "files": ("damaged file read", "damaged files read"),
    "hostile": ("hostile string tried", "hostile strings tried"),
}
_PROPERTY = "ledger"
_turn = threading.Lock()
_open: Counter[str] = Counter()


def count(kind: Kind, number: int = 1) -> None:
    """Note that something was done to the program, and that it stood it: call it after what proves that."""
    with _turn:
        _open[kind] += number


def nothing_lost(acknowledged: Iterable[Hashable], found: Iterable[Hashable]) -> None:
    """Fail unless everything that the program called saved is found again; count both."""
    promised, there = set(acknowledged), set(found)
    missing = promised - there
    with _turn:
        _open["kept"] += len(promised) - len(missing)
        _open["lost"] += len(missing)
    assert not missing, f"lost: {sorted(map(str, missing))[:5]} and {max(len(missing) - 5, 0)} more"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send with each report what was counted since the last one."""
    report = yield
    with _turn:
        if _open:
            report.user_properties.append((_PROPERTY, dict(_open)))
            _open.clear()
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the sums, and which tests that need something of the system were left out, with the reason."""
    reports = [each for many in terminalreporter.stats.values() for each in many]
    lines = [*summary(reports), *left_out(reports)]
    if lines:
        terminalreporter.write_sep("=", "what it stood")
    for line in lines:
        terminalreporter.write_line(line)


def summary(reports: Iterable[object]) -> Iterator[str]:
    """Yield a line for what was done, and one for what was lost."""
    sums: Counter[str] = Counter()
    failed = 0
    for report in reports:
        counted = [values for name, values in getattr(report, "user_properties", ()) if name == _PROPERTY]
        for values in counted:
            sums.update(values)
        failed += bool(counted) and bool(getattr(report, "failed", False))
    done = [f"{sums[kind]:,} {words[sums[kind] != 1]}" for kind, words in _WORDS.items() if sums[kind]]
    if done:
        yield ", ".join(done) + "."
    if sums["kept"] or sums["lost"]:
        lost = f"{sums['lost']:,} of them" if sums["lost"] else "nothing" if not failed else "see the failures"
        yield f"{sums['kept'] + sums['lost']:,} items that were called saved were looked for again. Lost: {lost}."


def left_out(reports: Iterable[object]) -> Iterator[str]:
    """Yield how many system tests were skipped, by reason."""
    reasons: Counter[str] = Counter()
    for report in reports:
        reason = getattr(report, "longrepr", None)
        if getattr(report, "skipped", False) and "system" in getattr(report, "keywords", ()):
            reasons[str(reason[2] if isinstance(reason, tuple) else reason).removeprefix("Skipped: ")] += 1
    for text, number in sorted(reasons.items()):
        yield f"Left out, {number} of the system's tests: {text}"
