"""Error bars and bands of matplotlib axes in plain data, which `proctor.plots` does not describe."""

import numpy as np


def bars(ax):
    """What every call of `errorbar` and `fill_between` covers: {"x", "low", "high"}, each with x ascending."""
    segments = [
        np.asarray(segment, dtype=float)
        for container in ax.containers
        if getattr(container, "has_yerr", False)
        for collection in container[2]
        for segment in [np.concatenate([_upright(each) for each in collection.get_segments()])]
    ]
    bands = [each for each in ax.collections if _is_band(each)]
    corners = segments + [np.concatenate([path.vertices for path in band.get_paths()]) for band in bands]
    return [_stretch(each) for each in corners if len(each)]


def _upright(segment):
    """A segment if it stands upright, as the bar of an error in y does, and else nothing."""
    segment = np.asarray(segment, dtype=float)
    return segment if len(segment) and np.ptp(segment[:, 0]) == 0 else np.empty((0, 2))


def _is_band(collection):
    """Scatters have a position for each of their parts; bundles of segments are no surfaces."""
    return not hasattr(collection, "get_segments") and not np.any(collection.get_offsets() != 0)


def _stretch(corners):
    """The lowest and the highest point at each x."""
    x = np.unique(corners[:, 0])
    at = [corners[corners[:, 0] == each, 1] for each in x]
    return {"x": x, "low": np.array([y.min() for y in at]), "high": np.array([y.max() for y in at])}
