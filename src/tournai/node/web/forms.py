"""The answers of a form, read once and bounded; what is missing or no date raises `Malformed`."""

from datetime import date

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from tournai.errors import Malformed
from tournai.node.web.protection import MAXIMUM_LIST
from tournai.values.wordings import say

MAXIMUM_FIELDS = 64
MAXIMUM_DIGITS = 3
MAXIMUM_FILES = 3


class Answers:
    """What a person filled in. Texts are stripped; an absent one is empty."""

    def __init__(self, form: FormData) -> None:
        self._form = form

    async def close(self) -> None:
        """Let go of uploaded files."""
        await self._form.close()

    def text(self, name: str, place: int = 0) -> str:
        """Return one answer; ``place`` is its place among those of the same name."""
        texts = self.texts(name)
        return texts[place] if place < len(texts) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the answers of a group of boxes, in the page's order."""
        return tuple(value.strip() for value in self._form.getlist(name) if isinstance(value, str))

    def is_yes(self, name: str) -> bool:
        """Tell whether an answer is yes.

        Raises:
            Malformed: It is neither yes nor no.
        """
        answer = self.text(name)
        if answer not in {"yes", "no"}:
            raise Malformed(say("the field {name} must be yes or no", name=name), code="field")
        return answer == "yes"

    def day(self, name: str) -> date:
        """Return a date.

        Raises:
            Malformed: It is none.
        """
        try:
            return date.fromisoformat(self.text(name))
        except ValueError as error:
            raise Malformed(
                say("the field {name} must be a date such as 2027-05-31", name=name), code="field"
            ) from error

    def day_or_none(self, name: str) -> date | None:
        """Return a date, ``None`` where none was given.

        Raises:
            Malformed: What was given is none.
        """
        return self.day(name) if self.text(name) else None

    def count(self, name: str) -> int:
        """Return a whole number from 0 to 999.

        Raises:
            Malformed: It is none.
        """
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) <= MAXIMUM_DIGITS):
            raise Malformed(say("the field {name} must be a whole number from 0 to 999", name=name), code="field")
        return int(text)

    def pairs(self, first: str, second: str) -> tuple[tuple[str, str], ...]:
        """Return the rows of two columns of answers; a row whose second answer is empty is left out."""
        return tuple(pair for pair in zip(self.texts(first), self.texts(second), strict=False) if pair[1])

    def data(self, name: str) -> bytes:
        """Return the bytes of an uploaded file.

        Raises:
            Malformed: No file was chosen.
        """
        data = self.data_or_none(name)
        if data is None:
            raise Malformed("choose a file first", code="no-file")
        return data

    def data_or_none(self, name: str) -> bytes | None:
        """Return the bytes of an uploaded file, ``None`` where none was chosen."""
        uploads = [value for value in self._form.getlist(name) if isinstance(value, UploadFile) and value.size]
        return uploads[0].file.read() if uploads else None


UNFILLED = Answers(FormData())
"""A form that nobody has filled in yet."""


class _InMemory(MultiPartParser):
    # A list of alerts is personal data: it never lies unsealed in a folder for temporary files.
    spool_max_size = MAXIMUM_LIST


async def read_answers(request: Request) -> Answers:
    """Return the answers of a request's body.

    Raises:
        Malformed: It is no form, or one with too many fields.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            parser = _InMemory(request.headers, request.stream(), max_files=MAXIMUM_FILES, max_fields=MAXIMUM_FIELDS)
            return Answers(await parser.parse())
        if kind == "application/x-www-form-urlencoded":
            return Answers(await FormParser(request.headers, request.stream(), max_fields=MAXIMUM_FIELDS).parse())
    except MultiPartException as error:
        raise Malformed(say("the form cannot be read: {message}", message=error.message), code="form") from error
    raise Malformed("send the form as a page of this node does", code="form")
