"""The ways in which one person's record differs from an alert: each kind must still be found, by name of the kind.

Every person here is invented.
"""

from datetime import date

import pytest

from tournai.screening import MatchBatch, batch_of, build_index, screen
from tournai.values import Document, DocumentNumber, Name, NameKind, PartialDate, Person, Sex, StateCode

BORN = PartialDate.on(date(1981, 4, 9))


def person(surname: str, given: str = "", born: PartialDate | None = BORN, kind: NameKind = NameKind.PRIMARY) -> Person:
    return Person((Name(surname, given, kind),), (born,) if born else ())


def alerts_beside(sought: Person) -> list[tuple[int, Person]]:
    """The alert sought, key 1, among others that share tokens and dates with it."""
    others = [
        person("Haddad", "Mohamed Amine", PartialDate.on(date(1975, 11, 2))),
        person("Peeters", "Jan", BORN),
        person("Zeroual", "Mohamed"),
        person("Lambertin", "Youssef", PartialDate.in_year(1981)),
    ]
    return [(1, sought), *enumerate(others, start=2)]


def screened(sought: Person, traveller: Person) -> MatchBatch:
    return screen(build_index(batch_of(alerts_beside(sought)), version="test"), batch_of([(70, traveller)]))


VARIANTS = {
    "as sought": (("Benkirami", "Mohamed Tarek"), ("BENKIRAMI", "MOHAMED TAREK")),
    "surname and given names exchanged": (("Benkirami", "Mohamed Tarek"), ("MOHAMED TAREK", "BENKIRAMI")),
    "all in the surname": (("Mohamed Tarek Benkirami", ""), ("BENKIRAMI", "MOHAMED TAREK")),
    "one token transliterated": (("Benkirami", "Mohamed Tarek"), ("BENKIRAMI", "MUHAMMAD TAREK")),
    "all tokens transliterated": (("Chaouki", "Youssef Djamel"), ("SHAWQI", "YUSUF JAMAL")),
    "Moroccan French and English": (("El Khattaboui", "Hocine"), ("AL KHATTABUI", "HUSSEIN")),
    "cut at 20 characters": (("Ben Abderrazak", "Mohamed Tarek"), ("BENABDERRAZAK", "MOHAMED")),
    "surname cut in the zone": (("Venkatanarasimhakumar", "Anand"), ("VENKATANARASIMHAK", "ANAND")),
    "glued names and title": (("Benkirami", "Mohamed Tarek"), ("BENKIRAMI", "MOHAMEDTAREKMR")),
    "cut inside a particle": (("Benkirami", "Mohamed Ben Tarek"), ("BENKIRAMI", "MOHAMED BE")),
    "cut inside a servant's name": (("Benkirami", "Nora Abdelouahed"), ("BENKIRAMI", "NORA ABDELO")),
    "abbreviated in the Maghreb": (("Benkirami", "Mohamed Tarek"), ("BENKIRAMI", "MED TAREK")),
    "servant left out": (("Ferhani", "Abd al-Karim"), ("FERHANI", "KARIM")),
    "one of two glued given names": (("Ferhani", "Mohammad"), ("FERHANI", "MOHAMMADHADI")),
    "short names and a further one": (("Kim", "Mun Il"), ("KIM SONTO", "MUN IL")),
    "particle dropped": (("Al-Ferhani", "Salim"), ("FERHANI", "SALIM")),
    "particle added": (("Ferhani", "Salim"), ("EL FERHANI", "SALIM")),
    "particle glued": (("El Ferhani", "Salim"), ("ELFERHANI", "SALIM")),
    "son-of particle glued": (("Ben Achouri", "Salim"), ("BENACHOURI", "SALIM")),
    "servant of, written apart": (("Ferhani", "Abd al-Karim"), ("FERHANI", "ABDELKARIM")),
    "servant of, assimilated": (("Ferhani", "Abd al-Rahman"), ("FERHANI", "ABDERRAHMANE")),
    "two tokens joined": (("Van den Broekhof", "Jean-Pierre"), ("VANDENBROEKHOF", "JEANPIERRE")),
    "three tokens joined": (("Ferhani", "Karim Tarek Salim"), ("FERHANI", "KARIMTAREKSALIM")),
    "middle name missing": (("Benkirami", "Mohamed Tarek"), ("BENKIRAMI", "MOHAMED")),
    "further surname": (("Lopetegarra", "Inigo"), ("LOPETEGARRA SANTOVENIA", "INIGO")),
    "one letter wrong": (("Benkirami", "Tarek"), ("BENKIRANI", "TAREK")),
    "two letters exchanged": (("Benkirami", "Tarek"), ("BENKRIAMI", "TAREK")),
    "initials": (("Benkirami", "Mohamed Tarek"), ("BENKIRAMI", "M T")),
    "umlaut written by the zone's rule": (("Mühlböck", "Jörg"), ("MUEHLBOECK", "JOERG")),
    "umlaut without its mark": (("Mühlböck", "Jörg"), ("MUHLBOCK", "JORG")),
    "Scandinavian letters": (("Sørengård", "Bjørn"), ("SOERENGAARD", "BJORN")),
    "Cyrillic and English": (("Чернышков", "Юрий"), ("CHERNYSHKOV", "YURIY")),
    "Cyrillic and French": (("Чернышков", "Юрий"), ("TCHERNYCHKOV", "IOURI")),
    "French and English from Cyrillic": (("Tchernychkov", "Iouri"), ("CHERNYSHKOV", "YURI")),
    "Swedish from Cyrillic": (("Chernyshkov", "Dmitry Alexeyevich"), ("TJERNYSJKOV", "DMITRIJ ALEKSEJEVITJ")),
    "German from Cyrillic": (("Chernyshkov", "Dmitry Alexeyevich"), ("TSCHERNYSCHKOW", "DMITRIJ ALEXEJEWITSCH")),
    "Croatian without marks": (("Chernishkov", "Dmitry Alexeyevich"), ("CERNISKOV", "DMITRIJ ALEKSEJEVIC")),
    "joined where two letters make one sound": (("Khresharat", "Rachid Jafar"), ("KHRESHARAT", "RACHIDJAFAR")),
    "joined, first part alike a name": (("Ferhani", "Mohammad Ali"), ("FERHANI", "MOHAMMADALI")),
    "particle glued behind": (("Ferhani", "Mounir Ben Salim"), ("FERHANI", "MOUNIRBEN SALIM")),
    "article glued to a short name": (("Le Roch", "Charline"), ("LEROCH", "CHARLINE")),
    "servant of, in the other field": (("Hamidouche", "Abdul Karim"), ("KARIM HAMIDOUCHE", "ABDUL")),
    "list without a space": (("", "TarekBenkirami"), ("BENKIRAMI", "TAREK")),
    "Turkish letters": (("Yıldızoğlu", "İbrahim"), ("YILDIZOGLU", "IBRAHIM")),
    "apostrophe and hyphen": (("O’Dalaigh-Sa'di", "Sean"), ("ODALAIGHSADI", "SEAN")),
    "zone fillers": (("Benkirami", "Mohamed Tarek"), ("BENKIRAMI<", "MOHAMED<TAREK<<<")),
}  # fmt: skip


