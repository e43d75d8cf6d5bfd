"""The book's figures read on a dark page, without colour and on a telephone."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from shrinkage.figures import COLORS, label_lines, use_style


@pytest.fixture(autouse=True)
def style():
    mpl.use("agg")
    with mpl.rc_context():
        use_style()
        yield
    plt.close("all")


def luminance(color):
    """WCAG 2.1, relative luminance."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return np.dot([0.2126, 0.7152, 0.0722], channels)


def test_figures_stand_on_opaque_white():
    figure, ax = plt.subplots()
    figure.canvas.draw()
    assert np.asarray(figure.canvas.buffer_rgba())[0, 0].tolist() == [255] * 4
    assert mpl.rcParams["savefig.transparent"] is False
    assert ax.get_facecolor() == (1, 1, 1, 1)


def test_two_curves_share_neither_colour_nor_line_style():
    lines = [plt.plot([0, 1], [i, i])[0] for i in range(len(COLORS))]
    for one, other in itertools.combinations(lines, 2):
        assert one.get_color() != other.get_color()
        assert one._dash_pattern != other._dash_pattern


def test_the_first_three_colours_have_the_contrast_that_graphics_need():
    for color in list(COLORS.values())[:3]:
        assert 1.05 / (luminance(color) + 0.05) >= 3, color  # WCAG 2.1, success criterion 1.4.11


def test_labels_stand_at_the_lines_right_ends_in_their_colours():
    _, ax = plt.subplots()
    ax.plot([0, 1, 2], [0, 1, 5], label="rising")
    ax.plot([0, 1, 2], [5, 1, 0], label="falling")
    ax.plot([0, 2], [3, 3])
    label_lines(ax)
    found = {text.get_text(): (text.xy, text.get_color()) for text in ax.texts}
    assert found == {"rising": ((2, 5), COLORS["blue"]), "falling": ((2, 0), COLORS["vermilion"])}


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_labels_do_not_collide(scale):
    figure, ax = plt.subplots()
    for i in range(5):
        ax.plot([1, 2], [1, 2 + i / 1000], label=f"line {i}")
    ax.set_yscale(scale)
    label_lines(ax)
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def test_a_label_stands_where_the_line_leaves_the_view():
    _, ax = plt.subplots()
    ax.plot([0, 1, 2, 3], [0, 1, 1e6, np.nan], label="explodes")
    ax.plot([0, 1], [9e9, 9e9], label="not seen at all")
    ax.set_ylim(0, 2)
    label_lines(ax)
    assert [(text.get_text(), text.xy) for text in ax.texts] == [("explodes", (1, 1))]


def test_letters_read_at_390_pixels():
    """A figure of the default width on a telephone: 350 CSS pixels of page are left for it."""
    width, _ = mpl.rcParams["figure.figsize"]
    shrink = min(1, 350 / (96 * width))
    assert mpl.rcParams["font.size"] * 96 / 72 * shrink >= 9
