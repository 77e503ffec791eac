#!/usr/bin/env bash
# alacritty 0.11.0, xterm 379, rxvt-unicode 9.30, stterm 0.9 (Debian's packages),
# under Xvfb: the keypad's Enter is another key than Enter in alacritty.
#
# With the keypad in its usual (numeric) mode, xterm, urxvt and st send CR for
# both Enter keys. alacritty sends CR for the big one and LF for the one of the
# keypad. LF is what ctrl+j sends, so a program in raw mode that takes CR for
# Enter sees ctrl+j instead, and a multi-line box that takes ctrl+j for "new
# line" breaks the line.
#
# It matters to a facilitator who types numbers and confirms them on the
# keypad: the step is not entered, in one of four terminals.
#
# Seen on the first run:
#> xterm: Enter 0d, keypad Enter 0d, ctrl+j 0a
#> urxvt: Enter 0d, keypad Enter 0d, ctrl+j 0a
#> st: Enter 0d, keypad Enter 0d, ctrl+j 0a
#> alacritty: Enter 0d, keypad Enter 0a, ctrl+j 0a
set -eu
T=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export LC_ALL=C.UTF-8 HOME=$T LIBGL_ALWAYS_SOFTWARE=1
packages='alacritty xterm rxvt-unicode stterm xvfb xdotool'
# shellcheck disable=SC2086
dpkg -s $packages >/dev/null 2>&1 || apt-get install -y -q --no-install-recommends $packages >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
# shellcheck disable=SC2086
dpkg-query -W -f '${Package} ${Version}\n' $packages >&2
cat >"$T/keys.py" <<'EOF'
"""Write what arrives to a file, one reading a line, until ctrl+d."""
import os
import sys
import tty
tty.setraw(0)
with open(sys.argv[1], "a", buffering=1) as out:
    print("ready", file=out)
    while (b := os.read(0, 64)) not in (b"", b"\x04"):
        print(b.hex(), file=out)
EOF
mkfifo "$T/number"
Xvfb -displayfd 3 -screen 0 1024x768x24 3>"$T/number" >"$T/log" 2>&1 &
server=$!
read -r number <"$T/number"
export DISPLAY=:$number
for name in xterm urxvt st alacritty; do
    : >"$T/$name"
    "$name" -e python3 "$T/keys.py" "$T/$name" >"$T/log" 2>&1 &
    terminal=$!
    for _ in $(seq 100); do
        grep -q ready "$T/$name" && break
        sleep 0.1
    done
    sleep 0.5
    xdotool windowfocus "$(xdotool search --onlyvisible --class . | tail -1)"
    sleep 0.3
    for key in Return KP_Enter ctrl+j; do
        xdotool key "$key"
        sleep 0.3
    done
    xdotool key ctrl+d
    wait "$terminal" || true
    sed 1d "$T/$name" | xargs | { read -r a b c; echo "$name: Enter $a, keypad Enter $b, ctrl+j $c"; }
done >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
