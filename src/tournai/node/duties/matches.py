"""The match queue, and the review of a match by a person.

Source: Directive (EU) 2016/681, Art. 6(5) and 6(6); C-817/19; rules PNR-10, PNR-13, SYS-01, SYS-02.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import msgspec

from tournai.casework.clocks import ClockKind, start, state, stop
from tournai.casework.reviews import (
    GROUNDS,
    MOVE_OF_DECISION,
    Decision,
    MatchedWith,
    MatchState,
    Move,
    Review,
    Side,
    check_review,
    next_state,
)
from tournai.casework.reviews import (
    Ground as ReviewGround,
)
from tournai.errors import Malformed, Refused, Unavailable
from tournai.node.duties.alert_facts import alert_view, name_of
from tournai.node.duties.boards import CLAIMED, CLOSED, DECIDED, OPEN, SUPPRESSED, flight_views
from tournai.node.duties.criterion_matches import check_may_confirm, criterion_view, version_of_match
from tournai.node.duties.criterion_rows import StoredVersion
from tournai.node.duties.facts import facts_of
from tournai.node.duties.false_match_rows import StoredFalseMatch
from tournai.node.duties.false_matches import forget, known_about, remember
from tournai.node.duties.following import whereabouts
from tournai.node.duties.grounds import basis_of_match, ground_of_match
from tournai.node.duties.locks import is_locked, may_chart
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import REVIEW, Duty, Look, duty, look
from tournai.node.duties.rows import Flight, StoredAlert, StoredMatch, StoredReview
from tournai.node.duties.screening import read_alert
from tournai.node.duties.sealed_records import open_beside, open_record, seal_beside, travellers_of
from tournai.node.duties.sources import comparison_of
from tournai.node.duties.travellers import access_view
from tournai.node.duties.views import KnownFalseView, MatchPage, MatchRow, QueuePage, ReviewView
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, check, may
from tournai.screening import Feature, false_per_10k
from tournai.values import Actor, Role
from tournai.values.wordings import say

SECOND = (MatchState.SECOND_OPINION.value, MatchState.SECOND_CLAIMED.value)
SHOWN = {
    "open": (*OPEN, *CLAIMED),
    "mine": CLAIMED,
    "decided": DECIDED,
    "closed": CLOSED,
    "suppressed": SUPPRESSED,
    "all": (*OPEN, *CLAIMED, *DECIDED, *CLOSED, *SUPPRESSED),
}
"""What the queue can show: the filter's name, and the states it holds."""
OF_CRITERIA = "*criteria"
"""What stands for the source of matches with criteria."""


def show_queue(
    ports: Ports, actor: Actor, *, show: str = "open", by: str = "urgency", source: str = "", flight: str = ""
) -> QueuePage:
    """Return the matches of a filter (see `SHOWN`), most urgent first, or by ``score``, the strongest first.

    ``source`` keeps those with alerts of one source, or with criteria (`OF_CRITERIA`); ``flight`` those of a flight or
    airport.

    Raises:
        Refused: The actor may not see the queue.
    """
    with look(ports, actor, Action.VIEW_QUEUE, REVIEW) as looking:
        found = looking.unit.matches.matches(SHOWN.get(show, SHOWN["open"]))
        if show == "mine":
            found = [match for match in found if match.claimed_by == actor.identifier]
        if show == "open" and not may(actor.role, Action.SECOND_OPINION, looking.ground.purpose):
            # They could not take it: it waits for a senior analyst.
            found = [match for match in found if match.state not in SECOND]
        if by == "score":
            found.sort(key=lambda match: (-match.score, match.due_at, match.match_id))
        rows = _rows(looking, found)
        sources = Counter(_source_of(row) for row in rows)
        kept = [row for row in rows if source in ("", _source_of(row)) and _is_on(row, flight)]
        return QueuePage(looking.now, tuple(kept), looking.unit.matches.counts(), tuple(sorted(sources.items())))


def _source_of(row: MatchRow) -> str:
    return OF_CRITERIA if row.version is not None else row.source


def _is_on(row: MatchRow, flight: str) -> bool:
    """Tell whether a match is on a flight that a text names: a designator, one of its airports, or both airports."""
    words = flight.upper().replace("-", " ").split()
    airports = {row.departure_airport, row.arrival_airport}
    return "".join(words) == row.designator.replace(" ", "") or all(word in airports for word in words)


