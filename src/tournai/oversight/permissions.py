"""Who may do what: role × action × purpose × conditions, as a table. What is not in it is refused.

Source: Directive (EU) 2016/681, Art. 4 to 7, 12 and 13; Directive (EU) 2016/680, Art. 20 and 29; C-817/19; rules
SYS-01, SYS-02, SYS-09. The manual prints `permission_rows`.
"""

from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.values.purposes import Purpose
from tournai.values.roles import Role, check_two_persons
from tournai.values.wordings import listed, say

__all__ = [
    "CONDITIONS",
    "PERMISSIONS",
    "Action",
    "Condition",
    "NotPermitted",
    "Permission",
    "check",
    "check_two_persons",
    "conditions",
    "may",
    "permission_rows",
]


class Action(Enum):
    """An act that somebody asks the node for."""

    PUSH = "push"
    """Deliver a flight's travel data."""
    TRY_PUSH = "try-push"
    """Try a message of synthetic data at the trial door, where nothing of it is kept."""
    INGEST = "ingest"
    """Read, minimise and store a push."""
    RUN_SCREENING = "run-screening"
    ENFORCE_RETENTION = "enforce-retention"
    """Depersonalise and delete what is due."""
    VIEW_BOARD = "view-board"
    """See the flights, their pushes and counts: no traveller."""
    VIEW_CARRIERS = "view-carriers"
    """See how carriers push: what was owed, late, missing, unreadable: no traveller."""
    VIEW_PULLS = "view-pull-requests"
    ASK_PULL = "ask-pull-request"
    """Ask for a flight's data outside of the two times, for a specific, actual threat."""
    APPROVE_PULL = "approve-pull-request"
    REVIEW_BREACH = "review-breach"
    """Decide whether a carrier's breach is excused."""
    READ_NOTICES = "read-notices"
    """Read and acknowledge what the node tells a carrier."""
    IMPORT_TIMETABLE = "import-timetable"
    """Load or type the flights that carriers announce: no traveller."""
    VIEW_FLIGHT = "view-flight"
    """See who travels on a flight."""
    VIEW_QUEUE = "view-queue"
    OPEN_MATCH = "open-match"
    CLAIM_MATCH = "claim-match"
    REVIEW_MATCH = "review-match"
    SECOND_OPINION = "second-opinion"
    CONSULT_TRAVELLER = "consult-traveller"
    VIEW_LINKS = "view-links"
    """Have a traveller's links charted, from a hit or under an approved request."""
    SEARCH = "search"
    """Search stored travel data under an approved request."""
    OPEN_REQUEST = "open-request"
    VIEW_REQUESTS = "view-requests"
    ANSWER_REQUEST = "answer-request"
    """Decide on a request element by element, and close it."""
    ASK_APPROVAL = "ask-approval"
    APPROVE_DISCLOSURE = "approve-disclosure"
    """Decide whether stored travel data may be disclosed: the prior review of C-817/19."""
    APPROVE_UNSEALING = "approve-unsealing"
    """Decide whether depersonalised data may be opened: Art. 12(3)."""
    UNSEAL = "unseal"
    IMPORT_ALERTS = "import-alerts"
    VIEW_ALERTS = "view-alerts"
    PROPOSE_ELIGIBILITY = "propose-eligibility"
    APPROVE_ELIGIBILITY = "approve-eligibility"
    END_ELIGIBILITY = "end-eligibility"
    DECIDE_WITHDRAWAL = "decide-withdrawal"
    """Decide, as a second person, whether alerts that an edition lacks are withdrawn."""
    EXTEND_ALERT = "extend-alert"
    """Assess one of the node's own alerts again and let it last longer."""
    ASK_REGISTER = "ask-register"
    """Ask a register of alerts about a person or a document; what it answers is kept for a short time."""
    VIEW_SELECTIONS = "view-selections"
    """See which intra-EU flights are kept, why and until when, and how much was dropped."""
    PROPOSE_SELECTION = "propose-selection"
    """Propose that intra-EU flights be kept, under a threat decision or a selection of routes."""
    APPROVE_SELECTION = "approve-selection"
    REVIEW_SELECTION = "review-selection"
    """Decide at the regular review whether a selection continues."""
    JUDGE_SELECTION = "judge-selection"
    """Uphold or annul a decision or selection: the effective review of C-817/19."""
    END_SELECTION = "end-selection"
    VIEW_RECIPIENTS = "view-recipients"
    """See the register of those who may receive travel data."""
    PROPOSE_RECIPIENT = "propose-recipient"
    APPROVE_RECIPIENT = "approve-recipient"
    """List a recipient as a second person, or take one off the register."""
    DISSEMINATE = "disseminate"
    """Send what is necessary of one identified person to one listed recipient, or withdraw it."""
    VIEW_DISSEMINATIONS = "view-disseminations"
    """See what was sent to whom and what came of it: elements by name, no value."""
    FOLLOW_DISSEMINATION = "follow-dissemination"
    """Record the recipient's receipt, outcome or destruction."""
    READ_POST = "read-post"
    """Open what was sent to one's own authority, and answer for it."""
    VIEW_CRITERIA = "view-criteria"
    """See the criteria, their trials and how their matches ended: counts, no traveller."""
    WRITE_CRITERION = "write-criterion"
    TRY_CRITERION = "try-criterion"
    """Have a criterion tried on the stored past, for counts alone (Art. 6(2)(c))."""
    ADVISE_CRITERION = "advise-criterion"
    """Say, as the data protection officer, whether anything stands against a criterion (Art. 5)."""
    APPROVE_CRITERION = "approve-criterion"
    REVIEW_CRITERION = "review-criterion"
    """Decide at the regular review whether a criterion continues, or resume a suspended one."""
    SUSPEND_CRITERION = "suspend-criterion"
    """Stop applying a criterion, for a time or for good."""
    CHECK_DOCUMENT = "check-document"
    """Check a travel document that lies on the desk; nothing of it is kept."""
    OPEN_DOCUMENT_CASE = "open-document-case"
    """Keep what a check found of a document, sealed, because something in it failed."""
    VIEW_DOCUMENT_CASES = "view-document-cases"
    DECIDE_BIOMETRICS = "decide-biometrics"
    """Decide, as a second officer, whether pictures of a document case are kept."""
    PRINT_VERDICT = "print-verdict"
    """Take the verdict on a document along as PDF: of one's own check, or of a case."""
    VIEW_DISCREET = "view-discreet-checks"
    """See which holders and documents may be under a discreet, inquiry or specific check, and what is to be done."""
    REPORT_DISCREET = "report-discreet-check"
    """Decide whether it is a hit, and write the form for SIRENE."""
    PROPOSE_BORDER_SOURCE = "propose-border-source"
    """Propose that checks of documents use an alert source, or end that."""
    APPROVE_BORDER_SOURCE = "approve-border-source"
    VIEW_TRUST = "view-trust"
    """See whom checks of documents rely on, since when, and who brought it."""
    IMPORT_TRUST = "import-trust"
    """Import a list of country signing CAs, revocations or defects: keys of authorities, nobody's data."""
    EXCHANGE_MESSAGE = "exchange-message"
    """Deliver a message to this node, as a partner node."""
    SEND_MESSAGE = "send-message"
    """Hand a message to a partner node over for delivery."""
    VIEW_INFORMATION = "view-information-requests"
    """See the requests of and to partners: clocks, states, counts; nobody whom they are about."""
    OPEN_INFORMATION = "open-information-request"
    """Open one request, with whom it is about."""
    ASK_INFORMATION = "ask-information"
    """Send a request to a partner."""
    ANSWER_INFORMATION = "answer-information"
    """Work on a partner's request: searches, questions, delays, replies, refusals."""
    AUTHORISE_INFORMATION = "authorise-information"
    """Give or refuse, as a magistrate, the authorisation that a reply needs (Directive (EU) 2023/977, Art. 9)."""
    TAKE_INFORMATION = "take-information"
    """Take partners' messages over from the inbox."""
    VIEW_PARTNERS = "view-partners"
    """See the partner nodes, what waits for them, and their last receipts: nothing of what a message says."""
    IMPORT_PARTNERS = "import-partners"
    """Bring a signed list of partner nodes into force."""
    APPROVE_TRUST = "approve-trust"
    """Bring a proposed list of whom to trust in force, or not: another person than who proposed it."""
    VIEW_QUARANTINE = "view-quarantine"
    """See that a push is in quarantine and why, never what it holds."""
    VIEW_STATISTICS = "view-statistics"
    RECORD_EVALUATION = "record-evaluation"
    """Keep an evaluation of screening with the node: counts and shares, of no person."""
    READ_LOG = "read-log"
    EXPORT_LOG = "export-log"
    VIEW_ACCOUNTS = "view-accounts"
    MANAGE_ACCOUNTS = "manage-accounts"
    CHANGE_SETTINGS = "change-settings"


