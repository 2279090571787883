"""What follows an order in forms: Form 3 of the addressee, Forms 5 and 6 of the issuing authority."""

from tournai.providers.answers.form_3 import Form3, ThirdCountryLaw, asks_clarification, check_form_3, step_of
from tournai.providers.answers.preservation import (
    PreservationExtended,
    Preserved,
    ProductionAnnounced,
    ProductionRoute,
    announce_production,
    extend_preservation,
    preserved_until,
)

__all__ = [
    "Form3",
    "PreservationExtended",
    "Preserved",
    "ProductionAnnounced",
    "ProductionRoute",
    "ThirdCountryLaw",
    "announce_production",
    "asks_clarification",
    "check_form_3",
    "extend_preservation",
    "preserved_until",
    "step_of",
]
