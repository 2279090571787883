"""A watched folder whose owner swaps folders and files while the node works, to have it take the node's own."""

import os
import time

import pytest

from tournai.errors import Malformed
from tournai.node.transport.watched import SETTLED_SECONDS, WatchedFolder

FIRST = b"FIRST"
DROPS = ("zz", "zz/upload", "zz/Maildir/new")
LEVELS = (*DROPS, "zz/Maildir")


@pytest.fixture
def secrets(tmp_path):
    """The node's own files, under each name that a folder of a carrier may have below."""
    folder = tmp_path / "keys"
    (folder / "upload").mkdir(parents=True)
    (folder / "new").mkdir()
    (folder / "Maildir" / "new").mkdir(parents=True)
    [(folder / place / "key").write_bytes(b"SECRET") for place in (".", "upload", "new", "Maildir/new")]
    return folder


@pytest.fixture
def incoming(tmp_path, secrets):
    folder = tmp_path / "incoming"
    (folder / "aa").mkdir(parents=True)
    (folder / "zz" / "upload").mkdir(parents=True)
    (folder / "zz" / "Maildir" / "new").mkdir(parents=True)
    (folder / "aa" / "push.edi").write_bytes(FIRST)
    time.sleep(SETTLED_SECONDS + 0.1)  # the folder goes by the file system's own time, which no test can move
    return folder


def taken(incoming, act=lambda: None):
    """Take what is there; ``act`` is done while the node holds the first file. Return the bodies."""
    bodies = []

    def receive(dropped):
        bodies.append(dropped.body)
        if len(bodies) == 1:
            act()

    WatchedFolder(incoming).take(receive)
    return bodies


def swap(path, target):
    path.rename(path.with_name(".swapped"))
    path.symlink_to(target)


def keys(secrets):
    return sorted(str(path.relative_to(secrets)) for path in secrets.rglob("key"))


@pytest.mark.parametrize("level", LEVELS)
def test_folder_that_becomes_a_link_after_it_was_listed_is_not_entered(incoming, secrets, level):
    bodies = taken(incoming, lambda: swap(incoming / level, secrets))

    assert bodies == [FIRST]
    assert len(keys(secrets)) == 4


@pytest.mark.parametrize("level", LEVELS)
def test_link_in_the_place_of_a_folder_is_not_entered(incoming, secrets, level):
    swap(incoming / level, secrets)

    assert taken(incoming) == [FIRST]
    assert len(keys(secrets)) == 4


@pytest.mark.parametrize("level", DROPS)
def test_swapped_folder_has_its_own_file_removed_and_no_other(incoming, secrets, level):
    (incoming / "aa" / "push.edi").unlink()
    (incoming / level / "key").write_bytes(FIRST)
    time.sleep(SETTLED_SECONDS + 0.1)

    bodies = taken(incoming, lambda: swap(incoming / level, secrets))

    assert bodies == [FIRST]
    assert len(keys(secrets)) == 4
    assert not (incoming / level).with_name(".swapped").joinpath("key").exists()


def test_file_that_becomes_a_link_after_it_was_listed_is_not_read(incoming, secrets):
    second = incoming / "aa" / "second.edi"
    second.write_bytes(b"SECOND")
    time.sleep(SETTLED_SECONDS + 0.1)

    bodies = taken(incoming, lambda: swap(second, secrets / "key"))

    assert bodies == [FIRST]
    assert len(keys(secrets)) == 4


def test_refused_file_of_a_swapped_folder_renames_no_other(incoming, secrets):
    (secrets / "push.edi").write_bytes(b"SECRET")

    def refuse(_):
        swap(incoming / "aa", secrets)
        raise Malformed("nothing", code="empty")

    WatchedFolder(incoming).take(refuse)

    assert (secrets / "push.edi").exists()
    assert [path.name for path in (incoming / ".swapped").iterdir()] == [".refused-push.edi"]


def test_file_that_replaces_the_one_being_taken_is_taken_next(incoming):
    def replace():
        (incoming / "aa" / ".new").write_bytes(b"NEWER")
        (incoming / "aa" / ".new").rename(incoming / "aa" / "push.edi")

    bodies = taken(incoming, replace)
    time.sleep(SETTLED_SECONDS + 0.1)

    assert (bodies, taken(incoming)) == ([FIRST], [b"NEWER"])
    assert list((incoming / "aa").iterdir()) == []


def test_file_that_is_written_over_while_it_is_taken_is_taken_again(incoming):
    bodies = taken(incoming, lambda: (incoming / "aa" / "push.edi").write_bytes(b"NEWER"))
    time.sleep(SETTLED_SECONDS + 0.1)

    assert (bodies, taken(incoming)) == ([FIRST], [b"NEWER"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every folder")
def test_folder_that_its_owner_closed_keeps_no_other_waiting(incoming):
    (incoming / "Aclosed").mkdir(mode=0)

    assert taken(incoming) == [FIRST]
