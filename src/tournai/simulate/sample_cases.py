"""Synthetic alerts that fit persons of the public samples, so that real carriers' shapes give matches too.

The persons were invented by the samples' authors (``samples/SOURCES.md``); the alerts on them are invented here.
"""

from datetime import date

from tournai.simulate.people import Identity
from tournai.simulate.variants import Case, Sought
from tournai.values import DocumentNumber, PartialDate, Sex, StateCode

NOWHERE = StateCode("XXX")
EXACT, TYPO = "public sample: exact", "public sample: typo"


def _case(sent: tuple[str, str], born: date, document: str, sex: Sex, sought: tuple[str, str], variant: str) -> Case:
    person = Identity(*sent, sex, born, NOWHERE, DocumentNumber(document), date.max, practice="")
    return Case(person, Sought(*sought, sex, PartialDate.on(born)), variant)


SAMPLE_FILES = (
    ("bigbigPnr.txt", "BGXFR4"),
    ("bigbigPnr.txt", "8S2818"),
    ("pnr4.txt", "0995F0"),
    ("multiple_flight_leg_pnr.txt", "80F4E3"),
    ("pnrWithDoco.txt", "06A9FD"),
    ("tamr_flight1.txt", "647DA3"),
    ("tamr_flight1.txt", "65A6BB"),
    ("no_pnr_history.edi", "35K2IO"),
)
"""Where each of `SAMPLE_CASES` travels: the sample's file and the record locator."""

_STEFANSKI = ("Stefanski", "Guy Guillermo")

SAMPLE_CASES = (
    _case(("LAI", "BI"), date(1989, 5, 28), "191259499", Sex.FEMALE, ("Lai", "Bi"), EXACT),
    _case(("HARNEY", "ELIZA"), date(1951, 10, 30), "820886868", Sex.FEMALE, ("Harny", "Eliza"), TYPO),
    _case(("RAVAL", "CHRISTOPHER"), date(1964, 9, 9), "117557052", Sex.MALE, ("Raval", "Christopher"), EXACT),
    _case(("NUTTALL", "PETERMR"), date(1964, 1, 12), "2075148", Sex.MALE, ("Nutall", "Peter"), TYPO),
    _case(("ACKARY", "CHARLESMR"), date(1948, 12, 26), "602120901", Sex.MALE, ("Ackary", "Charles"), EXACT),
    _case(("STEFANSKI", "GUY GUILLERMO"), date(1961, 10, 21), "816522620", Sex.MALE, _STEFANSKI, EXACT),
    _case(("CAPONE", "LISA ALVINA"), date(1972, 8, 5), "907316631", Sex.FEMALE, ("Caponne", "Lisa Alvina"), TYPO),
    _case(("LENDROT", "CHARLOTTE MS"), date(1952, 2, 14), "", Sex.FEMALE, ("Lendrot", "Charlotte"), EXACT),
)  # fmt: skip
"""As sent, and as sought."""
