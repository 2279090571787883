"""`./run fuzz NAME [--executions N] [--seconds S]`: fuzz a target; `--report`: what was done; `--keep`: its corpus."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.corpus import keep, kept
from fuzz.state import ROOT, State
from fuzz.targets import TARGETS

HERE = Path(__file__).resolve().parent
LONGEST_SECONDS = 60
"""After which libFuzzer itself ends an input that nothing else could stop; a finding then too."""
MOST_MEGABYTES = 2048
FINISHED = 0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run fuzz", description=__doc__)
    parser.add_argument("name", nargs="?", choices=[*TARGETS, "all"], metavar="NAME", help="a target, or all")
    parser.add_argument("--executions", type=int, default=200_000, help="how many (200000)")
    parser.add_argument("--seconds", type=int, default=0, help="stop after so many seconds")
    parser.add_argument("--up-to", type=int, default=0, help="only what is lacking to so many, earlier runs counted in")
    parser.add_argument("--report", action="store_true", help="show targets, executions, speed and findings")
    parser.add_argument(
        "--keep", choices=TARGETS, metavar="NAME", help="minimise the corpus and keep it in the repository"
    )
    chosen = parser.parse_args(arguments)
    if chosen.keep:
        return minimise(chosen.keep)
    if chosen.name is None or chosen.report:
        return report()
    names = list(TARGETS) if chosen.name == "all" else [chosen.name]
    for name in names:
        done = State(name).ledger()["executions"]
        wanted = min(chosen.executions, chosen.up_to - done) if chosen.up_to else chosen.executions
        if wanted > 0:
            fuzz(name, wanted, chosen.seconds)
    return report(names)


def fuzz(name: str, executions: int, seconds: int) -> None:
    """Execute a target so often; add what was executed to its ledger, also where the process is stopped or dies."""
    target, state = TARGETS[name], State(name)
    state.prepare([*target.seeds(), *kept(name)])
    state.settle()
    dictionary = [f"-dict={HERE / 'dictionaries' / target.dictionary}.dict"] if target.dictionary else []
    limits = [
        f"-runs={executions + len(list(state.corpus.iterdir())) + 1}", f"-max_total_time={seconds}",
        f"-max_len={target.max_length}", f"-timeout={LONGEST_SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}",
    ]  # fmt: skip
    log = state.folder / "last-run.txt"
    print(f"{name}: {executions} executions of {target.what} ...", flush=True)
    try:
        with log.open("w") as output:
            artifacts = [f"-artifact_prefix={state.findings}/", "-print_final_stats=1", "-reload=0"]
            ended = _engine(name, [*limits, *dictionary, *artifacts, str(state.corpus)], output)
    finally:
        state.settle()
    if ended != FINISHED:
        state.note_death(ended, log)


def minimise(name: str) -> int:
    """Keep the fewest inputs that reach all that the corpus reaches."""
    state = State(name)
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder, (state.folder / "merge.txt").open("w") as output:
        limits = [f"-max_len={target.max_length}", f"-rss_limit_mb={MOST_MEGABYTES}"]
        _engine(name, ["-merge=1", "-use_counters=0", *limits, folder, str(state.corpus)], output)
        state.take_count()
        inputs = [path.read_bytes() for path in Path(folder).iterdir()]
    print(f"{name}: kept {keep(name, inputs)} of {len(list(state.corpus.iterdir()))} inputs")
    return 0


def report(names: list[str] | None = None) -> int:
    """Print what all runs did together; the exit status says whether a rule was ever broken."""
    total, broken = 0, 0
    print(f"{'target':18} {'executions':>12} {'a second':>9} {'runs':>5} {'corpus':>7} {'findings':>9}   ({ROOT})")
    for name in names or TARGETS:
        state = State(name)
        ledger, found = state.ledger(), state.found()
        speed = ledger["executions"] / ledger["cpu_seconds"] if ledger["cpu_seconds"] else 0
        size = len(list(state.corpus.iterdir())) if state.corpus.is_dir() else 0
        row = f"{name:18} {ledger['executions']:12,} {speed:9,.0f} {ledger['runs']:5} {size:7,} {len(found):9}"
        print("\n".join([row, *(f"    {one}" for one in found)]))
        total, broken = total + ledger["executions"], broken + len(found)
    print(f"{'all':18} {total:12,}{'':24} {broken:9}")
    return 1 if broken else 0


def _engine(name: str, arguments: list[str], output: object) -> int:
    source = [str(HERE.parent / "src"), str(HERE.parent)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(source), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "fuzz.engine", name, *arguments]
    return subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, env=environment, check=False).returncode  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
