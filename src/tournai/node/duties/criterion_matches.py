"""What the review of a match with a criterion shows: its conditions, what the data says, and what speaks against it."""

import msgspec

from tournai.errors import Incomplete
from tournai.node.duties.criterion_locks import Version, find_version
from tournai.node.duties.ports import Keys
from tournai.node.duties.recording import Look
from tournai.node.duties.rows import StoredMatch
from tournai.node.duties.sealed_records import open_beside
from tournai.node.duties.views import CriterionMatchView
from tournai.screening.criteria import Reason
from tournai.screening.criteria.grounds import RULE
from tournai.screening.criteria.life import VersionState
from tournai.values.wordings import say

NOT_TO_CONFIRM = frozenset({VersionState.SUSPENDED, VersionState.WITHDRAWN, VersionState.ALTERED})
"""What was found by such a version is not confirmed. One that expired or was replaced was lawful when it was met."""


class FoundFacts(msgspec.Struct, frozen=True):
    """What a match with a criterion seals: its reasons, and the facts that the data did not tell."""

    reasons: tuple[Reason, ...]
    not_known: tuple[str, ...]


def version_of_match(looking: Look, keys: Keys, match: StoredMatch) -> Version:
    """Return the version that a match is with."""
    return find_version(looking.unit, keys, match.version_id or "", looking.now)


def criterion_view(keys: Keys, version: Version, match: StoredMatch) -> CriterionMatchView:
    """Return what is shown of a match with a criterion."""
    sealed = open_beside(keys, match.key_id, "match", match.match_id, match.sealed)
    found = msgspec.json.decode(sealed, type=FoundFacts)
    return CriterionMatchView(
        criterion_id=version.stored.criterion_id,
        number=version.stored.number,
        title=version.stored.title,
        text=version.content.text,
        digest=match.index_version,
        state=version.state.value,
        reasons=found.reasons,
        not_known=found.not_known,
        against=version.content.against,
        knowledge=version.content.knowledge,
    )


def check_may_confirm(version: Version) -> None:
    """Return when a match with a version may be confirmed.

    Raises:
        Incomplete: The version was suspended, withdrawn or altered. Rule PNR-09.
    """
    if version.state in NOT_TO_CONFIRM:
        raise Incomplete(
            say("its criterion is {state}: a match with it is not confirmed", state=say(version.state.value)), rule=RULE
        )
