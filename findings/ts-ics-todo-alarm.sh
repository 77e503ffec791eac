#!/usr/bin/env bash
# ts-ics 2.4.6 (npm): a to-do takes on the name and the text of its alarm.
#
# ts-ics reads VEVENT, VTODO and VJOURNAL. The alarm of an event becomes an
# entry in `alarms`. The same alarm inside a to-do is not seen as a part of its
# own: its lines are read as lines of the to-do, and where both have one, the
# alarm's wins. So the to-do's uid, summary, description and duration are those
# of the alarm, the alarm's attendees join the to-do's, and there is no alarm.
# (That an alarm may have a UID of its own comes from RFC 9074.)
#
# It matters to whoever matches to-dos by UID or shows their titles: a plan of
# ten steps with reminders comes in as ten to-dos called "Reminder", each a
# stranger to the step that it is.
#
# Seen on the first run:
#> as an event: {"uid":"step-7@example.org","summary":"Fix the gate","description":"Ask Noor first","duration":{"hours":1},"people":["noor@example.org"],"alarms":1}
#> as a to-do:  {"uid":"alarm-1@example.org","summary":"Reminder","description":"Due tomorrow","duration":{"minutes":5},"people":["noor@example.org","all@example.org"],"alarms":0}
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export TZ=UTC
npm install --silent --no-audit --no-fund --prefix "$T" ts-ics@2.4.6 >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
cat >"$T/try.mjs" <<'EOF'
import { convertIcsCalendar } from 'ts-ics';
const file = (kind, when) => [
  'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//plan//EN',
  `BEGIN:${kind}`, 'UID:step-7@example.org', 'DTSTAMP:20261201T090000Z', `${when}:20261204T160000Z`,
  'DURATION:PT1H', 'SUMMARY:Fix the gate', 'DESCRIPTION:Ask Noor first', 'ATTENDEE:mailto:noor@example.org',
  'BEGIN:VALARM', 'UID:alarm-1@example.org', 'ACTION:EMAIL', 'TRIGGER:-P1D', 'DURATION:PT5M', 'REPEAT:2',
  'SUMMARY:Reminder', 'DESCRIPTION:Due tomorrow', 'ATTENDEE:mailto:all@example.org', 'END:VALARM',
  `END:${kind}`, 'END:VCALENDAR', ''].join('\r\n');
const show = (x) => JSON.stringify({
  uid: x.uid, summary: x.summary, description: x.description, duration: x.duration,
  people: x.attendees.map((a) => a.email), alarms: (x.alarms ?? []).length,
});
console.log('as an event:', show(convertIcsCalendar(undefined, file('VEVENT', 'DTSTART')).events[0]));
console.log('as a to-do: ', show(convertIcsCalendar(undefined, file('VTODO', 'DTSTART')).todos[0]));
EOF
node "$T/try.mjs" >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
