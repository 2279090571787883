import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.rooms.oversight.logs import ORIGIN, PUBLIC_KEY, SIGNER, START, checkpoints, entries, event, sign

from tournai.oversight.events import Stream, canonical
from tournai.oversight.log import BrokenLog, Fault, LogEntry, TreeHead, commit, erased, sign_checkpoint
from tournai.oversight.merkle import EMPTY_ROOT
from tournai.oversight.verify import verify_log

LOG = entries(9)
ROW = checkpoints(LOG, 0, 4, 9)


def fault_of(log: tuple[LogEntry, ...], **options: object) -> tuple[Fault, int, int]:
    with pytest.raises(BrokenLog) as caught:
        verify_log(log, options.get("row", ROW), PUBLIC_KEY, witnessed=options.get("witnessed", ()))  # type: ignore[arg-type]
    return caught.value.fault, caught.value.first, caught.value.last


def edited(number: int, **changes: object) -> tuple[LogEntry, ...]:
    return (*LOG[:number], msgspec.structs.replace(LOG[number], **changes), *LOG[number + 1 :])


def rewritten(number: int) -> tuple[LogEntry, ...]:
    """Another event with a fitting commitment: what somebody with the database, but not the signing key, can do."""
    payload = canonical(event(number, actor="somebody-else"))
    return edited(number, payload=payload, commitment=commit(payload, LOG[number].key or b""))


class TestWholeLog:
    def test_it_is_counted(self) -> None:
        verdict = verify_log(LOG, ROW, PUBLIC_KEY)

        assert (verdict.origin, verdict.entries, verdict.erased, verdict.checkpoints) == (ORIGIN, 9, 0, 3)

    def test_an_empty_log_holds(self) -> None:
        assert verify_log((), checkpoints((), 0), PUBLIC_KEY).entries == 0

    def test_events_erased_after_five_years_leave_it_whole(self) -> None:
        row = checkpoints(LOG, 0, 4, 9, days=5 * 366)

        verdict = verify_log((*(erased(entry) for entry in LOG[:4]), *LOG[4:]), row, PUBLIC_KEY)

        assert verdict.erased == 4


class TestTampering:
    """Rule SYS-03: delete, edit, reorder, truncate: the verifier names the first bad entry."""

    def test_an_edited_event_is_named(self) -> None:
        assert fault_of(edited(5, payload=canonical(event(6)))) == (Fault.PAYLOAD_EDITED, 5, 5)

    def test_an_edited_commitment_is_named(self) -> None:
        assert fault_of(edited(5, commitment=bytes(32))) == (Fault.PAYLOAD_EDITED, 5, 5)

    def test_an_event_rewritten_with_its_commitment_is_found_at_the_next_checkpoint(self) -> None:
        assert fault_of(rewritten(5)) == (Fault.ROOT_DIFFERS, 4, 8)

    @pytest.mark.parametrize("half", ["payload", "key"])
    def test_half_an_erasure_is_named(self, half: str) -> None:
        assert fault_of(edited(5, **{half: None})) == (Fault.PAYLOAD_EDITED, 5, 5)

    def test_a_deleted_entry_is_named(self) -> None:
        assert fault_of((*LOG[:3], *LOG[4:])) == (Fault.MISPLACED, 3, 3)

    def test_entries_in_another_order_are_named(self) -> None:
        assert fault_of((*LOG[:2], LOG[3], LOG[2], *LOG[4:])) == (Fault.MISPLACED, 2, 2)

    def test_a_repeated_entry_is_named(self) -> None:
        assert fault_of((*LOG[:3], LOG[2], *LOG[3:])) == (Fault.MISPLACED, 3, 3)

    def test_renumbered_entries_do_not_give_the_signed_root(self) -> None:
        left = (msgspec.structs.replace(entry, sequence=entry.sequence - 1) for entry in LOG[4:])

        assert fault_of((*LOG[:3], *left)) == (Fault.ROOT_DIFFERS, 0, 3)

    def test_a_truncated_log_is_named_at_its_end(self) -> None:
        assert fault_of(LOG[:6]) == (Fault.TRUNCATED, 6, 8)

    def test_entries_that_no_checkpoint_covers_are_named(self) -> None:
        assert fault_of(LOG, row=ROW[:2]) == (Fault.UNSIGNED, 4, 8)

    def test_an_event_erased_too_soon_is_named(self) -> None:
        assert fault_of((*LOG[:5], erased(LOG[5]), *LOG[6:])) == (Fault.ERASED_EARLY, 5, 5)


