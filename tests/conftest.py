"""What every test can ask for: an array library on a device, a dtype, and a random generator."""

import re
import zlib
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from seeds import SEED

torch.set_num_threads(1)  # the tests run side by side, one process a core


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Hypothesis draws from the run's seed too."""
    if config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = SEED


def pytest_report_header():
    """The seed, where it can be seen."""
    return f"SEED={SEED}: every random number of the tests follows from it"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Which tests stay on one worker: what several of them look at is then built or graded once."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            """The tests of the book; those of one assignment in a file; those of a file."""
            path, _, name = nodeid.partition("::")
            if path.startswith("tests/book/"):
                return "tests/book"
            slug = path.startswith("tests/course/") and re.search(r"\[[a-z]\w*", name)
            return path + (slug[0] if slug else "")

    return Together(config, log)


no_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device on this machine")


@dataclass(frozen=True)
class Device:
    """An array library on a device, at a precision."""

    library: str
    name: str
    dtype: str

    @property
    def rtol(self) -> float:
        """How closely two right computations agree at this precision."""
        return {"float64": 1e-9, "float32": 2e-4}[self.dtype]

    def array(self, values):
        """`values` as an array of this library, on this device, at this precision."""
        if self.library == "numpy":
            return np.asarray(values, dtype=self.dtype)
        return torch.as_tensor(np.asarray(values), dtype=getattr(torch, self.dtype), device=self.name)

    def numpy(self, value):
        """The values of a result, after a check that it came back as it went in."""
        if self.library == "numpy":
            assert isinstance(value, np.ndarray | np.generic)
            assert str(value.dtype) == self.dtype
            return np.asarray(value)
        assert isinstance(value, torch.Tensor)
        assert (value.device.type, value.dtype) == (self.name, getattr(torch, self.dtype))
        return value.detach().cpu().numpy()


@pytest.fixture(
    params=[
        pytest.param((library, name, dtype), id=f"{library}-{name}-{dtype}", marks=no_cuda if name == "cuda" else ())
        for library, name in [("numpy", "cpu"), ("torch", "cpu"), ("torch", "cuda")]
        for dtype in ["float64", "float32"]
    ]
)
def device(request) -> Device:
    """NumPy, torch on the CPU and, where there is one, torch on a GPU, at both precisions."""
    return Device(*request.param)


@pytest.fixture
def generator(request) -> np.random.Generator:
    """A generator of its own for each test, which follows from the run's SEED: a law holds for any."""
    request.node.add_report_section("setup", "seed", f"SEED={SEED}")
    return np.random.default_rng([SEED, zlib.crc32(request.node.nodeid.encode())])
