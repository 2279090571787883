"""Partner nodes: who they are, how their messages are proven, in which order they count, and what a receipt says."""

from tournai.exchange.partners.envelopes import Envelope, check_content, check_envelope, envelope_digest
from tournai.exchange.partners.evidence import sign_detached, thumbprint, verify_detached
from tournai.exchange.partners.http_signatures import (
    HttpRequest,
    HttpResponse,
    SignatureRefused,
    sign_request,
    sign_response,
    verify_request,
    verify_response,
)
from tournai.exchange.partners.member_lists import SignedMemberList, read_member_list, verify_member_list
from tournai.exchange.partners.members import Member, MemberList
from tournai.exchange.partners.receipts import Receipt, check_receipt

__all__ = [
    "Envelope",
    "HttpRequest",
    "HttpResponse",
    "Member",
    "MemberList",
    "Receipt",
    "SignatureRefused",
    "SignedMemberList",
    "check_content",
    "check_envelope",
    "check_receipt",
    "envelope_digest",
    "read_member_list",
    "sign_detached",
    "sign_request",
    "sign_response",
    "thumbprint",
    "verify_detached",
    "verify_member_list",
    "verify_request",
    "verify_response",
]
