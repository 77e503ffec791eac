#!/usr/bin/env bash
# Taskwarrior 2.6.2 (Debian's package): one imported tag with a comma goes out
# as three.
#
# "task import" takes tags as a JSON list of texts and says nothing against a
# comma in one. The tag "red,amber" is kept under its own name and, beside it,
# in a list joined by commas, so that the export has "red", "amber" and
# "red,amber", and all three filters find the task. A second round of import
# and export changes nothing more, and "task modify -red" leaves all three.
#
# It matters to whoever maps a tracker's labels to tags: a label with a comma
# comes back as three, two of which nobody gave and cannot be taken off alone.
#
# Seen on the first run:
#> imported: red,amber
#> exported: amber | red | red,amber
#> imported and exported again: amber | red | red,amber
#> found by +red: 1, by +amber: 1, by +red,amber: 1
#> after "task modify -red": amber | red | red,amber
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
tags() { task export | python3 -c 'import json, sys; print(" | ".join(json.load(sys.stdin)[0]["tags"]))'; }
cat >"$T/one.json" <<'EOF'
[{"uuid": "11111111-1111-4111-8111-111111111111", "description": "Fix the gate", "tags": ["red,amber"]}]
EOF
{
    task import "$T/one.json" >"$T/log"
    echo 'imported: red,amber'
    echo "exported: $(tags)"
    task export >"$T/two.json"
    rm "$T/tasks"/*
    task import "$T/two.json" >"$T/log"
    echo "imported and exported again: $(tags)"
    echo "found by +red: $(task +red count), by +amber: $(task +amber count), by +red,amber: $(task '+red,amber' count)"
    task 11111111 modify -red >"$T/log"
    echo "after \"task modify -red\": $(tags)"
} >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