class TestNameVariants:
    """A traveller of the same birth is found under each spelling."""

    @pytest.mark.parametrize("kind", VARIANTS)
    def test_is_found(self, kind: str) -> None:
        sought, found = VARIANTS[kind]

        matches = screened(person(*sought), person(*found))

        assert matches.alert.tolist() == [1]


class TestBirthVariants:
    """A traveller of the same name is found where the birth is known less well, or written wrongly."""

    @pytest.mark.parametrize(
        "sought",
        [
            PartialDate.on(date(1981, 9, 4)),
            PartialDate.on(date(1982, 4, 9)),
            PartialDate.on(date(1981, 1, 1)),
            PartialDate.in_month(1981, 4),
            PartialDate.in_year(1981),
            PartialDate.in_years(1979, 1984),
            PartialDate.in_year(1980, is_approximate=True),
            None,
        ],
        ids=["exchanged", "one digit", "first of January", "month", "year", "range", "approximate", "none"],
    )
    def test_is_found(self, sought: PartialDate | None) -> None:
        matches = screened(person("Benkirami", "Tarek Soulaimen", sought), person("BENKIRAMI", "TAREK SOULAIMEN"))

        assert matches.alert.tolist() == [1]

    def test_traveller_without_birth_is_found_by_name(self) -> None:
        traveller = person("BENKIRAMI", "TAREK SOULAIMEN", None)

        assert screened(person("Benkirami", "Tarek Soulaimen"), traveller).alert.tolist() == [1]


