#!/usr/bin/env bash
# mergecal 0.5.0 with icalendar 7.3.2 and x-wr-timezone 2.0.1 (PyPI): merging
# last week's file with this week's keeps both versions and loses the to-dos.
#
# mergecal puts several calendars into one. An event of the same UID and the
# same SEQUENCE is taken once, the one of the first file, even if the second
# file's was changed later. An event whose SEQUENCE has grown is not taken for
# the newer version of the same event: old and new stand side by side under
# one UID, the old one first. To-dos and journal entries are not carried over,
# and nothing is said of them.
#
# It matters to whoever merges exports of one plan: a check-in that was moved
# is there twice, a correction without a grown SEQUENCE is dropped, and a plan
# of to-dos becomes an empty calendar.
#
# Seen on the first run:
#> went in: 2 events and 1 to-do in each of 2 files
#> came out: check@example.org sequence 1, Friday
#> came out: kick-off@example.org sequence 0, Room A
#> came out: check@example.org sequence 2, Monday
#> to-dos: 0
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export TZ=UTC LC_ALL=C.UTF-8
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q mergecal==0.5.0 icalendar==7.3.2 x-wr-timezone==2.0.1; } \
    >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
"$T/venv/bin/python" >"$T/out" <<'EOF'
from icalendar import Calendar
from mergecal import merge_calendars

def week(stamp, sequence, day, name, room):
    return Calendar.from_ical("\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//plan//EN",
        "BEGIN:VEVENT", "UID:check@example.org", f"DTSTAMP:{stamp}", f"SEQUENCE:{sequence}",
        f"DTSTART:{day}T150000Z", f"SUMMARY:{name}", "END:VEVENT",
        "BEGIN:VEVENT", "UID:kick-off@example.org", f"DTSTAMP:{stamp}",
        "DTSTART:20261201T090000Z", f"SUMMARY:{room}", "END:VEVENT",
        "BEGIN:VTODO", "UID:gate@example.org", f"DTSTAMP:{stamp}",
        "DUE:20261204T160000Z", "SUMMARY:Fix the gate", "END:VTODO",
        "END:VCALENDAR", ""]))

old = week("20261120T090000Z", 1, "20261204", "Friday", "Room A")
new = week("20261127T090000Z", 2, "20261207", "Monday", "Room B")
print("went in: 2 events and 1 to-do in each of 2 files")
both = Calendar.from_ical(merge_calendars([old, new]).to_ical())
for e in both.events:
    print("came out:", e["UID"], "sequence", f'{e.get("SEQUENCE", 0)},', e["SUMMARY"])
print("to-dos:", len(both.todos))
EOF
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
