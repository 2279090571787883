"""The yearly statistics: who travelled, who was looked at, and what came of it; counts that single out nobody.

Source: Directive (EU) 2016/681, Art. 20; rules PNR-33, SYS-08.
"""

from datetime import UTC, datetime

import msgspec

from tournai.casework.answers import Answer
from tournai.casework.disseminations import Outcome
from tournai.casework.recipients import RecipientKind
from tournai.casework.reviews import MatchState
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import REVIEW, look
from tournai.node.duties.statistics_rows import YearCounts
from tournai.oversight.permissions import Action
from tournai.oversight.small_numbers import told, told_total
from tournai.values import Actor

OPEN = "open"
"""What a request, match or dissemination is that has no end yet."""
_ENDED = {
    MatchState.CONFIRMED: "confirmed",
    MatchState.REFUTED: "refuted",
    MatchState.UNDETERMINED: "undetermined",
    MatchState.SUPPRESSED: "suppressed",
    MatchState.CLOSED: "closed",
}


class CountTable(msgspec.Struct, frozen=True):
    """A table of the statistics: rows of name and count, a count too small being ``None``; and the total."""

    name: str
    rows: tuple[tuple[str, int | None], ...]
    total: int | None


class StatisticsPage(msgspec.Struct, frozen=True):
    """The statistics of a year."""

    now: datetime
    year: int
    years: tuple[int, ...]
    travellers: int | None
    identified: int | None
    """Matches that were raised for a person's examination (Art. 20(2)(b))."""
    refuted_share: float | None
    """Refuted of those that were confirmed or refuted; ``None`` where that might single somebody out."""
    tables: tuple[CountTable, ...]


def show_statistics(ports: Ports, actor: Actor, *, year: int | None = None) -> StatisticsPage:
    """Return the statistics of a year, by default this one.

    Raises:
        Refused: The actor may not see them.
    """
    with look(ports, actor, Action.VIEW_STATISTICS, REVIEW) as looking:
        shown = year if year is not None and 2000 <= year <= looking.now.year else looking.now.year
        counts = looking.unit.statistics.counts(
            datetime(shown, 1, 1, tzinfo=UTC), datetime(shown + 1, 1, 1, tzinfo=UTC)
        )
        matches = _matches(counts)
        raised = {name: count for name, count in matches.items() if name != "suppressed"}
        return StatisticsPage(
            now=looking.now,
            year=shown,
            years=tuple(range(looking.now.year, looking.now.year - 5, -1)),
            travellers=told_total({"": counts.travellers}),
            identified=told_total(raised),
            refuted_share=_refuted_share(matches),
            tables=(
                _table("matches", matches),
                _table("recipients", {kind.value: counts.recipients.get(kind.value, 0) for kind in RecipientKind}),
                _table("outcomes", _outcomes(counts)),
                _table("requests", _requests(counts)),
            ),
        )


def _table(name: str, counts: dict[str, int]) -> CountTable:
    return CountTable(name, tuple(told(counts).items()), told_total(counts))


def _matches(counts: YearCounts) -> dict[str, int]:
    found = {name: counts.matches.get(state.value, 0) for state, name in _ENDED.items()}
    return found | {OPEN: sum(counts.matches.values()) - sum(found.values())}


def _outcomes(counts: YearCounts) -> dict[str, int]:
    found = {outcome.value: counts.outcomes.get(outcome.value, 0) for outcome in Outcome}
    return found | {OPEN: counts.outcomes.get("", 0)}


def _requests(counts: YearCounts) -> dict[str, int]:
    found = {answer.value: counts.requests.get(answer.value, 0) for answer in Answer}
    return found | {OPEN: counts.requests.get("", 0)}


def _refuted_share(matches: dict[str, int]) -> float | None:
    both = told({name: matches[name] for name in ("confirmed", "refuted")})
    confirmed, refuted = both["confirmed"], both["refuted"]
    if confirmed is None or refuted is None or not confirmed + refuted:
        return None
    return refuted / (confirmed + refuted)
