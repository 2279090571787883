"""`tournai demo`: a synthetic evening at two airports, played into a real node on the loopback interface."""

import fcntl
import shutil
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tournai.cli.demo_cases import POLICE, play_cases
from tournai.cli.demo_desk import CARRIER, SAMPLES, TRIAL, play_desk, tie_carriers
from tournai.cli.demo_documents import BORDER, OTHER_SECOND_LINE, SECOND_LINE, play_documents
from tournai.cli.demo_registers import count_registers, enter_register, list_stolen, make_register
from tournai.cli.demo_report import (
    print_cases,
    print_desk,
    print_documents,
    print_evaluation,
    print_evening,
    print_registers,
    print_visit,
)
from tournai.cli.node import administrator, check_port, operator, serve_node
from tournai.cli.speech import spoken
from tournai.errors import Malformed, Unavailable
from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.duties.alert_sources import decide_eligibility, import_alerts, propose_eligibility
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.rows import DroppedCount
from tournai.node.duties.screening import read_alert
from tournai.node.duties.sealed_records import open_record, travellers_of
from tournai.node.duties.selections import Proposal, decide_selection, propose_selection
from tournai.node.duties.timetable import import_timetable
from tournai.node.settings import Settings
from tournai.simulate import (
    Delivery,
    DeliveryKind,
    Evening,
    MatchedPair,
    Planted,
    evaluate,
    evening_cancellation,
    evening_timetables,
    make_evening,
    sample_deliveries,
    write_truth,
)
from tournai.travel import read_travel_file, summarise
from tournai.values import Actor, Role
from tournai.values.wordings import say

MARK = "DEMONSTRATION"
"""A file of this name says that a folder holds a demonstration, which the next one may destroy."""
PASSWORD = "tournai-demo"  # noqa: S105  # a demonstration's, printed at its start
NAME = "demonstration.tournai.example"
ANALYST, SENIOR = Actor("analyst", Role.ANALYST), Actor("senior", Role.SENIOR_ANALYST)
JUDGE = Actor("judge", Role.JUDGE)
CAST = (
    ("analyst", "An Analyst", Role.ANALYST, "reviews matches: start here"),
    (
        "senior",
        "Sam Senior",
        Role.SENIOR_ANALYST,
        "also approves alert sources, proposes flight selections, gives second opinions",
    ),
    (
        "judge",
        "Jo Judge",
        Role.JUDGE,
        "approves requests for stored data, and which intra-EU flights are kept: one of each waits",
    ),
    (POLICE.identifier, "A police desk", POLICE.role, "reads what was sent to the police, and answers for it"),
    (BORDER.identifier, "A border officer", BORDER.role, "checks documents: the specimens, one genuine, five forged"),
    (
        SECOND_LINE.identifier,
        "A second-line officer",
        SECOND_LINE.role,
        "sees what nobody else sees when the genuine specimen is checked: page Second line",
    ),
    (OTHER_SECOND_LINE.identifier, "Another one", OTHER_SECOND_LINE.role, "approved the alerts that checks use"),
    ("officer", "Dana Protection", Role.DATA_PROTECTION_OFFICER, "reads the event log, changes nothing"),
    (
        "admin",
        "Alex Admin",
        Role.ADMINISTRATOR,
        "imports whom checks of documents trust; makes accounts on the command line; sees no traveller",
    ),
    (CARRIER.identifier, "Two carriers' system", CARRIER.role, "pushes for XT and ZY to /api/pushes"),
    (SAMPLES.identifier, "The public samples", SAMPLES.role, "sent the public sample files"),
    (TRIAL.identifier, "A carrier on trial", TRIAL.role, "its report: /api/trial/report, for an hour"),
)
REVIEW_EVERY = timedelta(days=180)
SELECTED = "\n".join(f"{home}-{other}\n{other}-{home}" for home in ("BRU", "CDG") for other in ("MAD", "FRA"))
"""The intra-EU routes of the evening; those of one public sample are not among them, and so it is dropped."""
SELECTED_FOR = timedelta(days=90)
STATES = "BEL,FRA,DEU"
"""The states that the authority serves: of the evening's two airports, and of Frankfurt and Munich in the samples."""
ADVANCE = timedelta(hours=26)
"""How long before the evening its bookings are pushed: 24 to 48 hours before departure (Art. 8(3)(a))."""

