"""What the pages of criteria show: texts, states, trials and counts of matches; nobody who travels stands in them.

Source: Directive (EU) 2016/681, Art. 6(4); C-817/19 (regular review, with the figures of false matches); rule PNR-09.
"""

import difflib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from itertools import pairwise

import msgspec

from tournai.casework.reviews import MatchState
from tournai.node.duties.applying import CRITERIA
from tournai.node.duties.criteria import read_counts
from tournai.node.duties.criterion_locks import NO_OBJECTION, Version, read_versions
from tournai.node.duties.criterion_rows import StoredAct, StoredTrial
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import Look, look
from tournai.oversight.permissions import Action, may
from tournai.screening.criteria import TrialCounts
from tournai.screening.criteria.checking import SecondLook, second_looks
from tournai.screening.criteria.life import ACTS, REVIEW_SOON, Act, VersionState
from tournai.values import Actor
from tournai.values.offences import OFFENCES


class Alarm(Enum):
    """Why a version should be seen to."""

    REVIEW_SOON = "review soon"
    REVIEW_MISSED = "review missed"
    ENDS_SOON = "ends soon"
    ALTERED = "altered"


class ActView(msgspec.Struct, frozen=True):
    """What was done with a version, by whom and why."""

    act: str
    outcome: str
    actor: str
    role: str
    reasons: str
    acted_at: datetime
    review_by: date | None


class TrialView(msgspec.Struct, frozen=True):
    """A trial. ``counts`` is ``None`` while it is counted; ``is_stale``: it was of another content."""

    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    counts: TrialCounts | None
    is_stale: bool


class Ended(msgspec.Struct, frozen=True):
    """How the matches with a version ended: for its regular review."""

    matches: int = 0
    open: int = 0
    confirmed: int = 0
    refuted: int = 0
    undetermined: int = 0

    @property
    def false_share(self) -> float | None:
        """Refuted of those that were confirmed or refuted; ``None`` where nobody decided yet."""
        decided = self.confirmed + self.refuted
        return self.refuted / decided if decided else None


class VersionView(msgspec.Struct, frozen=True):
    """A version with everything that a reader may know, and what the reader may do with it."""

    version_id: str
    criterion_id: str
    number: int
    title: str
    text: str
    digest: str
    state: str
    alarm: str
    offence: str
    provision: str
    penalty_years: int
    air_link: str
    knowledge: str
    against: str
    starts: date
    ends: date
    review_by: date
    asked_by: str
    asked_at: datetime
    approved_by: str
    approved_at: datetime | None
    decision_reason: str
    second_looks: tuple[SecondLook, ...]
    acts: tuple[ActView, ...]
    trial: TrialView | None
    ended: Ended
    may: frozenset[str]
    """What the page may offer: ``try``, ``advise``, ``approve``, ``refuse``, `life.Act`, ``write``."""


class CriteriaPage(msgspec.Struct, frozen=True):
    """The newest version of each criterion that matters, those that ask for something first."""

    now: datetime
    versions: tuple[VersionView, ...]
    may_write: bool
    offences: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True):
    """One field of two versions: its name, the words of the earlier and of the later one, each with whether it is
    ``same``, ``gone`` or ``new``."""

    field: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


class CriterionPage(msgspec.Struct, frozen=True):
    """A criterion with all its versions, newest first, and what each changed of the one before it."""

    now: datetime
    criterion_id: str
    versions: tuple[VersionView, ...]
    differences: dict[int, tuple[Difference, ...]]
    """Number of a version -> what it changed."""
    may_write: bool
    offences: tuple[str, ...]


_ORDER = (
    VersionState.ALTERED,
    VersionState.REVIEW_MISSED,
    VersionState.PROPOSED,
    VersionState.SUSPENDED,
    VersionState.IN_FORCE,
    VersionState.COMING,
    VersionState.EXPIRED,
    VersionState.REFUSED,
    VersionState.WITHDRAWN,
    VersionState.REPLACED,
)
_FIELDS = ("title", "text", "offence", "knowledge", "against", "starts", "ends", "review_by")


