"""A study in one file: its clean tables, what they were made from, and where every figure was printed.

Format: a zipped Data Package 2.0, https://datapackage.org/standard/data-package/. `bdlib.load` reads it back.
"""

import io
import json
import zipfile
from pathlib import Path

import pandas as pd

from bdlib import files
from bdlib.content import file_hash
from bdlib.corpus import Corpus
from bdlib.study import load as load_study

_DAY = (2000, 1, 1, 0, 0, 0)  # the same tables give the same bytes
_BESIDE = "study.toml", "CITATION.cff", "LICENSE"


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Zip a study.

    Parameters
    ----------
    corpus : as read from the project whose data/clean is up to date.
    folder : made when missing; what an earlier export left there is replaced.

    Returns
    -------
    list of Path
        One file, `NAME.zip` after the project's folder: datapackage.json, data/clean, data/raw, study.toml.
    """
    root = corpus.root.resolve()
    raw, clean = sorted((root / "data/raw").rglob("*.csv")), root / "data/clean"
    descriptor = json.loads((clean / "datapackage.json").read_text(encoding="utf-8"))
    tables = [one | {"path": f"data/clean/{one['path']}"} for one in descriptor["resources"]]
    study = load_study(root)
    descriptor |= {
        "title": study.said("title", study.languages[0]),
        "sources": citations(corpus),
        "resources": [*tables, *(_resource(path, root) for path in raw)],
    }
    content = {"datapackage.json": json.dumps(descriptor, ensure_ascii=False, indent=2).encode() + b"\n"}
    also = [root / name for name in _BESIDE if (root / name).is_file()]
    for path in [*(root / one["path"] for one in tables), *raw, *also]:
        content[path.relative_to(root).as_posix()] = path.read_bytes()
    target = folder / f"{root.name}.zip"
    return [files.write(target, _zipped(content), inputs=raw)]


def citations(corpus: Corpus) -> list[dict[str, str]]:
    """Every page of a corpus as a Data Package names a source: title and, where known, path."""
    pages = corpus.sources[["publisher", "title", "published", "url"]].itertuples(index=False)
    told = [
        ({"title": ", ".join(filter(None, (page.publisher, page.title, page.published)))}, page.url) for page in pages
    ]
    return [title | ({"path": url} if url.startswith("http") else {}) for title, url in told]


def _resource(path: Path, root: Path) -> dict[str, object]:
    place = path.relative_to(root)
    name = "-".join(place.with_suffix("").parts[1:]).lower().replace("_", "-")
    form = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    fields = [{"name": column, "type": "string"} for column in pd.read_csv(path, nrows=0)]  # as people wrote it
    schema = {"fields": fields}
    return {"name": name, "path": place.as_posix(), **form, "hash": f"sha256:{file_hash(path)}", "schema": schema}


def _zipped(content: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()
