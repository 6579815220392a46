"""The registry of formats: which one a file has, what other packages add, and how a file is replaced."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import claimcheck
from claimcheck import formats
from claimcheck.errors import BadInput
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from claimcheck.formats import Format, read, write
from claimcheck.ledger import Ledger
from claimcheck.model import Party
from claimcheck.paths import leaves_folder

ISTANBUL = Path(__file__).parent.parent / "fixtures" / "istanbul" / "case.yaml"


def one_party() -> Ledger:
    ledger = Ledger(case="night")
    ledger.add(Party(key="night/ua", name="Ukraine"))
    return ledger


def read_names(intake: Intake) -> Ledger:
    ledger = Ledger()
    ledger.add(*(Party(key=name, name=name) for name in intake.decoded().split()))
    return ledger


def break_off(ledger: Ledger, outlet: Outlet) -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError("the disk is gone")


NAMES = Format(name="names", suffixes=".names", read=read_names)
BROKEN = Format(name="broken", suffixes=(".broken",), write=break_off)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two formats of another package, and an entry point that is no format."""
    entries = [
        EntryPoint(name="names", value="tests.test_formats:NAMES", group=formats.GROUP),
        EntryPoint(name="broken", value="tests.test_formats:BROKEN", group=formats.GROUP),
        EntryPoint(name="odd", value="tests.test_formats:ISTANBUL", group=formats.GROUP),
    ]
    monkeypatch.setattr(formats, "entry_points", lambda group: entries if group == formats.GROUP else [])


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".jsonl", ".YAML"])
def test_the_format_follows_the_suffix(tmp_path: Path, suffix: str) -> None:
    """Each known suffix writes and reads its format."""
    path = tmp_path / f"case{suffix}"
    write(one_party(), path)

    assert read(path) == one_party()
    assert path.read_bytes().startswith(b"{" if suffix == ".jsonl" else b"claimcheck: 1")


def test_the_format_can_be_named(tmp_path: Path) -> None:
    """A name overrules the suffix."""
    path = tmp_path / "case.txt"
    write(one_party(), path, format="jsonl")

    assert read(str(path), format="jsonl") == one_party()


def test_the_root_offers_both() -> None:
    """``claimcheck.read`` and ``claimcheck.write`` are these."""
    assert (claimcheck.read, claimcheck.write) == (read, write)


def test_the_istanbul_case_is_one_in_both_formats(tmp_path: Path) -> None:
    """From YAML to JSON Lines and back, nothing changes."""
    ledger = read(ISTANBUL)
    write(ledger, tmp_path / "a.jsonl")
    write(read(tmp_path / "a.jsonl"), tmp_path / "b.yaml")

    assert read(tmp_path / "b.yaml") == ledger


@pytest.mark.parametrize(
    ("name", "format", "complaint"),
    [
        ("a.docx", None, r"a\.docx: unknown suffix '\.docx'; known are \.yaml, \.yml, \.jsonl"),
        ("a", None, r"a: unknown suffix ''; known are"),
        ("a.yaml", "docx", r"a\.yaml: unknown format 'docx'; known are yaml, jsonl"),
    ],
)
def test_an_unknown_format(tmp_path: Path, name: str, format: str | None, complaint: str) -> None:
    """A format that nobody offers is refused, and the known ones are named."""
    with pytest.raises(BadInput, match=complaint):
        read(tmp_path / name, format=format)
    with pytest.raises(BadInput, match=complaint):
        write(Ledger(), tmp_path / name, format=format)


@pytest.mark.usefixtures("offered")
def test_formats_of_other_packages(tmp_path: Path) -> None:
    """An installed package adds formats through its entry points; what is no format is passed over."""
    path = tmp_path / "who.names"
    path.write_text("ua ru", encoding="utf-8")

    assert list(formats.formats())[:3] == ["yaml", "jsonl", "ledger"]
    assert list(formats.formats())[-2:] == ["broken", "names"]
    assert read(path).parties.keys() == ("ua", "ru")
    assert read(path, format="names") == read(path)


@pytest.mark.usefixtures("offered")
def test_a_format_that_goes_one_way_only(tmp_path: Path) -> None:
    """Reading what can only be written, and the reverse, is refused."""
    with pytest.raises(BadInput, match="the format 'names' can only be read"):
        write(Ledger(), tmp_path / "a.names")
    with pytest.raises(BadInput, match="the format 'broken' can only be written"):
        read(tmp_path / "a.broken")


@pytest.mark.usefixtures("offered")
def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """Writing that breaks off leaves what stood there, and no draft."""
    path = tmp_path / "a.broken"
    path.write_bytes(b"before")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        write(Ledger(), path)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"before"]


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    """A private file stays private when it is written anew."""
    path = tmp_path / "a.yaml"
    path.touch(mode=0o600)
    path.chmod(0o600)
    write(one_party(), path)

    assert path.stat().st_mode & 0o777 == 0o600


def test_a_missing_file() -> None:
    """A file that is not there is the system's own error."""
    with pytest.raises(FileNotFoundError):
        read("nowhere.yaml")


@pytest.mark.parametrize(
    ("name", "leaves"),
    [
        ("brief.txt", False),
        ("a/b.txt", False),
        ("a..b", False),
        ("..", True),
        ("a/../b", True),
        ("/a", True),
        ("\\a", True),
        ("a\\..\\b", True),
        ("c:a", True),
        ("\\\\host\\share", True),
        ("~/a", True),
    ],
)
def test_paths_stay_in_the_folder(name: str, leaves: bool) -> None:
    """A path that is absolute or leads upwards on any system is found out without opening it."""
    assert leaves_folder(name) is leaves
