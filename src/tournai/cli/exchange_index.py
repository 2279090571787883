"""`tournai exchange index` and `query`: private hit/no-hit on lists of one's own, without a node.

An index is a folder: ``set``, what a partner would be given, and ``secrets.json``, what never leaves the publisher. A
query plays both sides on one machine, through the same protocol as between two.
"""

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec
import typer

from tournai.cli.screen import BROKEN, News, Rejects, read_persons, warn
from tournai.cli.speech import tell
from tournai.cli.table_files import write_table
from tournai.errors import Malformed
from tournai.exchange.hit_no_hit import (
    Label,
    OpenedSet,
    PublishedSet,
    Query,
    SetStatement,
    Suite,
    check_opening,
    classes_for,
    open_set,
    publish,
    question_keys,
    record_keys,
)
from tournai.exchange.hit_no_hit.asking import Answer, answer, ask, look_up
from tournai.exchange.hit_no_hit.key_classes import EXACT, KeyClass, classes_named
from tournai.exchange.hit_no_hit.keys import Key
from tournai.exchange.hit_no_hit.published_set import tags_of
from tournai.exchange.hit_no_hit.queries import SECRET_BYTES, batch_digest, blinded_batch
from tournai.exchange.partners.evidence import thumbprint
from tournai.node.jobs.key_evaluation import evaluate_keys
from tournai.node.keys import SigningKey
from tournai.node.keys.ristretto import open_ristretto
from tournai.screening.person_rows import (
    ALERT_COLUMNS,
    NEEDED_OF_ALERTS,
    NEEDED_OF_TRAVELLERS,
    TRAVELLER_COLUMNS,
    PersonRow,
    read_alert_row,
    read_traveller_row,
)
from tournai.values import Document, Name, NameKind, PartialDate, Person, StateCode, document_number, state_code
from tournai.values.partial_dates import read_partial_date
from tournai.values.wordings import say

SET_FILE, SECRETS_FILE = "set", "secrets.json"
PUBLISHER, PARTNER, VIEW = "own list", "own query", "hit-no-hit"
EPOCH = 1
NOT_IN_LISTS = frozenset(EXACT) - {KeyClass.DOCUMENT}
"""Identifiers of things, for which a list of persons has no column."""
ANSWER_COLUMNS: dict[str, type] = {"traveller_id": str, "label": str, "agreed": str}
ROWS_AT_ONCE = 1_000


class Secrets(msgspec.Struct, frozen=True):
    """What the publisher of an index keeps: the key's seed, the secret shared with the partner, the signing seed."""

    epoch_seed: bytes
    partner_secret: bytes
    signing_seed: bytes

    @classmethod
    def fresh(cls) -> "Secrets":
        """Return new ones."""
        return cls(secrets.token_bytes(32), secrets.token_bytes(32), secrets.token_bytes(32))


class Counted(msgspec.Struct):
    """How many questions had each answer."""

    asked: int = 0
    hits: int = 0


def index(file: Path, out: Path, processes: int, *, priority: bool) -> None:
    """Write the index of a list into a new folder; exit code 3 where rows were left out.

    Raises:
        Malformed: The file cannot be read, holds nobody, or the folder holds an index.
    """
    if (out / SET_FILE).exists():
        raise Malformed(say("{path}: holds an index; name another folder", path=out), code="option")
    rejects = Rejects()
    persons = _gather(file, rejects)
    kept, suite = Secrets.fresh(), Suite(open_ristretto())
    classes = tuple(one for one in classes_for(len(persons), is_priority=priority) if one not in NOT_IN_LISTS)
    texts = [key.text for person in persons for key in sorted(record_keys(person, classes))]
    warn(say("{records} records, {keys} keys", records=f"{len(persons):,}", keys=f"{len(texts):,}"))
    outputs = evaluate_keys(texts, len(texts), suite.derive_key(kept.epoch_seed), open_ristretto, processes)
    tags, width = tags_of(_told(outputs), kept.partner_secret)
    signer = SigningKey(kept.signing_seed)
    statement = SetStatement(
        PUBLISHER, PARTNER, VIEW, EPOCH, tuple(one.value for one in classes), len(persons), 0, width, "",
        datetime.now(UTC),
    )  # fmt: skip
    published = publish(statement, tags, signer.public_key(), signer.sign)
    _write(out, kept, published)
    rejects.write(out / "rejects.csv")
    size = f"{len(published.data) / 1e6:,.2f}"
    tell(say("{count} members, {size} MB: {path}", count=f"{len(tags):,}", size=size, path=out / SET_FILE))
    if rejects.left_out:
        raise typer.Exit(BROKEN)


