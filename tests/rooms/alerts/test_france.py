"""The French register of frozen assets, JSON; invented entries in the published form."""

import json
from datetime import date

import pytest

from tournai.alerts import Alert, AlertList, ListFormat, read_list
from tournai.alerts.nationalities import french_state
from tournai.errors import Malformed
from tournai.values import Document, DocumentKind, DocumentNumber, Name, NameKind, PartialDate, Sex

BASIS = "(UE) 2026/1 du 02/01/2026 (UE Testland - R (UE) 1/2026)"


def entry(*details: tuple[str, dict[str, object]], nature: str = "Personne physique") -> dict[str, object]:
    fields = [{"TypeChamp": kind, "Valeur": [value]} for kind, value in details]
    return {"IdRegistre": 7001, "Nature": nature, "Nom": "TESTIN", "RegistreDetail": fields}


def read(*entries: object) -> AlertList:
    publications = {"DatePublication": "2026-03-04T19:36:05+01:00", "PublicationDetail": entries}
    return read_list(ListFormat.FRANCE, json.dumps({"Publications": publications}).encode())


def read_one(*details: tuple[str, dict[str, object]]) -> Alert:
    return read(entry(("PRENOM", {"Prenom": "Orval"}), *details)).alerts[0]


def test_register_keeps_its_day_and_the_reference_of_an_entry() -> None:
    found = read(entry())

    assert (found.published_on, found.alerts[0].reference) == (date(2026, 3, 4), "7001")


def test_name_is_surname_and_given_names() -> None:
    assert read_one().person.names == (Name("TESTIN", "Orval"),)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Orvalo TESTINO", Name("TESTINO", "Orvalo", NameKind.ALIAS)),
        ("The Tester", Name("The Tester", kind=NameKind.ALIAS)),
        ("Орвал ТЕСТИН", Name("ТЕСТИН", "Орвал", NameKind.ORIGINAL_SCRIPT)),
        ("TESTIN ORVAL", Name("TESTIN ORVAL", kind=NameKind.ALIAS)),
    ],
)
def test_capitals_of_an_alias_are_its_surname_where_not_all_is_in_capitals(text: str, name: Name) -> None:
    alias = read_one(("ALIAS", {"Alias": text, "Commentaire": ""})).person.names[1]

    assert alias == name


@pytest.mark.parametrize(
    ("value", "birth"),
    [
        ({"Jour": "01", "Mois": "03", "Annee": "1972"}, PartialDate.on(date(1972, 3, 1))),
        ({"Jour": "", "Mois": "03", "Annee": "1972"}, PartialDate.in_month(1972, 3)),
        ({"Jour": "", "Mois": "", "Annee": "1972"}, PartialDate.in_year(1972)),
        (
            {"Jour": "", "Mois": "", "Annee": "1972", "Commentaire": "vers"},
            PartialDate.in_year(1972, is_approximate=True),
        ),
        ({"Jour": 1, "Mois": 3, "Annee": 1972}, PartialDate.on(date(1972, 3, 1))),
    ],
)
def test_birth_is_as_exact_as_its_parts(value: dict[str, object], birth: PartialDate) -> None:
    assert read_one(("DATE_DE_NAISSANCE", value)).person.births == (birth,)


def test_birth_that_is_no_date_is_noted() -> None:
    found = read(entry(("DATE_DE_NAISSANCE", {"Jour": "31", "Mois": "02", "Annee": "1972"})))

    assert [note.reason for note in found.notes] == ["the date of birth is not understood"]


def test_sex_nationality_and_place_are_read_in_french() -> None:
    person = read_one(
        ("SEXE", {"Sexe": "Féminin"}),
        ("NATIONALITE", {"Pays": "CORÉE DU NORD", "Commentaire": ""}),
        ("LIEU_DE_NAISSANCE", {"Lieu": "Testville", "Pays": "BELGIQUE"}),
    ).person

    assert (person.sex, person.nationalities, person.birthplaces) == (Sex.FEMALE, ("PRK",), ("Testville, BELGIQUE",))


@pytest.mark.parametrize(
    ("name", "state"),
    [("Belgique", "BEL"), ("RUSSIE", "RUS"), ("États-Unis", "USA"), ("Côte d’Ivoire", "CIV"), ("ex-URSS", None)],
)
def test_french_names_of_states(name: str, state: str | None) -> None:
    assert french_state(name) == state


def test_series_and_number_of_a_passport_are_one_number() -> None:
    documents = read_one(
        ("PASSEPORT", {"NumeroPasseport": " série 1808 n° 123456", "Commentaire": ""})
    ).person.documents

    assert documents == (Document(DocumentNumber("1808123456"), DocumentKind.PASSPORT),)


def test_tax_number_is_a_document_of_another_kind() -> None:
    value = {"NumeroCarte": "344407", "Commentaire": "Numéro d'identification fiscale"}

    assert read_one(("AUTRE_IDENTITE", value)).person.documents[0].kind is DocumentKind.OTHER


def test_regime_in_the_brackets_of_the_legal_basis_is_the_category() -> None:
    alert = read_one(("FONDEMENT_JURIDIQUE", {"FondementJuridique": 1, "FondementJuridiqueLabel": BASIS}))

    assert (alert.category, alert.legal_basis) == ("UE Testland", BASIS)


def test_legal_person_is_counted_and_left_out() -> None:
    found = read(entry(nature="Personne morale"))

    assert (found.alerts, found.not_persons) == ((), 1)


def test_entry_of_another_form_is_a_bad_row_and_loses_no_other() -> None:
    found = read({"IdRegistre": 1}, entry())

    assert (len(found.alerts), [row.position for row in found.bad_rows]) == (1, [1])


def test_json_of_another_form_is_refused_without_being_quoted() -> None:
    with pytest.raises(Malformed) as caught:
        read_list(ListFormat.FRANCE, b'{"TESTIN": 1}')

    assert caught.value.code == "json-form"
    assert "TESTIN" not in str(caught.value)


def test_json_nested_too_deep_is_refused() -> None:
    with pytest.raises(Malformed):
        read_list(ListFormat.FRANCE, b'{"Publications": ' + b"[" * 200_000 + b"]" * 200_000 + b"}")
