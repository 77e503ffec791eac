#!/usr/bin/env bash
# stterm 0.9, kitty 0.26.5, xterm 379 (Debian's packages), under Xvfb: the bytes
# that st sends for Delete are those that kitty sends for F1.
#
# As long as a program has not asked for the application keypad (DECKPAM), st
# sends CSI P for Delete; most others send CSI 3 ~. Once kitty's keyboard
# protocol is asked for (CSI > 1 u), kitty sends CSI P for F1, which before was
# SS3 P. The two cannot be told apart by what arrives, only by the terminal's
# name or by whether it answers CSI ? u.
#
# It matters to a program that knows kitty's protocol (Textual does): somebody
# who deletes a line in st gets its help page, and what is typed next goes there.
#
# Seen on the first run:
#> st: Delete 1b5b50, F1 1b4f50
#> xterm: Delete 1b5b337e, F1 1b4f50
#> kitty: Delete 1b5b337e, F1 1b5b50
set -eu
T=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
export LC_ALL=C.UTF-8 HOME=$T LIBGL_ALWAYS_SOFTWARE=1
packages='kitty xterm stterm xvfb xdotool'
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
os.write(1, b"\x1b[>1u")
with open(sys.argv[1], "a", buffering=1) as out:
    print("ready", file=out)
    while (b := os.read(0, 64)) not in (b"", b"\x04", b"\x1b[100;5u"):
        print(b.hex(), file=out)
EOF
mkfifo "$T/number"
Xvfb -displayfd 3 -screen 0 1024x768x24 3>"$T/number" >"$T/log" 2>&1 &
server=$!
read -r number <"$T/number"
export DISPLAY=:$number
for name in st xterm kitty; do
    : >"$T/$name"
    run=("$name" -e)
    [ "$name" = kitty ] && run=(kitty)
    "${run[@]}" python3 "$T/keys.py" "$T/$name" >"$T/log" 2>&1 &
    terminal=$!
    for _ in $(seq 100); do
        grep -q ready "$T/$name" && break
        sleep 0.1
    done
    sleep 0.5
    xdotool windowfocus "$(xdotool search --onlyvisible --class . | tail -1)"
    sleep 0.3
    for key in Delete F1; do
        xdotool key "$key"
        sleep 0.3
    done
    xdotool key ctrl+d
    wait "$terminal" || true
    sed 1d "$T/$name" | xargs | { read -r a b; echo "$name: Delete $a, F1 $b"; }
done >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
