"""The course of an order: its states, and the moves between them, as tables.

Source: Regulation (EU) 2023/1543, Art. 4(5), 8 to 13, 16 and 17. An order has four states at once: its own, that of the
enforcing authority's assessment, that of validation after an emergency, and that of preservation. Each is a table.
"""

from enum import Enum


class State(Enum):
    """Where the order itself stands."""

    DRAFT = "draft"
    AWAITING_VALIDATION = "awaiting validation"
    VALIDATED = "validated"
    SIGNED = "signed"
    TRANSMITTED = "transmitted"
    ACKNOWLEDGED = "acknowledged"
    IN_EXECUTION = "in execution"
    CLARIFICATION_ASKED = "clarification asked"
    NOT_EXECUTED = "not executed"
    """The addressee sent Form 3: impossibility, immunity, law of a third country, other."""
    UNDER_COURT_REVIEW = "under court review"
    """Upheld against the law of a third country: the court decides, execution waits (Art. 17(3))."""
    DELIVERED = "delivered"
    """A part, or all of it, was made available."""
    RECEIVED = "received"
    VERIFIED = "verified"
    VERIFICATION_FAILED = "verification failed"
    PRESERVED = "preserved"
    EXTENDED = "preservation extended"
    PRODUCTION_ANNOUNCED = "production announced"
    EXPIRED = "preservation expired"
    LIFTED = "preservation lifted"
    ENFORCEMENT = "enforcement"
    ENFORCED = "recognised for enforcement"
    USER_INFORMED = "user informed"
    USER_INFORMATION_DELAYED = "user information delayed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Step(Enum):
    """What moves an order on."""

    SUBMIT = "submit for validation"
    VALIDATE = "validate"
    REJECT = "reject"
    CANCEL = "cancel"
    SIGN = "sign"
    TRANSMIT = "transmit"
    ACKNOWLEDGE = "acknowledge"
    EXECUTE = "start execution"
    ASK_CLARIFICATION = "ask for clarification"
    CLARIFY = "clarify"
    REFUSE = "refuse execution"
    SET_NEW_DEADLINE = "set a new deadline"
    REFER_TO_COURT = "refer to the court"
    UPHOLD = "uphold"
    LIFT_BY_COURT = "lift by the court"
    DELIVER = "deliver"
    RECEIVE = "receive"
    VERIFY = "verify"
    FAIL_VERIFICATION = "fail verification"
    ASK_REDELIVERY = "ask for delivery again"
    PRESERVE = "confirm preservation"
    EXTEND = "extend preservation"
    ANNOUNCE_PRODUCTION = "announce production"
    EXPIRE = "let preservation expire"
    LIFT = "lift preservation"
    ENFORCE = "ask for enforcement"
    RECOGNISE = "recognise for enforcement"
    DENY = "deny enforcement"
    INFORM_USER = "inform the user"
    DELAY_INFORMATION = "delay informing the user"
    WITHDRAW = "withdraw"
    CLOSE = "close"


_BEFORE_SENDING = (State.DRAFT, State.AWAITING_VALIDATION, State.VALIDATED, State.SIGNED)
_WITH_ADDRESSEE = (
    State.TRANSMITTED,
    State.ACKNOWLEDGED,
    State.IN_EXECUTION,
    State.CLARIFICATION_ASKED,
    State.NOT_EXECUTED,
    State.UNDER_COURT_REVIEW,
    State.DELIVERED,
    State.RECEIVED,
    State.VERIFIED,
    State.VERIFICATION_FAILED,
    State.ENFORCEMENT,
    State.ENFORCED,
)
_PRESERVING = (State.PRESERVED, State.EXTENDED, State.PRODUCTION_ANNOUNCED)