class TestDocuments:
    """A document number finds its alert whatever name and birth the traveller gives."""

    @pytest.mark.parametrize("number", ["XK0419551", "XKO4I9551", "xk-0419551"])
    def test_number_is_enough(self, number: str) -> None:
        sought = Person((Name("Benkirami", "Tarek"),), (BORN,), documents=(Document(DocumentNumber("XK0419551")),))
        other_birth = PartialDate.on(date(1960, 12, 30))
        traveller = Person((Name("DUVALLON", "PAUL"),), (other_birth,), documents=(Document(DocumentNumber(number)),))

        assert screened(sought, traveller).alert.tolist() == [1]

    def test_same_number_of_another_state_is_not_enough(self) -> None:
        of_one = Document(DocumentNumber("XK0419551"), issuing_state=StateCode("BEL"))
        of_other = Document(DocumentNumber("XK0419551"), issuing_state=StateCode("FRA"))
        sought = Person((Name("Benkirami", "Tarek"),), (BORN,), documents=(of_one,))
        other_birth = PartialDate.on(date(1960, 12, 30))
        traveller = Person((Name("DUVALLON", "PAUL"),), (other_birth,), documents=(of_other,))

        assert screened(sought, traveller).alert.tolist() == []

    def test_number_of_four_characters_is_not_enough(self) -> None:
        sought = Person((Name("Benkirami", "Tarek"),), (BORN,), documents=(Document(DocumentNumber("X041")),))
        traveller = Person((Name("DUVALLON", "PAUL"),), (BORN,), documents=(Document(DocumentNumber("X041")),))

        assert screened(sought, traveller).alert.tolist() == []


class TestOthers:
    """Persons who share something with an alert and are not the person sought."""

    @pytest.mark.parametrize(
        ("sought", "found"),
        [
            (person("Salman bin Muhammad"), person("MUHAMMAD BIN SALMAN", "", PartialDate.on(date(1955, 2, 20)))),
            (person("Peeters", "Jan"), person("PEETERS", "JAN", PartialDate.on(date(1967, 12, 23)))),
            (person("Benkirami", "Tarek"), person("OUALIDI", "MOUNIR")),
            (person("Benkirami", "Mohamed"), person("LAARBI", "MOHAMED")),
            (person("Benkirami", "Tarek"), person("BENKIRAMI", "SOULAIMEN", PartialDate.on(date(1984, 8, 18)))),
        ],
        ids=[
            "father and son",
            "namesake of another birth",
            "same birth only",
            "same birth and a common given name",
            "sibling",
        ],
    )
    def test_is_not_matched(self, sought: Person, found: Person) -> None:
        assert 1 not in screened(sought, found).alert.tolist()

    def test_father_and_son_of_one_birth_score_less_than_one_person(self) -> None:
        sought = person("Salman bin Muhammad")

        reversed_chain = screened(sought, person("MUHAMMAD BIN SALMAN"))

        assert reversed_chain.score[0] < screened(sought, person("SALMAN BIN MUHAMMAD")).score[0] - 5

    def test_other_sex_speaks_against(self) -> None:
        sought = Person((Name("Benkirami", "Tarek"),), (BORN,), sex=Sex.MALE)
        traveller = Person((Name("BENKIRAMI", "TAREK"),), (BORN,), sex=Sex.FEMALE)

        features = {feature.name: feature for feature in screened(sought, traveller).features[0]}

        assert features["sex"].weight < 0
