"""Two writers of one session: nothing that either put there is lost silently (I4)."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode, tables_of
from flipchart.store.errors import Damaged, Misplaced, Newer
from flipchart.store.merge import Merged, fingerprint, merge, merge_bytes, ordered
from flipchart.store.tables import MODELS, WITH_ID, Tables, as_tables, same
from strategies import sessions

AT = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
HEAD: Tables = {"format": 1, "id": "s1", "title": "Retro", "created": AT}
Rows = list[dict[str, Any]]


def step(id: str, **values: Any) -> dict[str, Any]:
    return {"id": id, "text": f"Step {id}", "state": "open", **values}


def merged(base: Tables | None, ours: Tables, theirs: Tables) -> Tables:
    tables, count = merge(base and HEAD | base, HEAD | ours, HEAD | theirs, AT)
    assert count == len(tables["conflicts"]) - len(ours.get("conflicts", []))
    Session.of(tables)
    return tables


def steps(base: Rows | None, ours: Rows, theirs: Rows) -> tuple[Rows, Rows]:
    tables = merged(None if base is None else {"steps": base}, {"steps": ours}, {"steps": theirs})
    return tables["steps"], [{k: v for k, v in each.items() if k != "at"} for each in tables["conflicts"]]


def test_changes_of_different_things_both_stay() -> None:
    """Two keys of one step, two steps, two keys of the session."""
    base = [step("a"), step("b")]
    ours = [step("a", owner="Ana"), step("b")]
    theirs = [step("a", due=dt.date(2026, 11, 20)), step("b", owner="Bo")]
    assert steps(base, ours, theirs) == (
        [step("a", owner="Ana", due=dt.date(2026, 11, 20)), step("b", owner="Bo")],
        [],
    )
    tables = merged({"group": "Old"}, {"group": "New"}, {"group": "Old", "purpose": "Less waiting"})
    assert (tables["group"], tables["purpose"], tables["conflicts"]) == ("New", "Less waiting", [])


def test_both_the_same_is_fine() -> None:
    """No conflict where both wrote the same, nor where both took the same away."""
    assert steps([step("a", owner="X", note="n")], *[[step("a", owner="Ana")]] * 2) == ([step("a", owner="Ana")], [])
    assert steps(None, [step("a")], [step("a")]) == ([step("a")], [])


def test_two_different_values_keep_ours_and_record_the_other() -> None:
    """Item, key and both values are kept; a value taken away is simply absent."""
    base = [step("a", owner="X", note="n")]
    assert steps(base, [step("a", owner="Ana")], [step("a", owner="Bo", note="m")]) == (
        [step("a", owner="Ana")],
        [
            {"item": "a", "key": "owner", "kept": "Ana", "other": "Bo"},
            {"item": "a", "key": "note", "other": "m"},
        ],
    )
    tables = merged({"title": "A"}, {"title": "B"}, {"title": "C"})
    assert tables["title"] == "B"
    assert tables["conflicts"] == [{"item": "s1", "key": "title", "kept": "B", "other": "C", "at": AT}]
    tables = merged({"mine": {"a": 1}}, {}, {"mine": {"a": 2}})
    assert tables["conflicts"] == [{"item": "s1", "key": "mine", "other": {"a": 2}, "at": AT}]


def test_without_a_base_everything_was_added() -> None:
    """Items of both are kept; where both have an item, differing keys are conflicts."""
    found, conflicts = steps(None, [step("a", owner="Ana"), step("b")], [step("a", owner="Bo", note="n"), step("c")])
    assert sorted(row["id"] for row in found) == ["a", "b", "c"]
    assert found[0] == step("a", owner="Ana", note="n")
    assert [each["key"] for each in conflicts] == ["owner"]


def test_moves_of_a_date_count_on() -> None:
    """The calendar's sequence only grows."""
    assert steps([step("a")], [step("a", moves=2)], [step("a", moves=3)]) == ([step("a", moves=3)], [])


