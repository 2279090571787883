"""WSQ fingerprints unpacked in a process of their own, bounded in memory and time.

The decoder (package wsq, on NIST's code) writes past its memory on hostile bytes. Here that ends the child and no more.
The child knows nothing but the picture: it is started without the caller's environment and reads standard input.

"""

import subprocess
import sys

from tournai.documents.holder.pictures import MalformedPicture
from tournai.errors import Unavailable
from tournai.values.wordings import say

MOST_BYTES, MOST_PIXELS = 2 << 20, 4_000_000
MOST_MEMORY = 512 << 20
SECONDS = 5
NOT_INSTALLED = 3


def unpack_wsq(data: bytes) -> bytes:
    """Return a picture in WSQ as PGM.

    Raises:
        MalformedPicture: It is broken, too large, or breaks the decoder.
        Unavailable: The decoder is not installed.
    """
    if len(data) > MOST_BYTES:
        raise MalformedPicture(say("a WSQ of {count} bytes is too large", count=len(data)), code="picture-too-large")
    command = [sys.executable, "-I", "-c", _CHILD, str(MOST_PIXELS), str(MOST_MEMORY), str(SECONDS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, env={}, check=False)  # noqa: S603  # our own interpreter, no word from outside
    except subprocess.TimeoutExpired as error:
        raise MalformedPicture(say("the WSQ takes too long to unpack"), code="wsq") from error
    if done.returncode == NOT_INSTALLED:
        raise Unavailable(say("this needs the extra {extra}: pip install 'tournai[{extra}]'", extra="biometrics"))
    if done.returncode or not done.stdout.startswith(b"P5"):
        raise MalformedPicture(say("the WSQ is broken"), code="wsq")
    return done.stdout


_CHILD = f"""
import sys
most_pixels, most_memory, seconds = map(int, sys.argv[1:])
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
except ImportError:
    pass
try:
    from io import BytesIO
    import wsq
    from PIL import Image
except ImportError:
    sys.exit({NOT_INSTALLED})
image = Image.open(BytesIO(sys.stdin.buffer.read()), formats=("WSQ",))
if image.size[0] * image.size[1] > most_pixels:
    sys.exit(1)
out = BytesIO()
image.convert("L").save(out, "PPM")
sys.stdout.buffer.write(out.getvalue())
"""
"""What the child runs; isolated mode (-I) keeps the working folder and user site out of its imports."""