console = Console(highlight=False)


class PlayClock:
    """The demonstration's clock: set back while what happened the day before is played, then the time it is."""

    def __init__(self) -> None:
        self.behind = ADVANCE

    def __call__(self) -> datetime:
        """Return the instant that is being played."""
        return datetime.now(UTC) - self.behind


def play(data: Path, database: str | None, *, port: int, seed: int, serve: bool) -> None:
    """Play the evening, print what came of it, and serve the node."""
    if serve:
        check_port("127.0.0.1", port)
    held = _prepare(data)
    began = time.monotonic()
    now = datetime.now(UTC).replace(microsecond=0)
    evening, samples = make_evening(seed, now), sample_deliveries(now)
    (data / "truth.csv").write_bytes(write_truth(evening))
    clock = PlayClock()
    settings = Settings(data=data, database=database or "", node_name=NAME, states=STATES, port=port)
    node = assemble(settings, clock, (make_register(evening, now),))
    try:
        _check_empty(node)
        with _progress() as progress:
            _play(node, clock, evening, samples, progress)
        stolen = list_stolen(node, lambda source: _approve(node, source))
        node.worker.run_until_idle()
        desk = play_desk(node, seed)
        dropped = _dropped(node)
        people = evening.travellers + _travellers_in(samples) - sum(row.travellers for row in dropped)
        truth = _truth_of_kept(node, evening)
        sources = [source for source, _, _ in evening.alert_lists]
        evaluation = evaluate(truth, _matched(node, sources), travellers=people)
        print_evening(console, node, evening, samples, dropped, seconds=time.monotonic() - began)
        print_evaluation(console, evaluation, data / "truth.csv", left_out=len(evening.truth) - len(truth))
        print_registers(console, count_registers(node, stolen))
        print_desk(console, desk)
        print_cases(console, play_cases(node))
        print_documents(console, play_documents(node, data))
        if serve:
            print_visit(console, port, CAST, PASSWORD)
            serve_node(node, host="127.0.0.1", port=port, worker=True)
    finally:
        node.close()
        held.close()


def _prepare(data: Path) -> TextIO:
    """Make an empty folder and return its mark, which this process holds until the end: no other one may wipe it."""
    if data.exists() and any(data.iterdir()):
        if not (data / MARK).exists():
            raise Malformed(
                say("{data} holds something else than a demonstration: name another folder", data=data),
                code="not-empty",
            )
        with (data / MARK).open() as mark:
            _hold(mark, data)
        shutil.rmtree(data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = (data / MARK).open("w")
    mark.write("Synthetic data. The next demonstration in this folder destroys it.\n")
    mark.flush()
    _hold(mark, data)
    return mark


def _hold(mark: TextIO, data: Path) -> None:
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise Unavailable(
            say("a demonstration runs in {data}: end it first, or name another folder with --data", data=data)
        ) from error


def _check_empty(node: Node) -> None:
    with node.ports.look() as unit:
        if unit.accounts.accounts() or unit.alerts.sources():
            raise Malformed("the database is not empty: a demonstration needs one of its own", code="not-empty")


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(), console=console, transient=True,
    )  # fmt: skip


def _play(node: Node, clock: PlayClock, evening: Evening, samples: Sequence[Delivery], progress: Progress) -> None:
    evening_at = node.ports.clock() + clock.behind
    _create_accounts(node)
    _select_flights(node)
    enter_register(node, lambda source: _approve(node, source))
    lists = progress.add_task(spoken("importing alert lists"), total=len(evening.alert_lists))
    for source, form, content in evening.alert_lists:
        import_alerts(node.ports, operator(), source=source, format=form.value, data=content)
        _approve(node, source)
        progress.advance(lists)
    bookings = [one for one in evening.pushes if one.kind is DeliveryKind.BOOKINGS]
    later = [one for one in evening.pushes if one.kind is not DeliveryKind.BOOKINGS]
    for carrier, content in evening_timetables(evening.pushes, evening_at):
        import_timetable(node.ports, operator(), source=carrier, data=content)
    _push(node, CARRIER, bookings, progress, spoken("the day before: carriers push bookings"))
    _push(node, SAMPLES, samples, progress, spoken("public sample files come in"))
    clock.behind = timedelta(0)
    carrier, cancellation = evening_cancellation(evening_at)
    import_timetable(node.ports, operator(), source=carrier, data=cancellation)
    _push(node, CARRIER, later, progress, spoken("tonight: passenger lists, an update, a repeated push, a broken one"))