MOVES: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.SUBMIT): State.AWAITING_VALIDATION,
    (State.DRAFT, Step.SIGN): State.SIGNED,
    (State.AWAITING_VALIDATION, Step.VALIDATE): State.VALIDATED,
    (State.VALIDATED, Step.SIGN): State.SIGNED,
    (State.SIGNED, Step.TRANSMIT): State.TRANSMITTED,
    **{(state, Step.REJECT): State.REJECTED for state in _BEFORE_SENDING},
    **{(state, Step.CANCEL): State.CANCELLED for state in _BEFORE_SENDING},
    (State.TRANSMITTED, Step.ACKNOWLEDGE): State.ACKNOWLEDGED,
    (State.ACKNOWLEDGED, Step.EXECUTE): State.IN_EXECUTION,
    **{
        (state, Step.ASK_CLARIFICATION): State.CLARIFICATION_ASKED
        for state in (State.TRANSMITTED, State.ACKNOWLEDGED, State.IN_EXECUTION)
    },
    (State.CLARIFICATION_ASKED, Step.CLARIFY): State.IN_EXECUTION,
    **{
        (state, Step.REFUSE): State.NOT_EXECUTED
        for state in (State.TRANSMITTED, State.ACKNOWLEDGED, State.IN_EXECUTION, State.CLARIFICATION_ASKED)
    },
    (State.NOT_EXECUTED, Step.SET_NEW_DEADLINE): State.IN_EXECUTION,
    (State.NOT_EXECUTED, Step.REFER_TO_COURT): State.UNDER_COURT_REVIEW,
    (State.UNDER_COURT_REVIEW, Step.UPHOLD): State.IN_EXECUTION,
    (State.UNDER_COURT_REVIEW, Step.LIFT_BY_COURT): State.WITHDRAWN,
    **{
        (state, Step.ENFORCE): State.ENFORCEMENT
        for state in (State.TRANSMITTED, State.ACKNOWLEDGED, State.IN_EXECUTION, State.NOT_EXECUTED)
    },
    (State.ENFORCEMENT, Step.RECOGNISE): State.ENFORCED,
    (State.ENFORCEMENT, Step.DENY): State.WITHDRAWN,
    **{
        (state, Step.DELIVER): State.DELIVERED
        for state in (State.ACKNOWLEDGED, State.IN_EXECUTION, State.RECEIVED, State.VERIFIED, State.ENFORCED)
    },
    (State.DELIVERED, Step.RECEIVE): State.RECEIVED,
    (State.RECEIVED, Step.VERIFY): State.VERIFIED,
    (State.RECEIVED, Step.FAIL_VERIFICATION): State.VERIFICATION_FAILED,
    (State.VERIFICATION_FAILED, Step.ASK_REDELIVERY): State.IN_EXECUTION,
    (State.VERIFIED, Step.INFORM_USER): State.USER_INFORMED,
    (State.VERIFIED, Step.DELAY_INFORMATION): State.USER_INFORMATION_DELAYED,
    (State.USER_INFORMATION_DELAYED, Step.INFORM_USER): State.USER_INFORMED,
    (State.USER_INFORMATION_DELAYED, Step.DELAY_INFORMATION): State.USER_INFORMATION_DELAYED,
    (State.USER_INFORMED, Step.CLOSE): State.CLOSED,
    (State.USER_INFORMATION_DELAYED, Step.CLOSE): State.CLOSED,
    **{
        (state, Step.PRESERVE): State.PRESERVED
        for state in (State.TRANSMITTED, State.ACKNOWLEDGED, State.IN_EXECUTION, State.ENFORCED)
    },
    (State.PRESERVED, Step.EXTEND): State.EXTENDED,
    (State.PRESERVED, Step.ANNOUNCE_PRODUCTION): State.PRODUCTION_ANNOUNCED,
    (State.EXTENDED, Step.ANNOUNCE_PRODUCTION): State.PRODUCTION_ANNOUNCED,
    (State.PRESERVED, Step.EXPIRE): State.EXPIRED,
    (State.EXTENDED, Step.EXPIRE): State.EXPIRED,
    **{(state, Step.LIFT): State.LIFTED for state in _PRESERVING},
    **{(state, Step.WITHDRAW): State.WITHDRAWN for state in (*_WITH_ADDRESSEE, *_PRESERVING)},
    (State.EXPIRED, Step.CLOSE): State.CLOSED,
    (State.LIFTED, Step.CLOSE): State.CLOSED,
    (State.WITHDRAWN, Step.CLOSE): State.CLOSED,
}
"""Every step there is. Extending is possible once: nothing leads from extended to extended."""


