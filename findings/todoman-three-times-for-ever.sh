#!/usr/bin/env bash
# todoman 4.7.0 with icalendar 7.3.2 (PyPI): a to-do that is to be done three
# times is never finished.
#
# `todo done` on a recurring to-do takes its rule away, marks it done and makes
# a new to-do of another UID for the next date. The new one has the whole rule
# of the old one, COUNT=3 included, so that the count starts again each time:
# after five rounds there is a sixth, and it still says three more. The alarm
# does not come along. A rule with UNTIL does not end either: past its last day
# the new to-do has no dates at all, and comes back so each time it is done.
#
# It matters to whoever hands "check in three more times" to a terminal's list:
# it never goes away, the reminder rings once only, and every round is a
# stranger to a plan that knows its steps by UID.
#
# Seen on the first run:
#> FREQ=WEEKLY;COUNT=3, done 5 times: 5 completed, 1 open, due 20270108
#> the open one: RRULE:FREQ=WEEKLY;COUNT=3, its own UID: yes, alarm: no
#> FREQ=WEEKLY;UNTIL=20261220, done 5 times: 5 completed, 1 open, due never
#> the open one: RRULE:FREQ=WEEKLY;UNTIL=20261220, its own UID: yes, alarm: no
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export TZ=UTC LC_ALL=C.UTF-8 HOME=$T
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q todoman==4.7.0 icalendar==7.3.2; } \
    >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
todo() { "$T/venv/bin/todo" -c "$T/config.py" "$@" 2>>"$T/log"; }
start() { # the end of the rule
    rm -rf "$T/lists" "$T/cache"
    mkdir -p "$T/lists/plan"
    cat >"$T/config.py" <<EOF
path = "$T/lists/*"
date_format = "%Y-%m-%d"
time_format = "%H:%M"
default_list = "plan"
cache_path = "$T/cache"
EOF
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//plan//EN BEGIN:VTODO \
        UID:check@example.org DTSTAMP:20261101T090000Z 'DTSTART;VALUE=DATE:20261203' \
        'DUE;VALUE=DATE:20261204' "RRULE:FREQ=WEEKLY;$1" 'SUMMARY:Check in' \
        BEGIN:VALARM ACTION:DISPLAY TRIGGER:-P1D 'DESCRIPTION:Check in' END:VALARM \
        END:VTODO END:VCALENDAR >"$T/lists/plan/check.ics"
}
open_id() { todo --porcelain list | python3 -c 'import json, sys; print(*[t["id"] for t in json.load(sys.stdin)])'; }
files() { { grep -l "^STATUS:$1" "$T"/lists/plan/*.ics || true; } | wc -l; }
yes_no() { if "$@"; then echo yes; else echo no; fi; }
for rule in COUNT=3 UNTIL=20261220; do
    start "$rule"
    for _ in 1 2 3 4 5; do todo 'done' "$(open_id)" >>"$T/log"; done
    open=$(grep -l '^STATUS:NEEDS-ACTION' "$T"/lists/plan/*.ics)
    field() { sed -n "s/\r$//; /^$1/p" "$open"; }
    due=$(field DUE)
    due=${due#*:}
    echo "FREQ=WEEKLY;$rule, done 5 times: $(files COMPLETED) completed, $(files NEEDS-ACTION) open, due ${due:-never}"
    echo "the open one: $(field RRULE), its own UID: $(yes_no test "$(field UID)" != UID:check@example.org)," \
        "alarm: $(yes_no grep -q VALARM "$open")"
done >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