def _gather(file: Path, rejects: Rejects) -> list[Person]:
    """Return the list's persons: rows of one identifier are one person."""
    rows: dict[str, list[PersonRow]] = {}
    for row in read_persons(file, ALERT_COLUMNS, NEEDED_OF_ALERTS, read_alert_row, rejects):
        rows.setdefault(row.id, []).append(row)
    if not rows:
        raise Malformed(say("{path}: nobody in it", path=file), code="no-alert")
    return [_joined(same) for same in rows.values()]


def _joined(rows: list[PersonRow]) -> Person:
    return Person(
        names=tuple(dict.fromkeys(row.name for row in rows)),
        births=tuple(dict.fromkeys(row.birth for row in rows if row.birth)),
        documents=tuple(dict.fromkeys(row.document for row in rows if row.document)),
    )


def _told(outputs: Iterable[bytes]) -> Iterator[bytes]:
    news = News("keys")
    for number, output in enumerate(outputs, 1):
        if number % ROWS_AT_ONCE == 0:
            news.more(ROWS_AT_ONCE)
        yield output


def _write(out: Path, kept: Secrets, published: PublishedSet) -> None:
    out.mkdir(parents=True, exist_ok=True)
    _write_private(out / SECRETS_FILE, msgspec.json.encode(kept))
    (out / SET_FILE).write_bytes(msgspec.msgpack.encode(published))


def _write_private(path: Path, data: bytes) -> None:
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
    except OSError as error:
        raise Malformed(f"{path}: {error.strerror or 'cannot be written'}", code="no-file") from error


class Oracle:
    """Both sides of the protocol over one index."""

    def __init__(self, folder: Path) -> None:
        kept, published = _read(folder)
        signer = SigningKey(kept.signing_seed)
        self.suite = Suite(open_ristretto())
        self.opened: OpenedSet = open_set(published, {thumbprint(signer.public_key()): signer.public_key()})
        self.classes = classes_named(self.opened.statement.classes)
        self._key, self._partner_secret = self.suite.derive_key(kept.epoch_seed), kept.partner_secret
        self._public_key = self.suite.public_key(self._key)

    def ask(self, keys: tuple[Key, ...], secret: bytes = b"") -> Answer:
        """Return the answer to a question; without keys nothing is asked, which is no hit."""
        if not keys:
            return Answer(Label.NO_HIT, (), ())
        asked = ask(self.suite, keys, secret or secrets.token_bytes(SECRET_BYTES), self.opened.statement.epoch)
        evaluated = answer(self.suite, self._key, asked.blinded, secrets.token_bytes(64))
        return look_up(self.suite, asked, evaluated, self._public_key, self.opened, self._partner_secret)


def _read(folder: Path) -> tuple[Secrets, PublishedSet]:
    try:
        kept = msgspec.json.decode((folder / SECRETS_FILE).read_bytes(), type=Secrets)
        return kept, msgspec.msgpack.decode((folder / SET_FILE).read_bytes(), type=PublishedSet)
    except OSError as error:
        raise Malformed(say("{path}: no index there", path=folder), code="no-file") from error
    except msgspec.DecodeError as error:
        raise Malformed(say("{path}: no index that can be read", path=folder), code="no-index") from error


class Question(msgspec.Struct, frozen=True):
    """A person to ask for, as the command's options give him."""

    surname: str = ""
    given_names: str = ""
    birth_date: str = ""
    document_number: str = ""
    document_country: str = ""

    @property
    def person(self) -> Person:
        """The person.

        Raises:
            Malformed: Neither a name nor a document, or a date or state that is not understood.
        """
        number, state = document_number(self.document_number), state_code(self.document_country)
        birth = read_partial_date(self.birth_date) if self.birth_date else None
        if not (self.surname or number):
            raise Malformed("give --surname, or --document-number and --document-country", code="option")
        if (self.birth_date and birth is None) or (self.document_country and state is None):
            raise Malformed("--birth-date or --document-country is not understood", code="option")
        return _person(self.surname, self.given_names, birth, number, state)