class Assessment(Enum):
    """Where the notified enforcing authority's assessment stands: Art. 8 and 12."""

    NOT_NOTIFIED = "not notified"
    NOTIFIED = "notified"
    CLEARED = "cleared"
    """It confirmed that it raises no ground for refusal."""
    OBJECTED = "objected"
    CONDITIONED = "conditioned"
    """It lets the data be transferred in part, or used under conditions (Art. 12(4))."""
    SILENT = "silent"
    """Its ten days or 96 hours passed without a ground."""


class AssessmentStep(Enum):
    """What moves the assessment on."""

    NOTIFY = "notify"
    CLEAR = "clear"
    OBJECT = "object"
    CONDITION = "set conditions"
    SILENCE = "let the time pass"


ASSESSMENTS: dict[tuple[Assessment, AssessmentStep], Assessment] = {
    (Assessment.NOT_NOTIFIED, AssessmentStep.NOTIFY): Assessment.NOTIFIED,
    (Assessment.NOTIFIED, AssessmentStep.CLEAR): Assessment.CLEARED,
    (Assessment.NOTIFIED, AssessmentStep.OBJECT): Assessment.OBJECTED,
    (Assessment.NOTIFIED, AssessmentStep.CONDITION): Assessment.CONDITIONED,
    (Assessment.NOTIFIED, AssessmentStep.SILENCE): Assessment.SILENT,
}


class Validation(Enum):
    """Where validation after an emergency stands: Art. 4(5)."""

    NOT_OWED = "not owed"
    OWED = "owed"
    GIVEN = "given"
    DENIED = "denied"
    """Denied or not there in time: the order is withdrawn, the data deleted or its use restricted."""


class ValidationStep(Enum):
    """What moves validation after an emergency on."""

    OWE = "owe"
    GIVE = "give"
    DENY = "deny"


VALIDATIONS: dict[tuple[Validation, ValidationStep], Validation] = {
    (Validation.NOT_OWED, ValidationStep.OWE): Validation.OWED,
    (Validation.OWED, ValidationStep.GIVE): Validation.GIVEN,
    (Validation.OWED, ValidationStep.DENY): Validation.DENIED,
}


class RefusalReason(Enum):
    """Why an addressee does not execute an order: Form 3, section D(a)."""

    INCOMPLETE = "incomplete"
    MANIFEST_ERROR = "manifest_error"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    NOT_STORED = "not_stored_at_receipt"
    IMPOSSIBILITY = "de_facto_impossibility"
    NOT_ISSUED_BY_AUTHORITY = "not_issued_or_validated_as_art_4"
    OFFENCE_NOT_COVERED = "offence_not_covered"
    SERVICE_NOT_COVERED = "service_not_covered"
    PROTECTED = "immunity_privilege_press"
    THIRD_COUNTRY = "conflict_with_third_country_law"
    OTHER = "other"

    @property
    def asks_clarification(self) -> bool:
        """Whether it is a request for clarification, which stops the clock (Art. 10(6))."""
        return self in (RefusalReason.INCOMPLETE, RefusalReason.MANIFEST_ERROR, RefusalReason.INSUFFICIENT_INFORMATION)


class RefusalGround(Enum):
    """A ground that the notified enforcing authority may raise: Art. 12(1)."""

    PROTECTED = "immunity_or_privilege_or_press_freedom"
    FUNDAMENTAL_RIGHT = "manifest_breach_of_fundamental_right"
    NE_BIS_IN_IDEM = "ne_bis_in_idem"
    NO_DOUBLE_CRIMINALITY = "no_double_criminality_unless_annex_iv_and_3_years"
