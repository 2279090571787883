"""The process that executes a target under Atheris: `python -m fuzz.engine NAME [libFuzzer's arguments]`.

An input that breaks a rule is noted and the run goes on, so that one defect does not hide the next.
"""

import gc
import shlex
import sys
import time
from pathlib import Path

import atheris

from fuzz.rules import TooSlow, obeys
from fuzz.state import Counter, State

# Instrumented as it is imported: what reads outside bytes, and nothing else, for speed.
with atheris.instrument_imports(include=["tournai"], enable_loader_override=False):
    from fuzz.targets import TARGETS


def main() -> None:
    name = sys.argv[1]
    target = TARGETS[name]
    state = State(name)
    seeds = target.seeds()
    mutator = target.mutator(seeds)
    # libFuzzer first runs the empty input, then each of the corpus.
    counter = Counter(state.counter_file, 1 + len(list(state.corpus.iterdir())))
    count, seconds = counter.count, counter.seconds

    def test_one_input(data: bytes) -> None:
        count[0] += 1
        if not count[0] & 1023:
            seconds[0] = time.process_time()
            gc.collect()
        try:
            obeys(target.read, target.refusals, data)
        except (Exception, TooSlow) as error:  # noqa: BLE001 - whatever comes out is a finding
            state.note(error, data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return mutator(data, most, seed, atheris.Mutate)

    # What is collected is nothing of the readers': counting after each allocation costs a fifth of the speed.
    gc.collect()
    gc.freeze()
    gc.disable()
    atheris.Setup([str(_again(state, name)), *sys.argv[2:]], test_one_input, custom_mutator=mutate)
    atheris.Fuzz()


def _again(state: State, name: str) -> Path:
    """Write the command that libFuzzer starts once more to merge; it must be one file."""
    command = state.folder / "engine.sh"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m fuzz.engine {name} "$@"\n')
    command.chmod(0o700)
    return command


if __name__ == "__main__":
    main()
