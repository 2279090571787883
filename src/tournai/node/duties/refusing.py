"""The log of refused sign-ins: who was refused, why, and how often; never what was typed.

Rules SYS-01, PNR-30. See `tournai.node.duties.refused_runs` for what is counted together.
"""

from collections.abc import Callable

from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ADMINISTRATION, Duty
from tournai.node.duties.refused_runs import Run
from tournai.oversight.events import EventKind


def log_refusal(ports: Ports, run: Run, *, act: Callable[[Unit], None] | None = None, **details: str) -> None:
    """Log the first refusal of a run, and count those that follow; ``act`` is done in the same transaction."""
    now = ports.clock()
    is_counted = ports.refused.count(run, now)
    if is_counted and act is None:
        return
    log_rests(ports)
    with ports.begin() as unit:
        if not is_counted:
            Duty(unit, now, run.actor, ADMINISTRATION).record(EventKind.ACCOUNT_SIGN_IN_REFUSED, ground=None, **details)
        if act is not None:
            act(unit)
    if not is_counted:
        # Only now: where the database failed, the next refusal is the first.
        ports.refused.begin(run, now)


def log_rests(ports: Ports, *, all_runs: bool = False) -> None:
    """Log how many refusals followed the first of each run whose minute is over, or of all at the end of a process."""
    now = ports.clock()
    rests = ports.refused.ended(now, all_runs=all_runs)
    if not rests:
        return
    try:
        with ports.begin() as unit:
            for rest in rests:
                details = {name: value for name in ("reason", "certificate") if (value := getattr(rest.run, name))}
                Duty(unit, now, rest.run.actor, ADMINISTRATION).record(
                    EventKind.ACCOUNT_SIGN_IN_REFUSED, refusals=rest.refusals, since=rest.since.isoformat(), **details
                )
    except BaseException:
        ports.refused.take_back(rests)
        raise