def open_match(ports: Ports, actor: Actor, match_id: str) -> MatchPage | None:
    """Return a match's page: traveller and alert side by side, every reason; ``None`` where there is no such match.

    Raises:
        Refused: The actor may not open it.
        Unavailable: The traveller's data was deleted.
    """
    with duty(ports, actor, Action.OPEN_MATCH, ground_of_match(ports, match_id)) as opening:
        match = opening.unit.matches.match(match_id)
        if match is None:
            return None
        opening.record_match(EventKind.MATCH_OPENED, match, match.traveller_id)
        return _page(ports, opening, match)


def claim_match(ports: Ports, actor: Actor, match_id: str) -> None:
    """Take a match to review it.

    Raises:
        Refused: It is claimed or decided already, or the actor may not review, or not give a second opinion
            (rules PNR-10, SYS-02).
    """
    with duty(ports, actor, Action.CLAIM_MATCH, ground_of_match(ports, match_id)) as claiming:
        match = _match(claiming.unit, match_id)
        if match.state == MatchState.SECOND_OPINION.value:
            check(actor.role, Action.SECOND_OPINION, claiming.ground.purpose)
            _check_other_person(claiming, match)
        moved = next_state(MatchState(match.state), Move.CLAIM)
        _move(claiming, match, moved, claimed_by=actor.identifier)
        claiming.record(EventKind.MATCH_CLAIMED, match_id)


def release_match(ports: Ports, actor: Actor, match_id: str) -> None:
    """Give a claimed match back to the queue, undecided.

    Raises:
        Refused: Another officer holds it, or nobody does.
    """
    with duty(ports, actor, Action.CLAIM_MATCH, ground_of_match(ports, match_id)) as releasing:
        match = _match(releasing.unit, match_id)
        _check_claimed(match, actor)
        _move(releasing, match, next_state(MatchState(match.state), Move.RELEASE), claimed_by=None)
        releasing.record(EventKind.MATCH_RELEASED, match_id)


def decide_match(
    ports: Ports, actor: Actor, match_id: str, *, decision: str, grounds: tuple[str, ...], note: str
) -> None:
    """Record a person's decision on a match that the person claimed.

    Raises:
        Refused: Not claimed by the actor, or the grounds do not carry the decision (PNR-10, PNR-13, SYS-02).
        Malformed: No such decision or ground.
    """
    with duty(ports, actor, Action.REVIEW_MATCH, ground_of_match(ports, match_id)) as deciding:
        match = _match(deciding.unit, match_id)
        _check_claimed(match, actor)
        review = Review(match_id, actor, *_read_decision(decision, grounds), note.strip(), deciding.now)
        check_review(review, _earlier(ports, deciding.unit, match), matched_with=_matched_with(match))
        if match.criterion_id is not None and review.decision is Decision.CONFIRMED:
            check_may_confirm(version_of_match(deciding, ports.keys, match))
        moved = next_state(MatchState(match.state), MOVE_OF_DECISION[review.decision])
        _move(deciding, match, moved, claimed_by=None)
        deciding.unit.matches.add_review(_stored(ports, match, review))
        remembered = _learn(deciding, match, review)
        deciding.record(
            EventKind.REVIEW_DECIDED,
            match_id,
            decision=review.decision.value,
            grounds="; ".join(ground.value for ground in review.grounds),
            remembered_until=remembered.date().isoformat() if remembered else "",
        )


def _learn(deciding: Duty, match: StoredMatch, review: Review) -> datetime | None:
    """Remember or forget what the decision says of the person; return until when it is remembered."""
    if match.criterion_id is not None:
        # It is about one journey: of the person's next one nothing is known.
        return None
    if review.decision is Decision.CONFIRMED:
        forget(deciding, match)
    return remember(deciding, match, review.grounds) if review.decision is Decision.REFUTED else None


def _match(unit: Unit, match_id: str) -> StoredMatch:
    match = unit.matches.match(match_id)
    if match is None:
        raise Malformed("there is no such match", code="no-match")
    return match


def _check_claimed(match: StoredMatch, actor: Actor) -> None:
    if match.claimed_by != actor.identifier:
        raise Refused("claim the match first: only the officer who claimed it decides", rule="PNR-10")


def _check_other_person(claiming: Duty, match: StoredMatch) -> None:
    if any(review.reviewer == claiming.actor.identifier for review in claiming.unit.matches.reviews(match.match_id)):
        raise Refused("a second opinion is another person's", rule="SYS-02")


def _move(moving: Duty, match: StoredMatch, moved: MatchState, *, claimed_by: str | None) -> None:
    changed = msgspec.structs.replace(match, state=moved.value, claimed_by=claimed_by)
    moving.unit.matches.replace_match(changed)


