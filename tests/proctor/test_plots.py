"""`describe_axes`: whatever was drawn, and however, comes back as plain data."""

import os
import subprocess
import sys

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from matplotlib.figure import Figure
from nbclient import NotebookClient
from proctor.plain import Array, plain
from proctor.plots import EMPTY, describe_axes, describe_drawing, drawing, joined, seen

X, Y = [1.0, 2.0, 4.0], [0.5, 0.1, 0.3]


def drawn(draw):
    ax = Figure().subplots()
    draw(ax)
    return describe_axes(ax)


def test_empty_axes_show_nothing():
    assert drawn(lambda ax: None) == {
        "lines": [],
        "points": [],
        "vertical": [],
        "horizontal": [],
        "title": "",
        "x label": "",
        "y label": "",
        "x scale": "linear",
        "y scale": "linear",
        "legend": [],
    }


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: ax.plot(X, Y, label="error"),
        lambda ax: ax.plot(X, Y, "o", label="error"),
        lambda ax: ax.semilogy(X, Y, label="error"),
        lambda ax: ax.errorbar(X, Y, yerr=0.1, capsize=3, label="error"),
        lambda ax: ax.plot(X, [[y] for y in Y], label="error"),
    ],
    ids=["plot", "markers", "semilogy", "errorbar", "column"],
)
def test_a_line_has_its_label_and_its_data_however_it_was_drawn(draw):
    (line,) = drawn(draw)["lines"]
    assert line["label"] == "error"
    np.testing.assert_array_equal(line["x"], X)
    np.testing.assert_array_equal(line["y"], Y)


def test_lines_come_in_the_order_of_drawing_and_without_matplotlibs_own_names():
    lines = drawn(lambda ax: (ax.plot(Y), ax.plot(X, Y, label="second")))["lines"]
    assert [line["label"] for line in lines] == ["", "second"]
    np.testing.assert_array_equal(lines[0]["x"], [0, 1, 2])


@pytest.mark.parametrize(
    "name",
    [
        lambda ax, one, two: ax.legend(["one", "two"]),
        lambda ax, one, two: ax.legend([two, one], ["two", "one"]),
        lambda ax, one, two: (one.set_label("one"), ax.legend(handles=[two, one], labels=["two", "one"])),
        lambda ax, one, two: (one.set_label("two"), two.set_label("one"), ax.legend([one, two], ["one", "two"])),
        lambda ax, one, two: (ax.legend([one, two], ["first", "second"]), one.set_label("one"), two.set_label("two")),
    ],
    ids=["in order", "by handles", "one by both", "against the labels", "before the labels"],
)
def test_a_line_has_the_name_that_the_legend_gives_it(name):
    def draw(ax):
        ax.errorbar(X, Y, yerr=0.1)
        one, two = ax.semilogy(X, X, X, Y)
        ax.axvline(2)
        name(ax, one, two)

    assert [line["label"] for line in drawn(draw)["lines"]][1:] == ["one", "two", ""]


def test_points_have_the_name_that_the_legend_gives_them():
    (points,) = drawn(lambda ax: ax.legend([ax.scatter(X, Y)], ["data"]))["points"]
    assert points["label"] == "data"


def test_points_are_no_lines_and_bands_are_neither():
    seen = drawn(lambda ax: (ax.scatter(X, Y, label="data"), ax.fill_between(X, 0, Y)))
    assert seen["lines"] == []
    (points,) = seen["points"]
    assert points["label"] == "data"
    np.testing.assert_array_equal(points["y"], Y)


@pytest.mark.parametrize(
    "draw",
    [
        lambda ax: ax.axvline(2),
        lambda ax: ax.vlines(2, 0, 1),
        lambda ax: ax.plot([2, 2], [0, 1]),
        lambda ax: ax.plot([2, 2, 2], [0, 0.5, 1]),
    ],
    ids=["axvline", "vlines", "plot", "three points"],
)
def test_a_vertical_line_is_found_however_it_was_drawn(draw):
    seen = drawn(lambda ax: (ax.plot(X, Y), draw(ax)))
    assert seen["vertical"] == [2.0]
    assert seen["horizontal"] == []


@pytest.mark.parametrize("draw", [lambda ax: ax.axhline(0.3), lambda ax: ax.hlines(0.3, 0, 1)])
def test_a_horizontal_line_is_found_however_it_was_drawn(draw):
    assert drawn(draw)["horizontal"] == [0.3]


@pytest.mark.parametrize("draw", [lambda ax: ax.plot(2, 1, "o"), lambda ax: ax.plot([2, 2], [1, 1], "o")])
def test_a_marker_is_no_vertical_line(draw):
    assert drawn(draw)["vertical"] == []