class Condition(Enum):
    """What must hold besides role and purpose; the duty checks it, this table says which apply."""

    REFERENCE = "reference"
    """The access names the match, request or case that it belongs to."""
    CLAIMED_BY_SELF = "claimed by self"
    SECOND_PERSON = "second person"
    """Another account did the step before (rule SYS-02)."""
    APPROVAL = "approval"
    """A valid approval bound to record, requester and purpose."""
    OPEN_REQUEST = "open request"
    OWN_DATA = "own data"
    """Only what this carrier sent, or what was sent to this authority."""


class Permission(msgspec.Struct, frozen=True, gc=False):
    """One row: a role may do an action for these purposes, under these conditions."""

    role: Role
    action: Action
    purposes: frozenset[Purpose]
    conditions: frozenset[Condition] = frozenset()


class NotPermitted(Refused):
    """The table of permissions has no such row."""


_CRIME = frozenset({Purpose.TERRORISM, Purpose.SERIOUS_CRIME, Purpose.TERRORISM_OR_SERIOUS_CRIME})
_BORDER = frozenset({Purpose.BORDER_CHECK})
_EXCHANGE = frozenset({Purpose.CRIMINAL_OFFENCES})
_OVERSIGHT = frozenset({Purpose.OVERSIGHT})
_ADMINISTRATION = frozenset({Purpose.ADMINISTRATION})

