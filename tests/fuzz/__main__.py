"""`make fuzz`: give everything that reads what comes in thousands of odd inputs, and say how many each had."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from secrets import randbelow
from tempfile import TemporaryDirectory
from traceback import format_exception

from tests.fuzz.everything import TARGETS
from tests.fuzz.targets import Count, Target, run, shares
from tests.keys import KEY


def main() -> int:
    """Run the targets that the arguments name; 1 where something came out that must not."""
    given = arguments()
    seed = randbelow(1_000_000) if given.seed is None else given.seed
    chosen = tuple(target for target in TARGETS if given.only in target.name)
    print(f"Seed {seed}: at least {given.inputs:,} inputs for {len(chosen)} targets.", flush=True)
    began = time.monotonic()
    counts = list(_run(chosen, given.inputs, seed))
    faults = [count for count in counts if count.fault]
    print(f"{sum(count.inputs for count in counts):>9,}  {time.monotonic() - began:>6.1f} s  together")
    for count in faults:
        print(f"\nFAULT in {count.name}, seed {seed}:", file=sys.stderr)
        print("".join(format_exception(count.fault)), file=sys.stderr)
    return int(bool(faults))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="make fuzz ARGS=...", description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="how many, together (default: %(default)s)")
    parser.add_argument("--seed", type=int, help="the seed of all inputs; another one each time, if not given")
    parser.add_argument("--only", default="", help="those targets alone whose name has this in it")
    return parser.parse_args()


def _run(targets: Sequence[Target], inputs: int, seed: int) -> list[Count]:
    counts = []
    os.environ["SOUNDING_SECRET_KEYS"] = KEY
    for name, share in shares(tuple(targets), inputs).items():
        target = next(target for target in targets if target.name == name)
        with TemporaryDirectory(prefix="sounding-fuzz-") as folder:
            count = run(target, share, seed, Path(folder))
        print(f"{count.inputs:>9,}  {count.seconds:>6.1f} s  {name}{'  FAULT' if count.fault else ''}", flush=True)
        counts.append(count)
    return counts


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
