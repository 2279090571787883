"""Mutations that know a format's pieces: segments, tags, lines; the engine's own know only bytes.

Half of the mutations are the engine's. The others take the input apart where its format does, and delete, repeat, swap,
borrow from another message or change within one piece, so that most inputs get past the envelope.
"""

import re
from collections.abc import Callable, Sequence
from random import Random

Mutate = Callable[[bytes, int], bytes]
"""The engine's own mutation, bounded by a length."""

Form = tuple[re.Pattern[bytes], re.Pattern[bytes]]
"""What a piece is, and what parts a piece."""

EDIFACT = (re.compile(rb"[^'\n]*'?\n?"), re.compile(rb"([+:])"))
XML = (re.compile(rb"<[^>]*>|[^<]+"), re.compile(rb'(["=\s])'))
LINES = (re.compile(rb"[^\n]*\n?"), re.compile(rb"([,;/ ])"))
WORDS = (re.compile(rb"\S+\s*"), re.compile(rb"(\W)"))
JSON = (re.compile(rb"[^,]*,?"), re.compile(rb'([":])'))
OCTETS = (re.compile(rb"[\s\S]{1,4}"), re.compile(rb"(\x00)"))

MOST_REPETITIONS = 40


class PieceMutator:
    """Mutates inputs of one format; borrows pieces and parts of pieces from the seeds."""

    def __init__(self, form: Form, seeds: Sequence[bytes]) -> None:
        self.piece, self.part = form
        self.pool = sorted({piece for seed in seeds for piece in self._pieces(seed)})
        self.parts = sorted({part for piece in self.pool for part in self.part.split(piece)})
        self.ways = (_delete, _repeat, _swap, _truncate, self._insert, self._replace, self._replace_part)

    def __call__(self, data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
        random = Random(seed)
        pieces = self._pieces(data)
        if not pieces or random.random() < 0.5:
            return mutate(data, most)
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            random.choice(self.ways)(pieces, random)
            if not pieces:
                return mutate(data, most)
        if random.random() < 0.3:
            at = random.randrange(len(pieces))
            pieces[at] = mutate(pieces[at], len(pieces[at]) + 8)
        return b"".join(pieces)[:most]

    def _pieces(self, data: bytes) -> list[bytes]:
        return [piece for piece in self.piece.findall(data) if piece]

    def _insert(self, pieces: list[bytes], random: Random) -> None:
        pieces.insert(random.randrange(len(pieces) + 1), random.choice(self.pool))

    def _replace(self, pieces: list[bytes], random: Random) -> None:
        pieces[random.randrange(len(pieces))] = random.choice(self.pool)

    def _replace_part(self, pieces: list[bytes], random: Random) -> None:
        at = random.randrange(len(pieces))
        parts = self.part.split(pieces[at])
        parts[random.randrange(len(parts))] = random.choice(self.parts)
        pieces[at] = b"".join(parts)


def _delete(pieces: list[bytes], random: Random) -> None:
    del pieces[random.randrange(len(pieces))]


def _repeat(pieces: list[bytes], random: Random) -> None:
    at = random.randrange(len(pieces))
    pieces[at:at] = [pieces[at]] * random.choice((1, 1, 2, MOST_REPETITIONS))


def _swap(pieces: list[bytes], random: Random) -> None:
    one, other = random.randrange(len(pieces)), random.randrange(len(pieces))
    pieces[one], pieces[other] = pieces[other], pieces[one]


def _truncate(pieces: list[bytes], random: Random) -> None:
    at = random.randrange(len(pieces))
    pieces[at] = pieces[at][: random.randrange(len(pieces[at]) + 1)]
