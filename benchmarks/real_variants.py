"""Real spellings beside the cross-list pairs: names of earlier snapshots of a list, and UN names that yente altered.

A name that a list gave to a person in 2021 and gives no more is looked for in the list of today (facts on matching,
section E.3); the birth is the earlier one. yente's file holds UN names with typing errors, missing parts and birth
dates changed by hand or by rule; those without a full date are left out.
"""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from tournai.screening.batches import EPOCH
from tournai.screening.evaluation import Base, Case, folded
from tournai.screening.evaluation.alert_base import LISTED, REGIMES
from tournai.screening.evaluation.labelled import Traveller
from tournai.screening.evaluation.tables import Listed
from tournai.simulate.attested import SHARED, read_list, table_file
from tournai.values import Name, PartialDate
from tournai.values.partial_dates import read_partial_date

EARLIER, ALTERED = "real, earlier snapshot", "real, UN altered by yente"
SNAPSHOTS = ("ofac/sdn_2021*.xml*", "eu_fsf/eu_fsf_full_2021*.xml*", "un_sc/un_consolidated_2021*.xml*")


def real_variants(base: Base, listed: tuple[Listed, ...], folder: Path = SHARED) -> list[Case]:
    """Return the cases that the folder and the base hold."""
    rows = {base.ids[row]: row for row in base.groups[LISTED]}
    return [*_earlier(base, rows, listed, folder), *_altered(base, rows, listed, folder)]


def _earlier(base: Base, rows: dict[str, int], listed: tuple[Listed, ...], folder: Path) -> Iterator[Case]:
    known = {one.id: {folded(name.full) for name in one.person.names} for one in listed}
    for pattern in SNAPSHOTS:
        for one in read_list(folder / "watchlists", pattern):
            birth = next((birth for birth in one.person.births if birth.is_exact), None)
            if one.id not in rows or birth is None:
                continue
            for name in one.person.names:
                if folded(name.full) not in known[one.id] | {""}:
                    yield _case(base, rows[one.id], name, birth, EARLIER)


def _altered(base: Base, rows: dict[str, int], listed: tuple[Listed, ...], folder: Path) -> Iterator[Case]:
    path = table_file(folder / "matching", "yente_positives_un")
    if path is None:
        return
    by_name = {folded(one.person.names[0].full): one.id for one in listed if one.id.startswith("UN-")}
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text), delimiter="\t" if ".tsv" in path.name else ","):
        target = by_name.get(folded(row["untreated_full_name"]))
        birth = read_partial_date(row["treated_date_of_birth"])
        if target is not None and birth is not None and birth.is_exact:
            surname, _, given = row["treated_full_name"].partition(",")
            yield _case(base, rows[target], Name(surname, given), birth, ALTERED)


def _case(base: Base, row: int, name: Name, birth: PartialDate, kind: str) -> Case:
    day = birth.earliest.toordinal() - EPOCH
    surname, given = folded(name.surname), folded(name.given)
    traveller = Traveller(
        surname or given, given if surname else "", day, int(base.sexes[row]), base.nationalities[row]
    )
    return Case(traveller, row, kind, REGIMES[int(base.regimes[row])], base.origins[row])
