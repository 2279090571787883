"""Laws of zones: what was written is read again; no text is changed in silence; any text gives a zone or a refusal."""

from datetime import date
from string import ascii_uppercase, digits

from hypothesis import assume, given
from hypothesis import strategies as st

from tournai.documents.mrz import (
    Contents,
    MalformedZone,
    MrzFormat,
    propose_repairs,
    read_lines,
    read_zone,
    repaired,
    write_zone,
)
from tournai.documents.mrz.names import read_name, write_name
from tournai.documents.mrz.transliteration import arabic_from_zone, to_zone
from tournai.documents.mrz.transliteration_tables import ARABIC
from tournai.values import PartialDate

TODAY = date(2030, 12, 1)
words = st.text(ascii_uppercase, min_size=1, max_size=12)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)
births = st.dates(date(1931, 1, 1), TODAY)
expiries = st.dates(date(1946, 1, 1), date(2045, 12, 31))
known = st.one_of(
    births.map(PartialDate.on),
    births.map(lambda day: PartialDate.in_month(day.year, day.month)),
    births.map(lambda day: PartialDate.in_year(day.year)),
    st.none(),
)
characters = st.text(ascii_uppercase + digits, max_size=7)
numbers = st.text(ascii_uppercase + digits, min_size=1, max_size=9)
BY_ICAO = [kind for kind in MrzFormat if kind is not MrzFormat.FRENCH_CARD]


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    kind = draw(st.sampled_from(BY_ICAO))
    return Contents(
        format=kind,
        document_code="V" if kind in (MrzFormat.MRV_A, MrzFormat.MRV_B) else "I",
        issuing_state=draw(st.sampled_from(["UTO", "DEU", "BEL"])),
        primary=draw(words),
        secondary=draw(words),
        document_number=draw(numbers),
        nationality=draw(st.sampled_from(["UTO", "DEU", "XXA"])),
        date_of_birth=draw(known),
        sex=draw(st.sampled_from("MFX")),
        date_of_expiry=PartialDate.on(draw(expiries)),
        optional_data=draw(characters),
    )


def written_of(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)


@given(contents())
def test_what_was_written_is_read_again(given_contents: Contents) -> None:
    zone = read_lines(write_zone(given_contents), TODAY)

    assert zone.format is given_contents.format
    assert zone.passes_all_check_digits
    assert zone.passes_all_fields
    assert (zone.name.primary, zone.name.secondary) == (given_contents.primary, given_contents.secondary)
    for_each = ("document_code", "issuing_state", "document_number", "nationality", "sex")
    assert [zone.value(name) for name in for_each] == [getattr(given_contents, name) for name in for_each]
    assert zone.value("date_of_birth") == written_of(given_contents.date_of_birth)
    assert zone.value("date_of_expiry") == written_of(given_contents.date_of_expiry)
    assert zone.value("optional_data") == (given_contents.optional_data or None)


@given(words, words, births, st.text(digits, min_size=5, max_size=5))
def test_french_card_that_was_written_is_read_again(surname: str, given_name: str, day: date, serial: str) -> None:
    card = Contents(
        format=MrzFormat.FRENCH_CARD,
        document_code="ID",
        issuing_state="FRA",
        primary=surname,
        secondary=given_name,
        document_number=f"{day:%y%m}GVA{serial}",
        date_of_birth=PartialDate.on(day),
        sex="F",
        date_of_expiry=PartialDate.in_month(day.year, day.month),
        optional_data="0CHE02",
    )

    zone = read_lines(write_zone(card), TODAY)

    assert zone.format is MrzFormat.FRENCH_CARD
    assert zone.passes_all_check_digits
    assert (zone.value("surname"), zone.value("given_names")) == (surname, given_name)
    assert zone.value("document_number") == card.document_number


@given(st.sampled_from([MrzFormat.TD1, MrzFormat.TD2]), st.text(ascii_uppercase + digits, min_size=10, max_size=14))
def test_long_number_is_read_again(kind: MrzFormat, number: str) -> None:
    card = Contents(
        format=kind,
        document_code="I",
        issuing_state="UTO",
        primary="ERIKSSON",
        document_number=number,
        nationality="UTO",
    )

    zone = read_lines(write_zone(card), TODAY)

    assert zone.value("document_number") == number
    assert zone.passes_all_check_digits


@given(names, st.one_of(names, st.just("")), st.sampled_from([30, 31, 39]))
def test_truncated_name_fits_and_keeps_the_first_letters(primary: str, secondary: str, width: int) -> None:
    field = write_name(primary, secondary, width)

    assert len(field) == width
    read = read_name(field)
    assert read.primary[:1] == primary[:1]
    assert read.secondary[:1] == secondary[:1]


@given(contents(), st.integers(0, 89), st.sampled_from(ascii_uppercase + digits + "<"))
def test_damaged_zone_is_shown_as_it_is(given_contents: Contents, at: int, char: str) -> None:
    sound = write_zone(given_contents)
    text = "".join(sound)
    damaged = text[: at % len(text)] + char + text[at % len(text) + 1 :]

    zone = read_zone(damaged, TODAY)

    assert "".join(zone.lines) == damaged
    proposals = propose_repairs(zone.lines)
    changed = repaired(zone.lines, proposals)
    told = {(one.line, one.position): one.proposed for one in proposals if one.alternatives == 1}
    differences = {
        (line, position): new
        for line, (before, after) in enumerate(zip(zone.lines, changed, strict=True), 1)
        for position, (old, new) in enumerate(zip(before, after, strict=True), 1)
        if old != new
    }
    assert differences == told


@given(st.text(max_size=100))
def test_any_text_gives_a_zone_or_a_refusal(text: str) -> None:
    try:
        zone = read_zone(text, TODAY)
    except MalformedZone:
        return

    assert "".join(zone.lines) == "".join(text.split()).upper()


@given(st.text(st.sampled_from([letter for letter in ARABIC if letter not in "ةې"]), min_size=1))
def test_arabic_name_comes_back_from_a_zone(name: str) -> None:
    code = to_zone(name)
    assume(to_zone(arabic_from_zone(code)) == code)

    assert arabic_from_zone(code) == name
