"""What a carrier reads with a receipt, in its language."""

from tournai.node.duties.resends import ReceiptState, ReceiptView

LANGUAGES = ("en", "fr", "nl", "de")
READ_WHOLE = {
    "en": "Read. Nothing needs to be sent again.",
    "fr": "Lu. Rien n’est à renvoyer.",
    "nl": "Gelezen. Er hoeft niets opnieuw te worden verzonden.",
    "de": "Gelesen. Es ist nichts erneut zu senden.",
}
"""Where no defect is told: there was none, or the node may keep nothing of the push (rule PNR-02)."""
NOTICES = {
    ReceiptState.RECEIVED: {
        "en": "Received.",
        "fr": "Reçu.",
        "nl": "Ontvangen.",
        "de": "Empfangen.",
    },
    ReceiptState.PROCESSED: {
        "en": "Read. Mend the defects in the messages to come; nothing needs to be sent again.",
        "fr": "Lu. Corrigez les défauts dans les prochains messages ; rien n’est à renvoyer.",
        "nl": "Gelezen. Verhelp de gebreken in de volgende berichten; er hoeft niets opnieuw te worden verzonden.",
        "de": "Gelesen. Beheben Sie die Mängel in künftigen Nachrichten; es ist nichts erneut zu senden.",
    },
    ReceiptState.QUARANTINED: {
        "en": "Not readable: mend the defect and send the push again, with the same interchange reference. "
        "What was sent is destroyed then, and after 24 hours at the latest.",
        "fr": "Illisible : corrigez le défaut et renvoyez la transmission, avec la même référence d’échange. "
        "La transmission reçue est alors détruite, au plus tard après 24 heures.",
        "nl": "Onleesbaar: verhelp het gebrek en verzend de doorgifte opnieuw, met dezelfde uitwisselingsreferentie. "
        "Wat verzonden is, wordt dan vernietigd, en uiterlijk na 24 uur.",
        "de": "Nicht lesbar: Beheben Sie den Mangel und senden Sie die Übermittlung erneut, mit derselben "
        "Datenaustauschreferenz. Das Gesendete wird dann vernichtet, spätestens nach 24 Stunden.",
    },
}
"""State -> language -> text."""


def notice(view: ReceiptView, accept_language: str) -> tuple[str, str]:
    """Return (language, text) of a receipt's notice in the first of our languages asked for, else in English."""
    language = language_of(accept_language)
    texts = READ_WHOLE if view.state is ReceiptState.PROCESSED and not view.defects else NOTICES[view.state]
    return language, texts[language]


def language_of(accept_language: str) -> str:
    """Return the first of our languages that is asked for, else English.

    Source: RFC 9110, section 12.5.4, without weights: a carrier's system asks for one language.
    """
    asked = [part.strip()[:2].lower() for part in accept_language[:200].split(",")]
    return next((one for one in asked if one in LANGUAGES), LANGUAGES[0])