_OFFICERS = (Role.ANALYST, Role.SENIOR_ANALYST)
_CHECKERS = (Role.DATA_PROTECTION_OFFICER, Role.SUPERVISOR)
_INDEPENDENT = (Role.JUDGE, Role.INDEPENDENT_BODY)
_MAGISTRATES = (Role.PROSECUTOR, Role.JUDGE)
_NODE = (Role.NODE,)
_AT_THE_DESK = (Role.BORDER_OFFICER, Role.SECOND_LINE_OFFICER)
_CRITERIA = (Role.SENIOR_ANALYST, Role.CRITERIA_OFFICER)

CONDITIONS: dict[Action, frozenset[Condition]] = {
    Action.PUSH: frozenset({Condition.OWN_DATA}),
    Action.TRY_PUSH: frozenset({Condition.OWN_DATA}),
    Action.EXCHANGE_MESSAGE: frozenset({Condition.OWN_DATA}),
    Action.OPEN_INFORMATION: frozenset({Condition.REFERENCE}),
    Action.ANSWER_INFORMATION: frozenset({Condition.REFERENCE}),
    Action.AUTHORISE_INFORMATION: frozenset({Condition.REFERENCE, Condition.SECOND_PERSON}),
    Action.READ_NOTICES: frozenset({Condition.OWN_DATA}),
    Action.REVIEW_MATCH: frozenset({Condition.REFERENCE, Condition.CLAIMED_BY_SELF}),
    Action.SECOND_OPINION: frozenset({Condition.REFERENCE, Condition.SECOND_PERSON}),
    Action.OPEN_MATCH: frozenset({Condition.REFERENCE}),
    Action.CLAIM_MATCH: frozenset({Condition.REFERENCE}),
    Action.CONSULT_TRAVELLER: frozenset({Condition.REFERENCE}),
    Action.VIEW_LINKS: frozenset({Condition.REFERENCE}),
    Action.SEARCH: frozenset({Condition.REFERENCE, Condition.OPEN_REQUEST, Condition.APPROVAL}),
    Action.ASK_APPROVAL: frozenset({Condition.REFERENCE}),
    Action.ANSWER_REQUEST: frozenset({Condition.REFERENCE}),
    Action.APPROVE_DISCLOSURE: frozenset({Condition.REFERENCE, Condition.SECOND_PERSON}),
    Action.APPROVE_UNSEALING: frozenset({Condition.REFERENCE, Condition.SECOND_PERSON}),
    Action.UNSEAL: frozenset({Condition.REFERENCE, Condition.OPEN_REQUEST, Condition.APPROVAL}),
    Action.DISSEMINATE: frozenset({Condition.REFERENCE}),
    Action.APPROVE_RECIPIENT: frozenset({Condition.SECOND_PERSON}),
    Action.READ_POST: frozenset({Condition.OWN_DATA}),
    Action.APPROVE_ELIGIBILITY: frozenset({Condition.SECOND_PERSON}),
    Action.DECIDE_WITHDRAWAL: frozenset({Condition.SECOND_PERSON}),
    Action.APPROVE_PULL: frozenset({Condition.SECOND_PERSON}),
    Action.APPROVE_SELECTION: frozenset({Condition.SECOND_PERSON}),
    Action.REVIEW_SELECTION: frozenset({Condition.SECOND_PERSON}),
    Action.JUDGE_SELECTION: frozenset({Condition.SECOND_PERSON}),
    Action.APPROVE_CRITERION: frozenset({Condition.SECOND_PERSON}),
    Action.DECIDE_BIOMETRICS: frozenset({Condition.REFERENCE, Condition.SECOND_PERSON}),
    Action.VIEW_DISCREET: frozenset({Condition.REFERENCE}),
    Action.REPORT_DISCREET: frozenset({Condition.REFERENCE}),
    Action.APPROVE_BORDER_SOURCE: frozenset({Condition.SECOND_PERSON}),
    Action.REVIEW_CRITERION: frozenset({Condition.SECOND_PERSON}),
}
"""What an action demands of whoever works with travel data; those who check are bound to none: see `_ROWS`."""