def show_criteria(ports: Ports, actor: Actor) -> CriteriaPage:
    """Return the versions that stand or wait, and the last one of criteria of which none does.

    Raises:
        Refused: The actor may not see criteria.
    """
    with look(ports, actor, Action.VIEW_CRITERIA, CRITERIA) as looking:
        shown = _Shown(ports, looking)
        views = [shown.view(version) for version in _that_matter(shown.versions)]
        order = [state.value for state in _ORDER]
        return CriteriaPage(
            now=looking.now,
            versions=tuple(sorted(views, key=lambda view: (order.index(view.state), view.title))),
            may_write=may(actor.role, Action.WRITE_CRITERION, looking.ground.purpose),
            offences=tuple(OFFENCES),
        )


def show_criterion(ports: Ports, actor: Actor, criterion_id: str) -> CriterionPage | None:
    """Return a criterion with its versions; ``None`` where there is none.

    Raises:
        Refused: The actor may not see criteria.
    """
    with look(ports, actor, Action.VIEW_CRITERIA, CRITERIA) as looking:
        shown = _Shown(ports, looking)
        own = [version for version in shown.versions if version.stored.criterion_id == criterion_id]
        if not own:
            return None
        return CriterionPage(
            now=looking.now,
            criterion_id=criterion_id,
            versions=tuple(shown.view(version) for version in reversed(own)),
            differences={after.stored.number: _differences(before, after) for before, after in pairwise(own)},
            may_write=may(actor.role, Action.WRITE_CRITERION, looking.ground.purpose),
            offences=tuple(OFFENCES),
        )


def alarm_of(version: Version, today: date) -> Alarm | None:
    """Return why a version should be seen to now; ``None`` where it need not."""
    if version.state is VersionState.ALTERED:
        return Alarm.ALTERED
    if version.state is VersionState.REVIEW_MISSED:
        return Alarm.REVIEW_MISSED
    if version.state is not VersionState.IN_FORCE:
        return None
    if version.term.ends - today <= REVIEW_SOON:
        return Alarm.ENDS_SOON
    return Alarm.REVIEW_SOON if version.term.review_by - today <= REVIEW_SOON else None


def _that_matter(versions: Sequence[Version]) -> list[Version]:
    """Return, of each criterion, the versions that have not ended, or else the last one."""
    over = {VersionState.EXPIRED, VersionState.REFUSED, VersionState.WITHDRAWN, VersionState.REPLACED}
    last = {version.stored.criterion_id: version for version in versions}
    living = [version for version in versions if version.state not in over]
    with_living = {version.stored.criterion_id for version in living}
    return [*living, *(version for criterion, version in last.items() if criterion not in with_living)]


