#!/usr/bin/env bash
# js-toml 2.0.1 (npm): a local time that was moved is written back unmoved.
#
# js-toml 2 reads TOML's local dates, local date-times and local times as
# subclasses of JavaScript's Date. Move a date or a date-time with the usual
# setters and dump() writes the new value. Move a local time the same way and
# getUTCHours() answers the new hour, but JSON.stringify() and dump() still
# write the text that stood in the file. smol-toml 1.9.1, whose values look
# the same, writes the new time.
#
# It matters to a script that shifts a workshop by an hour: the days move, the
# hours read right while the script runs, and the file keeps the old hour.
#
# Seen on the first run:
#> js-toml 2.0.1: hour now 18
#> {"day":"2026-12-11","start":"2026-12-11T17:30:00.000","stop":"17:30:00"}
#> day = 2026-12-11
#> start = 2026-12-11T17:30:00.000
#> stop = 17:30:00
#> smol-toml 1.9.1: hour now 18
#> {"day":"2026-12-11","start":"2026-12-11T17:30:00.000","stop":"18:30:00.000"}
#> day = 2026-12-11
#> start = 2026-12-11T17:30:00.000
#> stop = 18:30:00.000
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export TZ=UTC
npm install --silent --no-audit --no-fund --prefix "$T" js-toml@2.0.1 smol-toml@1.9.1 >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
cat >"$T/try.mjs" <<'EOF'
import * as js from 'js-toml';
import * as smol from 'smol-toml';
const text = 'day = 2026-12-04\nstart = 2026-12-04T17:30:00\nstop = 17:30:00\n';
for (const [name, read, write] of [
  ['js-toml 2.0.1', js.load, js.dump],
  ['smol-toml 1.9.1', smol.parse, smol.stringify],
]) {
  const plan = read(text);
  plan.day.setUTCDate(11);
  plan.start.setUTCDate(11);
  plan.stop.setUTCHours(18);
  console.log(`${name}: hour now ${plan.stop.getUTCHours()}`);
  console.log(JSON.stringify(plan));
  console.log(write(plan).trimEnd());
}
EOF
node "$T/try.mjs" >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
