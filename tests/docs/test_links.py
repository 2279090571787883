"""Links lead somewhere, and every page can be reached."""

import pytest
from tests.docs.pages import DOCS, PAGES, ROOT, links, named

LINKED = {((ROOT / page).parent / target.partition("#")[0]).resolve() for page, target in links()}


@pytest.mark.parametrize(("page", "target"), sorted(set(links())))
def test_link_leads_to_a_file(page: str, target: str) -> None:
    assert ((ROOT / page).parent / target.partition("#")[0]).exists()


@pytest.mark.parametrize("page", [named(page) for page in PAGES if DOCS in page.parents])
def test_page_is_linked_from_another(page: str) -> None:
    assert ROOT / page in LINKED
