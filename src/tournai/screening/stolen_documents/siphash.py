"""SipHash-2-4 of many short messages at once: a hash that nobody can compute or invert without the key.

Source: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF" (2012), section 2.
"""

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Messages = npt.NDArray[np.uint8]

KEY_BYTES = 16
ROUNDS, FINAL_ROUNDS = 2, 4
INITIAL = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)
FINAL = np.uint64(0xFF)
WORD_BYTES = 8
ROWS_AT_ONCE = 1 << 13
"""Messages hashed together: the four words of state of that many fit a core's cache."""


def siphash(key: bytes, messages: Messages) -> Words:
    """Return the 64-bit hash of each row; all rows have one length.

    ``key`` has 16 bytes; ``messages`` is of shape (rows, bytes of each).
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a SipHash key has {KEY_BYTES} bytes, this one has {len(key)}")
    hashes = np.empty(len(messages), np.uint64)
    for start in range(0, len(messages), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        hashes[rows] = _hashes(key, _words(messages[rows]))
    return hashes


def _words(messages: Messages) -> Words:
    """Return the blocks of each message, a line a block; the last one ends in the message's length."""
    rows, length = messages.shape
    padded = np.zeros((rows, (length // WORD_BYTES + 1) * WORD_BYTES), np.uint8)
    padded[:, :length] = messages
    padded[:, -1] = length % 256
    return np.ascontiguousarray(padded.view("<u8").astype(np.uint64, copy=False).T)


def _hashes(key: bytes, blocks: Words) -> Words:
    halves = [int.from_bytes(key[:WORD_BYTES], "little"), int.from_bytes(key[WORD_BYTES:], "little")]
    state = [np.full(blocks.shape[1], INITIAL[word] ^ halves[word % 2], np.uint64) for word in range(4)]
    scratch = np.empty_like(state[0])
    for block in blocks:
        state[3] ^= block
        for _ in range(ROUNDS):
            _round(state, scratch)
        state[0] ^= block
    state[2] ^= FINAL
    for _ in range(FINAL_ROUNDS):
        _round(state, scratch)
    return state[0] ^ state[1] ^ state[2] ^ state[3]


def _round(state: list[Words], scratch: Words) -> None:
    v0, v1, v2, v3 = state
    v0 += v1
    _rotate(v1, 13, scratch)
    v1 ^= v0
    _rotate(v0, 32, scratch)
    v2 += v3
    _rotate(v3, 16, scratch)
    v3 ^= v2
    v0 += v3
    _rotate(v3, 21, scratch)
    v3 ^= v0
    v2 += v1
    _rotate(v1, 17, scratch)
    v1 ^= v2
    _rotate(v2, 32, scratch)


def _rotate(words: Words, bits: int, scratch: Words) -> None:
    np.right_shift(words, np.uint64(64 - bits), out=scratch)
    np.left_shift(words, np.uint64(bits), out=words)
    np.bitwise_or(words, scratch, out=words)