# (actions, roles, purposes). Administrators appear only where no personal data is (DESIGN section 6).
_ROWS: tuple[tuple[tuple[Action, ...], tuple[Role, ...], frozenset[Purpose]], ...] = (
    ((Action.PUSH,), (Role.CARRIER,), _CRIME),
    # No purpose of travel data: what is tried is synthetic (rule PNR-34).
    ((Action.TRY_PUSH,), (Role.CARRIER, Role.CARRIER_ON_TRIAL), _ADMINISTRATION),
    ((Action.INGEST, Action.RUN_SCREENING, Action.ENFORCE_RETENTION), _NODE, _CRIME),
    ((Action.VIEW_BOARD, Action.VIEW_FLIGHT, Action.VIEW_QUEUE), _OFFICERS, _CRIME),
    ((Action.OPEN_MATCH, Action.CLAIM_MATCH, Action.REVIEW_MATCH), _OFFICERS, _CRIME),
    ((Action.SECOND_OPINION,), (Role.SENIOR_ANALYST,), _CRIME),
    ((Action.CONSULT_TRAVELLER, Action.VIEW_LINKS, Action.SEARCH, Action.UNSEAL), _OFFICERS, _CRIME),
    ((Action.OPEN_REQUEST, Action.VIEW_REQUESTS, Action.ASK_APPROVAL, Action.ANSWER_REQUEST), _OFFICERS, _CRIME),
    ((Action.VIEW_REQUESTS, Action.APPROVE_DISCLOSURE, Action.APPROVE_UNSEALING), _INDEPENDENT, _CRIME),
    ((Action.DISSEMINATE, Action.FOLLOW_DISSEMINATION, Action.VIEW_DISSEMINATIONS), _OFFICERS, _CRIME),
    ((Action.VIEW_RECIPIENTS, Action.PROPOSE_RECIPIENT), _OFFICERS, _CRIME),
    ((Action.APPROVE_RECIPIENT,), (Role.SENIOR_ANALYST,), _CRIME),
    ((Action.READ_POST,), (Role.INVESTIGATOR,), _CRIME),
    ((Action.VIEW_RECIPIENTS, Action.VIEW_DISSEMINATIONS), _CHECKERS, _OVERSIGHT),
    ((Action.IMPORT_ALERTS, Action.VIEW_ALERTS, Action.PROPOSE_ELIGIBILITY), _OFFICERS, _CRIME),
    ((Action.APPROVE_ELIGIBILITY, Action.END_ELIGIBILITY), (Role.SENIOR_ANALYST,), _CRIME),
    ((Action.DECIDE_WITHDRAWAL, Action.EXTEND_ALERT), (Role.SENIOR_ANALYST,), _CRIME),
    ((Action.ASK_REGISTER,), _OFFICERS, _CRIME),
    ((Action.VIEW_SELECTIONS,), (*_OFFICERS, *_INDEPENDENT), _CRIME),
    ((Action.PROPOSE_SELECTION, Action.REVIEW_SELECTION, Action.END_SELECTION), (Role.SENIOR_ANALYST,), _CRIME),
    ((Action.APPROVE_SELECTION, Action.JUDGE_SELECTION), _INDEPENDENT, _CRIME),
    ((Action.VIEW_CRITERIA,), (*_OFFICERS, Role.CRITERIA_OFFICER, *_INDEPENDENT), _CRIME),
    ((Action.WRITE_CRITERION, Action.TRY_CRITERION, Action.APPROVE_CRITERION), _CRITERIA, _CRIME),
    ((Action.REVIEW_CRITERION, Action.SUSPEND_CRITERION), _CRITERIA, _CRIME),
    ((Action.VIEW_CRITERIA,), _CHECKERS, _OVERSIGHT),
    # Advice is the officer's own task (Art. 5; Directive (EU) 2016/680, Art. 34): it changes nothing of a criterion.
    ((Action.ADVISE_CRITERION,), (Role.DATA_PROTECTION_OFFICER,), _OVERSIGHT),
    ((Action.IMPORT_ALERTS, Action.IMPORT_TIMETABLE, Action.VIEW_BOARD), _NODE, _CRIME),
    ((Action.RECORD_EVALUATION,), _NODE, _CRIME),
    ((Action.IMPORT_TIMETABLE,), _OFFICERS, _CRIME),
    ((Action.VIEW_CARRIERS,), _OFFICERS, _CRIME),
    ((Action.VIEW_CARRIERS,), _CHECKERS, _OVERSIGHT),
    ((Action.VIEW_PULLS,), (*_OFFICERS, *_INDEPENDENT), _CRIME),
    ((Action.VIEW_PULLS,), _CHECKERS, _OVERSIGHT),
    ((Action.ASK_PULL,), _OFFICERS, _CRIME),
    ((Action.APPROVE_PULL,), (Role.SENIOR_ANALYST, *_INDEPENDENT), _CRIME),
    ((Action.REVIEW_BREACH,), (Role.SENIOR_ANALYST,), _CRIME),
    ((Action.READ_NOTICES,), (Role.CARRIER,), _CRIME),
    # Documents at the desk: a purpose of its own, that opens no travel data.
    ((Action.CHECK_DOCUMENT, Action.OPEN_DOCUMENT_CASE, Action.VIEW_DOCUMENT_CASES), _AT_THE_DESK, _BORDER),
    ((Action.PRINT_VERDICT, Action.DECIDE_BIOMETRICS), _AT_THE_DESK, _BORDER),
    ((Action.VIEW_DISCREET, Action.REPORT_DISCREET), (Role.SECOND_LINE_OFFICER,), _BORDER),
    ((Action.PROPOSE_BORDER_SOURCE, Action.APPROVE_BORDER_SOURCE), (Role.SECOND_LINE_OFFICER,), _BORDER),
    ((Action.VIEW_TRUST, Action.IMPORT_TRUST), (Role.ADMINISTRATOR, Role.NODE), _ADMINISTRATION),
    ((Action.APPROVE_TRUST,), (Role.ADMINISTRATOR,), _ADMINISTRATION),
    ((Action.VIEW_TRUST,), _AT_THE_DESK, _BORDER),
    ((Action.VIEW_TRUST,), _CHECKERS, _OVERSIGHT),
    ((Action.CHECK_DOCUMENT,), (Role.BORDER_GATE,), _BORDER),
    ((Action.EXCHANGE_MESSAGE,), (Role.PARTNER_NODE,), _EXCHANGE),
    ((Action.SEND_MESSAGE, Action.TAKE_INFORMATION), _NODE, _EXCHANGE),
    ((Action.VIEW_INFORMATION, Action.OPEN_INFORMATION), (Role.SPOC_OFFICER, *_MAGISTRATES), _EXCHANGE),
    ((Action.ASK_INFORMATION, Action.ANSWER_INFORMATION), (Role.SPOC_OFFICER,), _EXCHANGE),
    ((Action.AUTHORISE_INFORMATION,), _MAGISTRATES, _EXCHANGE),
    ((Action.VIEW_INFORMATION,), _CHECKERS, _OVERSIGHT),
    ((Action.VIEW_PARTNERS,), (Role.SPOC_OFFICER,), _EXCHANGE),
    ((Action.VIEW_PARTNERS, Action.IMPORT_PARTNERS), (Role.ADMINISTRATOR, Role.NODE), _ADMINISTRATION),
    ((Action.VIEW_PARTNERS,), _CHECKERS, _OVERSIGHT),
    ((Action.VIEW_QUARANTINE, Action.VIEW_STATISTICS), _OFFICERS, _CRIME),
    ((Action.VIEW_BOARD, Action.VIEW_FLIGHT, Action.VIEW_QUEUE, Action.OPEN_MATCH), _CHECKERS, _OVERSIGHT),
    ((Action.CONSULT_TRAVELLER, Action.VIEW_LINKS, Action.VIEW_REQUESTS, Action.VIEW_ALERTS), _CHECKERS, _OVERSIGHT),
    ((Action.VIEW_QUARANTINE, Action.VIEW_STATISTICS, Action.VIEW_ACCOUNTS), _CHECKERS, _OVERSIGHT),
    ((Action.VIEW_SELECTIONS, Action.READ_LOG, Action.EXPORT_LOG), _CHECKERS, _OVERSIGHT),
    ((Action.VIEW_ACCOUNTS, Action.MANAGE_ACCOUNTS, Action.CHANGE_SETTINGS), (Role.ADMINISTRATOR,), _ADMINISTRATION),
)

