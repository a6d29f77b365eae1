"""The pack of the example city: it makes sense, and does what its notice says."""

from perfeval_example_city import PACK

from perfeval.testing import cases, check_pack


def test_pack_is_sound():
    """Ids, labels, points, grades, and silence on honest reports."""
    assert check_pack(PACK) == ()


#: Figures in, findings and scores out: every case of cases/*.toml.
test_cases = cases(PACK, __file__)
