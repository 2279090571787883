"""A node's workers as processes of their own, for the tests that kill them: ``processing.py DATA DATABASE``.

For each line that it reads it forks a worker, which says ``ready PID`` when its node is assembled and ends when nothing
is left to do; then it says ``ended STATUS``. The key store is opened after the fork, as it must be.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tournai.node.assembly import assemble
from tournai.node.settings import Settings

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def main(data: str, database: str) -> None:
    settings = Settings(data=Path(data), database=database, node_name="piu.example")
    for _ in sys.stdin:
        process = os.fork()
        if process == 0:
            work(settings)
        _, status = os.waitpid(process, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


def work(settings: Settings) -> None:
    """Do all that is due, and end the process."""
    node = assemble(settings, lambda: NOW)
    say(f"ready {os.getpid()}")
    node.worker.run_until_idle()
    node.close()
    os._exit(0)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
