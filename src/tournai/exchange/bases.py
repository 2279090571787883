"""On which law an exchange rests, and for which purpose: closed lists that go with every message."""

from enum import Enum


class ExchangeBasis(Enum):
    """The instrument under which a message is sent."""

    DIRECTIVE = "Directive (EU) 2023/977"
    FRAMEWORK_DECISION = "Framework Decision 2006/960/JHA"
    """Its predecessor, for a State that has not transposed the directive."""
    SIS = "Regulation (EU) 2018/1862"
    PASSENGER_UNITS = "Directive (EU) 2016/681, Art. 9"
    PRUM = "Regulation (EU) 2024/982"
    INVESTIGATION_ORDER = "Directive 2014/41/EU"
    JOINT_TEAM = "Framework Decision 2002/465/JHA"
    NATIONAL = "national law"
    """Between police and prosecutor of one State."""
    WITNESSING = "agreement between the partners"
    """Checkpoints and receipts: no personal data."""


class ExchangePurpose(Enum):
    """Why it is exchanged: Directive (EU) 2023/977, Art. 1(1), and what other instruments add."""

    PREVENTION = "prevention"
    DETECTION = "detection"
    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    """No purpose of the directive by itself: use as evidence asks the owner's consent (Art. 1(4))."""
    PUBLIC_SECURITY = "immediate and serious threat to public security"
    VITAL_INTEREST = "protection of life or limb"
    WITNESSING = "integrity of the exchange"
