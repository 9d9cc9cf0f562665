#!/usr/bin/env bash
# lock.sh PYTHON: pyproject.toml -> lock.txt, uv.txt (both hashed) and ../environment.yml.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" -m venv "$work/venv"
"$work/venv/bin/python" -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/uv.txt
compile=("$work/venv/bin/uv" pip compile --quiet --generate-hashes --universal --python-version 3.11 --custom-compile-command "make lock")
"${compile[@]}" --all-extras pyproject.toml --output-file requirements/lock.txt
echo uv | "${compile[@]}" - --output-file requirements/uv.txt
"$work/venv/bin/python" requirements/environment.py
echo "[lock] requirements/lock.txt: $(grep -c '==' requirements/lock.txt) packages"