def test_names_scales_and_legend_are_text():
    def draw(ax):
        ax.plot(X, Y, label="error")
        ax.set(xlabel="degree", ylabel="mean squared error", yscale="log", title="A curve")
        ax.legend()

    seen = drawn(draw)
    wanted = {"x label": "degree", "y label": "mean squared error", "x scale": "linear", "y scale": "log"}
    assert {name: seen[name] for name in wanted} == wanted
    assert (seen["title"], seen["legend"]) == ("A curve", ["error"])


def test_a_label_is_in_no_legend_before_there_is_one():
    assert drawn(lambda ax: ax.plot(X, Y, label="error"))["legend"] == []


def test_the_description_is_plain_data():
    def only_plain(value):
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return isinstance(value, dict | list | str | float | Array) and all(map(only_plain, parts))

    assert only_plain(plain(drawn(lambda ax: (ax.plot(X, Y), ax.scatter(X, Y), ax.axvline(1)))))


def test_what_is_drawn_on_the_current_axes_is_not_on_those_that_were_given():
    assert describe_drawing(lambda ax: plt.plot(X, Y))["lines"] == []
    assert len(describe_drawing(lambda ax: (plt.sca(ax), plt.plot(X, Y)))["lines"]) == 1


def test_the_arguments_are_handed_on():
    (line,) = describe_drawing(lambda ax, x, y: ax.plot(x, y), X, Y)["lines"]
    np.testing.assert_array_equal(line["y"], Y)


def test_no_figure_stays_open_even_when_drawing_fails():
    def fails(ax):
        raise ValueError("no")

    before = plt.get_fignums()
    with pytest.raises(ValueError, match="no"):
        describe_drawing(fails)
    describe_drawing(lambda ax: ax.plot(X, Y))
    assert plt.get_fignums() == before


def test_importing_the_helper_does_not_import_matplotlib():
    code = "import sys, proctor.plots; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_check_that_draws_first_leaves_later_plots_of_a_notebook_on_show():
    code = nbformat.v4.new_code_cell
    check = "import matplotlib.pyplot as plt\nfrom proctor.plots import describe_drawing\n"
    check += "describe_drawing(lambda ax: ax.plot([1, 2]))['lines']"
    notebook = nbformat.v4.new_notebook(cells=[code(check), code("plt.plot([1, 2]);")])
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    assert [output.output_type for output in notebook.cells[0].outputs] == ["execute_result"]
    assert "image/png" in notebook.cells[1].outputs[-1].get("data", {})


@pytest.mark.parametrize(
    "chosen",
    ["rcParams['backend'] = 'TkAgg'", "rcParams.update({'backend': 'module://no_such_backend'})"],
    ids=["needs a screen", "is not installed"],
)
@pytest.mark.parametrize(
    "draw", ["ax.plot([1, 2])", "plt.sca(ax), plt.plot([1, 2])", "plt.close(plt.figure()), ax.plot([1, 2])"]
)
def test_where_the_chosen_backend_cannot_be_loaded_a_drawing_is_looked_at_all_the_same(chosen, draw):
    code = f"""if True:
        import matplotlib.pyplot as plt
        from matplotlib import rcParams
        from proctor.plots import describe_drawing
        {chosen}
        (line,) = describe_drawing(lambda ax: ({draw}))["lines"]
        assert list(line["y"]) == [1, 2]
    """
    headless = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run([sys.executable, "-c", code], env=headless, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def labels(drawing, case, suffix=""):
    return [line["label"] + suffix for line in drawing["lines"]]


def test_a_part_of_a_drawing_says_in_words_where_nothing_is_drawn():
    def only_words(ax):
        ax.plot([], [], label="error")
        ax.legend()
        ax.lines[0].remove()

    assert seen(labels)(drawing(only_words, {}), {}) == EMPTY
    assert seen(labels, "!")(drawing(lambda ax: ax.plot(Y, label="error"), {}), {}) == ["error!"]
    assert seen(labels)({**drawing(lambda ax: None, {}), "bars": [X]}, {}) == []


def test_markers_that_nothing_joins_are_lines_or_points_as_the_call_takes_them():
    def dots(ax, x):
        ax.plot(x, Y, "o", label="error")
        ax.plot(x, Y, "o-", label="joined")

    case = {"x": X}
    assert labels(drawing(dots, case), case) == ["error", "joined"]
    assert labels(joined(dots, case), case) == ["joined"]
    assert joined(dots, case)["points"] == [{"label": "error"}]


@pytest.mark.parametrize("x", [np.zeros((3, 1)), np.zeros(2)])
def test_a_drawing_that_no_axes_can_show_has_no_parts(x):
    made_up = {"lines": [{"label": "error", "x": x, "y": np.zeros(3)}], "points": [], "legend": []}
    with pytest.raises(ValueError, match="rows of one length"):
        seen(labels)(made_up, {})
