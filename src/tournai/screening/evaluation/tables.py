"""What labelled data is made from: attested names, real lists, real pairs, handed in by who reads them.

Nothing here is invented and nothing is a rule of a matcher: a name or spelling that no table holds is never made.
"""

import msgspec

from tournai.values import PartialDate, Person, Sex, StateCode


class Unit(msgspec.Struct, frozen=True, gc=False):
    """One spelling, in Latin letters, of one part of a name that its bearers write in another script.

    ``key`` is the part in that script, so units of one key are spellings of one name. ``role`` is ``given``,
    ``surname`` or ``unknown``; ``count`` how often the spelling is attested in the state.
    """

    key: str
    text: str
    state: StateCode
    role: str
    count: int


class FullName(msgspec.Struct, frozen=True, gc=False):
    """A whole name as its bearer's script has it (``key``), and one attested spelling of it in Latin letters.

    ``is_alias`` marks what its source calls another name of the person: often a spelling, at times a nom de guerre.
    """

    key: str
    text: str
    state: StateCode
    is_alias: bool = False


class Listed(msgspec.Struct, frozen=True):
    """A person of an official list, under the list's name and its own number for him: ``UN-110447``."""

    id: str
    person: Person


class CrossListPair(msgspec.Struct, frozen=True):
    """A name that one list gives to a person whom another list, under ``target``, knows by other names only.

    ``is_near`` tells that at least two parts of the names are alike; the others are names of another kind (a nom de
    guerre), which no comparison of spellings finds.
    """

    target: str
    is_near: bool
    surname: str
    given: str
    birth: PartialDate


class Stranger(msgspec.Struct, frozen=True):
    """A person who is on no list."""

    given: tuple[str, ...]
    surname: str
    sex: Sex
    birth: PartialDate | None
    nationality: StateCode | None


class Tables(msgspec.Struct, frozen=True):
    """All that labelled data is made from. A table that is not at hand is empty, and what needs it is not made."""

    units: tuple[Unit, ...] = ()
    full_names: tuple[FullName, ...] = ()
    listed: tuple[Listed, ...] = ()
    pairs: tuple[CrossListPair, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    nicknames: tuple[tuple[str, str], ...] = ()
    """A given name and a familiar form of it, both in lower case."""
