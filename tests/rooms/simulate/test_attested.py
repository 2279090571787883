"""Reading the folder of attested names, lists and pairs, whole or half, packed or not."""

import gzip
from pathlib import Path

import pytest

from tournai.errors import Malformed
from tournai.simulate.attested import read_tables, table_file

UNITS = "arabic_key\tlatin\tlatin_lang\tcountry\trole\tcount\tsource\nk1\tZoubir\t\tDZ\tgiven\t3\tinvented\n"


@pytest.mark.parametrize("name", ["arabic_latin_units.tsv", "arabic_latin_units_half.tsv"])
def test_a_table_may_be_whole_or_half_and_packed(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "matching"
    folder.mkdir()
    (folder / f"{name}.gz").write_bytes(gzip.compress(UNITS.encode()))

    units = read_tables(tmp_path).units

    assert table_file(folder, "arabic_latin_units") == folder / f"{name}.gz"
    assert [(unit.key, unit.text, unit.state, unit.count) for unit in units] == [("k1", "Zoubir", "DZA", 3)]


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="neither name tables nor lists"):
        read_tables(tmp_path)


@pytest.mark.shared
def test_listed_persons_and_pairs_are_as_many_as_their_sources_say(shared: Path) -> None:
    tables = read_tables(shared)
    listed = {one.id: one for one in tables.listed}

    # SOURCES.md of the lists: 6,855 persons of OFAC, 3,755 of the EU, 730 of the UN
    assert len(listed) == 6_855 + 3_755 + 730
    assert tables.pairs
    assert {pair.target for pair in tables.pairs} <= listed.keys()
