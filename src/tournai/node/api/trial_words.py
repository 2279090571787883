"""What a carrier under certification reads, in four languages: English, French, Dutch, German."""

from tournai.node.api.notices import LANGUAGES
from tournai.travel.certification import Outcome, Requirement, Scenario

Texts = tuple[str, str, str, str]
"""One text in the order of `LANGUAGES`."""

REQUIREMENTS: dict[Requirement, Texts] = {
    Requirement.READABLE: (
        "Send PNRGOV in EDIFACT or XML, or PAXLST, as plain text, whole.",
        "Envoyez un PNRGOV en EDIFACT ou en XML, ou un PAXLST, en texte clair et complet.",
        "Verzend PNRGOV in EDIFACT of XML, of PAXLST, als platte tekst en volledig.",
        "Senden Sie PNRGOV in EDIFACT oder XML oder PAXLST als reinen Text und vollständig.",
    ),
    Requirement.REFERENCES: (
        "Name the sender and a control reference of the interchange (UNB): a resend is known by them.",
        "Indiquez l’émetteur et une référence de contrôle de l’échange (UNB) : ils identifient un renvoi.",
        "Vermeld de afzender en een controlereferentie van de uitwisseling (UNB): zo is een herzending te herkennen.",
        "Nennen Sie Absender und Datenaustauschreferenz (UNB): daran ist eine erneute Sendung zu erkennen.",
    ),
    Requirement.FLIGHT: (
        "Name the flight: the operating carrier, its number and a date (TVL after ORG, or TDT with LOC and DTM).",
        "Indiquez le vol : le transporteur effectif, son numéro et une date (TVL après ORG, ou TDT avec LOC et DTM).",
        "Vermeld de vlucht: de uitvoerende maatschappij, het nummer en een datum (TVL na ORG, of TDT met LOC en DTM).",
        "Nennen Sie den Flug: ausführendes Unternehmen, Nummer und Datum (TVL nach ORG oder TDT mit LOC und DTM).",
    ),
    Requirement.DEPARTURE: (
        "Give the scheduled time of departure, local to an airport known by its IATA code.",
        "Indiquez l’heure de départ prévue, locale à un aéroport connu par son code IATA.",
        "Geef de geplande vertrektijd, in de plaatselijke tijd van een luchthaven met een bekende IATA-code.",
        "Geben Sie die planmäßige Abflugzeit in der Ortszeit eines Flughafens mit bekanntem IATA-Code an.",
    ),
    Requirement.TIME: (
        (
            "Send it 48 to 24 hours before the scheduled departure, or at flight closure (Art. 8(3)); between them "
            "only updates and passenger lists come."
        ),
        (
            "Envoyez-le 48 à 24 heures avant le départ prévu, ou à la clôture du vol (art. 8, par. 3) ; entre les deux "
            "ne viennent que des mises à jour et des listes de passagers."
        ),
        (
            "Verzend het 48 tot 24 uur vóór het geplande vertrek, of bij afsluiting van de vlucht (art. 8, lid 3); "
            "daartussen komen alleen bijwerkingen en passagierslijsten."
        ),
        (
            "Senden Sie es 48 bis 24 Stunden vor dem planmäßigen Abflug oder bei Abschluss des Fluges (Art. 8 "
            "Abs. 3); dazwischen kommen nur Aktualisierungen und Passagierlisten."
        ),
    ),
    Requirement.COUNTS: (
        "Let each count say what there is: bookings, persons, segments, messages, parts.",
        "Chaque compte doit dire ce qu’il y a : dossiers, personnes, segments, messages, parties.",
        "Laat elke telling zeggen wat er is: boekingen, personen, segmenten, berichten, delen.",
        "Jede Zählung muss stimmen: Buchungen, Personen, Segmente, Nachrichten, Teile.",
    ),
    Requirement.GRAMMAR: (
        "Mend the faults of the format at the byte offsets given.",
        "Corrigez les fautes de format aux positions (octets) indiquées.",
        "Verhelp de vormfouten op de vermelde byteposities.",
        "Beheben Sie die Formatfehler an den angegebenen Bytepositionen.",
    ),
}
"""Requirement -> what to do where it is not met."""