DROPPED = {"state": "dropped", "reason": "no need"}


def test_a_drop_alone_wins() -> None:
    """One side dropped, the other left the step as it was."""
    for ours, theirs in (([step("a") | DROPPED], [step("a")]), ([step("a")], [step("a") | DROPPED])):
        assert steps([step("a")], ours, theirs) == ([step("a") | DROPPED], [])


def test_a_drop_against_an_edit_shows_up() -> None:
    """Ours is kept, whichever it is, and the other is recorded; the edit itself is not lost."""
    edited = step("a", owner="Bo")
    assert steps([step("a")], [step("a") | DROPPED], [edited]) == (
        [edited | DROPPED],
        [{"item": "a", "key": "state", "kept": "dropped", "other": "open"}],
    )
    assert steps([step("a")], [edited], [step("a") | DROPPED]) == (
        [edited],
        [{"item": "a", "key": "state", "kept": "open", "other": "dropped"}],
    )
    assert steps([step("a")], [step("a", state="done")], [step("a") | DROPPED])[1] == [
        {"item": "a", "key": "state", "kept": "done", "other": "dropped"}
    ]
    assert steps([step("a") | DROPPED], [step("a") | DROPPED], [step("a") | DROPPED | {"owner": "Bo"}])[1] == []


def test_a_goal_dropped_against_an_edit_shows_up() -> None:
    """Items with a tombstone as steps with a state."""
    base = {"goals": [{"id": "g", "text": "G"}]}
    tables = merged(
        base, {"goals": [{"id": "g", "text": "G", "dropped": True}]}, {"goals": [{"id": "g", "text": "H"}]}
    )
    assert tables["goals"] == [{"id": "g", "text": "H", "dropped": True}]
    assert tables["conflicts"] == [{"item": "g", "key": "dropped", "kept": True, "other": False, "at": AT}]


def test_what_a_person_deletes_by_hand_is_dropped() -> None:
    """A deletion in a text editor leaves a tombstone; against an edit it shows up and the edit stays."""
    assert steps([step("a"), step("b")], [step("a"), step("b")], [step("b")]) == (
        [step("a", state="dropped"), step("b")],
        [],
    )
    assert steps([step("a")], [], [step("a")]) == ([step("a", state="dropped")], [])
    edited = step("a", owner="Ana")
    expected = ([edited], [{"item": "a", "key": "state", "kept": "open", "other": "dropped"}])
    assert steps([step("a")], [edited], []) == steps([step("a")], [], [edited]) == expected
    gone = step("a", state="dropped")
    assert steps([step("a")], [gone], []) == ([gone], [])
    assert steps([step("a")], [], []) == ([], [])
    base = {"goals": [{"id": "g", "text": "G"}]}
    assert merged(base, base, {})["goals"] == [{"id": "g", "text": "G", "dropped": True}]
    edit = {"goals": [{"id": "g", "text": "H"}]}
    assert merged(base, edit, {})["conflicts"][0]["kept"] is False


def test_runs_and_stages_can_go() -> None:
    """They have no tombstone: one that was taken away is gone, unless the other side changed it."""
    row = {"id": "r", "kind": "workshop"}
    assert merged({"runs": [row]}, {"runs": []}, {"runs": [row]})["runs"] == []
    tables = merged({"runs": [row]}, {"runs": []}, {"runs": [row | {"template": "t"}]})
    assert tables["runs"] == [row | {"template": "t"}]
    assert tables["conflicts"] == [{"item": "r", "key": "dropped", "kept": False, "other": True, "at": AT}]


def event(second: int, kind: str = "pause", run: str = "r") -> dict[str, Any]:
    return {"run": run, "at": AT + dt.timedelta(seconds=second), "event": kind}


