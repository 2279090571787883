"""Orders under other laws, on the same machine: rules DSA-01, TCO-01, TCO-02 and TCO-05.

Source: Regulation (EU) 2022/2065, Art. 10; Regulation (EU) 2021/784, Art. 1(3), 3(2), 3(4) and Annex I.
"""

from collections.abc import Iterable

from tournai.providers.orders.order import Removal
from tournai.providers.rules.findings import Bite, Dossier

NOTICE_HOURS = 12


def check_information_order(dossier: Dossier) -> Iterable[Bite]:
    """DSA-01: specific information on recipients that are named one by one."""
    form = dossier.order.form
    if not form.identification.identifiers:
        yield Bite("identification.identifiers", "an order to provide information names its recipients one by one")
    if form.is_intrusive:
        yield Bite("evidence.boxes", "this order gives information that the provider holds, no traffic or content data")


def check_removal_order(dossier: Dossier) -> Iterable[Bite]:
    """TCO-01: the exact address of each content."""
    removal = dossier.order.form.removal or Removal()
    for place, url in enumerate(removal.urls):
        if not url.startswith(("https://", "http://")) or " " in url:
            yield Bite(f"removal.urls[{place}]", "give the exact address of the content")


def check_first_removal(dossier: Dossier) -> Iterable[Bite]:
    """TCO-02: a provider's first order comes twelve hours after it was told of the procedures, but in an emergency."""
    removal = dossier.order.form.removal or Removal()
    told = removal.procedures_told_hours_before
    if removal.is_first_to_provider and not removal.emergency_reasons.strip() and (told is None or told < NOTICE_HOURS):
        yield Bite(
            "removal.procedures_told_hours_before",
            "tell the provider of the procedures twelve hours before its first order",
        )


def check_protected_expression(dossier: Dossier) -> Iterable[Bite]:
    """TCO-05: the order says why the content is no protected expression."""
    removal = dossier.order.form.removal or Removal()
    if not removal.assessment.strip():
        yield Bite("removal.assessment", "assess whether it is journalism, education, art, research or counter-speech")
