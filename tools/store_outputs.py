"""Bring notebooks to the form they are committed in: outputs only in the cells that nbval compares.

python tools/store_outputs.py [NOTEBOOK …]            run, and store the outputs of cells tagged nbval-check-output
python tools/store_outputs.py --strip [NOTEBOOK …]    remove all other outputs, counts and timings, run nothing
"""

import argparse
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
CHECKED = "nbval-check-output"
KEPT = ("tags", "slideshow", "jupyter", "elsewhere")  # of a cell's metadata


def store(path: Path, run: bool) -> None:
    """Rewrite one notebook in its committed form."""
    notebook = nbformat.read(path, as_version=4)
    if run:
        NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02d}"
        cell.metadata = {name: value for name, value in cell.metadata.items() if name in KEPT}
        if cell.cell_type == "code" and CHECKED not in cell.metadata.get("tags", []):
            cell.execution_count, cell.outputs = None, []
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    nbformat.write(notebook, path)


def main() -> None:
    """Rewrite the notebooks named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", nargs="*", type=Path)
    parser.add_argument("--strip", action="store_true")
    options = parser.parse_args()
    for path in options.notebook or sorted((ROOT / "notebooks").glob("*.ipynb")):
        store(path, run=not options.strip)


if __name__ == "__main__":
    main()
