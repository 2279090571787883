"""Screening without numba: the same functions run as plain Python and must give the same matches and reasons."""

import subprocess
import sys
from pathlib import Path

from tournai.screening.compiled import IS_COMPILED

SCRIPT = """
import sys
if sys.argv[1] == "plain":
    sys.modules["numba"] = None
from datetime import date
from tournai.screening import batch_of, build_index, screen
from tournai.screening.compiled import IS_COMPILED
from tournai.values import Name, NameKind, PartialDate, Person, Sex
SURNAMES = ("BENALI", "HADJ TESTIN", "MUELLER", "VAN DER MEER", "OULD TESTIN", "SHEVTCHENKO", "IVANOV", "YILMAZ")
GIVEN = ("MOHAMED", "MUHAMMAD AMINE", "YOUSSEF", "SERGEI IVANOVITCH", "JURGEN", "ABDELKADER", "MEHMET", "M")
KINDS = tuple(NameKind)

def person(at, surname, given):
    day = PartialDate.on(date(1960 + at % 40, 1 + at % 12, 1 + at % 28))
    births = (day,) if at % 5 else (PartialDate(date(1960 + at % 40, 1, 1), date(1961 + at % 40, 1, 1)),)
    name = Name(surname, given, KINDS[at % len(KINDS)])
    return Person((name,), births if at % 7 else (), Sex.MALE if at % 2 else Sex.UNKNOWN, nationalities=("UTO",))

alerts = [(8 * i + j, person(i + j, s, g)) for i, s in enumerate(SURNAMES) for j, g in enumerate(GIVEN)]
spelled = {"BENALI": "BEN ALI", "MUELLER": "MULLER", "SHEVTCHENKO": "CHEVTSCHENKO", "YOUSSEF": "YUSUF MR", "M": "MARC"}
travellers = [
    (8 * i + j, person(i + j, spelled.get(s, s), spelled.get(g, g)))
    for i, s in enumerate(SURNAMES) for j, g in enumerate(GIVEN)
]
matches = screen(build_index(batch_of(alerts), version="one"), batch_of(travellers), threshold=-30.0)
print(IS_COMPILED)
print(len(matches), matches.traveller.tolist(), matches.alert.tolist(), matches.score.tolist(), matches.features)
"""


def screened(way: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, way], capture_output=True, text=True, check=True, cwd=Path(__file__).parent
    )
    compiled, _, matches = done.stdout.partition("\n")
    return compiled, matches


def test_matches_and_reasons_are_the_same_without_numba() -> None:
    compiled, plain = screened("compiled"), screened("plain")

    assert (compiled[0], plain[0]) == (str(IS_COMPILED), "False")
    assert int(plain[1].partition(" ")[0]) > 100
    assert plain[1] == compiled[1]
