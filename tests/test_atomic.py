"""Files that appear whole or not at all, and take no other's place unasked."""

import os
from pathlib import Path

import pytest

from claimcheck.atomic import whole_file


def test_it_appears_when_it_is_complete(tmp_path: Path) -> None:
    """Until the end there is a draft under another name, and then nothing but the file."""
    path = tmp_path / "a.txt"
    with whole_file(path) as draft:
        draft.write_text("whole")
        assert not path.exists()

    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("a.txt", "whole")]


@pytest.mark.parametrize("overwrite", [False, True])
def test_nothing_is_left_of_work_that_breaks_off(tmp_path: Path, overwrite: bool) -> None:
    """After an error, an interruption too, there is no draft and no file."""
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "a.txt", overwrite=overwrite):
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_another_file_stays(tmp_path: Path) -> None:
    """A file that is there, or comes meanwhile, is not replaced unless that is asked for, and then at the end."""
    path = tmp_path / "a.txt"
    with pytest.raises(FileExistsError, match=r"a\.txt"), whole_file(path):
        path.write_text("mine")
    with pytest.raises(FileExistsError, match=r"a\.txt"), whole_file(path):
        pytest.fail("no work is done in vain")
    assert path.read_text() == "mine"

    with whole_file(path, overwrite=True) as draft:
        draft.write_text("new")
        assert path.read_text() == "mine"
    assert [one.read_text() for one in tmp_path.iterdir()] == ["new"]


def test_where_no_file_has_two_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without links a file appears as well, and takes no other's place."""

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    with whole_file(tmp_path / "a.txt") as draft:
        draft.write_text("whole")
    with pytest.raises(FileExistsError), whole_file(tmp_path / "b.txt"):
        (tmp_path / "b.txt").write_text("mine")

    assert sorted(one.read_text() for one in tmp_path.iterdir()) == ["mine", "whole"]


def test_rights(tmp_path: Path) -> None:
    """A new file has the rights of any new file, a replaced one those that it had."""
    plain, path = tmp_path / "plain", tmp_path / "a.txt"
    plain.touch()
    with whole_file(path):
        pass
    assert path.stat().st_mode == plain.stat().st_mode

    path.chmod(0o600)
    with whole_file(path, overwrite=True):
        pass
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The error names the file that was asked for."""
    with pytest.raises(FileNotFoundError) as refused, whole_file(tmp_path / "no" / "a.txt"):
        pytest.fail("there is nowhere to write")

    assert refused.value.filename == str(tmp_path / "no" / "a.txt")
