"""Private hit/no-hit: one authority asks another whether it knows a person, and a no-hit tells it nothing.

The asker blinds keys that it makes from names, birth and numbers; the asked side evaluates them with its secret key and
proves that it did (RFC 9497); the asker looks the results up in the set that the asked side publishes for it.
"""

from tournai.exchange.hit_no_hit.group import Group
from tournai.exchange.hit_no_hit.key_classes import KeyClass, Label, classes_for
from tournai.exchange.hit_no_hit.keys import question_keys, record_keys
from tournai.exchange.hit_no_hit.published_set import OpenedSet, PublishedSet, SetStatement, open_set, publish
from tournai.exchange.hit_no_hit.queries import Query, check_opening
from tournai.exchange.hit_no_hit.voprf import Suite

__all__ = [
    "Group",
    "KeyClass",
    "Label",
    "OpenedSet",
    "PublishedSet",
    "Query",
    "SetStatement",
    "Suite",
    "check_opening",
    "classes_for",
    "open_set",
    "publish",
    "question_keys",
    "record_keys",
]
