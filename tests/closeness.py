"""How closely two computations agree."""

import numpy as np


def close(device, actual, expected, loose=1.0):
    """Agreement relative to the largest entry, at the precision of the device."""
    expected = np.asarray(expected)
    atol = loose * device.rtol * max(np.abs(expected).max(), 1e-300)
    np.testing.assert_allclose(device.numpy(actual), expected, rtol=0, atol=atol)
