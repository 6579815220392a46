"""The example notebooks: run once, kept with what their cells show, and exported as pages of their own."""

from pathlib import Path
from typing import Any

import pytest

__all__ = ["BRIEF", "FOLDER", "LOSSES", "exported", "held", "kept", "run", "shown", "told"]

FOLDER = Path(__file__).parents[1] / "examples"
BRIEF = FOLDER / "brief.ipynb"
LOSSES = FOLDER / "war_losses.ipynb"


def held(path: Path) -> Any:
    """Return a notebook as it is kept, with its outputs."""
    nbformat = pytest.importorskip("nbformat", reason='running the notebook needs nbformat: "claimcheck[notebook]"')
    return nbformat.read(path, as_version=4)


def run(path: Path, *, failing: bool = False) -> Any:
    """Return a notebook run anew, in one kernel."""
    nbclient = pytest.importorskip("nbclient", reason='running the notebook needs nbclient: "claimcheck[notebook]"')
    pytest.importorskip("ipykernel", reason='running the notebook needs ipykernel: "claimcheck[notebook]"')
    pytest.importorskip("pandas", reason='the notebook shows frames: "claimcheck[frame]"')
    pytest.importorskip("matplotlib", reason='the notebook draws: "claimcheck[plot]"')
    pytest.importorskip("narwhals", reason='the notebook shows flagged tables: "claimcheck[tables]"')
    notebook = held(path)
    nbclient.NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(FOLDER)}},
        allow_errors=failing,
        record_timing=False,
    ).execute()
    return notebook


def kept(path: Path) -> str:
    """Return a notebook run anew as it is to be kept: without what differs from one machine to the next."""
    nbformat = pytest.importorskip("nbformat")
    before, notebook = held(path), run(path)
    notebook.metadata = before.metadata
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [one for one in cell.outputs if one.get("name") != "stderr"]
    return str(nbformat.writes(notebook)) + "\n"


def shown(notebook: Any) -> dict[str, str]:
    """Return what each cell of a notebook shows, as HTML where it can and else as text, by the name of the cell."""
    return {cell.id: "\n".join(map(_text, cell.outputs)) for cell in notebook.cells if cell.cell_type == "code"}


def told(notebook: Any) -> dict[str, list[str]]:
    """Return what each cell tells in words, and whether it draws a picture, whose bytes may differ."""
    return {
        cell.id: [
            "a picture" if _is_picture(one) else _text(one) for one in cell.outputs if one.get("name") != "stderr"
        ]
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


def exported(notebook: Any, theme: str = "light") -> str:
    """Return a notebook as a page of HTML, as nbconvert writes it with the template of JupyterLab."""
    nbconvert = pytest.importorskip("nbconvert", reason='an export needs nbconvert: "claimcheck[notebook]"')
    page, _ = nbconvert.HTMLExporter(template_name="lab", theme=theme).from_notebook_node(notebook)
    return str(page)


def _is_picture(output: Any) -> bool:
    return "image/png" in output.get("data", {})


def _text(output: Any) -> str:
    data = output.get("data", {})
    failed = f"{output['ename']}: {output['evalue']}" if output.output_type == "error" else ""
    return str(data.get("text/html") or data.get("text/plain") or output.get("text", "") or failed)