def test_events_of_two_drivers_are_in_order_of_time() -> None:
    """Rows without an id are known by their content, and what both wrote is there once."""
    tables = merged(
        {"timing": [event(0)]},
        {"timing": [event(0), event(10), event(30)]},
        {"timing": [event(0), event(10), event(20), event(40)]},
    )
    assert tables["timing"] == [event(0), event(10), event(20), event(30), event(40)]


def test_rows_are_counted() -> None:
    """Two equal rows are two; a row that one side took away is gone, also against one more of it."""
    row = {"goal": "g", "on": dt.date(2026, 11, 20), "value": 3}

    def count(base: int, ours: int, theirs: int) -> int:
        sides = ({"measurements": [row] * each} for each in (base, ours, theirs))
        return len(merged(*sides)["measurements"])

    assert [count(0, 2, 2), count(0, 1, 2), count(2, 1, 1), count(2, 0, 2), count(1, 0, 2), count(2, 1, 0)] == [
        2, 2, 1, 0, 1, 0,
    ]  # fmt: skip


def test_people_are_a_set_in_order() -> None:
    """Whoever was added by either is there, whoever was taken away by one is not."""
    tables = merged({"people": ["Ana", "Bo"]}, {"people": ["Cy", "Ana"]}, {"people": ["Ana", "Dee", "Bo"]})
    assert tables["people"] == ["Cy", "Ana", "Dee"]


def test_settled_conflicts_stay_settled() -> None:
    """A conflict that one side settled is gone; one that a merge found before stays."""
    old = {"item": "a", "key": "owner", "kept": "x", "other": "y", "at": AT}
    assert merged({"conflicts": [old]}, {}, {"conflicts": [old]})["conflicts"] == []
    assert merge(HEAD, HEAD, HEAD | {"conflicts": [old]}, AT)[0]["conflicts"] == [old]


def row(kept: object, other: object, minute: int = 0, **more: object) -> dict[str, Any]:
    values = {"item": "a", "key": "owner", "kept": kept, "other": other, "at": AT + dt.timedelta(minutes=minute)}
    return {key: value for key, value in (values | more).items() if value is not None}


@pytest.mark.parametrize(
    ("now", "one", "other", "folded"),
    [
        ("x", row("x", "y"), row("y", "x", 1), row("x", "y")),
        ("y", row("x", "y"), row("y", "x", 1), row("y", "x", 1)),
        ("x", row("x", "y"), row("x", "y", 1), row("x", "y", 1)),
        ("x", row("x", "y"), row("x", "z", 1), row("x", "z", 1, also=["y"])),
        ("x", row("x", "z", 1, also=["y"]), row("x", "w", 2), row("x", "w", 2, also=["z", "y"])),
        ("n", row("x", "y"), row("y", "x", 1), row("n", "x", 1, also=["y"])),
        (None, row(None, "y"), row("y", None, 1), row(None, "y")),
    ],
)
def test_one_item_and_key_have_one_conflict(now: str | None, one: Any, other: Any, folded: Any) -> None:
    """Pairs from both ends are one; `kept` is what stands, and the value of a third writer is kept beside."""
    owner = {"owner": now} if now else {}
    side = {"steps": [step("a", **owner)]}
    tables, _ = merge(HEAD | side, HEAD | side | {"conflicts": [one]}, HEAD | side | {"conflicts": [other]}, AT)
    assert tables["conflicts"] == [folded]


def test_the_first_promise_follows_the_date_that_is_kept() -> None:
    """It is no conflict of its own; of two for one date the earlier counts; what one side alone says is taken."""
    early, late = dt.date(2026, 11, 20), dt.date(2026, 12, 4)

    def first(ours: dict[str, Any], theirs: dict[str, Any], base: dict[str, Any]) -> tuple[object, list[str]]:
        found, conflicts = steps([step("a", **base)], [step("a", **ours)], [step("a", **theirs)])
        return found[0].get("first_due"), [each["key"] for each in conflicts]

    both_late, both_early = ({"due": day, "first_due": day} for day in (late, early))
    assert first(both_late, both_early, {}) == (late, ["due"])
    assert first({"due": late, "first_due": late}, {"due": late, "first_due": early}, {}) == (early, [])
    assert first({}, both_early, {}) == first(both_early, {}, {}) == (early, [])
    assert first({"owner": "Ana"}, {"first_due": late}, {"first_due": early}) == (late, [])
    assert first({}, {"first_due": late}, {"first_due": early}) == (late, [])


