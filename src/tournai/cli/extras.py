"""Commands whose libraries are optional say which extra brings them."""

from collections.abc import Iterator
from contextlib import contextmanager

from tournai.errors import Unavailable
from tournai.values.wordings import say


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Turn a library that is not installed into a sentence that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("tournai"):
            raise
        raise Unavailable(say("this needs the extra {extra}: pip install 'tournai[{extra}]'", extra=extra)) from error