def _person(surname: str, given: str, birth: PartialDate | None, number: str, state: StateCode | None) -> Person:
    documents = (Document(document_number(number), issuing_state=state),) if number else ()
    return Person((Name(surname, given, NameKind.PRIMARY),) if surname else (), (birth,) if birth else (),
                  documents=documents)  # fmt: skip


class SealedQuestion(msgspec.Struct, frozen=True):
    """What the asker keeps sealed, and hands to an auditor: the person, the classes of the keys, secret and epoch."""

    question: Question
    classes: tuple[str, ...]
    secret: bytes
    epoch: int

    def query(self) -> Query:
        """Return the query, its keys made anew from the person."""
        keys = question_keys(self.question.person, classes_named(self.classes))
        return Query(tuple(key.text for key in keys), self.secret, self.epoch)


def open_question(file: Path, digest: str) -> None:
    """Print that a sealed question is the one whose batch has a digest.

    Raises:
        NotTheQuery: It is not.
        Malformed: The file is no sealed question.
    """
    try:
        sealed = msgspec.json.decode(file.read_bytes(), type=SealedQuestion)
    except OSError as error:
        raise Malformed(f"{file}: {error.strerror or 'cannot be read'}", code="no-file") from error
    except msgspec.DecodeError as error:
        raise Malformed(say("{path}: no sealed question", path=file), code="no-question") from error
    check_opening(Suite(open_ristretto()), sealed.query(), digest)
    tell(say("{path} is the question whose batch was logged", path=file))


def query(folder: Path, question: Question, *, as_json: bool, seal: Path | None = None) -> None:
    """Print whether a person is in an index: no hit, possible or strong, and what agreed.

    ``seal``: where to keep what opens the question later; an existing file is not overwritten.
    """
    oracle = Oracle(folder)
    keys, secret = question_keys(question.person, oracle.classes), secrets.token_bytes(SECRET_BYTES)
    found = oracle.ask(keys, secret)
    if seal and keys:
        sealed = SealedQuestion(question, oracle.opened.statement.classes, secret, oracle.opened.statement.epoch)
        _write_private(seal, msgspec.json.encode(sealed))
        logged = batch_digest(sealed.epoch, blinded_batch(oracle.suite, sealed.query()))
        warn(say("the asked side logs {digest}", digest=logged))
    agreed = sorted({hit.value for hit in found.hits})
    if as_json:
        shown = {"label": found.label.value, "agreed": agreed, "keys": len(keys),
                 "records": oracle.opened.statement.records}  # fmt: skip
        typer.echo(json.dumps(shown))
        return
    label = say(found.label.value)
    tell(say("{label}: {agreed}", label=label, agreed=", ".join(agreed)) if agreed else label)


def query_file(folder: Path, travellers: Path, out: Path) -> None:
    """Write an answer for each row of a file of travellers; exit code 3 where rows were left out."""
    oracle, rejects, counted, news = Oracle(folder), Rejects(), Counted(), News("questions")
    rows = read_persons(travellers, TRAVELLER_COLUMNS, NEEDED_OF_TRAVELLERS, read_traveller_row, rejects)
    with write_table(out, ANSWER_COLUMNS) as writer:
        while part := list(islice(rows, ROWS_AT_ONCE)):
            found = [oracle.ask(question_keys(row.person, oracle.classes)) for row in part]
            writer.write([(row.id, one.label.value, _agreed(one)) for row, one in zip(part, found, strict=True)])
            counted.asked += len(part)
            counted.hits += sum(one.label is not Label.NO_HIT for one in found)
            news.more(len(part))
        rejects.write(out.with_name(f"{out.name}.rejects.csv"))
    tell(say("{hits} hits of {asked} questions: {path}", hits=counted.hits, asked=counted.asked, path=out))
    if rejects.left_out:
        raise typer.Exit(BROKEN)


def _agreed(found: Answer) -> str:
    return "; ".join(sorted({hit.value for hit in found.hits}))