def test_unknown_tables_are_merged_like_known_ones() -> None:
    """By id where rows have one, by content where they have none, else as one value."""
    tables = merged(
        {"ideas": [{"id": "1", "a": 1}, {"id": "2"}]},
        {"ideas": [{"id": "1", "a": 2}, {"id": "2"}], "log": [{"x": 1}]},
        {"ideas": [{"id": "1", "a": 1, "b": 3}], "log": [{"x": 2}]},
    )
    assert tables["ideas"] == [{"id": "1", "a": 2, "b": 3}]
    assert sorted(row["x"] for row in tables["log"]) == [1, 2]
    assert merged({}, {"ideas": [{"id": "1"}, {"id": "1"}]}, {})["ideas"] == [{"id": "1"}, {"id": "1"}]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "bac", "acb", "bac"),
        ("ab", "axb", "aby", "axby"),
        ("ab", "abx", "aby", "abxy"),
        ("ab", "ba", "aby", "bya"),
        ("", "a", "b", "ab"),
        ("ab", "xab", "ab", "xab"),
    ],
)
def test_the_order_is_that_of_the_side_that_moved_something(base: str, ours: str, theirs: str, result: str) -> None:
    """Additions of the other side stand behind what they stood behind."""
    found = "".join(ordered(base, ours, theirs))
    assert found == result


def version(session: Session) -> bytes:
    return encode(session)


def both(base: bytes | None, ours: bytes, theirs: bytes) -> Merged:
    return merge_bytes(base, ours, theirs, name="x.toml", at=AT)


@settings(max_examples=40)
@given(sessions(), sessions())
def test_one_side_alone_is_taken_as_it_is(one: Session, other: Session) -> None:
    """A merge with what nobody changed gives the changed side, content and order."""
    other = other.revise(id=one.id, created=one.created)
    base, changed = tables_of(encode(one), "", AT), tables_of(encode(other), "", AT)
    kept = {"steps", *(table for table in MODELS if table in WITH_ID)}
    for ours, theirs in ((changed, base), (base, changed)):
        tables, conflicts = merge(base, ours, theirs, AT)
        assert conflicts == 0
        for key in {*changed, *base} - kept:
            assert same(tables.get(key) or None, changed.get(key) or None)
        for table in kept:
            alive = {row["id"] for row in changed.get(table, [])}
            assert same([row for row in tables.get(table, []) if row["id"] in alive], changed.get(table, []))
            assert all(_is_dropped(row) for row in tables.get(table, []) if row["id"] not in alive)
        assert same(merge(base, changed, changed, AT)[0] | {"conflicts": []}, changed | {"conflicts": []})


def _is_dropped(row: dict[str, Any]) -> bool:
    return row.get("state") == "dropped" or row.get("dropped") is True


def _values(tables: Tables) -> dict[tuple[str, str, str], Any]:
    return {
        (table, row["id"], key): value
        for table in WITH_ID
        for row in tables.get(table, [])
        for key, value in row.items()
    }


