"""Which processors a desk may use."""

import os
import tempfile

import pytest
from proctor import processors


@pytest.fixture(autouse=True)
def four(monkeypatch, tmp_path):
    """A machine of four processors, on which nobody has claimed one."""
    monkeypatch.setattr(processors, "_there", lambda: [2, 3, 5, 7])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_desks_of_one_process_share_the_processors_evenly():
    assert list(processors.shares(3)) == [{2, 7}, {3}, {5}]
    assert list(processors.shares(1)) == [{2, 3, 5, 7}]
    assert list(processors.shares(6)) == [{2}, {3}, {5}, {7}, {2}, {3}], "more desks than processors"


def test_where_the_system_does_not_say_nothing_is_shared(monkeypatch):
    monkeypatch.setattr(processors, "_there", list)
    assert list(processors.shares(2)) == [set(), set()]
    assert processors.claim() == (set(), None)


def test_no_two_desks_of_a_machine_claim_one_processor_until_it_is_let_go():
    claims = [processors.claim() for _ in range(4)]
    assert [claimed for claimed, _ in claims] == [{2}, {3}, {5}, {7}]
    assert processors.claim() == ({2, 3, 5, 7}, None), "none is left: this desk may use them all"
    claims[2][1].close()
    assert processors.claim()[0] == {5}
    for _, kept in claims:
        kept.close()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can lay out a folder of another user's")
def test_a_folder_that_another_user_has_laid_out_is_not_entered(tmp_path):
    folder = tmp_path / f"proctor-{os.getuid()}"
    folder.mkdir()
    folder.joinpath("processor-2").symlink_to(tmp_path / "made by a trap")
    os.chown(folder, 65534, 65534)
    assert processors.claim() == ({2, 3, 5, 7}, None)
    assert not (tmp_path / "made by a trap").exists()
