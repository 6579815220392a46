"""Which formats does the library know? A row for each, in the order in which they are tried."""

from collections.abc import Iterable
from typing import Final

from claimcheck.exchange.annotations.reading import is_annotations, read_annotations
from claimcheck.exchange.annotations.writing import SAYS as ANNOTATION_SAYS
from claimcheck.exchange.annotations.writing import write_annotations
from claimcheck.exchange.argumentation.aif import SAYS as AIF
from claimcheck.exchange.argumentation.aif import write_aif
from claimcheck.exchange.argumentation.argdown import SAYS as ARGDOWN
from claimcheck.exchange.argumentation.argdown import write_argdown
from claimcheck.exchange.claimreview.taking import PAGES, is_reviews, read_reviews
from claimcheck.exchange.claimreview.writing import SAYS, write_reviews
from claimcheck.exchange.conformance import Cell, everything
from claimcheck.exchange.ftm.files import SAYS as FTM_SAYS
from claimcheck.exchange.ftm.files import read_ftm, read_ftm_csv, write_ftm, write_ftm_csv
from claimcheck.exchange.ftm.lines import is_statement_lines, is_statement_table
from claimcheck.exchange.graphs.files import write_cytoscape, write_gexf, write_graphml, write_node_link
from claimcheck.exchange.graphs.rows import SAYS as GRAPH
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.nanopub import NANOPUB_SAYS, write_nanopubs
from claimcheck.exchange.outlet import Outlet
from claimcheck.exchange.prov.files import (
    PROV_SAYS,
    knows_prov,
    knows_prov_rdf,
    read_prov,
    read_prov_rdf,
    write_prov,
    write_prov_rdf,
)
from claimcheck.exchange.stix.bundle import SAYS as STIX
from claimcheck.exchange.stix.bundle import write_stix
from claimcheck.formats.casefile import read_case, write_case
from claimcheck.formats.format import Format
from claimcheck.formats.jsonl import is_log, read_lines, write_lines
from claimcheck.formats.sheets.parquet import read_parquet, write_parquet
from claimcheck.formats.sheets.text import knows_text, read_csv, read_tsv, write_csv, write_tsv
from claimcheck.formats.sheets.workbook import read_workbook, write_workbook
from claimcheck.formats.sheets.writing import KEEPS
from claimcheck.ledger import Ledger

__all__ = ["OWN"]


def _case(intake: Intake) -> Ledger:
    return _counted(read_case(intake.path), intake)


def _lines(intake: Intake) -> Ledger:
    return _counted(read_lines(intake.path), intake)


def _open(intake: Intake) -> Ledger:
    return Ledger.open(intake.path, create=False)


def _counted(ledger: Ledger, intake: Intake) -> Ledger:
    intake.took(len(ledger.log))
    return ledger


def _case_bytes(ledger: Ledger, outlet: Outlet) -> Iterable[bytes]:
    outlet.wrote(len(ledger.records()))
    yield write_case(ledger).encode("utf-8")


def _line_bytes(ledger: Ledger, outlet: Outlet) -> Iterable[bytes]:
    for line in write_lines(ledger):
        outlet.wrote()
        yield line


