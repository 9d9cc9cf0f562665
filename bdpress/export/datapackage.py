"""A study in one file: a zipped Data Package 2.0, https://datapackage.org, which `bdlib.load` reads back."""

import json
from pathlib import Path

import pandas as pd

from bdlib import study
from bdlib.corpus import Corpus
from bdlib.project import file_hash
from bdpress import files

_BESIDE = study.FILE, "CITATION.cff", "LICENSE"


def write(corpus: Corpus, folder: Path) -> list[Path]:
    """Zip the clean tables of a study, what they were made from and who printed it, as NAME.zip after its folder."""
    root, this = corpus.root.resolve(), study.load(corpus.root)
    raw, clean = sorted((root / "data/raw").rglob("*.csv")), root / "data/clean"
    descriptor = json.loads((clean / "datapackage.json").read_text(encoding="utf-8"))
    tables = [one | {"path": f"data/clean/{one['path']}"} for one in descriptor["resources"]]
    descriptor |= {"title": this.said("title", this.languages[0]), "sources": citations(corpus),
                   "resources": [*tables, *(_resource(path, root) for path in raw)]}  # fmt: skip
    also = [root / name for name in _BESIDE if (root / name).is_file()]
    contents = {"datapackage.json": (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()}
    for path in [*(root / one["path"] for one in tables), *raw, *also]:
        contents[path.relative_to(root).as_posix()] = path.read_bytes()
    return [files.write(folder / f"{root.name}.zip", files.zipped(contents), inputs=raw)]


def citations(corpus: Corpus) -> list[dict[str, str]]:
    """Every page of a corpus as a Data Package names a source: title and, where known, path."""
    titles = corpus.sources[["publisher", "title", "published"]].agg(lambda row: ", ".join(filter(None, row)), axis=1)
    return [{"title": title} | ({"path": url} if url.startswith("http") else {})
            for title, url in zip(titles, corpus.sources["url"], strict=True)]  # fmt: skip


def _resource(path: Path, root: Path) -> dict[str, object]:
    place = path.relative_to(root)
    fields = [{"name": column, "type": "string"} for column in pd.read_csv(path, nrows=0)]  # as people wrote it
    form = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": "-".join(place.with_suffix("").parts[1:]).lower().replace("_", "-"), "path": place.as_posix(),
            **form, "hash": f"sha256:{file_hash(path)}", "schema": {"fields": fields}}  # fmt: skip
