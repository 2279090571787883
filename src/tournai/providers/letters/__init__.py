"""Letters about orders: what the person whose data was produced is told."""

from tournai.providers.letters.user_information import Letter, Remedies, inform_user

__all__ = ["Letter", "Remedies", "inform_user"]
