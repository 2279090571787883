"""What the demonstration prints: what came of its evening, and where to look; in the language of the commands."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tournai.cli.demo_cases import Cases
from tournai.cli.demo_desk import Played
from tournai.cli.demo_registers import Registers
from tournai.cli.speech import spoken
from tournai.node.assembly import Node
from tournai.node.duties.rows import DroppedCount
from tournai.simulate import Delivery, Evaluation, Evening
from tournai.travel.certification import Outcome
from tournai.travel.selection import DropReason
from tournai.values import Role
from tournai.values.wordings import as_wording, listed, say

Cast = Sequence[tuple[str, str, Role, str]]
"""Account, its holder's name, its role, what it is for."""

DROPPED = {
    DropReason.ELSEWHERE: "the flight calls at no state of this authority ({states}; Art. 8(1), rule PNR-02)",
    DropReason.NOT_SELECTED: "an intra-EU flight that no selection names (Art. 2, rule PNR-02)",
    DropReason.DOMESTIC: "a flight within one Member State (Art. 3, rule PNR-02)",
    DropReason.UNKNOWN_AIRPORT: "its airport is not known, so nobody can say that the law has it pushed (rule PNR-02)",
}
"""Why pushes are dropped, with the articles of Directive (EU) 2016/681."""


def print_evening(
    console: Console,
    node: Node,
    evening: Evening,
    samples: Sequence[Delivery],
    dropped: Sequence[DroppedCount],
    *,
    seconds: float,
) -> None:
    """Print what was played, what could not be read, what was dropped and why, and how many matches wait."""
    with node.ports.look() as unit:
        flights = unit.travel.coming_flights(node.ports.clock())
        quarantined, counts = unit.intake.quarantined(), unit.matches.counts()
    console.print(
        spoken(
            say(
                "{pushes} synthetic pushes and {samples} public sample files (their dates moved to tonight), "
                "{travellers} synthetic travellers, {flights} flights, {alerts} invented alerts, in {seconds} s",
                pushes=len(evening.pushes),
                samples=len(samples),
                travellers=evening.travellers,
                flights=len(flights),
                alerts=evening.alerts,
                seconds=round(seconds),
            )
        )
    )
    for row in quarantined:
        reason = as_wording(row.said)
        console.print(spoken(say("in quarantine: {code}: {reason}", code=row.code, reason=reason)), markup=False)
    _print_dropped(console, dropped, node.ports.states)
    waiting = sum(counts.values())
    console.print(spoken(say("{count} matches wait for a person; the machine decides none", count=waiting)))


def _print_dropped(console: Console, dropped: Sequence[DroppedCount], states: frozenset[str]) -> None:
    for reason, why in DROPPED.items():
        rows = [row for row in dropped if row.reason == reason.value]
        if rows:
            said = say(
                "dropped at the door: {pushes} pushes of {carriers}, {travellers} travellers: {why}",
                pushes=sum(row.pushes for row in rows),
                carriers=", ".join(sorted({row.carrier for row in rows})),
                travellers=sum(row.travellers for row in rows),
                why=say(why, states=", ".join(sorted(states))),
            )
            console.print(spoken(said), markup=False)


def print_evaluation(console: Console, evaluation: Evaluation, truth: Path, *, left_out: int) -> None:
    """Print the recall on planted persons, and the false matches."""
    heads = map(spoken, ("planted as", "planted", "found"))
    table = Table(*heads, title=spoken("Recall on planted persons"), box=None, title_justify="left")
    for row in evaluation.by_variant:
        table.add_row(row.variant, str(row.planted), str(row.found))
    table.add_section()
    table.add_row(spoken("all"), str(evaluation.planted), f"{evaluation.found} ({evaluation.recall:.1%})")
    console.print(table)
    console.print(
        spoken(
            say(
                "false matches: {count} among {travellers} travellers ({share:.1f} in 10,000); the truth is in {truth}"
                ", which the node never reads",
                count=len(evaluation.false_matches),
                travellers=evaluation.travellers,
                share=evaluation.false_per_10_000,
                truth=truth,
            )
        )
    )
    said = "{count} planted persons were on flights that no law allows to keep, and are not counted"
    console.print(spoken(say(said, count=left_out)))


def print_registers(console: Console, registers: Registers) -> None:
    """Print what the simulated register and the stolen documents found."""
    said = say(
        "a simulated register is asked about each traveller, and {listed} documents were listed as stolen once they "
        "had been pushed: {matches} matches",
        listed=registers.listed,
        matches=registers.matches,
    )
    console.print(spoken(said))


def print_desk(console: Console, desk: Played) -> None:
    """Print what the carrier desk holds, and how the carrier on trial stands."""
    by_outcome = {
        outcome: [one.scenario.value for one in desk.trials.results if one.outcome is outcome and not one.is_optional]
        for outcome in Outcome
    }
    console.print(
        spoken(
            say(
                "notices for the carriers' account: {notices}, one of them read; pull requests approved, to be fetched "
                "by the carrier: {pulls}; one flight selection waits for the judge",
                notices=desk.notices,
                pulls=desk.pulls,
            )
        )
    )
    left = (*by_outcome[Outcome.FAILED], *by_outcome[Outcome.NOT_TRIED])
    said = say(
        "on trial: {bodies} messages; passed: {passed}; not yet: {left}",
        bodies=desk.trials.bodies,
        passed=listed(by_outcome[Outcome.PASSED]) or say("nothing"),
        left=listed(left) or say("nothing"),
    )
    console.print(spoken(said), markup=False)


def print_cases(console: Console, cases: Cases) -> None:
    """Print what follows the matches: sent, at the request desk, before the judge."""
    console.print(
        spoken(
            say(
                "hits sent to the police: {sent}, the outcome is awaited; requests approved, to be answered: {approved}"
                "; requests that wait for the judge: {waiting}",
                sent=cases.sent,
                approved=cases.approved,
                waiting=cases.waiting,
            )
        )
    )


def print_documents(console: Console, folder: Path | None) -> None:
    """Print where the documents are that a border officer may check; ``None``: nothing to print."""
    if folder is None:
        return
    said = say(
        "documents to check, with page, chip and live picture: {folder} (one genuine, five forged)", folder=folder
    )
    console.print(spoken(said))


def print_visit(console: Console, port: int, cast: Cast, password: str) -> None:
    """Print the address, the accounts and what to look at."""
    console.print()
    said = "Open {address} (this machine only); every password is {password}"
    console.print(f"[bold]{spoken(say(said, address=f'http://127.0.0.1:{port}/', password=password))}[/bold]")
    for account, _, role, what in cast:
        console.print(f"  {account:<8} {spoken(role.value):<24} {spoken(what)}")
    console.print(
        spoken(
            say(
                "Look at: Matches (open the first, take it with c, decide with 1, 2 or 3); Flights (pushes, defects, "
                "quarantine); Disseminations, from Matches (what was sent, its outcome awaited); Requests (one to "
                "answer; as judge, one waits); Carriers (what to tell them, notices, pull requests); Selections (which "
                "intra-EU flights are kept; as judge, one waits); Alerts (what may be compared, and why); as police, "
                "Received; as border, Documents (give it a specimen's page.jpg, chip.zip and live.jpg); as officer, "
                "the log. End with Ctrl+C."
            )
        )
    )
