"""A supervisor compares the logs of two partner nodes offline: one file, plain Python."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from tests.fakes.clock import MovableClock
from tests.fakes.partner_nodes import BELGIUM, FRANCE, NODE, deliverer, two_nodes

import tournai.oversight
from tournai.node.duties.log import export_lines_of
from tournai.oversight.events import Stream
from tournai.oversight.export import export_lines, read_export
from tournai.oversight.log import NO_CHECKPOINT, TreeHead, log_entry, log_origin, sign_checkpoint
from tournai.oversight.merkle import Frontier

SCRIPT = Path(tournai.oversight.__file__).parent / "standalone" / "verify_log.py"


class Exchange(msgspec.Struct):
    """What a supervisor was given: exports, witnessed checkpoints, keys; and what forges a log with its own key."""

    folder: Path
    keys: dict[str, str]
    witness_keys: dict[str, str]
    signers: dict[str, object]
    sent: list[str]

    def check(self, *options: str, one: str = BELGIUM) -> tuple[int, str]:
        command = [sys.executable, "-I", "-S", str(SCRIPT), str(self.folder / f"{one}.jsonl"), "--key", self.keys[one]]
        done = subprocess.run([*command, *options], capture_output=True, check=False, encoding="utf-8")
        return done.returncode, done.stdout

    def other(self, name: str = f"{FRANCE}.jsonl") -> tuple[str, ...]:
        return ("--other", str(self.folder / name), "--other-key", self.keys[FRANCE])

    def forge(self, name: str, change) -> None:
        """Write France's log anew, as if France itself did: changed, whole, signed with its own key."""
        export = read_export((self.folder / f"{FRANCE}.jsonl").read_bytes().splitlines(keepends=True))
        payloads = change([(entry.payload, entry.key) for entry in export.entries])
        entries = [log_entry(Stream.EXCHANGE, at, *payload) for at, payload in enumerate(payloads)]
        frontier, last = Frontier(), export.checkpoints[-1].head
        for entry in entries:
            frontier = frontier.append(entry.leaf)
        head = TreeHead(last.origin, frontier.size, frontier.root(), last.at, NO_CHECKPOINT)
        checkpoint = sign_checkpoint(head, export.public_key, self.signers[FRANCE].sign)
        (self.folder / name).write_bytes(b"".join(export_lines(entries, [checkpoint], export.public_key)))


@contextmanager
def exchanged(folder: Path, new_database):
    clock = MovableClock()
    with two_nodes(folder, new_database, clock) as pair:
        sent = [pair.ask(number) for number in range(3)]
        deliverer(pair)[0].run_until_idle()
        keys, witness_keys, signers = {}, {}, {}
        for member, node in zip(pair.members, (pair.belgium, pair.france), strict=True):
            lines = export_lines_of(node.ports, NODE, "exchange")
            (folder / f"{member.node}.jsonl").write_bytes(b"".join(lines))
            keys[member.node], witness_keys[member.node] = member.log_key.hex(), member.witness_key.hex()
            signers[member.node] = node.ports.keys.signing_key()
        with pair.belgium.ports.look() as unit:
            notes = [row.note for row in unit.partners.cosigned(log_origin(FRANCE, Stream.EXCHANGE))]
        (folder / "notes.txt").write_text("\n".join(notes), encoding="utf-8")
        yield Exchange(folder, keys, witness_keys, signers, sent)


@pytest.fixture(scope="module")
def exchange(tmp_path_factory, new_database):
    with exchanged(tmp_path_factory.mktemp("both"), new_database) as made:
        yield made


def test_two_logs_that_tell_the_same_hold(exchange):
    code, output = exchange.check(*exchange.other())

    assert code == 0
    assert "both sides tell the same of their messages, 3 of them settled" in output


def test_message_that_one_side_does_not_tell_of_is_named(exchange):
    exchange.forge("cut.jsonl", lambda rows: [row for row in rows if exchange.sent[1].encode() not in row[0]])

    code, output = exchange.check(*exchange.other("cut.jsonl"))

    assert code == 1
    missing = f"{FRANCE} does not tell of message {exchange.sent[1]}, which {BELGIUM} delivered"
    assert f"BROKEN: missing: {missing}\n" in output


def test_message_that_one_side_tells_of_otherwise_is_named(exchange):
    def altered(rows):
        return [(payload.replace(b'"envelope":"', b'"envelope":"00'), key) for payload, key in rows]

    exchange.forge("altered.jsonl", altered)

    code, output = exchange.check(*exchange.other("altered.jsonl"))

    assert code == 1
    assert output.count("BROKEN: altered:") == 3


def test_rewritten_log_contradicts_what_the_partner_cosigned(exchange):
    exchange.forge("cut.jsonl", lambda rows: rows[:-2])
    witness = ("--witness", str(exchange.folder / "notes.txt"))
    (exchange.folder / "forged.jsonl").write_bytes((exchange.folder / "cut.jsonl").read_bytes())
    forged = exchange.keys | {"forged": exchange.keys[FRANCE]}

    code, output = msgspec.structs.replace(exchange, keys=forged).check(*witness, one="forged")

    assert code == 1
    assert "BROKEN: entry" in output


def test_witnessed_checkpoints_must_be_cosigned_by_who_is_named(exchange):
    witness = ("--witness", str(exchange.folder / "notes.txt"))

    right = exchange.check(*witness, "--cosigner", BELGIUM, exchange.witness_keys[BELGIUM], one=FRANCE)
    wrong = exchange.check(*witness, "--cosigner", BELGIUM, exchange.witness_keys[FRANCE], one=FRANCE)

    assert (right[0], wrong) == (0, (1, f"BROKEN: a witnessed checkpoint is not cosigned by {BELGIUM}\n"))
