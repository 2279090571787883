"""Accounts, sign-in and sessions.

Source: Directive (EU) 2016/680, Art. 29; rules SYS-01, LED-17. A session's token is kept nowhere: its digest is.
"""

import hashlib
import re
from datetime import datetime, timedelta

import msgspec

from tournai.errors import Malformed, Refused
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ADMINISTRATION, Duty, duty
from tournai.node.duties.refused_runs import Run
from tournai.node.duties.refusing import log_refusal
from tournai.node.duties.rows import Account, Session
from tournai.node.duties.views import SignedIn
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import PERMISSIONS, Action
from tournai.oversight.retention import Kept, due
from tournai.values import Actor, Role
from tournai.values.wordings import say

ATTEMPTS = 5
"""Wrong passwords in a row before an account waits."""
WAIT = timedelta(minutes=5)
LANGUAGES = ("en", "fr", "nl", "de")
IDENTIFIER = re.compile(r"[a-z][a-z0-9.-]{1,31}")
SHORTEST_PASSWORD = 10
TOKEN_BYTES = 32
REFUSAL = "account or password is wrong, or the account waits after wrong passwords"


class SignInRefused(Refused):
    """No session: the message does not say whether the account exists."""


def sign_in(ports: Ports, *, account: str, password: str) -> tuple[str, SignedIn]:
    """Check a password and open a session; return its token, for the browser only, and what the session may do.

    Raises:
        SignInRefused: Wrong account or password, or the account waits.
    """
    with ports.look() as unit:
        known = unit.accounts.account(account)
    # Slow by design, so outside of any transaction; as slow for an account that does not exist.
    is_right = ports.passwords.is_right(known.password_hash if known else "", password)
    now = ports.clock()
    waits = known is not None and _waits(known, now)
    is_machine = known is not None and not Role(known.role).is_human
    if known is None or not known.is_active or not is_right or waits or is_machine:
        _refuse(ports, now, None if waits else known)
        raise SignInRefused(REFUSAL, rule="SYS-01")
    return _open_session(ports, now, known)


def authenticate(ports: Ports, *, account: str, password: str) -> Actor:
    """Return the actor behind an account's own credentials, without a session: for a carrier's system.

    Raises:
        SignInRefused: Wrong account or password.
    """
    with ports.look() as unit:
        known = unit.accounts.account(account)
    is_right = ports.passwords.is_right(known.password_hash if known else "", password)
    # An officer's password opens no session here, so it must not be told right from wrong here either.
    if known is None or not known.is_active or not is_right or Role(known.role).is_human:
        # Logged, and not made to wait: whoever knows a carrier's name could keep its pushes out.
        log_refusal(ports, Run(_attempted(known)), act=lambda unit: unit.accounts.change_nothing())
        raise SignInRefused(REFUSAL, rule="SYS-01")
    return Actor(known.account, Role(known.role))


def carrier_of(ports: Ports, account: str) -> Actor:
    """Return the carrier whose account is named by a door that another authority guards, e.g. a folder's owner.

    Raises:
        Refused: There is no such account, it is a person's, or it was closed.
    """
    with ports.look() as unit:
        known = unit.accounts.account(account)
    if known is None or not known.is_active or Role(known.role) is not Role.CARRIER:
        raise Refused("no carrier has an account of this name: create it", rule="SYS-01")
    return Actor(known.account, Role.CARRIER)


def resume(ports: Ports, token: str) -> tuple[Actor, SignedIn]:
    """Return who a session's token belongs to and what they may do.

    Raises:
        SignInRefused: There is no such session, or it has ended.
    """
    with ports.look() as unit:
        session = unit.accounts.session(_digest(token))
        known = unit.accounts.account(session.account) if session else None
    if session is None or known is None or not known.is_active or session.expires_at <= ports.clock():
        raise SignInRefused("the session has ended: sign in again", rule="SYS-01")
    return Actor(known.account, Role(known.role)), _signed_in(known, session)


def sign_out(ports: Ports, token: str) -> None:
    """End a session; one that is gone already stays gone."""
    with ports.begin() as unit:
        session = unit.accounts.session(_digest(token))
        if session is not None:
            known = unit.accounts.account(session.account)
            unit.accounts.end_session(session.token_digest)
            actor = Actor(session.account, Role(known.role) if known else Role.NODE)
            Duty(unit, ports.clock(), actor, ADMINISTRATION).record(EventKind.ACCOUNT_SIGNED_OUT, session.account)