PERMISSIONS: dict[tuple[Role, Action], Permission] = {
    (role, action): Permission(
        role, action, purposes, frozenset() if role in _CHECKERS else CONDITIONS.get(action, frozenset())
    )
    for actions, roles, purposes in _ROWS
    for role in roles
    for action in actions
}
"""Every permission there is."""

# Why a role is refused whatever it asked for; else why an action is refused to whoever asked. The rest: SYS-01.
_RULES_OF_ROLES = {
    Role.DATA_PROTECTION_OFFICER: "PNR-27",
    Role.SUPERVISOR: "SYS-09",
    Role.ADMINISTRATOR: "LED-13",
}
_RULES_OF_ACTIONS = {
    Action.REVIEW_MATCH: "PNR-10",
    Action.SECOND_OPINION: "PNR-10",
    Action.APPROVE_DISCLOSURE: "PNR-15",
    Action.APPROVE_UNSEALING: "PNR-18",
    Action.UNSEAL: "PNR-18",
    Action.APPROVE_ELIGIBILITY: "PNR-08",
    Action.END_ELIGIBILITY: "PNR-08",
    Action.PROPOSE_ELIGIBILITY: "PNR-08",
    Action.DECIDE_WITHDRAWAL: "SYS-02",
    Action.EXTEND_ALERT: "SIS-01",
    Action.ASK_REGISTER: "PNR-08",
    Action.VIEW_SELECTIONS: "PNR-02",
    Action.PROPOSE_SELECTION: "PNR-02",
    Action.APPROVE_SELECTION: "PNR-02",
    Action.REVIEW_SELECTION: "PNR-02",
    Action.JUDGE_SELECTION: "PNR-02",
    Action.END_SELECTION: "PNR-02",
    Action.VIEW_CRITERIA: "PNR-09",
    Action.WRITE_CRITERION: "PNR-09",
    Action.TRY_CRITERION: "PNR-09",
    Action.ADVISE_CRITERION: "PNR-09",
    Action.APPROVE_CRITERION: "PNR-09",
    Action.REVIEW_CRITERION: "PNR-09",
    Action.SUSPEND_CRITERION: "PNR-09",
    Action.VIEW_LINKS: "PNR-11",
    Action.ANSWER_REQUEST: "PNR-22",
    Action.DISSEMINATE: "PNR-11",
    Action.FOLLOW_DISSEMINATION: "PNR-11",
    Action.VIEW_DISSEMINATIONS: "PNR-11",
    Action.READ_POST: "PNR-14",
    Action.VIEW_RECIPIENTS: "PNR-14",
    Action.PROPOSE_RECIPIENT: "PNR-14",
    Action.APPROVE_RECIPIENT: "PNR-14",
    Action.VIEW_CARRIERS: "PNR-32",
    Action.REVIEW_BREACH: "PNR-32",
    Action.VIEW_PULLS: "PNR-06",
    Action.ASK_PULL: "PNR-06",
    Action.APPROVE_PULL: "PNR-06",
    Action.CHECK_DOCUMENT: "API-06",
    Action.VIEW_DISCREET: "SIS-04",
    Action.REPORT_DISCREET: "SIS-04",
    Action.PROPOSE_BORDER_SOURCE: "SIS-04",
    Action.APPROVE_BORDER_SOURCE: "SIS-04",
    Action.OPEN_DOCUMENT_CASE: "AIA-05",
    Action.VIEW_DOCUMENT_CASES: "AIA-05",
    Action.PRINT_VERDICT: "AIA-05",
    Action.DECIDE_BIOMETRICS: "AIA-05",
    Action.VIEW_INFORMATION: "EXC-09",
    Action.OPEN_INFORMATION: "EXC-09",
    Action.ASK_INFORMATION: "EXC-03",
    Action.ANSWER_INFORMATION: "EXC-09",
    Action.AUTHORISE_INFORMATION: "EXC-02",
    Action.READ_LOG: "PNR-30",
    Action.EXPORT_LOG: "PNR-30",
}