class TestCheckpoints:
    """C2SP tlog-checkpoint: a log signs no two checkpoints that are inconsistent."""

    def test_another_key_is_a_forgery(self) -> None:
        forger = Ed25519PrivateKey.from_private_bytes(bytes(32))
        forged = msgspec.structs.replace(ROW[1], signature=forger.sign(b"anything"))

        assert fault_of(LOG, row=(ROW[0], forged, ROW[2])) == (Fault.FORGED_SIGNATURE, 4, 4)

    def test_a_signature_for_another_size_is_a_forgery(self) -> None:
        forged = msgspec.structs.replace(ROW[2], signature=ROW[1].signature)

        assert fault_of(LOG, row=(*ROW[:2], forged)) == (Fault.FORGED_SIGNATURE, 9, 9)

    def test_two_roots_for_one_size_are_a_fork(self) -> None:
        other = sign(9, bytes(32), ROW[2].head.at, ROW[2])

        assert fault_of(LOG, row=(*ROW, other)) == (Fault.FORKED, 9, 9)

    @pytest.mark.parametrize("missing", [0, 1])
    def test_a_missing_checkpoint_is_found(self, missing: int) -> None:
        row = (*ROW[:missing], *ROW[missing + 1 :])

        assert fault_of(LOG, row=row)[0] is Fault.CHECKPOINTS_BROKEN

    @pytest.mark.parametrize(
        "changes",
        [{"origin": "piu.other/log/pnr"}, {"size": 3}, {"at": START}, {"previous": bytes(32)}],
        ids=["another log", "a smaller size", "an earlier time", "no predecessor"],
    )
    def test_a_signed_checkpoint_that_does_not_follow_is_found(self, changes: dict[str, object]) -> None:
        head = msgspec.structs.replace(ROW[2].head, **changes)

        assert fault_of(LOG, row=(*ROW[:2], sign_checkpoint(head, PUBLIC_KEY, SIGNER.sign))) == (
            Fault.CHECKPOINTS_BROKEN,
            4,
            head.size,
        )

    def test_an_origin_without_a_stream_is_found(self) -> None:
        row = (sign_checkpoint(TreeHead("piu.example", 0, EMPTY_ROOT, START), PUBLIC_KEY, SIGNER.sign),)

        assert fault_of((), row=row)[0] is Fault.CHECKPOINTS_BROKEN

    def test_an_entry_of_another_stream_is_named(self) -> None:
        assert fault_of(edited(5, stream=Stream.NODE)) == (Fault.MISPLACED, 5, 5)

    def test_a_log_without_checkpoints_proves_nothing(self) -> None:
        assert fault_of(LOG, row=())[0] is Fault.CHECKPOINTS_BROKEN

    def test_a_wrong_root_of_the_empty_log_is_found(self) -> None:
        assert fault_of((), row=(sign(0, bytes(32), START),))[0] is Fault.ROOT_DIFFERS


class TestWitnesses:
    """A checkpoint that somebody else kept shows what the log alone cannot."""

    def test_a_log_cut_off_with_its_checkpoints_holds_alone(self) -> None:
        assert verify_log(LOG[:4], ROW[:2], PUBLIC_KEY).entries == 4

    def test_a_witness_shows_that_it_was_cut_off(self) -> None:
        assert fault_of(LOG[:4], row=ROW[:2], witnessed=ROW[2:]) == (Fault.TRUNCATED, 4, 8)

    def test_a_witness_shows_that_a_log_was_written_anew(self) -> None:
        log = rewritten(5)

        assert fault_of(log, row=checkpoints(log, 0, 4, 9), witnessed=ROW[2:]) == (Fault.FORKED, 9, 9)

    def test_a_witness_of_another_log_is_found(self) -> None:
        head = msgspec.structs.replace(ROW[2].head, origin="piu.other/log/pnr")

        assert fault_of(LOG, witnessed=(sign_checkpoint(head, PUBLIC_KEY, SIGNER.sign),)) == (
            Fault.CHECKPOINTS_BROKEN,
            0,
            9,
        )

    def test_a_witness_that_the_log_did_not_sign_is_found(self) -> None:
        forged = msgspec.structs.replace(ROW[2], signature=bytes(64))

        assert fault_of(LOG, witnessed=(forged,)) == (Fault.FORGED_SIGNATURE, 9, 9)

    def test_a_witness_between_two_checkpoints_agrees_with_a_whole_log(self) -> None:
        witnessed = checkpoints(LOG, 0, 4, 6)[2:]

        assert verify_log(LOG, ROW, PUBLIC_KEY, witnessed=witnessed).entries == 9