def choose_language(ports: Ports, actor: Actor, language: str) -> None:
    """Keep the language that an account reads.

    Raises:
        Malformed: The node does not speak it.
    """
    if language not in LANGUAGES:
        raise Malformed(say("no such language; known: {known}", known=", ".join(LANGUAGES)), code="language")
    with ports.begin() as unit:
        known = unit.accounts.account(actor.identifier)
        if known is not None:
            unit.accounts.put_account(msgspec.structs.replace(known, language=language))


def create_account(
    ports: Ports,
    actor: Actor,
    *,
    account: str,
    display_name: str,
    role: Role,
    password: str,
    language: str = "en",
    is_router: bool = False,
) -> None:
    """Create an account; ``is_router``: that of the eu-LISA router, which delivers as carriers do.

    Raises:
        Malformed: The identifier or password does not do, the account exists, or a router is to be something else.
        Refused: The actor may not manage accounts.
    """
    if not IDENTIFIER.fullmatch(account):
        raise Malformed("an account is 2 to 32 of a-z, 0-9, dot and hyphen, a letter first", code="account")
    if len(password) < SHORTEST_PASSWORD or language not in LANGUAGES:
        raise Malformed(
            say("a password has at least {least} characters", least=SHORTEST_PASSWORD),
            code="password",
        )
    if is_router and role is not Role.CARRIER:
        raise Malformed("the router delivers as carriers do: its role is carrier", code="role")
    encoded = ports.passwords.hash(password)
    with duty(ports, actor, Action.MANAGE_ACCOUNTS, ADMINISTRATION) as creating:
        if creating.unit.accounts.account(account) is not None:
            raise Malformed("there is an account of this name already", code="account")
        row = Account(
            account=account,
            display_name=display_name,
            role=role.value,
            language=language,
            password_hash=encoded,
            is_active=True,
            failed=0,
            locked_until=None,
            created_at=creating.now,
            is_router=is_router,
        )
        creating.unit.accounts.put_account(row)
        creating.record(EventKind.ACCOUNT_CREATED, account, role=role.value)


def _refuse(ports: Ports, now: datetime, known: Account | None) -> None:
    def count(unit: Unit) -> None:
        # As it is now, not as it was before the password was checked: attempts come side by side.
        current = unit.accounts.account(known.account) if known else None
        if current is not None and not _waits(current, now):
            failed = current.failed + 1
            locked_until = now + WAIT if failed >= ATTEMPTS else None
            changed = msgspec.structs.replace(current, failed=failed % ATTEMPTS, locked_until=locked_until)
            unit.accounts.put_account(changed)
        else:
            # As slow as for an account that exists.
            unit.accounts.change_nothing()

    log_refusal(ports, Run(_attempted(known)), act=count)


def _waits(account: Account, now: datetime) -> bool:
    return account.locked_until is not None and account.locked_until > now


def _attempted(known: Account | None) -> Actor:
    """Return whose account was tried; what was typed is not kept where there is none of that name."""
    return Actor(known.account, Role(known.role)) if known else Actor("unknown", Role.NODE)


def _open_session(ports: Ports, now: datetime, known: Account) -> tuple[str, SignedIn]:
    token = ports.random_bytes(TOKEN_BYTES).hex()
    session = Session(
        token_digest=_digest(token),
        account=known.account,
        csrf=ports.identifier(),
        created_at=now,
        expires_at=due(Kept.SESSION, now),
    )
    with ports.begin() as unit:
        current = unit.accounts.account(known.account)
        if current is None or not current.is_active or _waits(current, now):
            raise SignInRefused(REFUSAL, rule="SYS-01")
        unit.accounts.end_sessions_before(now)
        unit.accounts.add_session(session)
        unit.accounts.put_account(msgspec.structs.replace(current, failed=0, locked_until=None))
        actor = Actor(known.account, Role(known.role))
        Duty(unit, now, actor, ADMINISTRATION).record(EventKind.ACCOUNT_SIGNED_IN, known.account)
    return token, _signed_in(known, session)


def _signed_in(known: Account, session: Session) -> SignedIn:
    role = Role(known.role)
    return SignedIn(
        account=known.account,
        display_name=known.display_name,
        role=known.role,
        language=known.language,
        csrf=session.csrf,
        expires_at=session.expires_at,
        actions=frozenset(action.value for holder, action in PERMISSIONS if holder is role),
    )


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
