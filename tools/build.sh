#!/usr/bin/env bash
# Builds the wheel and the source archive into dist/packages, and checks both as an index would.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
[ -x "$python" ] || python=python3
rm -rf dist/packages
"$python" -c 'import build, twine, check_wheel_contents' 2>/dev/null \
  || "$python" -m pip install -q build twine check-wheel-contents
"$python" -m build -q --outdir dist/packages .
"$python" -m twine check --strict dist/packages/*
"$python" -m check_wheel_contents dist/packages/*.whl
ls -l dist/packages
