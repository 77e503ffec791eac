#!/usr/bin/env bash
# icalendar 7.3.2 (PyPI) and ical.js 2.2.1 (npm): through jCal, a list loses
# all but its first value in one direction and becomes one value in the other.
#
# Both libraries read and write jCal, calendars as JSON (RFC 7265), where a
# property with several values carries them one behind the other. Of RESOURCES
# and FREEBUSY, icalendar's from_jcal() takes the first value and drops the
# rest without a word, as it does not for CATEGORIES and EXDATE. Its own
# to_jcal() puts the whole list of RESOURCES into one text, which ical.js then
# writes with an escaped comma: one thing called "beamer,flipchart".
#
# It matters to whoever moves calendars between a web app and Python as JSON:
# busy hours after the first look free, and the room has a projector only.
#
# Seen on the first run:
#> read from text:              CATEGORIES:plan,review RESOURCES:beamer,flipchart FREEBUSY:20261204T100000Z/PT1H,20261204T140000Z/PT2H
#> ical.js, jCal, icalendar:    CATEGORIES:plan,review RESOURCES:beamer FREEBUSY:20261204T100000Z/PT1H
#> icalendar, jCal, ical.js:    CATEGORIES:plan,review RESOURCES:beamer\,flipchart FREEBUSY:20261204T100000Z/PT1H FREEBUSY:20261204T140000Z/PT2H
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export TZ=UTC LC_ALL=C.UTF-8
npm install --silent --no-audit --no-fund --prefix "$T" ical.js@2.2.1 >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q icalendar==7.3.2; } >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//plan//EN \
    BEGIN:VEVENT UID:a@example.org DTSTAMP:20261201T090000Z DTSTART:20261204T160000Z \
    CATEGORIES:plan,review RESOURCES:beamer,flipchart END:VEVENT \
    BEGIN:VFREEBUSY UID:b@example.org DTSTAMP:20261201T090000Z \
    FREEBUSY:20261204T100000Z/PT1H,20261204T140000Z/PT2H END:VFREEBUSY END:VCALENDAR >"$T/plan.ics"
cat >"$T/js.mjs" <<'EOF'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
const [how, path] = process.argv.slice(2);
const text = readFileSync(path, 'utf8');
process.stdout.write(how === 'to' ? JSON.stringify(ICAL.parse(text)) : ICAL.stringify(JSON.parse(text)));
EOF
cat >"$T/py.py" <<'EOF'
import json
import sys
from icalendar import Calendar
how, path = sys.argv[1:]
text = open(path, encoding="utf-8", newline="").read()
if how == "to":
    json.dump(Calendar.from_ical(text).to_jcal(), sys.stdout)
else:
    sys.stdout.write(Calendar.from_jcal(json.loads(text)).to_ical().decode())
EOF
lists() { tr -d '\r' <"$2" | grep -E '^(CATEGORIES|RESOURCES|FREEBUSY)' | xargs -d '\n' echo "$1"; }
py() { "$T/venv/bin/python" "$T/py.py" "$@"; }
js() { node "$T/js.mjs" "$@"; }
js to "$T/plan.ics" >"$T/js.json"
py from "$T/js.json" >"$T/js-py.ics"
py to "$T/plan.ics" >"$T/py.json"
js from "$T/py.json" >"$T/py-js.ics"
{
    lists 'read from text:             ' "$T/plan.ics"
    lists 'ical.js, jCal, icalendar:   ' "$T/js-py.ics"
    lists 'icalendar, jCal, ical.js:   ' "$T/py-js.ics"
} >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
