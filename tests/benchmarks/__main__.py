"""Print the benchmarks as a table: ``python -m tests.benchmarks [--quick] [--only NAME]``."""

import platform
import sys
from argparse import ArgumentParser

from tests.benchmarks.suite import BENCHMARKS, QUICK, Scale, warm_up
from tests.benchmarks.timing import Row, table


def main() -> None:
    """Run the benchmarks asked for and print one table."""
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=main.__doc__)
    parser.add_argument("--only", action="append", choices=sorted(BENCHMARKS), help="run this one; may be repeated")
    parser.add_argument("--quick", action="store_true", help="small sizes and few runs: a look, not a measurement")
    asked = parser.parse_args()
    scale = QUICK if asked.quick else Scale()
    warm_up()
    rows: list[Row] = []
    try:
        for name, run in BENCHMARKS.items():
            if asked.only and name not in asked.only:
                continue
            sys.stderr.write(f"{name} ...\n")
            for row in run(scale):
                sys.stderr.write(f"  {row.what}: {row.figure:,.4g} {row.unit}\n")
                rows.append(row)
    finally:  # minutes of measuring are not thrown away because the last one fails
        about = f"Python {platform.python_version()}, {platform.machine()}; processor time, medians of the runs"
        sys.stdout.write(f"{about}\n{table(rows)}\n")


if __name__ == "__main__":
    main()
