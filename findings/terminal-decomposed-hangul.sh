#!/usr/bin/env bash
# kitty 0.26.5, alacritty 0.11.0, xterm 379, rxvt-unicode 9.30 (Debian's
# packages), under Xvfb, with wcwidth 0.9.4 and rich 15.0.0 (PyPI): one Korean
# syllable is two or four cells, a soft hyphen one or none.
#
# The syllable 한 can be written as one sign or as the three letters that it is
# made of (as in NFD). Asked by a cursor position report, all four terminals
# give the first two cells; of the second, xterm, urxvt and alacritty make two
# cells and kitty four. Of a soft hyphen, which text from a word processor
# carries, the three make a cell and kitty none. wcwidth and rich, whose tables
# programs draw their columns by, say 2, 2 and 1. kitty is thus off in both,
# once to the right and once to the left.
#
# It matters to a table of names on the wall: what stands right of such a name
# is shifted or cut in one terminal only; text is better brought into NFC and
# rid of soft hyphens before its width is taken.
#
# Seen on the first run:
#> xterm: one sign 2, three letters 2, soft hyphen 1
#> urxvt: one sign 2, three letters 2, soft hyphen 1
#> alacritty: one sign 2, three letters 2, soft hyphen 1
#> kitty: one sign 2, three letters 4, soft hyphen 0
#> wcwidth: one sign 2, three letters 2, soft hyphen 1
#> rich: one sign 2, three letters 2, soft hyphen 1
set -eu
T=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export LC_ALL=C.UTF-8 PYTHONUTF8=1 HOME=$T LIBGL_ALWAYS_SOFTWARE=1
packages='kitty alacritty xterm rxvt-unicode xvfb'
# shellcheck disable=SC2086
dpkg -s $packages >/dev/null 2>&1 || apt-get install -y -q --no-install-recommends $packages >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
# shellcheck disable=SC2086
dpkg-query -W -f '${Package} ${Version}\n' $packages >&2
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q wcwidth==0.9.4 rich==15.0.0; } >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
cat >"$T/ask.py" <<'EOF'
"""Ask the terminal where its cursor stands after each text."""
import os
import re
import select
import sys
import time
import tty
texts = {"one sign": "\ud55c", "three letters": "\u1112\u1161\u11ab", "soft hyphen": "\u00ad"}
name, path = sys.argv[1:]
if path == "-":
    from rich.cells import cell_len
    from wcwidth import wcswidth
    width = {"wcwidth": wcswidth, "rich": cell_len}[name]
else:
    tty.setraw(0)
    time.sleep(0.5)

    def width(text):
        os.write(1, b"\r\x1b[K" + text.encode() + b"\x1b[6n")
        answer, end = b"", time.monotonic() + 5
        while time.monotonic() < end:
            if select.select([0], [], [], 0.1)[0]:
                answer += os.read(0, 64)
            if m := re.search(rb"\x1b\[\d+;(\d+)R", answer):
                return int(m[1]) - 1
        return "no answer"
said = f"{name}: " + ", ".join(f"{k} {width(v)}" for k, v in texts.items())
print(said, file=open(path, "w") if path != "-" else sys.stdout)
EOF
mkfifo "$T/number"
Xvfb -displayfd 3 -screen 0 1024x768x24 3>"$T/number" >"$T/log" 2>&1 &
server=$!
read -r number <"$T/number"
export DISPLAY=:$number
for name in xterm urxvt alacritty kitty; do
    run=(python3 "$T/ask.py" "$name" "$T/$name")
    case $name in
    kitty) kitty "${run[@]}" ;;
    *) "$name" -e "${run[@]}" ;;
    esac >"$T/log" 2>&1 || true
    cat "$T/$name" >>"$T/out"
done
for name in wcwidth rich; do "$T/venv/bin/python" "$T/ask.py" "$name" - >>"$T/out"; done
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
