"""What a room or a duty says, in the reader's language: its template is looked up, its values are filled in."""

from gettext import NullTranslations

from markupsafe import Markup, escape

from tournai.node.web.languages import DEFAULT
from tournai.values.wordings import Wording


def translate(message: str, messages: NullTranslations) -> str:
    """Return a sentence in the language of a catalogue; one that it does not have stays in English."""
    if not isinstance(message, Wording):
        return messages.gettext(message) if message else ""
    values = {
        name: translate(value, messages) if isinstance(value, Wording) else value
        for name, value in message.values.items()
    }
    template = messages.gettext(message.template) if message.template else ""
    return template.format_map(values) if values else template


def is_translated(message: str, messages: NullTranslations) -> bool:
    """Whether a catalogue has a sentence."""
    template = message.template if isinstance(message, Wording) else message
    return messages.gettext(template) != template


def say_in(language: str, message: str, messages: NullTranslations) -> Markup:
    """Return a sentence for a page; one that stays in English is marked as such, for whoever has it read out."""
    said = escape(translate(message, messages))
    if language == DEFAULT or not message or is_translated(message, messages):
        return said
    return Markup('<span lang="en">{}</span>').format(said)
