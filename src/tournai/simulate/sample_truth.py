"""The persons sought of the public samples, on the flights that the samples push tonight."""

from collections.abc import Sequence
from datetime import datetime

from tournai.simulate.plan import Sighting
from tournai.simulate.redate import sample_deliveries
from tournai.simulate.sample_cases import SAMPLE_FILES
from tournai.simulate.truth import Planted
from tournai.travel import read_travel_file


def planted_in_samples(now: datetime, sightings: Sequence[Sighting]) -> tuple[Planted, ...]:
    """Return the persons sought of the samples, on tonight's flights; ``sightings`` are those of `SAMPLE_CASES`."""
    flights = {
        delivery.name.rpartition("/")[2]: read_travel_file(delivery.body).pushes[0].legs[0]
        for delivery in sample_deliveries(now)
    }
    found = []
    for (file, record_locator), sighting in zip(SAMPLE_FILES, sightings, strict=True):
        leg, person = flights[file], sighting.case.traveller
        assert leg.departure_date is not None  # noqa: S101  # a sample without one is not moved at all
        found.append(
            Planted(
                flight=f"{leg.carrier}{leg.number}",
                date=leg.departure_date,
                record_locator=record_locator,
                surname=person.surname,
                given=person.given,
                document_number=person.document,
                source=sighting.source,
                reference=sighting.reference,
                variant=sighting.case.variant,
            )
        )
    return tuple(found)
