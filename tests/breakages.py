"""Ways to break the promises on purpose, each with the tests that must turn red; see `break_on_purpose.py`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Breakage:
    """In one symbol of the package the text `old` becomes `new`; `tests` are what pytest is given.

    `symbol` is "store.files:_fill": the module where it was last seen, and its qualified name there.
    """

    name: str
    symbol: str
    old: str
    new: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A symbol in a file: where its text begins and ends."""

    path: Path
    begin: int
    end: int

    def broken(self, breakage: Breakage) -> str:
        """The text of the file with the breakage in it."""
        text = self.path.read_text("utf-8")
        symbol = text[self.begin : self.end].replace(breakage.old, breakage.new)
        return text[: self.begin] + symbol + text[self.end :]


def places(package: Path, breakage: Breakage) -> list[Place]:
    """Return where a breakage can be made: one place, in the module that it names or where its symbol went since."""
    module, _, name = breakage.symbol.partition(":")
    usual = package / f"{module.replace('.', '/')}.py"
    found = list(_places(usual, name, breakage.old)) if usual.exists() else []
    return found or [it for path in sorted(package.rglob("*.py")) for it in _places(path, name, breakage.old)]


def _places(path: Path, name: str, old: str) -> Iterator[Place]:
    text = path.read_text("utf-8")
    if old not in text:
        return
    starts = [0]
    for row in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    for node in _named(ast.parse(text), name.split(".")):
        begin, end = starts[node.lineno - 1], starts[node.end_lineno or node.lineno]
        if text.count(old, begin, end) == 1:
            yield Place(path, begin, end)