@settings(max_examples=60)
@given(st.data())
def test_no_change_of_theirs_is_lost_silently(data: st.DataObject) -> None:
    """Every value that they changed is in the result, or in a conflict beside ours; every row is there."""
    base = data.draw(sessions())
    ours, theirs = (_edited(data, base) for _ in range(2))
    plain = [tables_of(encode(each), "", AT) for each in (base, ours, theirs)]
    tables, _ = merge(plain[0], plain[1], plain[2], AT)
    session = Session.of(tables)
    before, there, result = _values(plain[0]), _values(plain[2]), _values(tables)
    others = [(row["item"], row["key"], row.get("other")) for row in tables["conflicts"]]
    for (table, id, key), value in there.items():
        if not same(before.get((table, id, key)), value):
            kept = same(result.get((table, id, key)), value)
            assert kept or any(item == id and name == key and same(other, value) for item, name, other in others)
    assert same(as_tables(decode(encode(session), name="", made=AT)), as_tables(session))


def _edited(data: st.DataObject, session: Session) -> Session:
    changes: dict[str, Any] = {}
    for table in ("steps", "goals", "improvements"):
        rows = [
            row.revise(**data.draw(st.fixed_dictionaries({}, optional={"text": st.sampled_from("ABC")})))
            for row in getattr(session, table)
        ]
        changes[table] = tuple(data.draw(st.permutations(rows)))
    return session.revise(**changes)


def test_files_are_merged_whole() -> None:
    """From bytes to a session, with what a person has to decide counted."""
    one = Session(format=1, id="s1", title="Retro", created=AT)
    result = both(version(one), version(one.revise(title="A")), version(one.revise(title="B", group="G")))
    assert (result.session.title, result.session.group, result.conflicts) == ("A", "G", 1)
    for base in (None, b"", b"broken", version(one).replace(b"format = 1", b"format = 2")):
        assert both(base, version(one), version(one.revise(group="G"))).session.group == "G"


def test_another_session_in_the_place_is_not_merged() -> None:
    """Different ids are different sessions, whatever the name of the file."""
    one = Session(format=1, id="s1", title="Retro", created=AT)
    with pytest.raises(Misplaced, match="holds another session now; nothing was written"):
        both(version(one), version(one), version(one.revise(id="s2")))


def test_typed_files_have_the_id_of_the_saved_one() -> None:
    """A typed file has no id of its own yet, so a title changed by hand does not make another session."""
    typed = b'title = "Retro"\n[[steps]]\ntext = "A"\n'
    saved = version(decode(typed, name="", made=AT))
    result = both(typed, saved, typed.replace(b"Retro", b"Look back"))
    assert (result.session.title, len(result.session.steps), result.conflicts) == ("Look back", 1, 0)
    assert result.session.id == decode(saved, name="", made=AT).id
    again = both(typed, typed.replace(b"Retro", b"Look back"), saved)
    assert (again.session.title, again.session.id) == ("Look back", result.session.id)


def test_two_that_were_saved_from_one_typed_file_are_one_session() -> None:
    """Changed by hand before each was saved they have two ids; the base, which has none, tells that they are one."""
    typed = b'title = "Retro"\n[[steps]]\ntext = "A"\n'
    one, other = (typed + f'[[steps]]\ntext = "{it}"\n'.encode() for it in "BC")
    saved = [version(decode(it, name="", made=AT)) for it in (one, other)]
    result = both(typed, *saved)
    assert [step.text for step in result.session.steps] == ["A", "B", "C"]
    assert (result.session.id, result.conflicts) == (decode(one, name="", made=AT).id, 0)
    stranger = version(Session(format=1, id="s9", title="Budget", created=AT))
    with pytest.raises(Misplaced):
        both(typed, saved[0], stranger)


def test_versions_that_cannot_be_read_are_refused() -> None:
    """A damaged or newer side stops the merge with a sentence."""
    one = version(Session(format=1, id="s1", title="Retro", created=AT))
    with pytest.raises(Damaged, match=r"x\.toml"):
        both(one, one, one[:40])
    with pytest.raises(Newer, match="is of format 2 now"):
        both(one, one, one.replace(b"format = 1", b"format = 2"))


def test_a_row_is_known_by_its_content_in_any_order() -> None:
    """The order of keys is no content."""
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": True})
