#!/usr/bin/env bash
# lab/open.sh VENV [OPTIONS OF JUPYTER]: JupyterLab on the notebooks, `explore` open, no news pop-up.
set -euo pipefail
venv=$1 here=$(cd "$(dirname "$0")" && pwd)
shift
# Defaults that a user's own settings still outrank; they live in the environment, not in the user's home.
mkdir -p "$venv/share/jupyter/lab/settings"
cp "$here/overrides.json" "$venv/share/jupyter/lab/settings/overrides.json"
export JUPYTERLAB_WORKSPACES_DIR="$here/../build/lab"
"$venv/bin/jupyter" lab workspaces import "$here/workspace.json" >/dev/null
exec "$venv/bin/jupyter" lab --ServerApp.root_dir="$here/.." --ServerApp.default_url=/lab/workspaces/bdlib "$@"