def _push(node: Node, sender: Actor, deliveries: Sequence[Delivery], progress: Progress, what: str) -> None:
    task = progress.add_task(what, total=2 * len(deliveries))
    for delivery in deliveries:
        receive_push(node.ports, sender, delivery.body, channel="demonstration")
        progress.advance(task)
    while done := node.worker.run_once():
        progress.advance(task, done)


def _create_accounts(node: Node) -> None:
    for account, name, role, _ in CAST:
        create_account(node.ports, administrator(), account=account, display_name=name, role=role, password=PASSWORD)
    tie_carriers(node)


def _approve(node: Node, source: str) -> None:
    """Let one person propose and another approve that travel data is matched: a list alone allows nothing."""
    approval = propose_eligibility(
        node.ports,
        ANALYST,
        source=source,
        category="",
        article="Directive (EU) 2016/681, Art. 6(3)(a) (demonstration)",
        offence="terrorism",
        review_by=(node.ports.clock() + REVIEW_EVERY).date(),
    )
    decide_eligibility(node.ports, SENIOR, approval, approve=True)


def _select_flights(node: Node) -> None:
    """Let one person propose and a judge approve which intra-EU flights are kept: without it the node drops them."""
    today = node.ports.clock().date()
    ends = today + SELECTED_FOR
    proposal = Proposal(
        basis="route selection",
        parts=SELECTED,
        decided_by="An invented threat assessment body",
        assessed_on=today,
        assessment="Invented for the demonstration: three journeys of a network are known on these routes.",
        starts=today,
        ends=ends,
        review_by=ends - SELECTED_FOR / 3,
    )
    selection = propose_selection(node.ports, SENIOR, proposal)
    decide_selection(node.ports, JUDGE, selection, approve=True, reason="Necessary and proportionate (demonstration).")


def _matched(node: Node, sources: Sequence[str]) -> Iterator[MatchedPair]:
    """Yield the matches with alerts of these sources, and who is behind them: a demonstration's own right."""
    with node.ports.look() as unit:
        for match in unit.matches.matches(["new", "reopened", "closed"]):
            pair = unit.travel.traveller(match.traveller_id)
            alert = None if match.alert_id is None else unit.alerts.alert(match.alert_id)
            flight = unit.travel.flight(match.flight_id)
            if pair is None or alert is None or flight is None or alert.source not in sources:
                continue
            stored, record = pair
            traveller = travellers_of(open_record(node.ports.keys, record))[stored.ordinal]
            yield MatchedPair(
                flight=f"{flight.carrier}{flight.number}",
                date=flight.departure_date,
                surname=traveller.surname,
                given=traveller.given,
                document_numbers=tuple(document.number for document in traveller.documents),
                source=alert.source,
                reference=read_alert(alert).reference,
            )


def _travellers_in(samples: Sequence[Delivery]) -> int:
    files = (summarise(read_travel_file(sample.body)) for sample in samples)
    return sum(counts.travellers + counts.crew for counts in files)


def _dropped(node: Node) -> list[DroppedCount]:
    with node.ports.look() as unit:
        return unit.selections.dropped_counts(date.min)


def _truth_of_kept(node: Node, evening: Evening) -> tuple[Planted, ...]:
    """Return the planted persons whose flights may be kept: the node never saw who was on the others."""
    with node.ports.look() as unit:
        flights, _ = unit.travel.flights(now=node.ports.clock(), show="all", offset=0, limit=10_000)
    kept = {(f"{flight.carrier}{flight.number}", flight.departure_date) for flight in flights}
    return tuple(planted for planted in evening.truth if (planted.flight, planted.date) in kept)
