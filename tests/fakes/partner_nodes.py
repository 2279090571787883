"""Two partner nodes in one process, each with a database, keys and certificates of its own."""

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import msgspec
from cryptography import x509
from tests.fakes.officers import ADMINISTRATOR

from tournai.errors import TournaiError, Unavailable
from tournai.exchange.partners import Member
from tournai.exchange.partners.member_lists import write_member_list
from tournai.exchange.partners.members import AuthorityKind
from tournai.exchange.partners.wire import Delivery, read, write
from tournai.node.assembly import Node, assemble
from tournai.node.duties.inbox import Caller, receive_delivery, refuse_delivery
from tournai.node.duties.outbox import send_message
from tournai.node.duties.partner_entries import EntryFacts, own_entry
from tournai.node.duties.partner_ports import PartnerAnswer, PartnerRefused
from tournai.node.duties.partners import import_partners
from tournai.node.jobs.deliverer import Deliverer
from tournai.node.settings import Settings
from tournai.simulate.partner_network import IssuedPair, ListSigners, PartnerIssuer
from tournai.values import Actor, Role

BELGIUM, FRANCE = "spoc.be.example", "spoc.fr.example"
NODE = Actor("node", Role.NODE)
SIGNERS = ListSigners()


class Pair(msgspec.Struct):
    """The two nodes, the list that both are on, and their certificates."""

    belgium: Node
    france: Node
    issued: dict[str, IssuedPair]
    members: tuple[Member, ...]

    def node(self, name: str) -> Node:
        return self.belgium if name == BELGIUM else self.france

    def ask(self, number: int, content: bytes | None = None) -> str:
        """Have Belgium hand a message to France over for delivery."""
        body = content or f'{{"number":{number}}}'.encode()
        return send_message(self.belgium.ports, NODE, partner=FRANCE, kind="request", content=body)


@contextmanager
def two_nodes(folder: Path, new_database, clock: Callable, ports: tuple[int, int] = (8116, 8117)):
    """Open two nodes on databases of their own and import a list that both are on."""
    issuer = PartnerIssuer(clock())
    issued = {name: issuer.issue(name) for name in (BELGIUM, FRANCE)}
    (folder / "ca.pem").write_bytes(issuer.certificate)
    places = [(BELGIUM, folder / "be"), (FRANCE, folder / "fr")]
    for _, place in places:
        place.mkdir(mode=0o700)
    with new_database(places[0][1]) as first, new_database(places[1][1]) as second:
        nodes = [
            assemble(settings(name, place, url, issued[name], folder), clock)
            for (name, place), url in zip(places, (first, second), strict=True)
        ]
        members = tuple(
            entry_of(node, pair.pin, port) for node, pair, port in zip(nodes, issued.values(), ports, strict=True)
        )
        content = write_member_list(SIGNERS.sign(members, clock()))
        for node in nodes:
            import_partners(node.ports, ADMINISTRATOR, data=content, trusted=SIGNERS.public_keys)
        yield Pair(nodes[0], nodes[1], issued, members)
        for node in nodes:
            node.close()


def settings(name: str, place: Path, url: str, pair: IssuedPair, folder: Path) -> Settings:
    (place / "door.crt").write_bytes(pair.certificate)
    (place / "door.key").write_bytes(pair.key)
    return Settings(
        data=place,
        database=url,
        node_name=name,
        exchange_certificate=place / "door.crt",
        exchange_key=place / "door.key",
        exchange_ca=folder / "ca.pem",
    )


def entry_of(node: Node, pin: str, port: int) -> Member:
    country = "BEL" if node.ports.node_name == BELGIUM else "FRA"
    address = f"https://127.0.0.1:{port}"
    kind = AuthorityKind.CONTACT_POINT
    return own_entry(node.ports, EntryFacts(f"Contact point {country}", country, kind, address, ("en", "fr"), (pin,)))


class DirectLine:
    """A line without a socket: what one node signs, the other verifies and takes; it can be cut, and what it carried
    can be played again."""

    def __init__(self, pair: Pair, sender: str) -> None:
        self.pair = pair
        self.sender = sender
        self.is_cut = False
        self.loses_answers = False
        self.carried: list[Delivery] = []

    def send(self, member: Member, path: str, body: bytes) -> PartnerAnswer:
        if self.is_cut:
            raise Unavailable("cut")
        answer = self.carry(member, read(body, Delivery), f"nonce-{len(self.carried):020}")
        if self.loses_answers:
            raise Unavailable("cut before the answer")
        return PartnerAnswer(answer, self.certificate(member.node).not_valid_after_utc)

    def carry(self, member: Member, delivery: Delivery, nonce: str) -> bytes:
        self.carried.append(delivery)
        ports = self.pair.node(member.node).ports
        sender = next(each for each in self.pair.members if each.node == self.sender)
        try:
            caller = Caller(sender, nonce, self.certificate(self.sender).not_valid_after_utc)
            return write(receive_delivery(ports, caller, delivery))
        except TournaiError as error:
            raise PartnerRefused(refuse_delivery(ports, self.sender, error)) from error

    def close(self) -> None:
        pass

    def certificate(self, name: str) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.pair.issued[name].certificate)


def deliverer(pair: Pair, sender: str = BELGIUM) -> tuple[Deliverer, DirectLine]:
    line = DirectLine(pair, sender)
    return Deliverer(pair.node(sender).ports, line), line