SCENARIOS: dict[Scenario, Texts] = {
    Scenario.ADVANCE: (
        "Full push 48 to 24 hours before departure",
        "Transmission complète 48 à 24 heures avant le départ",
        "Volledige doorgifte 48 tot 24 uur vóór vertrek",
        "Vollständige Übermittlung 48 bis 24 Stunden vor Abflug",
    ),
    Scenario.CLOSURE: (
        "Push at flight closure",
        "Transmission à la clôture du vol",
        "Doorgifte bij afsluiting van de vlucht",
        "Übermittlung bei Abschluss des Fluges",
    ),
    Scenario.UPDATE: ("Update (MSG 141)", "Mise à jour (MSG 141)", "Bijwerking (MSG 141)", "Aktualisierung (MSG 141)"),
    Scenario.CANCELLATION: ("Cancellation", "Annulation", "Annulering", "Stornierung"),
    Scenario.PARTS: (
        "One push in several parts",
        "Une transmission en plusieurs parties",
        "Eén doorgifte in meerdere delen",
        "Eine Übermittlung in mehreren Teilen",
    ),
    Scenario.PASSENGER_LIST: (
        "Passenger list (PAXLST)",
        "Liste de passagers (PAXLST)",
        "Passagierslijst (PAXLST)",
        "Passagierliste (PAXLST)",
    ),
    Scenario.RESEND: (
        "An unreadable message, then the same push again, right",
        "Un message illisible, puis la même transmission renvoyée, correcte",
        "Een onleesbaar bericht, daarna dezelfde doorgifte opnieuw, juist",
        "Eine unlesbare Nachricht, dann dieselbe Übermittlung erneut, richtig",
    ),
    Scenario.XML: ("PNRGOV in XML", "PNRGOV en XML", "PNRGOV in XML", "PNRGOV in XML"),
}

OUTCOMES: dict[Outcome, Texts] = {
    Outcome.PASSED: ("passed", "réussi", "geslaagd", "bestanden"),
    Outcome.FAILED: ("failed", "échoué", "niet geslaagd", "nicht bestanden"),
    Outcome.NOT_TRIED: ("not tried", "pas essayé", "niet geprobeerd", "nicht versucht"),
}

PAGE: dict[str, Texts] = {
    "title": ("Certification report", "Rapport de certification", "Certificeringsverslag", "Zertifizierungsbericht"),
    "passed": (
        "Every required scenario was passed.",
        "Tous les scénarios requis sont réussis.",
        "Alle vereiste scenario’s zijn geslaagd.",
        "Alle erforderlichen Szenarien sind bestanden.",
    ),
    "open": (
        "Not every required scenario was passed yet.",
        "Tous les scénarios requis ne sont pas encore réussis.",
        "Nog niet alle vereiste scenario’s zijn geslaagd.",
        "Noch sind nicht alle erforderlichen Szenarien bestanden.",
    ),
    "scenario": ("Scenario", "Scénario", "Scenario", "Szenario"),
    "outcome": ("Outcome", "Résultat", "Uitkomst", "Ergebnis"),
    "to do": ("To do", "À faire", "Te doen", "Zu tun"),
    "optional": ("where used", "si utilisé", "indien gebruikt", "falls verwendet"),
    "bodies": ("Messages tried", "Messages essayés", "Geprobeerde berichten", "Geprüfte Nachrichten"),
    "unreadable": ("of which unreadable", "dont illisibles", "waarvan onleesbaar", "davon unlesbar"),
    "defects": ("Defects", "Défauts", "Gebreken", "Mängel"),
    "code": ("Code", "Code", "Code", "Code"),
    "number": ("Number", "Nombre", "Aantal", "Anzahl"),
    "kept": (
        (
            "Synthetic data only. Nothing of a message is kept; these counts and codes are destroyed within the hour: "
            "keep this report."
        ),
        (
            "Données synthétiques uniquement. Rien d’un message n’est conservé ; ces comptes et codes sont détruits "
            "dans l’heure : conservez ce rapport."
        ),
        (
            "Alleen synthetische gegevens. Van een bericht wordt niets bewaard; deze tellingen en codes worden binnen "
            "het uur vernietigd: bewaar dit verslag."
        ),
        (
            "Nur synthetische Daten. Von einer Nachricht wird nichts gespeichert; diese Zahlen und Codes werden binnen "
            "einer Stunde vernichtet: Bewahren Sie diesen Bericht auf."
        ),
    ),
}


def text_of(texts: Texts, language: str) -> str:
    """Return a text in one of our languages."""
    return texts[LANGUAGES.index(language)]
