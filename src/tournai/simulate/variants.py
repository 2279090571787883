"""Kinds of variant: how the same person stands on an alert and in a carrier's message, by the practice behind it.

Each kind is one way in which names, births and documents drift apart between an authority's list and a reservation.
Written from naming practice and reservation systems, not from any matcher.

Source: AIRIMP, name element; ICAO Doc 9303-3, section 6 (transliteration) and 9303-4, section 4.2.2 (truncation).
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import msgspec
from msgspec.structs import replace

from tournai.simulate.name_parts import PARTICLES, PRACTICE_BY_NAME, PRACTICES, Practice
from tournai.simulate.people import Identity, draw_document, draw_person, message_name
from tournai.simulate.spellings import TRANSLITERATIONS, join_first_words, mistype, transliterate, without_particles
from tournai.values import DocumentNumber, PartialDate, Sex, StateCode

NAME_FIELD = 20
"""The letters that short name fields of reservation systems hold, surname and given names together."""
SURNAME_FIELD = 14
"""What such a field gives the surname at most."""
MOST_DRAWS = 10_000
GLUED_TITLES = ("MR", "MRS", "MS", "MISS")
UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")


class Sought(msgspec.Struct, frozen=True):
    """A person as an alert describes him; ``None`` and empty where the alert does not say."""

    surname: str
    given: str
    sex: Sex = Sex.UNKNOWN
    birth: PartialDate | None = None
    nationality: StateCode | None = None
    document: DocumentNumber = DocumentNumber("")
    aliases: tuple[tuple[str, str], ...] = ()
    """Surname and given names of each."""


class Case(msgspec.Struct, frozen=True):
    """A traveller, the alert on a person, and what of the one differs from the other."""

    traveller: Identity
    sought: Sought
    variant: str


Vary = Callable[[Random, Identity], tuple[Identity, Sought] | None]
"""Gives the traveller as sent and the person as sought, or ``None`` where a name does not allow the variant."""


class Variant(msgspec.Struct, frozen=True):
    """One kind of variant: its name, what makes it, and the practices whose names can have it."""

    name: str
    vary: Vary
    practices: tuple[Practice, ...] = PRACTICES


def draw_case(rng: Random, variant: Variant) -> Case:
    """Return a case of the variant: people are drawn until one has a name that allows it."""
    for _ in range(MOST_DRAWS):
        found = variant.vary(rng, draw_person(rng, variant.practices))
        if found is not None:
            return Case(*found, variant=variant.name)
    raise ValueError(f"no name of these practices allows the variant {variant.name!r}")


def as_sent(person: Identity) -> Identity:
    """Return the person with the name in a message's letters."""
    return replace(
        person,
        surname=message_name(person.surname, person.practice),
        given=message_name(person.given, person.practice),
    )


def as_sought(person: Identity) -> Sought:
    """Return the person as a well-kept alert has him, without his document."""
    assert person.born is not None  # noqa: S101  # every drawn person has a birth date
    birth = PartialDate.on(person.born)
    return Sought(person.surname, person.given, person.sex, birth, person.nationality)


def _sent_as(person: Identity, surname: str, given: str) -> tuple[Identity, Sought] | None:
    """Return the pair with the traveller's name written so; ``None`` where that is how it was written anyway."""
    sent = as_sent(person)
    if (surname, given) == (sent.surname, sent.given) or not surname:
        return None
    return replace(sent, surname=surname, given=given), as_sought(person)


