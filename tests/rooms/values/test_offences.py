"""The closed list of offences: Directive (EU) 2016/681, Art. 3(8), 3(9) and Annex II."""

import pytest

from tournai.values.offences import OFFENCES, UnknownOffence, offence_of


def test_list_holds_terrorism_and_the_twenty_six_of_annex_ii() -> None:
    annex = [offence for offence in OFFENCES.values() if "Annex II" in offence.source]

    assert (len(annex), len(OFFENCES)) == (26, 27)


@pytest.mark.parametrize(
    ("identifier", "source"),
    [
        ("terrorism", "Directive (EU) 2017/541, Art. 3 to 12"),
        ("criminal-organisation", "Directive (EU) 2016/681, Annex II, point 1"),
        ("cybercrime", "Directive (EU) 2016/681, Annex II, point 9"),
        ("industrial-espionage", "Directive (EU) 2016/681, Annex II, point 26"),
    ],
)
def test_offence_names_its_place_in_the_law(identifier: str, source: str) -> None:
    assert offence_of(identifier).source == source


def test_offence_of_annex_ii_needs_three_years() -> None:
    assert offence_of("rape").minimum_penalty_years == 3


def test_terrorism_needs_no_penalty() -> None:
    assert offence_of("terrorism").minimum_penalty_years is None


@pytest.mark.parametrize("identifier", ["", "theft", "migration", "Terrorism", "sanctions"])
def test_offence_outside_the_list_is_refused_with_its_rule(identifier: str) -> None:
    with pytest.raises(UnknownOffence) as caught:
        offence_of(identifier)

    assert caught.value.rule == "PNR-01"
