#!/usr/bin/env bash
# Runs the tests against the lowest version of every direct dependency that pyproject.toml allows (needs uv).
set -eu
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
uv venv -q --python 3.11 "$place/venv"
VIRTUAL_ENV="$place/venv" uv pip install -q --resolution lowest-direct -e '.[test]'
VIRTUAL_ENV="$place/venv" uv pip list
"$place/venv/bin/python" -m pytest -n auto