def _read_decision(decision: str, grounds: Sequence[str]) -> tuple[Decision, tuple[ReviewGround, ...]]:
    try:
        return Decision(decision), tuple(ReviewGround(ground) for ground in grounds)
    except ValueError as error:
        raise Malformed(say("no such decision or ground: {error}", error=error), code="decision") from error


def _earlier(ports: Ports, unit: Unit, match: StoredMatch) -> list[Review]:
    """Return the reviews that a second opinion follows; those of a match that was reopened are closed."""
    if match.state != MatchState.SECOND_CLAIMED.value:
        return []
    last = unit.matches.reviews(match.match_id)[-1:]
    return [
        Review(
            match.match_id,
            Actor(stored.reviewer, Role(stored.role)),
            *_read_decision(stored.decision, msgspec.json.decode(stored.grounds, type=list[str])),
            open_beside(ports.keys, stored.key_id, "review", stored.review_id, stored.sealed_note).decode(),
            stored.decided_at,
        )
        for stored in last
    ]


def _stored(ports: Ports, match: StoredMatch, review: Review) -> StoredReview:
    review_id = ports.identifier()
    return StoredReview(
        review_id=review_id,
        match_id=match.match_id,
        reviewer=review.reviewer.identifier,
        role=review.reviewer.role.value,
        decision=review.decision.value,
        grounds=msgspec.json.encode([ground.value for ground in review.grounds]).decode(),
        sealed_note=seal_beside(ports.keys, match.key_id, "review", review_id, review.note.encode()),
        key_id=match.key_id,
        decided_at=review.decided_at,
    )


def _rows(looking: Look, found: Sequence[StoredMatch]) -> list[MatchRow]:
    unit, now = looking.unit, looking.now
    alerts = unit.alerts.alerts([match.alert_id for match in found if match.alert_id is not None])
    versions = {version.version_id: version for version, _ in unit.criteria.versions()}
    flights = {match.flight_id: unit.travel.flight(match.flight_id) for match in found}
    sought = [
        _sought(alerts[match.alert] if match.version_id is None else versions[match.version_id]) for match in found
    ]
    decided = unit.matches.decided_at([match.match_id for match in found if match.state in DECIDED])
    return [
        _row(match, one, flights[match.flight_id], _clock(match, now, decided.get(match.match_id)))
        for match, one in zip(found, sought, strict=True)
    ]


class _Sought(msgspec.Struct, frozen=True):
    """What stands in the queue for the alert or the criterion that a match is with."""

    name: str
    source: str
    category: str
    version: int | None = None
    is_withdrawn: bool = False


def _sought(one: StoredAlert | StoredVersion) -> _Sought:
    if isinstance(one, StoredVersion):
        return _Sought(one.title, "", "", one.number)
    return _Sought(name_of(read_alert(one)), one.source, one.category, is_withdrawn=not one.is_active)


def _chance(score: float, features: Sequence[Feature]) -> float | None:
    """Return how many of 10,000 travellers reach a score by chance; ``None`` where no list was searched."""
    searched = next((feature.sought for feature in features if feature.name == "alerts searched"), "")
    return false_per_10k(score, int(searched)) if searched.isdigit() else None


def _clock(match: StoredMatch, now: datetime, decided_at: datetime | None) -> str:
    clock = start(ClockKind.REVIEW_BEFORE_ARRIVAL, match.created_at, match.due_at)
    return state(stop(clock, decided_at) if decided_at else clock, now).value


def _row(match: StoredMatch, sought: _Sought, flight: Flight | None, clock: str) -> MatchRow:
    if flight is None:
        raise LookupError("a match without its flight")
    return MatchRow(
        match_id=match.match_id,
        state=match.state,
        score=match.score,
        sought=sought.name,
        source=sought.source,
        category=sought.category,
        reasons=tuple(msgspec.json.decode(match.reasons, type=list[str])),
        flight_id=flight.flight_id,
        designator=f"{flight.carrier} {flight.number}",
        departure_airport=flight.departure_airport,
        arrival_airport=flight.arrival_airport,
        due_at=match.due_at,
        clock=clock,
        claimed_by=match.claimed_by,
        created_at=match.created_at,
        version=sought.version,
        is_withdrawn=sought.is_withdrawn,
    )


