"""Packages on disk: folders and archives are read alike, and nothing in one is followed, unpacked or believed."""

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.rooms.providers.evidence.packages import ORDER, package

from tournai.errors import Malformed
from tournai.node.transport.evidence_files import UNSUSPECTED, opened_package
from tournai.providers.evidence.delivery import Verdict, Verification, verify_package

FILES = {f"delivery/{name}": data for name, data in package().items()}


def folder(path: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (path / "bag" / name).parent.mkdir(parents=True, exist_ok=True)
        (path / "bag" / name).write_bytes(data)
    return path / "bag"


def zipped(path: Path, files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path / "bag.zip", "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path / "bag.zip"


def tarred(path: Path, files: dict[str, bytes], links: dict[str, str] | None = None, mode: str = "w") -> Path:
    with tarfile.open(path / "bag.tar", mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for name, target in (links or {}).items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
    return path / "bag.tar"


def verified(path: Path) -> Verification:
    with opened_package(path) as opened:
        return verify_package(opened, ORDER)


def codes(path: Path) -> set[str]:
    return {finding.code for finding in verified(path).findings if finding.refuses}


MAKERS: dict[str, Callable[[Path], Path]] = {
    "folder": lambda path: folder(path, package()),
    "zip": lambda path: zipped(path, FILES),
    "tar": lambda path: tarred(path, FILES),
    "tar.gz": lambda path: tarred(path, FILES, mode="w:gz"),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_whole_package_is_verified_wherever_it_is_kept(tmp_path: Path, kind: str) -> None:
    verification = verified(MAKERS[kind](tmp_path))

    assert (verification.verdict, len(verification.files)) == (Verdict.VERIFIED, 2)


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_archive_that_is_cut_off_is_refused(tmp_path: Path, kind: str) -> None:
    path = MAKERS[kind](tmp_path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(Malformed, match="not whole"):
        raise_what_refuses(path)


def raise_what_refuses(path: Path) -> None:
    refused = [finding for finding in verified(path).findings if finding.refuses]
    raise Malformed("not whole: " + refused[0].message)


@pytest.mark.parametrize("make", [zipped, tarred])
def test_name_that_leads_out_of_an_archive_is_refused(
    tmp_path: Path, make: Callable[[Path, dict[str, bytes]], Path]
) -> None:
    assert "path-outside" in codes(make(tmp_path, FILES | {"delivery/data/../../../x": b""}))


def test_file_twice_in_a_zip_archive_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILES)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("delivery/data/100 %.txt", b"another")

    assert "same-name" in codes(path)


def test_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    path = folder(tmp_path, package())
    (path / "data" / "100 %.txt").unlink()
    (path / "data" / "100 %.txt").symlink_to("/etc/hostname")

    assert codes(path) == {"not-a-file", "missing", "oxum"}


def test_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    path = folder(tmp_path, package())
    os.mkfifo(path / "data" / "pipe")

    assert "not-a-file" in codes(path)


def test_link_in_a_tar_archive_is_not_followed(tmp_path: Path) -> None:
    assert "not-a-file" in codes(tarred(tmp_path, FILES, {"delivery/data/link": "/etc/passwd"}))


def test_zip_bomb_is_stopped(tmp_path: Path) -> None:
    assert "bomb" in codes(zipped(tmp_path, FILES | {"delivery/data/zeros": bytes(2 * UNSUSPECTED)}))


def test_packed_tar_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bag.tar.gz"
    with gzip.open(path, "wb", compresslevel=9) as packed:
        member = tarfile.TarInfo("delivery/data/zeros")
        member.size = 8 * UNSUSPECTED
        packed.write(member.tobuf())
        packed.writelines(bytes(1 << 20) for _ in range(member.size >> 20))

    with pytest.raises(Malformed) as refused:
        raise_what_refuses(path)

    assert "far more than any data does" in str(refused.value)


def test_archive_with_a_password_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILES, zipfile.ZIP_STORED)
    data = path.read_bytes()
    marked = data.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0")
    path.write_bytes(marked)

    assert marked != data
    assert "password" in codes(path)


@pytest.mark.parametrize("data", [b"", b"no archive", b"\x1f\x8b broken", b"PK\3\4"])
def test_file_that_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)

    with pytest.raises(Malformed):
        raise_what_refuses(tmp_path / "file")


def test_package_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Malformed):
        verified(tmp_path / "none")