_INSTEAD = {(Role.CARRIER_ON_TRIAL, Action.PUSH): ": send to /api/trial/pushes until it is certified"}
"""What somebody who may not do an action is to do in its place."""


def check(role: Role, action: Action, purpose: Purpose | None) -> None:
    """Return when the role may do the action for the purpose; its `conditions` are still to be checked.

    Raises:
        NotPermitted: No purpose (SYS-01), no such row (the role's or action's rule), or another purpose (LED-01).
    """
    if purpose is None:
        raise NotPermitted(say("say for which purpose: {action}", action=say(_words(action))), rule="SYS-01")
    permission = PERMISSIONS.get((role, action))
    if permission is None:
        rule = _RULES_OF_ROLES.get(role) or _RULES_OF_ACTIONS.get(action, "SYS-01")
        instead = _INSTEAD.get((role, action), "")
        raise NotPermitted(
            say(
                "the role {role} may not {action}{instead}",
                role=say(role.value),
                action=say(_words(action)),
                instead=say(instead),
            ),
            rule=rule,
        )
    if purpose not in permission.purposes:
        allowed = listed(sorted(each.value for each in permission.purposes))
        raise NotPermitted(
            say(
                "to {action} is for {allowed}, not for {purpose}",
                action=say(_words(action)),
                allowed=allowed,
                purpose=say(purpose.value),
            ),
            rule="LED-01",
        )


def may(role: Role, action: Action, purpose: Purpose) -> bool:
    """Whether `check` would return: for a page that decides what to offer, never in place of the check."""
    permission = PERMISSIONS.get((role, action))
    return permission is not None and purpose in permission.purposes


def conditions(role: Role, action: Action) -> frozenset[Condition]:
    """Return what must hold besides, for a role that may do the action; ``KeyError`` where it may not."""
    return PERMISSIONS[role, action].conditions


def permission_rows() -> tuple[tuple[str, str, str, str], ...]:
    """Return the table as the manual prints it: role, action, purposes, conditions; in the order of the enums."""
    ordered = (PERMISSIONS[role, action] for role in Role for action in Action if (role, action) in PERMISSIONS)
    return tuple((row.role.value, row.action.value, _list(row.purposes), _list(row.conditions)) for row in ordered)


def _words(action: Action) -> str:
    return action.value.replace("-", " ")


def _list(members: frozenset[Purpose] | frozenset[Condition]) -> str:
    return ", ".join(sorted(member.value for member in members))
