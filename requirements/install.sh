#!/usr/bin/env bash
# install.sh PYTHON VENV: the locked environment in VENV. uv when it can be had, else pip with the same hashes.
set -euo pipefail
python=$1 venv=$2
here=$(cd "$(dirname "$0")" && pwd)
say() { printf '[setup] %s\n' "$*"; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
  { say "Python 3.11 or newer is needed; found: $("$python" --version 2>&1 || true). Name one: make setup PYTHON=python3.11"; exit 1; }
"$python" -c 'import ensurepip' 2>/dev/null ||
  { say "this Python cannot make environments: on Debian or Ubuntu, apt-get install python3-venv"; exit 1; }

say "environment in $venv ($("$python" --version))"
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
pip=("$venv/bin/python" -m pip --disable-pip-version-check --quiet)

say "packages from requirements/lock.txt, hashes checked (seconds with uv, about three minutes with pip)"
if "${pip[@]}" install --require-hashes -r "$here/uv.txt" --target "$venv/uv" --upgrade 2>"$venv/uv.log" &&
  "$venv/uv/bin/uv" pip sync --quiet --compile-bytecode --python "$venv/bin/python" --require-hashes "$here/lock.txt" 2>>"$venv/uv.log"; then
  :
else
  say "uv could not be used (see $venv/uv.log); going on with pip"
  "${pip[@]}" install --require-hashes -r "$here/lock.txt"
fi

say "bdlib itself, editable"
if [ -x "$venv/bin/pip" ]; then install=("${pip[@]}" install); else install=("$venv/uv/bin/uv" pip install --quiet --python "$venv/bin/python"); fi
"${install[@]}" --no-deps --no-build-isolation --editable "$here/.."
say "done"
