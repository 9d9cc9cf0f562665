"""Nothing is lost: what may be written over what."""

import os

import pytest

from bdlib.errors import DataError
from bdpress import files


def theirs(path):
    path.write_bytes(b"theirs")


def linked(path):
    theirs(path.with_name("other"))
    path.symlink_to(path.with_name("other"))


def changed(path):
    files.write(path, b"ours")
    path.write_bytes(b"ours, and a note of theirs")


def replaced(path):
    files.write(path, b"ours")
    path.unlink()
    theirs(path)


STANDS = {
    "theirs": theirs,
    "a link": linked,
    "ours, changed": changed,
    "in place of ours": replaced,
    "a folder": lambda path: path.mkdir(),
    "a fifo": os.mkfifo,
    "a dead link": lambda path: path.symlink_to("x"),
}


@pytest.mark.parametrize("stand", STANDS.values(), ids=STANDS)
@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
def test_what_is_not_ours_stays(tmp_path, stand, many):
    path = tmp_path / "rows.csv"
    stand(path)
    before = {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    with pytest.raises(DataError, match=r"rows\.csv: found"):
        written(path, b"new", many)
    assert {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


def written(path, content, many=False, **options):
    if not many:
        return files.write(path, content, **options)
    with files.replacing(path.parent, **options) as beside:
        (beside / path.name).write_bytes(content)
        (beside / "a.csv").write_bytes(content)


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
def test_what_is_ours_is_replaced(tmp_path, many):
    for content in (b"1", b"2", b"1", b"3"):
        written(tmp_path / "out" / "rows.csv", content, many)
        assert (tmp_path / "out" / "rows.csv").read_bytes() == content
    assert [path.name for path in (tmp_path / "out").glob(".*")] == [files.RECORD]


@pytest.mark.parametrize("link", [os.link, os.symlink, lambda a, b: None])
def test_an_input_is_no_output_whatever_it_is_called(tmp_path, link):
    source = files.write(tmp_path / "a.txt", b"text")  # ours or not
    link(source, tmp_path / "b.txt")
    place = next(path for path in (tmp_path / "b.txt", source) if path.exists())
    with pytest.raises(DataError, match="that of an input"):
        files.write(place, b"rows", inputs=[source])
    assert source.read_bytes() == b"text"


def test_the_record_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / files.RECORD).write_text('{"files": []}')
    with pytest.raises(DataError, match=r"\.bdlib\.json.*the record"):
        files.write(tmp_path / "a", b"")
    assert (tmp_path / files.RECORD).read_text() == '{"files": []}'


def test_two_sources_of_one_name_have_two_names(tmp_path):
    first, second = tmp_path / "a" / "w.ipynb", tmp_path / "b" / "w.ipynb"
    files.write(tmp_path / "w.pdf", b"a", of=first)
    assert files.own_name("w", [".html", ".pdf"], tmp_path, first) == "w"
    assert files.own_name("w", [".html", ".pdf"], tmp_path, second).startswith("w--")


@pytest.mark.parametrize("folder", ["data/raw", "data/raw/tables", "data/raw/new/folder", "linked"])
@pytest.mark.parametrize("own", [False, True], ids=["of another project", "of this project"])
@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
def test_no_command_writes_to_the_raw_tables(tmp_path, monkeypatch, folder, own, many):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "linked").symlink_to(tmp_path / "data" / "raw")
    if own:
        monkeypatch.setenv("BDLIB_ROOT", str(tmp_path))
    else:
        (tmp_path / "data" / "raw" / "reported.csv").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DataError, match="outside data/raw"):
        written(tmp_path / folder / "structure.xml", b"x", many)
    assert sorted(tmp_path.rglob("*")) == before  # no folder either


@pytest.mark.parametrize("folder", ["data/raw", "data/raw/study/build"])
def test_a_folder_that_is_only_called_data_raw_is_no_raw_table_s(tmp_path, folder):
    assert files.write(tmp_path / folder / "a.csv", b"x").read_bytes() == b"x"
