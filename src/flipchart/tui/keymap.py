"""A user's own keys: `[keys]` of the config file, checked before they are put on; pure."""

from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from flipchart.tui.text.keys import BY_ID, KEYS

MODIFIERS = ("ctrl", "shift", "alt", "meta", "super", "hyper")
NAMED = {key.value for key in Keys} | {value for value in KEY_NAME_REPLACEMENTS.values()}


IN_THE_BOX = ("enter", "capture.add")
"""Enter is one thing in the box and another outside."""


def is_key(name: str) -> bool:
    """Whether a terminal can send a key of this name: one sign, or a name such as `f5` or `ctrl+r`."""
    *modifiers, last = name.split("+") if name not in ("+", "") else [name]
    if any(modifier not in MODIFIERS for modifier in modifiers):
        return False
    return (len(last) == 1 and last.isprintable()) or last in NAMED or name in NAMED or _punctuation(last)


def _punctuation(name: str) -> bool:
    return any(name in key.keys.split(",") for key in KEYS)


def checked(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys that can be put on, and a sentence for each that cannot; its default stays."""
    good: dict[str, str] = {}
    problems: list[str] = []
    for id, told in wanted.items():
        names = [name.strip() for name in told.split(",") if name.strip()]
        wrong = [name for name in names if not is_key(name)]
        if id not in BY_ID:
            near = get_close_matches(id, BY_ID, n=1)
            hint = f"; did you mean {near[0]}?" if near else "; ctrl+p shows the names."
            problems.append(f"[keys] {id}: no such action{hint}")
        elif wrong or not names:
            problems.append(f"[keys] {id}: {(wrong[0] if wrong else told)!r} is no key; the default stays.")
        else:
            good[id] = ",".join(names)
    return _unclashed(good, problems)


def _unclashed(good: dict[str, str], problems: list[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Take away what would give one key two meanings."""
    while True:
        taken = [(name, key.id) for key in KEYS for name in good.get(key.id, key.keys).split(",")
                 if (name, key.id) != IN_THE_BOX]  # fmt: skip
        count = Counter(name for name, _ in taken)
        clash = next(((name, id) for name, id in taken if count[name] > 1 and id in good), None)
        if clash is None:
            return good, tuple(problems)
        name, id = clash
        other = next(other for key, other in taken if key == name and other != id)
        problems.append(f"[keys] {id}: {name} is already {other}; the default stays.")
        del good[id]
