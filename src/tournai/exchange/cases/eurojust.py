"""The check-list of what Eurojust's counter-terrorism register is told.

Source: Regulation (EU) 2018/1727, Art. 21a and Annex III, as amended by Regulation (EU) 2023/2131: as early as
possible, once a case of terrorism was opened under judicial supervision, unless it would harm security or an inquiry.
From memory of the annex: verify the list before real use.
"""

from collections.abc import Iterable

import msgspec

from tournai.exchange.offences import exchange_offence

TERRORISM = "terrorism"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One thing that the register is told, and what it is about."""

    name: str
    about: str


CHECK_LIST = (
    Entry("surname", "person"),
    Entry("first names", "person"),
    Entry("aliases", "person"),
    Entry("date of birth", "person"),
    Entry("place of birth", "person"),
    Entry("nationality", "person"),
    Entry("identification document", "person"),
    Entry("sex", "person"),
    Entry("residence", "person"),
    Entry("legal qualification", "offence"),
    Entry("form of serious crime", "offence"),
    Entry("affiliation with a terrorist group", "offence"),
    Entry("type of terrorism", "offence"),
    Entry("summary of the case", "offence"),
    Entry("status of the proceedings", "proceedings"),
    Entry("responsible prosecutor's office", "proceedings"),
    Entry("case number", "proceedings"),
    Entry("date of opening", "proceedings"),
    Entry("links with other cases", "proceedings"),
    Entry("fingerprints, where kept", "identification"),
    Entry("photograph, where kept", "identification"),
)


def is_notifiable(offence: str, *, judicially_supervised: bool, would_harm: bool) -> bool:
    """Whether the national member of Eurojust must be told of a case.

    Raises:
        Incomplete: There is no such offence. Rule EXC-03.
    """
    return exchange_offence(offence).identifier == TERRORISM and judicially_supervised and not would_harm


def to_find(present: Iterable[str]) -> tuple[Entry, ...]:
    """Return what is not there yet, in the order of the list."""
    known = set(present)
    return tuple(entry for entry in CHECK_LIST if entry.name not in known)