def _named(tree: ast.AST, names: list[str]) -> Iterator[ast.stmt]:
    for node in ast.iter_child_nodes(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [node]
        if any(names[0] == getattr(it, "name", getattr(it, "id", None)) for it in targets):
            if len(names) > 1:
                yield from _named(node, names[1:])
            elif isinstance(node, ast.stmt):
                yield node


def _broken(name: str, symbol: str, old: str, new: str, *tests: str) -> Breakage:
    return Breakage(name, symbol, old, new, tuple(f"tests/{test}" for test in tests))


_FILES, _SAVER, _CODEC = "store/test_store_files.py::", "store/test_store_saver.py::", "store/test_store_codec.py::"
_ORDER = _FILES + "test_the_content_reaches_the_disk_before_the_name_and_the_name_before_success"

_FOLLOW_UP, _UNSHAMED = "tui/test_tui_follow_up.py::", "tui/test_tui_unshamed.py::"

BREAKAGES = (
    # I1, I2, I3: whole or old, kept for good, and never called saved when it is not.
    _broken(
        "the folder is not brought to the disk", "store.files:_confirm",
        "disk.sync_folder(target.parent)", "pass", _ORDER,
    ),
    _broken(
        "the file is not brought to the disk", "store.files:_fill",
        "disk.sync(fd)", "pass", _ORDER,
    ),
    _broken(
        "the file is written in its place", "store.platform:replace",
        "move(source, target)", "target.write_bytes(source.read_bytes())",
        _FILES + "test_a_reader_never_sees_a_part",
    ),
    _broken(
        "an error of the system is swallowed", "store.files:_swap",
        "raise _unsaved(target, error) from None", "return", _FILES + "test_no_failed_call_passes_for_a_save",
    ),
    _broken(
        "saved is said while something waits", "store.saver:Saver.state",
        "            if self._pending.idle:\n                return", "            if True:\n                return",
        _SAVER + "test_saved_is_not_said_while_something_newer_waits",
    ),
    _broken(
        "a fault of ours passes for a save", "store.saver:Saver._save",
        "self._failed(sentence)", 'self._done(session, "")', _SAVER + "test_a_fault_of_ours_is_no_save_and_no_end",
    ),
    # I4: nothing of others is lost silently.
    _broken(
        "the lock is ignored", "store.locks:try_lock",
        "return lock, lock is not None", "return lock, True",
        "store/test_store_saver.py::test_a_lock_is_waited_for_ten_seconds",
        "cli/test_cli_merge.py::test_a_file_that_stays_locked_is_left_alone",
    ),
    _broken(
        "the last look before the replace is left out", "store.writer:Writer._check",
        "if read_if_there(self._path, self._disk) != current:", "if False:",
        _SAVER + "test_what_changes_between_look_and_replace_is_merged",
    ),
    _broken(
        "what others wrote is overwritten", "store.writer:Writer._encoded_or_merged",
        "if there is None or there in (known, ours):", "if True:",
        _SAVER + "test_changes_of_others_are_merged_and_wait_to_be_taken",
    ),
    _broken(
        "of two values the other is forgotten", "store.merge:Merge._value",
        "        self._record(item, key, ours, theirs)\n        return ours\n", "        return ours\n",
        "store/test_store_merge.py::test_two_different_values_keep_ours_and_record_the_other",
    ),
    _broken(
        "what is deleted by hand is gone", "store.merge:Merge._deleted",
        "return {**left, key: value} if mark else None", "return None",
        "store/test_store_merge.py::test_what_a_person_deletes_by_hand_is_dropped",
    ),
    _broken(
        "an addition that is undone leaves no tombstone", "domain.history:rewound",
        "map(tombstone, added) if mark is not None", "map(tombstone, added) if mark is None",
        "domain/test_domain_history.py::test_an_addition_that_is_undone_leaves_a_tombstone_and_comes_back",
    ),
    _broken(
        "keys of other programs are dropped", "store.tidy:_cleaned",
        "kept[key] = _text(value, _AS_IS, 0)", "continue",
        _CODEC + "test_unknown_keys_stay_where_they_were",
    ),
    # I5, I6, I11: never over a damaged file, never what cannot be read, never down to an older format.
    _broken(
        "the end mark is not looked for", "store.reading:parse",
        "    _check_whole(tables, name)\n    return tables\n", "    return tables\n",
        "store/test_store_reading.py::test_a_file_cut_short_anywhere_is_noticed",
    ),
    _broken(
        "what was encoded is not read again", "store.codec:Encoder._encoded",
        "_check_readable(part, head | new)", "pass",
        _CODEC + "test_what_would_not_read_back_is_refused",
    ),
    _broken(
        "a damaged file is saved over", "store.writer:Writer._encoded_or_merged",
        "        merged = merge_bytes(known, ours, there, ",
        "        if not there.endswith(b'complete = true\\n'):\n"
        "            return Written(ours, ours, merged=False)\n"
        "        merged = merge_bytes(known, ours, there, ",
        _SAVER + "test_a_file_that_was_damaged_by_others_is_never_overwritten",
    ),
    _broken(
        "a damaged file is not kept when it is replaced", "store.recovery:recover",
        'damaged = named_aside(real, "damaged", clock, disk)', "damaged = real",
        "store/test_store_recovery.py::test_recovering_keeps_the_damaged_file",
    ),
    _broken(
        "a lock file stays beside the session", "store.disk:Held.release",
        "self._path.unlink()", "self._path.stat()",
        "store/test_store_disk.py::test_a_lock_is_held_by_one_and_free_after",
    ),
    _broken(
        "crossed histories record a conflict twice", "store.merge:Merge.session",
        "folded([*known, *self._conflicts], tables)", "[*known, *self._conflicts]",
        "store/test_store_merge.py::test_one_item_and_key_have_one_conflict",
    ),
    _broken(
        "a young file is believed to be unchanged", "store.index:Index._compared",
        "unsure = same and _young(stamp, seen)", "unsure = False",
        "store/test_store_index.py::test_a_file_that_its_times_cannot_tell_is_told_by_its_hash",
    ),
    _broken(
        "a damaged index is believed", "store.index_cache:Cache.newest",
        " == checked(path)", " != checked(path.parent)",
        "store/test_store_index.py::test_a_damaged_index_is_made_anew",
    ),
    _broken(
        "a private session is in the index", "store.index:Index._read",
        "if entry.problem or entry.private:", "if entry.problem:",
        "store/test_store_index.py::test_nothing_private_is_in_it",
    ),
    _broken(
        "a newer file is written", "store.codec:Encoder.encode",
        "if session.format > FORMAT:", "if session.format > FORMAT + 99:",
        _CODEC + "test_a_newer_file_is_read_and_never_written",
    ),
    # I7, I12: nothing holds people up, and the terminal is given back.
    _broken(
        "the copy in need is not made", "store.saver:Saver._copy",
        "kept = self._rescue.keep(session, base)", "kept = False",
        _SAVER + "test_what_fails_for_five_seconds_is_copied",
    ),
    _broken(
        "leaving waits for the disk for ever", "store.saver_queue:Pending.wait_until_saved",
        "self.idle, timeout)", "self.idle, timeout + 9)",
        "store/test_store_stuck.py::test_leaving_a_disk_that_never_answers_takes_three_seconds",
    ),
    _broken(
        "a signal ends it without a save", "tui.process:run",
        "saved = app.open_session.close(GRACE) if app.open_session is not None else True", "os._exit(ending.code)",
        "pty/test_pty_process.py::test_a_signal_does_not_end_it_before_it_has_saved",
    ),
    _broken(
        "a byte that is no text ends the reading of keys", "tui.terminal.driver:Keys.__init__",
        'getincrementaldecoder("utf-8")("replace")', 'getincrementaldecoder("utf-8")("strict")',
        "tui/test_tui_terminal_keys.py",
    ),
    _broken(
        "the end mark of a paste is believed", "tui.terminal.intake:_is_rest",
        "return END in first or len(first) >= BULK", "return False",
        "tui/test_tui_terminal_intake.py::test_an_end_mark_inside_a_paste_runs_nothing",
    ),
    # I8: people's words are only words.
    _broken(
        "words are read as markup", "tui.look:content",
        "    return Content.assemble(*(",
        "    if known:\n"
        "        return Content('').join(Content.from_markup(text).stylize(known[style]) for text, style in words)\n"
        "    return Content.assemble(*(",
        "tui/test_tui_home.py::test_hostile_titles_are_literal_at_every_size",
        "tui/test_tui_recovery.py::test_hostile_words_are_literal",
    ),
    _broken(
        "the line filter is off", "tui.base_app:BaseApp.get_line_filters",
        "            CONTROL,\n", "",
        "tui/test_tui_hostile.py::test_the_second_net_is_enough",
    ),
    _broken(
        "text of a file is not cleaned", "store.tidy:_text",
        "return clean(value, limit=limit)", "return value",
        _CODEC + "test_texts_are_cleaned_on_the_way_in",
    ),
    _broken(
        "titles become file names as they are", "store.sidecar_names:slug",
        "unicodedata.category(char)[0] in _KEPT", "True",
        "store/test_store_folder.py::test_any_title_makes_a_safe_name",
    ),
    # I9: names are personal data.
    _broken(
        "a new file is for everybody", "store.files:_written_beside",
        "disk.open(temporary, MAKE, 0o600), data", "disk.open(temporary, MAKE, 0o644), data",
        _FILES + "test_a_new_file_is_for_its_owner_alone",
    ),
    _broken(
        "a new folder is for everybody", "store.paths:private_folder",
        "path.mkdir(0o700, exist_ok=True)", "path.mkdir(0o755, exist_ok=True)",
        "store/test_store_paths.py::test_folders_that_are_made_are_private",
    ),
    _broken(
        "the crash log holds what the error says", "cli.frame.main:_error_lines",
        '        lines += [f"{type(link).__module__}.{type(link).__qualname__}\\n"]\n',
        '        lines += [f"{type(link).__module__}.{type(link).__qualname__}: {link}\\n"]\n',
        "cli/test_cli_streams.py::test_a_crash_is_one_line_and_a_log_without_names",
    ),
    _broken(
        "a sentence repeats a whole value", "store.errors:ECHO",
        "ECHO = 40\n", "ECHO = 4000\n",
        "store/test_store_reading.py::test_a_sentence_repeats_little_and_nothing_that_controls",
    ),
    # I10: undo is right or refused.
    _broken(
        "undo reaches over what others wrote", "domain.history:History._is_current",
        "            self.boundary()\n        return self._left is not None\n",
        "            pass\n        return self._left is not None\n",
        "domain/test_domain_history.py::test_words_from_outside_refuse_undo_instead_of_losing_them",
    ),
    _broken(
        "acts of another plan are taken up", "store.undo_archive:_past",
        '    if values.get("content") != fingerprint(session):\n        return None\n', "",
        "store/test_store_undo_archive.py::test_a_plan_that_changed_meanwhile_has_nothing_to_take_back",
    ),
    # Following up: nobody is shamed, answers go where they belong, and every figure is one figure.
    _broken(
        "the wall says that a date had passed", "tui.screens.sheets:overlay",
        "room=not frame.at_desk", "room=frame.at_desk",
        _UNSHAMED + "test_no_page_of_the_room_tells_how_late_or_how_often",
    ),
    _broken(
        "the wall has pictures of slips", "tui.text.pictures:pictures", "if how.desk else ()),", "if True else ()),",
        _UNSHAMED + "test_what_is_laid_over_the_room_does_not_either",
    ),
    _broken(
        "a report alone belongs to a run", "tui.text.frame:Frame.run_under_way",
        'self.clock.state in ("running", "paused", "between")', "bool(self.clock.state)",
        _FOLLOW_UP + "test_alone_and_later_steps_are_marked_outside_any_run",
    ),
    _broken(
        "a new question pushes the one before away", "tui.actions.follow_up:roadblock_question",
        'Question(f"{ABOUT}{id}"', "Question(ABOUT",
        _FOLLOW_UP + "test_questions_about_roadblocks_wait_in_a_row",
    ),
    _broken(
        "next after an answer passes over the one to which it led", "tui.actions.clock:next_stage",
        "frame.came_on == frame.cursor", "frame.cursor is None",
        _FOLLOW_UP + "test_nobody_is_passed_over_from_habit",
    ),
    _broken(
        "a question about a roadblock is lost on leaving", "tui.actions.follow_up:waiting_roadblocks",
        "frame.run_under_way", "None",
        _FOLLOW_UP + "test_the_question_of_a_roadblock_outlives_leaving",
    ),
    _broken(
        "next leads from the rest back to the second step", "tui.stages.checkin:CheckIn.advance",
        "here = view.cursor if view.cursor in view.order else REST", "here = view.cursor",
        _FOLLOW_UP + "test_a_whole_follow_up_by_keys_ends_on_the_disk",
    ),
    _broken(
        "what is dropped counts as left undone", "domain.figures:counts",
        "completion=Ratio(done, len(steps) - dropped)", "completion=Ratio(done, len(steps))",
        "domain/test_domain_five_plans.py",
    ),
    _broken(
        "a date moved in time slips", "domain.promises:Move.slipped", "return self.before < self.on", "return True",
        "domain/test_domain_five_plans.py",
    ),
)  # fmt: skip