def _exact(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    return as_sent(person), as_sought(person)


def _same_document(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    return as_sent(person), replace(as_sought(person), document=person.document)


def _order_swapped(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    return _sent_as(person, sent.given, sent.surname)


def _one_typo(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    if rng.random() < 0.5:
        return _sent_as(person, mistype(rng, sent.surname), sent.given)
    return _sent_as(person, sent.surname, mistype(rng, sent.given))


def _two_typos(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    surname, given = mistype(rng, sent.surname), mistype(rng, sent.given)
    return None if surname == sent.surname or given == sent.given else _sent_as(person, surname, given)


def _one_token(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    if rng.random() < 0.5:
        return _sent_as(person, transliterate(rng, sent.surname, most=1)[0], sent.given)
    return _sent_as(person, sent.surname, transliterate(rng, sent.given, most=1)[0])


def _all_tokens(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    words = [word for word in f"{sent.surname} {sent.given}".split() if word not in PARTICLES]
    if any(word not in TRANSLITERATIONS for word in words):
        return None
    return _sent_as(person, transliterate(rng, sent.surname)[0], transliterate(rng, sent.given)[0])


def _turkish(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """The alert keeps the Turkish letters; the carrier puts the nearest plain ones."""
    has_letters = not f"{person.surname}{person.given}".isascii()
    return (as_sent(person), as_sought(person)) if has_letters else None


def _truncated(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    surname = sent.surname[:SURNAME_FIELD].rstrip()
    given = sent.given[: NAME_FIELD - len(surname)].rstrip()
    return _sent_as(person, surname, given)


def _titled(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    title = "MR" if person.sex is Sex.MALE else rng.choice(GLUED_TITLES[1:])
    return replace(sent, title=title), as_sought(person)


def _particle_dropped(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    return _sent_as(person, without_particles(sent.surname), sent.given)


def _particle_added(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """The list leaves the particle out; the passport has it."""
    words = person.surname.split()
    short = " ".join(word for word in words if message_name(word) not in PARTICLES)
    if short == person.surname or not short:
        return None
    return as_sent(person), replace(as_sought(person), surname=short)


def _tokens_joined(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    if " " in sent.surname:
        return _sent_as(person, sent.surname.replace(" ", ""), sent.given)
    return _sent_as(person, sent.surname, join_first_words(sent.given))


def _tokens_split(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """The list writes a particle and the name as one word, the passport as two."""
    sent = as_sent(person)
    if not PARTICLES & set(sent.surname.split()):
        return None
    joined = "".join(person.surname.split()).capitalize()
    return sent, replace(as_sought(person), surname=joined)


def _middle_missing(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    return _sent_as(person, sent.surname, sent.given.split()[0])


def _extra_surname(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """A married name behind one's own, or the mother's surname, which the list does not have."""
    other = rng.choice(PRACTICE_BY_NAME[person.practice].surnames)
    if other in person.surname:
        return None
    sent = as_sent(person)
    return _sent_as(person, f"{sent.surname} {message_name(other, person.practice)}", sent.given)


def _initials(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    sent = as_sent(person)
    return _sent_as(person, sent.surname, " ".join(word[0] for word in sent.given.split()))


def _day_and_month_swapped(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    born = person.born
    if born is None or born.day > 12 or born.day == born.month:
        return None
    return replace(as_sent(person), born=date(born.year, born.day, born.month)), as_sought(person)


def _year_only(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    assert person.born is not None  # noqa: S101  # every drawn person has a birth date
    return as_sent(person), replace(as_sought(person), birth=PartialDate.in_year(person.born.year))


def _no_birth_sent(_rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """Only names of three words: with less, nothing but a common name would tell the two apart."""
    sent = as_sent(person)
    has_three = len(f"{sent.surname} {sent.given}".split()) >= 3
    return (replace(sent, born=None), as_sought(person)) if has_three else None


def _another_name(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """A stolen or lent passport number: the alert has the number, the booking another name and birth."""
    other = as_sent(draw_person(rng, (PRACTICE_BY_NAME[person.practice],)))
    sent = replace(other, document=person.document, nationality=person.nationality)
    return sent, replace(as_sought(person), document=person.document)


def _umlaut(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """The alert has Müller or Mueller; the carrier's office leaves the dots out: MULLER."""
    dotless = person.surname.translate(UMLAUTS)
    if dotless == person.surname:
        return None
    listed = rng.choice((person.surname, message_name(person.surname).title()))
    sent = replace(as_sent(person), surname=message_name(dotless))
    return sent, replace(as_sought(person), surname=listed)


def _alias(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    other = draw_person(rng, (PRACTICE_BY_NAME[person.practice],))
    known_as = (other.surname, person.given if person.sex is not other.sex else other.given)
    sent = as_sent(replace(person, surname=known_as[0], given=known_as[1]))
    return sent, replace(as_sought(person), aliases=(known_as,))


def _typo_and_year(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """A slip in the booking, and an alert that knows the year of birth alone."""
    found = _one_typo(rng, person)
    years = _year_only(rng, person)
    return (found[0], years[1]) if found and years else None


def _spelling_and_no_birth(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """Another custom's spelling in a booking without a birth date."""
    found = _all_tokens(rng, person)
    return (replace(found[0], born=None), found[1]) if found and _no_birth_sent(rng, person) else None


def _swapped_and_typo(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """Surname and given names in each other's fields, and a slip in one of them."""
    found = _one_typo(rng, person)
    if found is None:
        return None
    return replace(found[0], surname=found[0].given, given=found[0].surname), found[1]


def _extra_and_spelling(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """A second surname that the list does not have, beside one word in another custom's spelling."""
    found, extra = _one_token(rng, person), _extra_surname(rng, person)
    if found is None or extra is None:
        return None
    added = extra[0].surname.removeprefix(as_sent(person).surname)
    return replace(found[0], surname=f"{found[0].surname}{added}"), found[1]


def _of(*names: str) -> tuple[Practice, ...]:
    return tuple(PRACTICE_BY_NAME[name] for name in names)


_ARABIC = _of("Maghreb", "Levant and Gulf")

VARIANTS = (
    Variant("exact", _exact),
    Variant("exact with the document", _same_document),
    Variant("order swapped", _order_swapped),
    Variant("one typo", _one_typo),
    Variant("two typos", _two_typos),
    Variant("Arabic: one word transliterated otherwise", _one_token, _ARABIC),
    Variant("Arabic: all words transliterated otherwise", _all_tokens, _ARABIC),
    Variant("Cyrillic: transliterated otherwise", _all_tokens, _of("Slavic, in Cyrillic")),
    Variant("Turkish letters left out", _turkish, _of("Turkey")),
    Variant("truncated to 20 characters", _truncated),
    Variant("title glued to the given name", _titled),
    Variant("particle dropped", _particle_dropped),
    Variant("particle added", _particle_added),
    Variant("words joined", _tokens_joined),
    Variant("words split", _tokens_split),
    Variant("middle name missing", _middle_missing),
    Variant("extra surname", _extra_surname),
    Variant("initials", _initials),
    Variant("day and month of birth swapped", _day_and_month_swapped),
    Variant("birth year only on the alert", _year_only),
    Variant("no birth date in the message", _no_birth_sent),
    Variant("same document under another name", _another_name),
    Variant("umlaut spelling", _umlaut, _of("German")),
    Variant("alias used", _alias),
    Variant("two at once: typo and birth year only", _typo_and_year),
    Variant("two at once: all words transliterated and no birth date", _spelling_and_no_birth, _ARABIC),
    Variant("two at once: order swapped and typo", _swapped_and_typo),
    Variant("two at once: one word transliterated and extra surname", _extra_and_spelling, _ARABIC),
)
"""Every kind; planted persons take them in turn."""


def _namesake(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """Another person of the same name: born years apart, of another state."""
    other = draw_person(rng)
    assert person.born is not None  # noqa: S101  # every drawn person has a birth date
    apart = timedelta(days=rng.randrange(5 * 365, 25 * 365)) * rng.choice((-1, 1))
    sought = replace(as_sought(person), birth=PartialDate.on(person.born + apart), nationality=other.nationality)
    return as_sent(person), sought


def _same_birth(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """Another person born on the same day."""
    other = draw_person(rng, born=person.born)
    return (as_sent(person), as_sought(other)) if other.surname != person.surname else None


def _relative(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """A brother or sister: the surname and the state are the same, given name and birth are not."""
    practice = PRACTICE_BY_NAME[person.practice]
    other = draw_person(rng, (practice,), surname=person.surname)
    shared = set(other.given.split()) & set(person.given.split())
    return None if shared else (as_sent(person), replace(as_sought(other), nationality=person.nationality))


def _parent(rng: Random, person: Identity) -> tuple[Identity, Sought] | None:
    """A father or mother of the same full name, a generation older."""
    assert person.born is not None  # noqa: S101  # every drawn person has a birth date
    older = person.born - timedelta(days=rng.randrange(22 * 365, 38 * 365))
    return as_sent(person), replace(as_sought(person), birth=PartialDate.on(older))


LOOKALIKES = (
    Variant("namesake", _namesake),
    Variant("born on the same day", _same_birth),
    Variant("relative", _relative),
    Variant("parent of the same name", _parent),
)
"""Ordinary travellers beside alerts on other people: what a match on them would be is false."""


def draw_sought(rng: Random) -> Sought:
    """Return a person sought who does not travel; a third of them with a document."""
    person = draw_person(rng)
    sought = as_sought(person)
    has_document = rng.random() < 1 / 3
    return replace(sought, document=draw_document(rng, person.nationality)) if has_document else sought
