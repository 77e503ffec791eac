#!/usr/bin/env bash
# pterm 0.78 (PuTTY's terminal; Debian's package), under Xvfb: a row whose first
# letter is Arabic is shown from the right edge, a cursor address or not; a
# left-to-right mark before it changes nothing, a blank braille pattern does.
#
# PuTTY runs the bidirectional algorithm over each row and takes its direction
# from the first strong sign (UAX 9, rule P2). Digits, bullets and lines are none.
# U+200E is strong, but has no cell, and does not count here. U+2800,
# braille without dots, is of class L, takes one cell and shows nothing.
#
# It matters to whoever draws tables: in a row that begins with the name of
# Muhammad, the date of the last column stands at the left.
#
# Seen on the first run (where the ink of each row begins):
#> a Latin letter first: left
#> an Arabic letter first: right
#> a number, then Arabic: right
#> U+200E, then Arabic: right
#> U+2800, then Arabic: left
set -eu
T=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export LC_ALL=C.UTF-8 HOME=$T
packages='pterm xvfb xdotool imagemagick fonts-dejavu-core'
# shellcheck disable=SC2086
dpkg -s $packages >/dev/null 2>&1 || apt-get install -y -q --no-install-recommends $packages >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
# shellcheck disable=SC2086
dpkg-query -W -f '${Package} ${Version}\n' $packages >&2
cat >"$T/rows.py" <<'EOF'
"""Write five rows, each at its place, and stay until the end."""
import pathlib
import sys
import time

NAME = "\u0645\u062d\u0645\u062f"
rows = ("x", NAME, f"1 {NAME}", f"\u200e{NAME}", f"\u2800{NAME}")
sys.stdout.write("\x1b[?25l\x1b[2J" + "".join(f"\x1b[{2 * n + 1};1H{row}" for n, row in enumerate(rows)))
sys.stdout.flush()
pathlib.Path(sys.argv[1]).touch()
time.sleep(30)
EOF
mkfifo "$T/number"
Xvfb -displayfd 3 -screen 0 1024x768x24 3>"$T/number" >"$T/log" 2>&1 &
server=$!
read -r number <"$T/number"
export DISPLAY=:$number
pterm -sb- -fn 'client:DejaVu Sans Mono 12' -geometry 60x10+0+0 -e python3 "$T/rows.py" "$T/ready" >"$T/log" 2>&1 &
terminal=$!
for _ in $(seq 100); do
    [ -e "$T/ready" ] && break
    sleep 0.1
done
sleep 1.5
window=$(xdotool search --onlyvisible --class pterm | tail -1)
import -window "$window" "$T/shot.png"
kill "$terminal"
width=$(identify -format %w "$T/shot.png") height=$(identify -format %h "$T/shot.png")
row=0
while read -r what; do
    # The half of the row that is not all of one colour holds the letters.
    left=$(convert "$T/shot.png" -crop "$((width / 2))x$((height / 10))+0+$((row * height / 10))" +repage -format %k info:)
    [ "$left" -gt 1 ] && where=left || where=right
    echo "$what: $where"
    row=$((row + 2))
done >"$T/out" <<'EOF'
a Latin letter first
an Arabic letter first
a number, then Arabic
U+200E, then Arabic
U+2800, then Arabic
EOF
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
