#!/usr/bin/env bash
# rxvt-unicode 9.30, xterm 379, stterm 0.9, pterm 0.78 (Debian's packages),
# under Xvfb: asked for a colour with ESC \ at the end, urxvt ends its answer
# with a bare ESC.
#
# OSC 4 ; 255 ; ? asks what colour 255 is. Of a query that ends with ST (ESC \),
# urxvt repeats only the first byte behind its answer; xterm repeats both, st and
# pterm end with BEL whatever was asked. Of one that ends with BEL all four end
# with BEL.
#
# It matters to a program that waits for ST: it takes the key pressed next for
# the other half (esc and that key, or the rest of a long answer). Ask with BEL.
#
# Seen on the first run:
#> xterm: ST 1b5c, BEL 07
#> urxvt: ST 1b, BEL 07
#> st: ST 07, BEL 07
#> pterm: ST 07, BEL 07
set -eu
T=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export LC_ALL=C.UTF-8 PYTHONUTF8=1 HOME=$T LIBGL_ALWAYS_SOFTWARE=1
packages='xterm rxvt-unicode stterm pterm xvfb'
# shellcheck disable=SC2086
dpkg -s $packages >/dev/null 2>&1 || apt-get install -y -q --no-install-recommends $packages >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
# shellcheck disable=SC2086
dpkg-query -W -f '${Package} ${Version}\n' $packages >&2
cat >"$T/ask.py" <<'EOF'
"""Ask for colour 255 and tell with which bytes the answer ends."""
import os
import select
import sys
import time
import tty
name, path = sys.argv[1:]
tty.setraw(0)
time.sleep(0.7)
said = []
for kind, end in (("ST", b"\x1b\\"), ("BEL", b"\a")):
    os.write(1, b"\x1b]4;255;?" + end)
    answer, until = b"", time.monotonic() + 1.5
    while time.monotonic() < until:
        if select.select([0], [], [], 0.1)[0]:
            answer += os.read(0, 256)
    said.append(f"{kind} {answer[answer.rfind(b'e') + 1 :].hex() or 'nothing'}")
print(f"{name}: {', '.join(said)}", file=open(path, "w"))
EOF
mkfifo "$T/number"
Xvfb -displayfd 3 -screen 0 1024x768x24 3>"$T/number" >"$T/log" 2>&1 &
server=$!
read -r number <"$T/number"
export DISPLAY=:$number
for name in xterm urxvt st pterm; do
    "$name" -e python3 "$T/ask.py" "$name" "$T/$name" >"$T/log" 2>&1 || true
    cat "$T/$name" >>"$T/out"
done
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
