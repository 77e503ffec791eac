"""Ways to break the promises on purpose, each with the tests that must turn red; see `break_on_purpose.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breakage:
    """In `file` of the package the text `old` becomes `new`; `tests` are what pytest is given."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def _broken(name: str, file: str, old: str, new: str, *tests: str) -> Breakage:
    return Breakage(name, file, old, new, tuple(f"tests/{test}" for test in tests))


_FILES, _SAVER, _CODEC = "store/test_store_files.py::", "store/test_store_saver.py::", "store/test_store_codec.py::"
_ORDER = _FILES + "test_the_content_reaches_the_disk_before_the_name_and_the_name_before_success"

_FOLLOW_UP, _UNSHAMED = "tui/test_tui_follow_up.py::", "tui/test_tui_unshamed.py::"

BREAKAGES = (
    # I1, I2, I3: whole or old, kept for good, and never called saved when it is not.
    _broken(
        "the folder is not brought to the disk", "store/files.py",
        "        disk.sync_folder(target.parent)\n", "        pass\n", _ORDER,
    ),
    _broken(
        "the file is not brought to the disk", "store/files.py",
        "        disk.sync(fd)\n", "        pass\n", _ORDER,
    ),
    _broken(
        "the file is written in its place", "store/platform.py",
        "            move(source, target)\n", "            target.write_bytes(source.read_bytes())\n",
        _FILES + "test_a_reader_never_sees_a_part",
    ),
    _broken(
        "an error of the system is swallowed", "store/files.py",
        "            raise _unsaved(target, error) from None\n\n\ndef _confirm(",
        "            return\n\n\ndef _confirm(", _FILES + "test_no_failed_call_passes_for_a_save",
    ),
    _broken(
        "saved is said while something waits", "store/saver.py",
        "            if self._pending.idle:\n                return", "            if True:\n                return",
        _SAVER + "test_saved_is_not_said_while_something_newer_waits",
    ),
    _broken(
        "a fault of ours passes for a save", "store/saver.py",
        '            self._failed(f"{place(self._path)} was not saved: {type(error).__name__}.',
        '            self._done(session, ""); str(f"{error}', _SAVER + "test_a_fault_of_ours_is_no_save_and_no_end",
    ),
    # I4: nothing of others is lost silently.
    _broken(
        "the lock is ignored", "store/locks.py",
        "    return lock, lock is not None\n", "    return lock, True\n",
        "store/test_store_saver.py::test_a_lock_is_waited_for_ten_seconds",
        "cli/test_cli_merge.py::test_a_file_that_stays_locked_is_left_alone",
    ),
    _broken(
        "the last look before the replace is left out", "store/writer.py",
        "        if read_if_there(self._path, self._disk) != current:\n", "        if False:\n",
        _SAVER + "test_what_changes_between_look_and_replace_is_merged",
    ),
    _broken(
        "what others wrote is overwritten", "store/writer.py",
        "        if there is None or there in (known, ours):\n", "        if True:\n",
        _SAVER + "test_changes_of_others_are_merged_and_wait_to_be_taken",
    ),
    _broken(
        "of two values the other is forgotten", "store/merge.py",
        "        self._record(item, key, ours, theirs)\n        return ours\n", "        return ours\n",
        "store/test_store_merge.py::test_two_different_values_keep_ours_and_record_the_other",
    ),
    _broken(
        "what is deleted by hand is gone", "store/merge.py",
        "            return {**left, key: value} if mark else None\n", "            return None\n",
        "store/test_store_merge.py::test_what_a_person_deletes_by_hand_is_dropped",
    ),
    _broken(
        "an addition that is undone leaves no tombstone", "domain/history.py",
        "        values[table] = (*rows, *(mark for mark in map(tombstone, added) if mark is not None))\n",
        "        values[table] = (*rows, *(mark for mark in map(tombstone, added) if mark is None))\n",
        "domain/test_domain_history.py::test_an_addition_that_is_undone_leaves_a_tombstone_and_comes_back",
    ),
    _broken(
        "keys of other programs are dropped", "store/tidy.py",
        "            kept[key] = _text(value, _AS_IS, 0)\n", "            continue\n",
        _CODEC + "test_unknown_keys_stay_where_they_were",
    ),
    # I5, I6, I11: never over a damaged file, never what cannot be read, never down to an older format.
    _broken(
        "the end mark is not looked for", "store/reading.py",
        "    _check_whole(tables, name)\n    return tables\n", "    return tables\n",
        "store/test_store_reading.py::test_a_file_cut_short_anywhere_is_noticed",
    ),
    _broken(
        "what was encoded is not read again", "store/codec.py",
        "        _check_readable(part, head | new)\n", "",
        _CODEC + "test_what_would_not_read_back_is_refused",
    ),
    _broken(
        "a damaged file is saved over", "store/writer.py",
        "        merged = merge_bytes(known, ours, there, ",
        "        if not there.endswith(b'complete = true\\n'):\n"
        "            return Written(ours, ours, merged=False)\n"
        "        merged = merge_bytes(known, ours, there, ",
        _SAVER + "test_a_file_that_was_damaged_by_others_is_never_overwritten",
    ),
    _broken(
        "a damaged file is not kept when it is replaced", "store/recovery.py",
        '        damaged = named_aside(real, "damaged", clock, disk)\n', "        damaged = real\n",
        "store/test_store_recovery.py::test_recovering_keeps_the_damaged_file",
    ),
    _broken(
        "a lock file stays beside the session", "store/disk.py",
        "                self._path.unlink()\n", "                self._path.stat()\n",
        "store/test_store_disk.py::test_a_lock_is_held_by_one_and_free_after",
    ),
    _broken(
        "crossed histories record a conflict twice", "store/merge.py",
        "folded([*known, *self._conflicts], tables)", "[*known, *self._conflicts]",
        "store/test_store_merge.py::test_one_item_and_key_have_one_conflict",
    ),
    _broken(
        "a young file is believed to be unchanged", "store/index.py",
        "unsure = same and _young(stamp, seen)", "unsure = False",
        "store/test_store_index.py::test_a_file_that_its_times_cannot_tell_is_told_by_its_hash",
    ),
    _broken(
        "a damaged index is believed", "store/index_cache.py",
        " == checked(path)", " != checked(path.parent)",
        "store/test_store_index.py::test_a_damaged_index_is_made_anew",
    ),
    _broken(
        "a private session is in the index", "store/index.py",
        "if entry.problem or entry.private:", "if entry.problem:",
        "store/test_store_index.py::test_nothing_private_is_in_it",
    ),
    _broken(
        "a newer file is written", "store/codec.py",
        "    if session.format > FORMAT:\n", "    if session.format > FORMAT + 99:\n",
        _CODEC + "test_a_newer_file_is_read_and_never_written",
    ),
    # I7, I12: nothing holds people up, and the terminal is given back.
    _broken(
        "the copy in need is not made", "store/saver.py",
        "        kept = self._rescue.keep(session)\n", "        kept = False\n",
        _SAVER + "test_what_fails_for_five_seconds_is_copied",
    ),
    _broken(
        "leaving waits for the disk for ever", "store/saver_queue.py",
        "            return self.turn.wait_for(lambda: self.idle, timeout)\n",
        "            return self.turn.wait_for(lambda: self.idle, timeout + 9)\n",
        "store/test_store_stuck.py::test_leaving_a_disk_that_never_answers_takes_three_seconds",
    ),
    _broken(
        "a signal ends it without a save", "tui/process.py",
        "            saved = app.sitting.close(GRACE) if app.sitting is not None else True\n",
        "            os._exit(ending.code)\n",
        "pty/test_pty_process.py::test_a_signal_does_not_end_it_before_it_has_saved",
    ),
    _broken(
        "a byte that is no text ends the reading of keys", "tui/terminal/driver.py",
        'getincrementaldecoder("utf-8")("replace")', 'getincrementaldecoder("utf-8")("strict")',
        "tui/test_tui_terminal_keys.py",
    ),
    _broken(
        "the end mark of a paste is believed", "tui/terminal/intake.py",
        "    return END in first or len(first) >= BULK\n", "    return False\n",
        "tui/test_tui_terminal_intake.py::test_an_end_mark_inside_a_paste_runs_nothing",
    ),
    # I8: people's words are only words.
    _broken(
        "words are read as markup", "tui/look.py",
        "    return Content.assemble(*(",
        "    if known:\n"
        "        return Content('').join(Content.from_markup(text).stylize(known[style]) for text, style in words)\n"
        "    return Content.assemble(*(",
        "tui/test_tui_home.py::test_hostile_titles_are_literal_at_every_size",
        "tui/test_tui_recovery.py::test_hostile_words_are_literal",
    ),
    _broken(
        "the line filter is off", "tui/base_app.py",
        "        return [ControlFilter(), ", "        return [",
        "tui/test_tui_hostile.py::test_the_second_net_is_enough",
    ),
    _broken(
        "text of a file is not cleaned", "store/tidy.py",
        "        return clean(value, limit=limit)\n", "        return value\n",
        _CODEC + "test_texts_are_cleaned_on_the_way_in",
    ),
    _broken(
        "titles become file names as they are", "store/sidecar_names.py",
        '    words = "".join(char if unicodedata.category(char)[0] in _KEPT else " " for char in text).split()\n',
        "    words = text.split()\n", "store/test_store_folder.py::test_any_title_makes_a_safe_name",
    ),
    # I9: names are personal data.
    _broken(
        "a new file is for everybody", "store/files.py",
        "disk.open(temporary, MAKE, 0o600), data", "disk.open(temporary, MAKE, 0o644), data",
        _FILES + "test_a_new_file_is_for_its_owner_alone",
    ),
    _broken(
        "a new folder is for everybody", "store/paths.py",
        "        path.mkdir(0o700, exist_ok=True)\n", "        path.mkdir(0o755, exist_ok=True)\n",
        "store/test_store_paths.py::test_folders_that_are_made_are_private",
    ),
    _broken(
        "the crash log holds what the error says", "cli/frame/main.py",
        '        lines += [f"{type(link).__module__}.{type(link).__qualname__}\\n"]\n',
        '        lines += [f"{type(link).__module__}.{type(link).__qualname__}: {link}\\n"]\n',
        "cli/test_cli_streams.py::test_a_crash_is_one_line_and_a_log_without_names",
    ),
    _broken(
        "a sentence repeats a whole value", "store/errors.py",
        "ECHO = 40\n", "ECHO = 4000\n",
        "store/test_store_reading.py::test_a_sentence_repeats_little_and_nothing_that_controls",
    ),
    # I10: undo is right or refused.
    _broken(
        "undo reaches over what others wrote", "domain/history.py",
        "            self.boundary()\n        return self._left is not None\n",
        "            pass\n        return self._left is not None\n",
        "domain/test_domain_history.py::test_words_from_outside_refuse_undo_instead_of_losing_them",
    ),
    _broken(
        "acts of another plan are taken up", "store/undo_archive.py",
        '    if values.get("content") != fingerprint(session):\n        return None\n', "",
        "store/test_store_past.py::test_a_plan_that_changed_meanwhile_has_nothing_to_take_back",
    ),
    # Following up: nobody is shamed, answers go where they belong, and every figure is one figure.
    _broken(
        "the wall says that a date had passed", "tui/actions/plan.py",
        "room=not room.at_desk", "room=room.at_desk",
        _UNSHAMED + "test_no_page_of_the_room_tells_how_late_or_how_often",
    ),
    _broken(
        "the wall has pictures of slips", "tui/text/pictures.py", "if how.desk else ()),", "if True else ()),",
        _UNSHAMED + "test_what_is_laid_over_the_room_does_not_either",
    ),
    _broken(
        "a report alone belongs to a run", "tui/text/frame.py",
        'self.clock.state in ("running", "paused", "between")', "bool(self.clock.state)",
        _FOLLOW_UP + "test_alone_and_later_steps_are_marked_outside_any_run",
    ),
    _broken(
        "a new question pushes the one before away", "tui/actions/follow_up.py",
        'Question(f"roadblock:{id}"', 'Question("roadblock"',
        _FOLLOW_UP + "test_questions_about_roadblocks_wait_in_a_row",
    ),
    _broken(
        "next leads from the rest back to the second step", "tui/stages/checkin.py",
        "here = view.cursor if view.cursor in view.order else REST", "here = view.cursor",
        _FOLLOW_UP + "test_a_whole_follow_up_by_keys_ends_on_the_disk",
    ),
    _broken(
        "what is dropped counts as left undone", "domain/figures.py",
        "completion=Ratio(done, len(steps) - dropped)", "completion=Ratio(done, len(steps))",
        "domain/test_domain_five_plans.py",
    ),
    _broken(
        "a date moved in time slips", "domain/promises.py", "return self.before < self.on", "return True",
        "domain/test_domain_five_plans.py",
    ),
)  # fmt: skip
