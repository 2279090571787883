import pytest

from tournai.values import Role


@pytest.mark.parametrize("role", [Role.NODE, Role.CARRIER, Role.PARTNER_NODE, Role.PROVIDER])
def test_a_machine_is_not_human(role: Role) -> None:
    assert not role.is_human


@pytest.mark.parametrize("role", [Role.ANALYST, Role.JUDGE, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_an_officer_is_human(role: Role) -> None:
    assert role.is_human


@pytest.mark.parametrize("role", Role)
def test_only_court_and_independent_body_are_independent(role: Role) -> None:
    """C-817/19: neither the unit nor, C-746/18, a prosecutor. Rule PNR-15."""
    assert role.is_independent is (role in (Role.JUDGE, Role.INDEPENDENT_BODY))