def _page(ports: Ports, opening: Duty, match: StoredMatch) -> MatchPage:
    unit, actor = opening.unit, opening.actor
    flight, pair = unit.travel.flight(match.flight_id), unit.travel.traveller(match.traveller_id)
    if flight is None or pair is None:
        raise Unavailable("the match's traveller or flight is gone")
    content = open_record(ports.keys, pair[1])
    alert = None if match.alert_id is None else unit.alerts.alert(match.alert_id)
    criterion = None if alert else criterion_view(ports.keys, version_of_match(opening, ports.keys, match), match)
    basis = basis_of_match(unit, match)
    queue = [other.match_id for other in unit.matches.matches(OPEN) if other.match_id != match.match_id]
    reviews_itself = may(actor.role, Action.REVIEW_MATCH, opening.ground.purpose)
    needed = Action.SECOND_OPINION if match.state == MatchState.SECOND_OPINION.value else Action.REVIEW_MATCH
    features = _features(ports, match) if alert else ()
    return MatchPage(
        now=opening.now,
        match=_rows(opening, [match])[0],
        features=features,
        weights_version=match.weights_version,
        index_version=match.index_version,
        threshold=match.threshold,
        flight=flight_views(unit, [flight])[0],
        traveller_id=match.traveller_id,
        facts=facts_of(travellers_of(content)[pair[0].ordinal], content),
        alert=alert_view(alert) if alert else None,
        article=basis.article,
        offence=basis.offence,
        approver=basis.approver,
        reviews=tuple(_review(ports, review) for review in unit.matches.reviews(match.match_id)),
        may_claim=may(actor.role, needed, opening.ground.purpose) and match.state in OPEN,
        may_decide=reviews_itself and match.claimed_by == actor.identifier,
        incriminating=_grounds(Side.INCRIMINATING, match),
        exonerating=_grounds(Side.EXONERATING, match),
        decisions=tuple(decision.value for decision in Decision),
        access=access_view(opening.ground),
        next_match_id=queue[0] if queue else None,
        comparison=comparison_of(ports, unit, *pair),
        may_chart=may(actor.role, Action.VIEW_LINKS, opening.ground.purpose)
        and may_chart(ports, unit, opening.ground, flight, opening.now),
        gone=whereabouts(unit, match),
        known_false=tuple(_known(unit, row, opening.now) for row in known_about(unit, match)) if alert else (),
        chance=_chance(match.score, features),
        chance_of_threshold=_chance(match.threshold, features),
        may_send=may(actor.role, Action.DISSEMINATE, opening.ground.purpose)
        and match.state == MatchState.CONFIRMED.value
        and not is_locked(ports, flight, opening.now),
        sent=tuple(unit.disseminations.of_reference(match.match_id)),
        may_raise=reviews_itself and match.state == MatchState.SUPPRESSED.value,
        criterion=criterion,
        others=tuple(_rows(opening, _others(unit, match))),
    )


def _others(unit: Unit, match: StoredMatch) -> list[StoredMatch]:
    """Return the other matches of the same person on the flight, the strongest first."""
    matches = unit.matches.matches_of_flight(match.flight_id)
    found = [one for one in matches if one.person == match.person and one.match_id != match.match_id]
    return sorted(found, key=lambda one: (-one.score, one.match_id))


def _features(ports: Ports, match: StoredMatch) -> tuple[Feature, ...]:
    values = open_beside(ports.keys, match.key_id, "match", match.match_id, match.sealed)
    return tuple(msgspec.json.decode(values, type=list[Feature]))


def _review(ports: Ports, stored: StoredReview) -> ReviewView:
    note = open_beside(ports.keys, stored.key_id, "review", stored.review_id, stored.sealed_note).decode()
    grounds = tuple(msgspec.json.decode(stored.grounds, type=list[str]))
    return ReviewView(stored.reviewer, stored.role, stored.decision, grounds, note, stored.decided_at)


def _known(unit: Unit, row: StoredFalseMatch, now: datetime) -> KnownFalseView:
    last = [one for one in unit.matches.reviews(row.match_id) if one.decision == Decision.REFUTED.value][-1]
    grounds = tuple(msgspec.json.decode(last.grounds, type=list[str]))
    is_over = now >= row.expires_at
    return KnownFalseView(row.match_id, last.reviewer, row.remembered_at, grounds, row.expires_at, is_over=is_over)


def _grounds(side: Side, match: StoredMatch) -> tuple[str, ...]:
    fitting = ((ground, rule) for ground, rule in GROUNDS.items() if _matched_with(match) in rule.of)
    return tuple(ground.value for ground, rule in fitting if rule.side is side)


def _matched_with(match: StoredMatch) -> MatchedWith:
    return MatchedWith.ALERT if match.criterion_id is None else MatchedWith.CRITERION
