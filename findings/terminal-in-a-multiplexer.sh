#!/usr/bin/env bash
# tmux 3.3a and GNU screen 4.9.0 in xterm 379 (Debian's packages), under Xvfb:
# each counts other cells than the terminal that it runs in.
#
# A program asks for the place of its cursor. For the Burmese word မြန် xterm says 3
# cells and GNU screen 4: one more than xterm draws. For an emoji of Unicode 16
# (U+1FAE9) xterm says 1 and tmux 0: tmux drops a sign that its C library does
# not know, so that nothing is drawn at all.
#
# It matters to whoever asks the terminal for its widths: within a multiplexer the
# answer is the multiplexer's, what is drawn is the terminal's. Behind such a word
# a row stays a cell off, and a name may lose a sign without a gap.
#
# Seen on the first run:
#> xterm: Burmese 3, new emoji 1, plain 3
#> tmux: Burmese 3, new emoji 0, plain 3
#> screen: Burmese 4, new emoji 1, plain 3
set -eu
T=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export LC_ALL=C.UTF-8 PYTHONUTF8=1 HOME=$T LIBGL_ALWAYS_SOFTWARE=1
packages='tmux screen xterm xvfb'
# shellcheck disable=SC2086
dpkg -s $packages >/dev/null 2>&1 || apt-get install -y -q --no-install-recommends $packages >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
# shellcheck disable=SC2086
dpkg-query -W -f '${Package} ${Version}\n' $packages >&2
cat >"$T/ask.py" <<'EOF'
"""Ask where the cursor stands after each text."""
import os
import re
import select
import sys
import time
import tty
name, path = sys.argv[1:]
texts = {"Burmese": "\u1019\u103c\u1014\u103a", "new emoji": "\U0001fae9", "plain": "abc"}
tty.setraw(0)
time.sleep(1)


def width(text):
    os.write(1, b"\r\x1b[K" + text.encode() + b"\x1b[6n")
    answer, end = b"", time.monotonic() + 5
    while time.monotonic() < end:
        if select.select([0], [], [], 0.1)[0]:
            answer += os.read(0, 64)
        if m := re.search(rb"\x1b\[\d+;(\d+)R", answer):
            return int(m[1]) - 1
    return "no answer"


print(f"{name}: " + ", ".join(f"{k} {width(v)}" for k, v in texts.items()), file=open(path, "w"))
EOF
mkfifo "$T/number"
Xvfb -displayfd 3 -screen 0 1024x768x24 3>"$T/number" >"$T/log" 2>&1 &
server=$!
read -r number <"$T/number"
export DISPLAY=:$number
for name in xterm tmux screen; do
    run=(python3 "$T/ask.py" "$name" "$T/$name")
    case $name in
    xterm) xterm -u8 -e "${run[@]}" ;;
    tmux) xterm -u8 -e tmux -S "$T/socket" new "${run[*]}" ;;
    screen) xterm -u8 -e screen -U "${run[@]}" ;;
    esac >"$T/log" 2>&1 || true
    cat "$T/$name" >>"$T/out"
done
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
