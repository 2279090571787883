"""Following a person through the pushes of a flight: what a later push adds must not make one match two."""

from collections.abc import Mapping, Sequence

import msgspec

from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.rows import StoredRecord, StoredTraveller
from tournai.node.duties.sealed_records import open_record, travellers_of
from tournai.travel.records import Traveller

Arriving = Mapping[bytes, Sequence[tuple[StoredTraveller, Traveller]]]
"""A record's identity -> the travellers that a push has in it."""


def follow_persons(
    ports: Ports, unit: Unit, flight_id: str, replaced: Sequence[StoredRecord], arriving: Arriving
) -> None:
    """Keep each match of a replaced record on its person, e.g. when a birth date is known only now.

    The person is who bears the same name in the record that replaces it, where that is one person.
    """
    known = unit.matches.matches_of_flight(flight_id) if replaced else []
    held = {(match.person, match.alert_id) for match in known}
    identities = {record.record_id for record in replaced}
    for match in known:
        pair = unit.travel.traveller(match.traveller_id)
        if pair is None or pair[1].record_id not in identities:
            continue
        person = _person_now(ports, *pair, arriving)
        if person is not None and (person, match.alert_id) not in held:
            unit.matches.replace_match(msgspec.structs.replace(match, person=person))
            held.add((person, match.alert_id))


def _person_now(ports: Ports, row: StoredTraveller, record: StoredRecord, arriving: Arriving) -> bytes | None:
    before = travellers_of(open_record(ports.keys, record))[row.ordinal]
    spelling = (before.surname, before.given)
    found = [
        new.person for new, traveller in arriving[record.identity] if (traveller.surname, traveller.given) == spelling
    ]
    return found[0] if len(found) == 1 else None
