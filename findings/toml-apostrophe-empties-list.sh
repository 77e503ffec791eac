#!/usr/bin/env bash
# toml 0.10.2 (PyPI, its last version): one apostrophe in the first of several
# inline tables empties the whole list, without an error.
#
# The package splits a list of inline tables at quotes and braces and takes an
# apostrophe inside a text in double quotes for the beginning of another text.
# The row with the apostrophe and all behind it are gone. A second apostrophe
# raises an error, or the rows come through, depending on where it stands. Lists
# of texts and arrays of tables ([[a]]) are read right. tomllib reads all four.
#
# It matters to a script that still imports it: "Don't" in a list of rows, and
# the list is empty. Rows are safer written as tables of their own.
#
# Seen on the first run:
#> toml 0.10.2: plain [{'x': 'one'}, {'x': 'two'}]
#> toml 0.10.2: apostrophe in the second [{'x': 'one'}]
#> toml 0.10.2: apostrophe in the first []
#> toml 0.10.2: array of tables [{'x': "it's"}, {'x': 'two'}]
#> tomllib: plain [{'x': 'one'}, {'x': 'two'}]
#> tomllib: apostrophe in the second [{'x': 'one'}, {'x': "it's"}]
#> tomllib: apostrophe in the first [{'x': "it's"}, {'x': 'two'}]
#> tomllib: array of tables [{'x': "it's"}, {'x': 'two'}]
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
sed -n 's/^#> \{0,1\}//p' "$0" >"$T/want"
{ python3 -m venv "$T/venv" && "$T/venv/bin/pip" install -q toml==0.10.2; } >"$T/log" 2>&1 ||
    { cat "$T/log" >&2; exit 2; }
cat >"$T/try.py" <<'EOF'
import tomllib

import toml

texts = {
    "plain": 'a = [{x = "one"}, {x = "two"}]',
    "apostrophe in the second": 'a = [{x = "one"}, {x = "it\'s"}]',
    "apostrophe in the first": 'a = [{x = "it\'s"}, {x = "two"}]',
    "array of tables": '[[a]]\nx = "it\'s"\n[[a]]\nx = "two"',
}
for name, read in (("toml 0.10.2", toml.loads), ("tomllib", tomllib.loads)):
    for what, text in texts.items():
        print(f"{name}: {what} {[dict(row) for row in read(text)['a']]}")
EOF
"$T/venv/bin/python" "$T/try.py" >"$T/out"
cat "$T/out"
cmp -s "$T/want" "$T/out" || { echo 'not what was seen on the first run' >&2; exit 1; }
