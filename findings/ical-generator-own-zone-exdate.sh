#!/usr/bin/env bash
# ical-generator 11.1.2 (npm) with luxon 3.7.2, read by ical.js 2.2.1, ts-ics
# 2.4.6 (npm), recurring-ical-events 3.8.2 with icalendar 7.3.2 and khal 0.14.1
# (PyPI): a meeting that was called off is back in two of four readers.
#
# Give a calendar a timezone, and ical-generator 11 writes each of its events
# without TZID (the zone stands once, in X-WR-TIMEZONE), but the days left out
# with TZID. So the weekly meeting begins at a floating 17:30 and its EXDATE
# is 17:30 Berlin time. ical.js and recurring-ical-events leave the day out;
# ts-ics and khal (here with its local zone at UTC) list the meeting. An event
# with a zone other than its calendar's has TZID on both lines, and all four
# leave its day out.
#
# It matters to whoever publishes a recurring check-in: the calendar's own zone
# is the usual case, and "not on the 11th" holds in some apps only.
#
# Seen on the first run:
#> DTSTART:20261204T173000
#> EXDATE;TZID=Europe/Berlin:20261211T173000
#> DTSTART;TZID=Europe/London:20261204T163000
#> EXDATE;TZID=Europe/London:20261211T163000
#> calendar's zone, ical.js: 04 18 25
#> another zone,    ical.js: 04 18 25
#> calendar's zone, ts-ics: 04 11 18 25
#> another zone,    ts-ics: 04 18 25
#> calendar's zone, recurring-ical-events: 04 18 25
#> another zone,    recurring-ical-events: 04 18 25
#> calendar's zone, khal: 04 11 18 25
#> another zone,    khal: 04 18 25
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export TZ=UTC LC_ALL=C.UTF-8
npm install --silent --no-audit --no-fund --prefix "$T" \
    ical-generator@11.1.2 luxon@3.7.2 ical.js@2.2.1 ts-ics@2.4.6 >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q icalendar==7.3.2 recurring-ical-events==3.8.2 khal==0.14.1; } \
    >"$T/log" 2>&1 || { cat "$T/log" >&2; exit 2; }
cat >"$T/try.mjs" <<'EOF'
import { writeFileSync } from 'node:fs';
import ical from 'ical-generator';
import { DateTime } from 'luxon';
import ICAL from 'ical.js';
import { convertIcsCalendar, extendByRecurrenceRule } from 'ts-ics';
const start = DateTime.fromISO('2026-12-04T17:30', { zone: 'Europe/Berlin' });
const repeating = { freq: 'WEEKLY', count: 4, exclude: [start.plus({ days: 7 })] };
const calendar = ical({ timezone: 'Europe/Berlin' });
calendar.createEvent({ id: 'own', start, repeating, summary: 'own' });
calendar.createEvent({ id: 'other', start, repeating, summary: 'other', timezone: 'Europe/London' });
const text = calendar.toString();
writeFileSync(process.argv[2], text);
console.log(text.split(/\r?\n/).filter((l) => /^(DTSTART|EXDATE)/.test(l)).join('\n'));
const say = (i, reader, days) =>
  console.log(`${i ? 'another zone,   ' : "calendar's zone,"} ${reader}: ${days.join(' ')}`);
new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').forEach((v, i) => {
  const days = [];
  const each = new ICAL.Event(v).iterator();
  for (let t = each.next(); t; t = each.next()) days.push(t.toString().slice(8, 10));
  say(i, 'ical.js', days);
});
convertIcsCalendar(undefined, text).events.forEach((e, i) => say(i, 'ts-ics',
  extendByRecurrenceRule(e.recurrenceRule, {
    start: e.start.date, exceptions: e.exceptionDates.map((x) => x.date),
  }).map((d) => d.toISOString().slice(8, 10))));
EOF
node "$T/try.mjs" "$T/plan.ics" >"$T/out"
"$T/venv/bin/python" - "$T/plan.ics" >>"$T/out" <<'EOF'
import sys
import icalendar
import recurring_ical_events
text = open(sys.argv[1], encoding="utf-8").read()
found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between((2026, 12, 1), (2027, 1, 1))
for uid, name in (("own", "calendar's zone,"), ("other", "another zone,   ")):
    days = sorted(e.start.strftime("%d") for e in found if e["UID"] == uid)
    print(name, "recurring-ical-events:", *days)
EOF
mkdir "$T/cal"
cat >"$T/khal.conf" <<EOF
[calendars]
[[c]]
path = $T/cal
[locale]
timeformat = %H:%M
dateformat = %d
longdateformat = %Y-%m-%d
datetimeformat = %d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = $T/khal.db
EOF
khal() { HOME=$T "$T/venv/bin/khal" -c "$T/khal.conf" "$@" 2>>"$T/log"; }
khal import --batch -a c "$T/plan.ics" >/dev/null
for uid in own other; do
    days=$(khal list --notstarted --day-format '' --format '{title}={start-date}' 2026-12-01 2026-12-31 |
        sed -n "s/^$uid=//p" | xargs)
    if [ $uid = own ]; then echo "calendar's zone, khal: $days"; else echo "another zone,    khal: $days"; fi
done >>"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
