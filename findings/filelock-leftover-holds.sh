#!/usr/bin/env bash
# filelock 4.3.1 (PyPI): a FileLock that was released long ago keeps every soft
# lock of the same library out.
#
# FileLock leaves its empty file behind. SoftFileLock, MarkerSoftFileLock and
# SoftFileLease take that file for the mark of a holder that cannot be asked,
# and wait until they time out, also when the file is three days old; the
# message guesses at "a filelock release before 3.22", though 4.3.1 made it.
# StrictSoftFileLock raises an error of its own after two seconds. The file that
# ReadWriteLock leaves does the same. FileLock itself, and a soft lock after a
# soft lock, get in.
#
# It matters where a team's folder moves to a network drive and the kind of lock
# is changed with it: each file ever locked before waits on nobody, and only
# removing the leftovers by hand helps.
#
# Seen on the first run:
#> three days after FileLock: FileLock in, SoftFileLock Timeout, MarkerSoftFileLock Timeout, SoftFileLease Timeout, StrictSoftFileLock SoftFileLockProtocolError
#> three days after ReadWriteLock: FileLock in, SoftFileLock Timeout, MarkerSoftFileLock Timeout, SoftFileLease Timeout, StrictSoftFileLock SoftFileLockProtocolError
#> right after SoftFileLock: FileLock in, SoftFileLock in, MarkerSoftFileLock in, SoftFileLease in, StrictSoftFileLock in
#> the message: It is held by an owner that recorded no PID (a filelock release before 3.22, or one still writing its record), which this host cannot probe.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q filelock==4.3.1; } >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
"$T/venv/bin/python" -W ignore - "$T" >"$T/out" <<'EOF'
import os
import sys
import tempfile
import time
import filelock
said = ""
for when, first in (("three days", "FileLock"), ("three days", "ReadWriteLock"), ("right", "SoftFileLock")):
    answers = []
    for kind in ("FileLock", "SoftFileLock", "MarkerSoftFileLock", "SoftFileLease", "StrictSoftFileLock"):
        path = os.path.join(tempfile.mkdtemp(dir=sys.argv[1]), "plan.lock")
        lock = getattr(filelock, first)(path)
        with lock.write_lock() if first == "ReadWriteLock" else lock:
            pass
        if when != "right":
            then = time.time() - 3 * 86400
            os.utime(path, (then, then))
        try:
            with getattr(filelock, kind)(path).acquire(timeout=5):
                answers.append(f"{kind} in")
        except (filelock.Timeout, filelock.SoftFileLockProtocolError) as e:
            answers.append(f"{kind} {type(e).__name__}")
            if kind == "SoftFileLock":
                said = str(e)[str(e).index("It is held"):]
    print(f"{when} after {first}:", ", ".join(answers))
print("the message:", said)
EOF
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