class _Shown:
    """What one look reads once for all versions."""

    def __init__(self, ports: Ports, looking: Look) -> None:
        self._looking = looking
        self.versions = read_versions(looking.unit, ports.keys, looking.now)
        self._trials: dict[str, StoredTrial] = {}
        for trial in reversed(looking.unit.criteria.trials()):
            self._trials[trial.version_id] = trial
        self._matches = looking.unit.criteria.matches()

    def view(self, version: Version) -> VersionView:
        """Return a version as pages show it."""
        stored, content, approval = version.stored, version.content, version.approval
        alarm = alarm_of(version, self._looking.now.date())
        trial = self._trials.get(stored.version_id)
        return VersionView(
            version_id=stored.version_id,
            criterion_id=stored.criterion_id,
            number=stored.number,
            title=stored.title,
            text=content.text,
            digest=stored.digest,
            state=version.state.value,
            alarm=alarm.value if alarm else "",
            offence=content.offence,
            provision=content.provision,
            penalty_years=content.penalty_years,
            air_link=content.air_link,
            knowledge=content.knowledge,
            against=content.against,
            starts=content.starts,
            ends=content.ends,
            review_by=version.term.review_by,
            asked_by=approval.asked_by.identifier,
            asked_at=approval.asked_at,
            approved_by=approval.decided_by.identifier if approval.decided_by else "",
            approved_at=approval.decided_at,
            decision_reason=approval.decision_reason,
            second_looks=() if version.state is VersionState.ALTERED else tuple(second_looks(version.criterion)),
            acts=tuple(map(_act, version.acts)),
            trial=_trial(trial, version) if trial else None,
            ended=_ended(stored.version_id, self._matches),
            may=self._offers(version, trial),
        )

    def _offers(self, version: Version, trial: StoredTrial | None) -> frozenset[str]:
        """Return what a page may offer the reader: the duties check it again."""
        reader, purpose = self._looking.actor, self._looking.ground.purpose
        is_own = version.approval.asked_by.identifier == reader.identifier
        is_proposed = version.state is VersionState.PROPOSED
        is_tried = trial is not None and trial.ended_at is not None and trial.digest == version.stored.digest
        is_advised = version.advice is not None and version.advice.outcome == NO_OBJECTION
        stands = version.state in ACTS[Act.SUSPEND]
        offered = {
            "try": (Action.TRY_CRITERION, (is_proposed or stands) and not (trial and trial.ended_at is None)),
            "advise": (Action.ADVISE_CRITERION, is_proposed),
            "approve": (Action.APPROVE_CRITERION, is_proposed and is_tried and is_advised and not is_own),
            "refuse": (Action.APPROVE_CRITERION, is_proposed and not is_own),
            Act.SUSPEND.value: (Action.SUSPEND_CRITERION, stands),
            Act.RESUME.value: (Action.REVIEW_CRITERION, version.state in ACTS[Act.RESUME] and not is_own),
            Act.REVIEW.value: (Action.REVIEW_CRITERION, version.state in ACTS[Act.REVIEW] and not is_own),
            Act.WITHDRAW.value: (Action.SUSPEND_CRITERION, version.state in ACTS[Act.WITHDRAW]),
        }
        permitted = {name for name, (action, _) in offered.items() if may(reader.role, action, purpose)}
        return frozenset(name for name in permitted if offered[name][1])


def _act(act: StoredAct) -> ActView:
    return ActView(act.act, act.outcome, act.actor, act.role, act.reasons, act.acted_at, act.review_by)


def _trial(trial: StoredTrial, version: Version) -> TrialView:
    counts = read_counts(trial) if trial.ended_at else None
    is_stale = trial.digest != version.stored.digest
    return TrialView(trial.asked_by, trial.asked_at, trial.ended_at, counts, is_stale)


def _ended(version_id: str, matches: Mapping[tuple[str, str], int]) -> Ended:
    own = {state: number for (version, state), number in matches.items() if version == version_id}
    decided = [own.get(state.value, 0) for state in (MatchState.CONFIRMED, MatchState.REFUTED, MatchState.UNDETERMINED)]
    closed = own.get(MatchState.CLOSED.value, 0)
    total = sum(own.values())
    return Ended(total, total - sum(decided) - closed, *decided)


def _differences(before: Version, after: Version) -> tuple[Difference, ...]:
    found = []
    for field in _FIELDS:
        old, new = (
            version.stored.title if field == "title" else str(getattr(version.content, field))
            for version in (before, after)
        )
        if old != new:
            found.append(Difference(field, *_marked(old.split(), new.split())))
    return tuple(found)


def _marked(old: list[str], new: list[str]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    for how, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            before.append(("same", " ".join(old[i:j])))
            after.append(("same", " ".join(new[k:m])))
            continue
        before += [("gone", " ".join(old[i:j]))] if i < j else []
        after += [("new", " ".join(new[k:m]))] if k < m else []
    return tuple(before), tuple(after)
