"""Watched folders: complete files only, whatever their names and whoever put them there."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tournai.errors import Malformed, Unavailable
from tournai.node.transport.folder import (
    OversizedFile,
    collect,
    folders_within,
    opened_file,
    opened_folder,
    oversized,
)


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=30)


def drop(folder: Path, *names: str | bytes) -> list[Path]:
    paths = [folder / os.fsdecode(name) for name in names]
    [path.write_bytes(b"UNB") for path in paths]
    return paths


def collected(folder: Path, settled_seconds: float = 10, max_bytes: int = 100) -> list[Path]:
    with opened_folder(folder) as opened:
        names = collect(opened, settled_seconds=settled_seconds, now=soon(), max_bytes=max_bytes)
    return [folder / name for name in names]


def read_collected(path: Path, **limits: int) -> bytes:
    with opened_folder(path.parent) as folder, opened_file(folder, path.name) as file:
        return file.read(**limits)


def test_file_that_nothing_changed_for_a_while_is_collected(tmp_path: Path) -> None:
    paths = drop(tmp_path, "push.edi")

    assert collected(tmp_path) == paths


def test_file_that_was_just_changed_is_left(tmp_path: Path) -> None:
    drop(tmp_path, "push.edi")

    assert collected(tmp_path, settled_seconds=60) == []


def test_forged_modification_time_does_not_settle_a_file(tmp_path: Path) -> None:
    (path,) = drop(tmp_path, "push.edi")
    os.utime(path, (0, 0))

    assert collected(tmp_path, settled_seconds=60) == []


def test_modification_time_in_the_future_does_not_hold_a_file_back(tmp_path: Path) -> None:
    (path,) = drop(tmp_path, "push.edi")
    os.utime(path, (4_000_000_000, 4_000_000_000))

    assert collected(tmp_path) == [path]


def test_files_come_in_the_order_in_which_they_settled(tmp_path: Path) -> None:
    first, second = drop(tmp_path, "z.edi", "a.edi")
    os.utime(first), os.utime(second)

    assert sorted(collected(tmp_path), key=lambda path: path.stat().st_ctime_ns) == collected(tmp_path)


@pytest.mark.parametrize(
    "name", [".push.edi", "push.edi.tmp", "push.edi.PART", "push.filepart", "~push.edi", "push.edi~", ".nfs0001"]
)
def test_hidden_and_temporary_names_are_left(tmp_path: Path, name: str) -> None:
    drop(tmp_path, name)

    assert collected(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["-rf", "a\nb.edi", "\x1b[2J", "$(reboot)", "%2e%2e", b"\xff\xfe.edi", "x" * 255, "‮ide.xe", " "]
)
def test_hostile_names_are_collected_and_read(tmp_path: Path, name: str | bytes) -> None:
    drop(tmp_path, name)

    (path,) = collected(tmp_path)

    assert (os.fsencode(path.name), read_collected(path)) == (os.fsencode(name), b"UNB")


def test_folders_links_and_pipes_are_left(tmp_path: Path) -> None:
    watched = tmp_path / "watched"
    (watched / "folder").mkdir(parents=True)
    os.mkfifo(watched / "pipe")
    (watched / "link").symlink_to(*drop(tmp_path, "secret"))
    (watched / "dangling").symlink_to("nowhere")

    assert collected(watched) == []


def test_file_that_is_too_large_is_left_and_told(tmp_path: Path) -> None:
    small, large = drop(tmp_path, "small.edi", "large.edi")
    os.truncate(large, 101)

    assert collected(tmp_path) == [small]
    with opened_folder(tmp_path) as folder:
        assert oversized(folder, max_bytes=100) == [OversizedFile(large.name, 101)]


def test_missing_folder_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="No such file"):
        collected(tmp_path / "missing")


def test_link_put_in_the_place_of_a_file_is_not_read(tmp_path: Path) -> None:
    path, secret = drop(tmp_path, "push.edi", "secret")
    path.unlink()
    path.symlink_to(secret)

    with pytest.raises(Unavailable):
        read_collected(path)


def test_pipe_put_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "push.edi")

    with pytest.raises(Unavailable, match="replaced"):
        read_collected(tmp_path / "push.edi")


def test_folder_put_in_the_place_of_a_file_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "push.edi").mkdir()

    with pytest.raises(Unavailable, match="replaced"):
        read_collected(tmp_path / "push.edi")


def test_file_that_grew_past_the_limit_is_malformed(tmp_path: Path) -> None:
    (path,) = drop(tmp_path, "push.edi")

    with pytest.raises(Malformed, match="more than 2 bytes"):
        read_collected(path, max_bytes=2)


def test_link_to_a_folder_is_neither_named_nor_opened(tmp_path: Path) -> None:
    (tmp_path / "upload").mkdir()
    (tmp_path / "link").symlink_to("upload")

    with opened_folder(tmp_path) as folder:
        assert folders_within(folder) == ["upload"]
        with pytest.raises(Unavailable), opened_folder("link", within=folder):
            pass


def test_folder_on_another_device_is_not_opened(tmp_path: Path) -> None:
    with (
        opened_folder("/") as root,
        pytest.raises(Unavailable, match="another device"),
        opened_folder("proc", within=root),
    ):
        pass


def test_folder_that_is_swapped_while_it_is_open_is_read_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "upload").mkdir()
    (tmp_path / "keys").mkdir()
    drop(tmp_path / "upload", "push.edi")
    (secret,) = drop(tmp_path / "keys", "push.edi")

    with opened_folder(tmp_path / "upload") as folder:
        (tmp_path / "upload").rename(tmp_path / "moved")
        (tmp_path / "upload").symlink_to("keys")
        with opened_file(folder, "push.edi") as file:
            file.remove()

    assert (secret.exists(), list((tmp_path / "moved").iterdir())) == (True, [])