OWN: Final = {
    one.name: one
    for one in (
        Format(
            name="yaml",
            suffixes=(".yaml", ".yml"),
            read=_case,
            write=_case_bytes,
            says=everything(),
            case=Cell.KEPT,
            title="claimcheck case file",
        ),
        Format(
            name="jsonl",
            suffixes=".jsonl",
            read=_lines,
            write=_line_bytes,
            knows=is_log,
            says=everything(),
            case=Cell.KEPT,
            title="claimcheck JSON Lines",
        ),
        Format(name="ledger", suffixes=(".db", ".sqlite", ".sqlite3"), read=_open, title="claimcheck ledger"),
        Format(
            name="claimreview",
            suffixes=".claimreview.json",
            only_read=(".claimreview.jsonl", ".json", ".jsonld", ".jsonl", ".ndjson", *PAGES),
            read=read_reviews,
            write=write_reviews,
            knows=is_reviews,
            says=SAYS,
            title="schema.org ClaimReview and MediaReview",
        ),
        Format(
            name="prov",
            suffixes=".prov.json",
            only_read=".json",
            read=read_prov,
            write=write_prov,
            knows=knows_prov,
            says=PROV_SAYS,
            case=Cell.KEPT,
            title="W3C PROV-JSON (Member Submission 2013)",
        ),
        Format(
            name="prov-rdf",
            suffixes=(".prov.ttl", ".ttl", ".trig"),
            only_read=(".nt", ".rdf"),
            read=read_prov_rdf,
            write=write_prov_rdf,
            knows=knows_prov_rdf,
            says=PROV_SAYS,
            case=Cell.KEPT,
            title="W3C PROV-O (2013) in RDF",
        ),
        Format(
            name="nanopub",
            suffixes=".nanopub.trig",
            write=write_nanopubs,
            says=NANOPUB_SAYS,
            title="nanopublications in TriG",
        ),
        Format(
            name="ftm",
            suffixes=(".ftm.json", ".statements.json"),
            only_read=(".json", ".jsonl", ".ndjson"),
            read=read_ftm,
            write=write_ftm,
            knows=is_statement_lines,
            says=FTM_SAYS,
            case=Cell.SAID,
            title="FollowTheMoney statements",
        ),
        Format(
            name="ftm-csv",
            suffixes=(".ftm.csv", ".statements.csv"),
            only_read=".csv",
            read=read_ftm_csv,
            write=write_ftm_csv,
            knows=is_statement_table,
            says=FTM_SAYS,
            case=Cell.SAID,
            title="FollowTheMoney statements as a table",
        ),
        Format(
            name="annotation",
            suffixes=(".anno.json", ".annotations.jsonld"),
            only_read=(".json", ".jsonld"),
            read=read_annotations,
            write=write_annotations,
            knows=is_annotations,
            says=ANNOTATION_SAYS,
            case=Cell.KEPT,
            title="W3C Web Annotation",
        ),
        Format(name="graphml", suffixes=".graphml", write=write_graphml, says=GRAPH, title="GraphML"),
        Format(name="gexf", suffixes=".gexf", write=write_gexf, says=GRAPH, title="GEXF 1.3"),
        Format(
            name="cytoscape",
            suffixes=(".cyjs", ".cytoscape.json"),
            write=write_cytoscape,
            says=GRAPH,
            case=Cell.SAID,
            title="Cytoscape.js JSON",
        ),
        Format(
            name="node-link",
            suffixes=".node-link.json",
            write=write_node_link,
            says=GRAPH,
            case=Cell.SAID,
            title="node-link JSON",
        ),
        Format(name="stix", suffixes=".stix.json", write=write_stix, says=STIX, title="STIX 2.1"),
        Format(name="aif", suffixes=".aif.json", write=write_aif, says=AIF, title="AIF, JSON of AIFdb"),
        Format(
            name="argdown",
            suffixes=(".argdown", ".ad"),
            write=write_argdown,
            says=ARGDOWN,
            case=Cell.SAID,
            title="Argdown 1.7",
        ),
        Format(
            name="csv",
            suffixes=".csv",
            read=read_csv,
            write=write_csv,
            knows=knows_text,
            says=KEEPS,
            title="analysts' sheet in CSV",
        ),
        Format(
            name="tsv",
            suffixes=".tsv",
            read=read_tsv,
            write=write_tsv,
            knows=knows_text,
            says=KEEPS,
            title="analysts' sheet with tabs",
        ),
        Format(
            name="excel",
            suffixes=".xlsx",
            read=read_workbook,
            write=write_workbook,
            says=KEEPS,
            title="analysts' sheet in Excel",
        ),
        Format(
            name="parquet",
            suffixes=".parquet",
            read=read_parquet,
            write=write_parquet,
            says=KEEPS,
            title="analysts' sheet in Parquet",
        ),
    )
}
"""The library's own formats by their names."""
