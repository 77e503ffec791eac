#!/usr/bin/env bash
# Taskwarrior 2.6.2 (Debian's package): importing the same file again opens
# what was completed meanwhile, and takes away what people added; only an
# error in the file's first task keeps it out, and then nothing is changed.
#
# "task import" replaces a task of a known uuid whole. An annotation, a
# priority, a tag and a wait given since are gone, a completed task is pending.
# No key of a task asks for less. What an import does refuse is to take the
# date from a task that recurs, and it then writes none of the file: a deleted
# task that comes twice in front, first without a date and then with one and a
# recurrence, makes a file that can be taken in once.
#
# It matters to whoever brings a list to Taskwarrior again and again.
#
# Seen on the first run:
#> after the work there: Draft completed; Paint pending, priority H, tags home, 1 annotation
#> the plain file again: Draft pending; Paint pending, priority -, tags -, 0 annotations
#> the file with the pair in front, first time: ends with 0
#> after the work there: Draft completed; Paint pending, priority H, tags home, 1 annotation
#> the same file again: ends with 2: You cannot remove the due date from a recurring task.
#> and nothing changed: Draft completed; Paint pending, priority H, tags home, 1 annotation
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
command -v task >/dev/null || apt-get install -y -q --no-install-recommends taskwarrior >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
dpkg-query -W -f '${Package} ${Version}\n' taskwarrior >&2
export TZ=UTC LC_ALL=C.UTF-8 HOME=$T TASKRC=$T/rc
printf '%s\n' "data.location=$T/tasks" confirmation=off verbose=nothing json.array=on >"$TASKRC"
mkdir "$T/tasks"
cat >"$T/plain" <<'EOF'
{"uuid": "11111111-1111-4111-8111-111111111111", "status": "pending", "description": "Draft"}
{"uuid": "22222222-2222-4222-8222-222222222222", "status": "pending", "description": "Paint"}
EOF
gone='"uuid": "33333333-3333-4333-8333-333333333333", "status": "deleted", "end": "20261101T000000Z", "description": "x"'
{
    echo "{$gone}"
    echo "{$gone, \"due\": \"20261101T000000Z\", \"recur\": \"yearly\"}"
    cat "$T/plain"
} >"$T/once"
work() {
    task 11111111 done >"$T/log"
    task 22222222 modify priority:H +home >"$T/log"
    task 22222222 annotate rang >"$T/log"
}
how() {
    task export | python3 -c '
import json, sys
it = {row["description"]: row for row in json.load(sys.stdin)}
paint, notes = it["Paint"], len(it["Paint"].get("annotations", []))
print("Draft {}; Paint {}, priority {}, tags {}, {} annotation{}".format(
    it["Draft"]["status"], paint["status"], paint.get("priority", "-"), " ".join(paint.get("tags", ["-"])), notes,
    "" if notes == 1 else "s"))'
}
{
    task import "$T/plain" >"$T/log"
    work
    echo "after the work there: $(how)"
    task import "$T/plain" >"$T/log"
    echo "the plain file again: $(how)"
    rm "$T/tasks"/*
    task import "$T/once" >"$T/log" && code=0 || code=$?
    echo "the file with the pair in front, first time: ends with $code"
    work
    echo "after the work there: $(how)"
    said=$(task import "$T/once" 2>&1 >"$T/log") && code=0 || code=$?
    echo "the same file again: ends with $code: $said"
    echo "and nothing changed: $(how)"
} >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
