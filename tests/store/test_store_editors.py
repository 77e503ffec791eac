"""Two editors of one file, whatever they do in whatever order, on a disk that fails now and then."""

import shutil
import tempfile
from pathlib import Path

from faults import FaultyDisk, arm, heal
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from saving import NOW, first, with_step, written

from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode
from flipchart.store.errors import StoreError
from flipchart.store.saver import MergeBase
from flipchart.store.writer import Writer

KEYS = ("text", "owner", "note")


class Memory(FaultyDisk):
    """Fails as it is told, and does not wait for a real disk."""

    def sync(self, fd: int) -> None:
        return

    def sync_folder(self, folder: Path) -> None:
        return


class Editor:
    """What the saver does, without its threads."""

    def __init__(self, path: Path, clock: ManualClock) -> None:
        data = path.read_bytes()
        self.disk = Memory()
        self.session: Session = decode(data, name="", made=NOW)
        self._base = MergeBase(path, data, clock)
        self._writer = Writer(path, clock, None, self.disk)
        self.path = path

    def save(self) -> bool:
        """Save, and tell whether that was acknowledged."""
        seen, age = self._base.ancestor()
        try:
            self._base.wrote(self._writer.write(self.session, seen), age)
        except StoreError:
            return False
        return True

    def take(self) -> None:
        """Take what others wrote."""
        self._base.found(self.path.read_bytes())
        self.session = self._base.take(self.session) or self.session


class TwoEditors(RuleBasedStateMachine):
    """Each value is written once in all, so that each can be looked for: nothing acknowledged is lost silently."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "retro.toml"
        self.path.write_bytes(encode(with_step(with_step(first(), "a"), "b")))
        self.clock = ManualClock(NOW)
        self.editors = [Editor(self.path, self.clock) for _ in range(2)]
        self.number = 0
        self.pending: list[dict[tuple[str, str], str]] = [{}, {}]
        self.promised: dict[tuple[str, str, str], None] = {}
        self.replaced: set[tuple[str, str, str]] = set()

    @initialize(who=st.integers(0, 1))
    def begin(self, who: int) -> None:
        """One of them saves first, as it is."""
        assert self.editors[who].save()

    @rule(who=st.integers(0, 1), where=st.integers(0, 5), key=st.sampled_from(KEYS))
    def edit(self, who: int, where: int, key: str) -> None:
        """Give a step of the plan another value, knowing the one before."""
        editor = self.editors[who]
        step = editor.session.steps[where % len(editor.session.steps)]
        self.number += 1
        value = f"v{self.number}"
        self.replaced.add((step.id, key, str(getattr(step, key))))
        changed = step.revise(**{key: value})
        steps = tuple(changed if each.id == step.id else each for each in editor.session.steps)
        editor.session = editor.session.revise(steps=steps)
        self.pending[who][(step.id, key)] = value

    @rule(who=st.integers(0, 1))
    def add(self, who: int) -> None:
        """Add a step."""
        self.number += 1
        self.editors[who].session = with_step(self.editors[who].session, f"n{self.number}")
        self.pending[who][(f"n{self.number}", "text")] = f"Step n{self.number}"

    @rule(who=st.integers(0, 1), where=st.integers(0, 5))
    def move(self, who: int, where: int) -> None:
        """Put a step at the front."""
        editor = self.editors[who]
        steps = list(editor.session.steps)
        steps.insert(0, steps.pop(where % len(steps)))
        editor.session = editor.session.revise(steps=tuple(steps))

    @rule(who=st.integers(0, 1))
    def take(self, who: int) -> None:
        """Take what the other wrote."""
        self.clock.advance(1)
        self.editors[who].take()

    @rule(who=st.integers(0, 1), at=st.one_of(st.none(), st.integers(0, 16)))
    def save(self, who: int, at: int | None) -> None:
        """Save, perhaps on a disk that fails at some call."""
        editor = self.editors[who]
        if at is not None:
            arm(editor.disk, at)
        if editor.save():
            self.promised.update({(id, key, value): None for (id, key), value in self.pending[who].items()})
            self.pending[who] = {}
        heal(editor.disk)

    @rule(key=st.sampled_from(["mood", "x"]))
    def write_by_hand(self, key: str) -> None:
        """A person adds a key of their own with a text editor."""
        self.number += 1
        data = self.path.read_bytes().replace(b"created =", f'{key}{self.number} = "mine"\ncreated ='.encode(), 1)
        self.path.write_bytes(data)
        self.promised[("", f"{key}{self.number}", "mine")] = None

    @invariant()
    def the_file_is_whole_and_nothing_is_lost(self) -> None:
        """At every moment (I1, I4)."""
        session = written(self.path)
        steps = {step.id: step for step in session.steps}
        extra = session.unknown or {}
        recorded = {(each.item, each.key, value) for each in session.conflicts for value in (each.kept, each.other)}
        for id, key, value in self.promised:
            there = extra.get(key) if not id else getattr(steps[id], key)
            assert there == value or (id, key, value) in recorded | self.replaced

    def teardown(self) -> None:
        """In the end both have the same."""
        for editor in (*self.editors, *self.editors):
            assert editor.save()
            editor.take()
        for editor in self.editors:
            editor.take()
            assert editor.save()
        self.editors[0].take()
        assert self.editors[0].session == self.editors[1].session == written(self.path)
        shutil.rmtree(self.folder)


TestTwoEditors = TwoEditors.TestCase
TestTwoEditors.settings = settings(max_examples=40, stateful_step_count=25)
