#!/usr/bin/env bash
# Builds Flipchart as one file into dist/single: flipchart.pyz, which needs Python 3.11 or newer, and with
# `pyinstaller` as an argument a program that needs no Python. Both are started once, to see that they run.
set -eu
cd "$(dirname "$0")/.."
out=dist/single
mkdir -p "$out"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
if [ -d "$place/venv/Scripts" ]; then bin="$place/venv/Scripts"; else bin="$place/venv/bin"; fi
"$bin/python" -m pip install -q shiv
"$bin/shiv" -q -c flipchart -o "$out/flipchart.pyz" .
SHIV_ROOT="$place/shiv" "$bin/python" "$out/flipchart.pyz" version
SHIV_ROOT="$place/shiv" "$bin/python" "$out/flipchart.pyz" demo </dev/null
if [ "${1:-}" = pyinstaller ]; then
  "$bin/python" -m pip install -q pyinstaller .
  # The wheel of tomli is compiled by mypyc into a module of a name of its own, which nothing names in its source.
  compiled=$("$bin/python" -c 'import sys, tomli; print(*(m for m in sys.modules if m.endswith("__mypyc")))')
  hidden=()
  for module in $compiled; do hidden+=(--hidden-import "$module"); done
  # Verbs, stage kinds and Textual's widgets are imported by name, so they must be named here.
  "$bin/pyinstaller" --log-level ERROR --noconfirm --onefile --name flipchart --distpath "$out" \
    --workpath "$place/work" --specpath "$place" \
    --collect-submodules flipchart --collect-data flipchart --collect-submodules textual \
    --collect-submodules tomli "${hidden[@]}" --copy-metadata icalendar src/flipchart/__main__.py
  "$out/flipchart" version
  "$out/flipchart" demo </dev/null
fi
ls -l "$out"
