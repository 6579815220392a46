"""How long statements of FollowTheMoney take in and out: `python -m tests.benchmarks.exchange_ftm [STATEMENTS]`."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from tracemalloc import get_traced_memory, start, stop

from claimcheck.exchange.ftm.files import read_ftm, read_ftm_csv, write_ftm, write_ftm_csv
from claimcheck.exchange.ftm.lines import Statement, json_line
from claimcheck.exchange.ftm.model import statement_id
from claimcheck.exchange.intake import Intake
from claimcheck.exchange.outlet import Outlet
from tests.benchmarks.timing import Row, table

__all__ = ["made", "main"]

_DATASETS = ("eu_fsf", "us_ofac_sdn", "gb_fcdo", "ch_seco")
_OF_ENTITY = 10


def made(count: int) -> Iterator[Statement]:
    """So many statements, ten of each entity in one of four datasets, every second one with a seen date of its own."""
    chance = random.Random(7)
    for number in range(count):
        entity = number // _OF_ENTITY
        prop, value = (
            ("id", f"x-{entity}"),
            ("name", f"Person {entity} of the list"),
            ("alias", f"Лицо {entity}"),
            ("birthDate", f"19{chance.randrange(40, 99)}-0{chance.randrange(1, 9)}-1{chance.randrange(9)}"),
            ("nationality", chance.choice(("ru", "by", "ua"))),
            ("gender", "male"),
            ("address", f"{entity} Long Street, Kyiv"),
            ("topics", "sanction"),
            ("notes", f"Listed under number {entity} for acts against the state."),
            ("sourceUrl", f"https://example.org/{entity}"),
        )[number % _OF_ENTITY]
        one: Statement = {
            "canonical_id": f"NK-{entity // 2}",
            "entity_id": f"x-{entity}",
            "prop": prop,
            "schema": "Person",
            "value": value,
            "dataset": _DATASETS[entity % len(_DATASETS)],
            "lang": "rus" if prop == "alias" else None,
            "original_value": value.upper() if prop == "name" else None,
            "first_seen": "2023-04-05T06:07:08",
            "last_seen": "2026-01-01T06:07:08" if number % 2 else "2026-01-02T06:07:08",
            "external": False,
            "origin": None,
        }
        one["id"] = statement_id(one)
        yield one


def main(arguments: list[str]) -> None:
    """Print statements a second of processor time in and out in both forms, seconds of findings, and memory."""
    count = int(arguments[0]) if arguments else 100_000
    rows = []
    with TemporaryDirectory() as folder:
        for suffix, read, write in ((".ftm.json", read_ftm, write_ftm), (".ftm.csv", read_ftm_csv, write_ftm_csv)):
            path = Path(folder, f"statements{suffix}")
            if suffix == ".ftm.json":
                path.write_bytes(b"".join(map(json_line, made(count))))
                begun = process_time()
                ledger = read(Intake(path))
            else:
                path.write_bytes(b"".join(write(ledger, Outlet())))
                begun = process_time()
                ledger = read(Intake(path))
            rows.append(Row(f"{suffix} in", count / (process_time() - begun), "statements/s"))
            begun = process_time()
            written = sum(map(len, write(ledger, Outlet())))
            rows.append(Row(f"{suffix} out, {written:,} bytes", count / (process_time() - begun), "statements/s"))
        del ledger
        for part in (count // 20, count // 5):
            some = Path(folder, "some.ftm.json")
            some.write_bytes(b"".join(map(json_line, made(part))))
            ledger = read_ftm(Intake(some))
            begun = process_time()
            ledger.findings()
            rows.append(Row(f"findings of {part:,} statements", process_time() - begun, "s"))
        few = Path(folder, "few.ftm.json")
        few.write_bytes(b"".join(map(json_line, made(count // 10))))
        start()
        kept = read_ftm(Intake(few))
        held, peak = get_traced_memory()
        stop()
        del kept
        rows.append(Row("held by the ledger", held * 10 / count, "bytes a statement"))
        rows.append(Row("at the most while reading", peak * 10 / count, "bytes a statement"))
    sys.stdout.write(f"{table(rows)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
