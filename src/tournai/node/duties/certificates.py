"""Client certificates of carriers: which account a certificate stands for, and since when it stands for none.

The TLS layer proves that the carrier holds the key, that the authority's chosen issuer signed, and that the certificate
has not expired; here it is known by its SHA-256 fingerprint alone. An account may have several, so that a new one is
tied before the old one ends. Source: Directive (EU) 2016/680, Art. 29; rules SYS-01, LED-17.
"""

import hashlib

import msgspec

from tournai.errors import Malformed
from tournai.node.duties.accounts import SignInRefused
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import ADMINISTRATION, duty
from tournai.node.duties.refused_runs import Run
from tournai.node.duties.refusing import log_refusal
from tournai.node.duties.rows import StoredCertificate
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, Role

UNKNOWN = "unknown"
REFUSAL = "this client certificate stands for no account here: have it tied to yours"


def fingerprint_of(certificate: bytes) -> str:
    """Return the SHA-256 fingerprint of a certificate in DER: 64 hexadecimal digits."""
    return hashlib.sha256(certificate).hexdigest()


def tie_certificate(ports: Ports, actor: Actor, *, account: str, certificate: bytes) -> str:
    """Have a certificate (DER) stand for a carrier's account; return its fingerprint.

    Raises:
        Malformed: There is no such account, it is a person's, or the certificate stands for another.
        Refused: The actor may not manage accounts.
    """
    fingerprint = fingerprint_of(certificate)
    with duty(ports, actor, Action.MANAGE_ACCOUNTS, ADMINISTRATION) as tying:
        holder = tying.unit.accounts.account(account)
        if holder is None or Role(holder.role).is_human:
            raise Malformed("a certificate is tied to the account of a carrier: create that first", code="account")
        known = tying.unit.accounts.certificate(fingerprint)
        if known is not None and known.account != account:
            raise Malformed("the certificate stands for another account", code="certificate")
        tying.unit.accounts.put_certificate(StoredCertificate(fingerprint, account, tying.now, None))
        tying.record(EventKind.ACCOUNT_CHANGED, account, certificate=fingerprint, change="tied")
    return fingerprint


def revoke_certificate(ports: Ports, actor: Actor, *, account: str, certificate: bytes) -> str:
    """Have a certificate (DER) stand for its account no more; return its fingerprint.

    Raises:
        Malformed: It does not stand for that account.
        Refused: The actor may not manage accounts.
    """
    fingerprint = fingerprint_of(certificate)
    with duty(ports, actor, Action.MANAGE_ACCOUNTS, ADMINISTRATION) as revoking:
        known = revoking.unit.accounts.certificate(fingerprint)
        if known is None or known.account != account:
            raise Malformed("the certificate does not stand for that account", code="certificate")
        revoking.unit.accounts.put_certificate(msgspec.structs.replace(known, revoked_at=revoking.now))
        revoking.record(EventKind.ACCOUNT_CHANGED, account, certificate=fingerprint, change="revoked")
    return fingerprint


def authenticate_certificate(ports: Ports, certificate: bytes) -> Actor:
    """Return the actor that a certificate (DER), proven by the TLS layer, stands for.

    Raises:
        SignInRefused: It stands for none, was revoked, or its account was closed; that is logged.
    """
    fingerprint = fingerprint_of(certificate)
    with ports.look() as unit:
        known = unit.accounts.certificate(fingerprint)
        holder = unit.accounts.account(known.account) if known else None
    if known and known.revoked_at is None and holder and holder.is_active and not Role(holder.role).is_human:
        return Actor(holder.account, Role(holder.role))
    reason = UNKNOWN if known is None else "revoked" if known.revoked_at else "account closed"
    refuse_certificate(ports, reason, fingerprint)
    raise SignInRefused(REFUSAL, rule="SYS-01")


def refuse_certificate(ports: Ports, reason: str, fingerprint: str = "") -> None:
    """Log that a client certificate was refused, here or by the TLS layer, which does not tell whose it was."""
    # Certificates that nobody tied are counted together: how many there are is not for this node to say.
    run = Run(Actor("unknown", Role.NODE), reason, "" if reason == UNKNOWN else fingerprint)
    log_refusal(ports, run, certificate=fingerprint, reason=reason)
