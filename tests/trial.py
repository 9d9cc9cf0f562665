"""A small notebook like the project's own: a model, three plots, two tables; seeded by a parameter."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

CELLS = (
    "# Trial",
    'area: str = "Bình Dương"  # name or code\nseed: int = 1  # of the random numbers\nscale: float = 1.0  # of the noise',
    "import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt\nimport seaborn as sns\nimport statsmodels.formula.api as smf",
    "rng = np.random.default_rng(seed)\nframe = pd.DataFrame({'x': rng.normal(size=300), 'group': rng.choice(list('abc'), 300)})\nframe['y'] = 2 * frame.x + scale * rng.normal(size=300)\nprint(area)",
    "model = smf.ols('y ~ x + group', frame).fit()\nmodel.params.round(6)",
    "sns.scatterplot(frame, x='x', y='y', hue='group');",
    "sns.histplot(frame, x='y', hue='group', kde=True);",
    "fig, axes = plt.subplots(1, 2, figsize=(8, 3))\nsns.boxplot(frame, x='group', y='y', ax=axes[0])\naxes[1].plot(frame.y.cumsum())\naxes[1].set_title(f'{area}: tổng lũy kế');",
    "frame.groupby('group').describe().round(3)",
    "frame.head(8).style.format(precision=3).set_uuid('t')",
)


def notebook(path: Path, cells: tuple[str, ...] = CELLS) -> Path:
    """Write a notebook of these cells, the first a title, the second its parameters."""
    title, parameters, *code = cells
    tagged = new_code_cell(parameters, metadata={"tags": ["parameters"]}, id="parameters")
    rest = [new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(code)]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nb = new_notebook(cells=[new_markdown_cell(title, id="title"), tagged, *rest], metadata={"kernelspec": spec})
    nbformat.write(nb, path)
    return path
