"""The pages beside the chapters: recipes, and reproduced results.

Each recipe runs when it is pasted alone, and what the page says of traps is so. That a recipe computes what the
library does is asserted by the page itself, whenever it is built.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import jupytext
import numpy as np
import pytest
import torch
from bs4 import BeautifulSoup
from shrinkage.reproduced import NOT_REPRODUCED, RESULTS

PAGE = Path(__file__).parents[2] / "recipes.md"
CELLS = jupytext.read(PAGE).cells
LIBRARIES, PENALTIES = ["numpy", "sklearn", "torch", "keras", "optax"], ["l2", "l1", "elastic", "dropout"]


def tagged(tag):
    return [cell for cell in CELLS if tag in cell.metadata.get("tags", [])]


def in_a_process_of_its_own(code, tmp_path):
    """Keras takes its backend and its folder from the environment, once."""
    home = os.environ | {"KERAS_HOME": str(tmp_path), "KERAS_BACKEND": "jax", "CUDA_VISIBLE_DEVICES": ""}
    return subprocess.run([sys.executable, "-c", code], env=home, capture_output=True, text=True, check=False)


def test_the_table_has_a_recipe_for_every_library_and_penalty_and_no_other():
    wanted = {f"recipe-{library}-{penalty}" for library in LIBRARIES for penalty in PENALTIES}
    text = PAGE.read_text()
    rows = "\n".join(line for line in text.splitlines() if line.startswith("| **"))
    assert set(re.findall(r"\(#(recipe-\w+-\w+)\)", rows)) == wanted
    assert set(re.findall(r"^\((recipe-\w+-\w+)\)=$", text, re.MULTILINE)) >= wanted


def test_a_recipe_has_its_imports_and_at_most_15_lines():
    assert len(tagged("recipe")) >= 20
    for cell in tagged("recipe"):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= 15
        assert re.match(r"import|from", lines[0])


PASTE = """
import types
pairs = {pairs!r}
for before, recipe in pairs:
    given = {{}}
    exec(before, given)
    # what the data imported is not there: a recipe brings its own imports
    exec(recipe, {{name: value for name, value in given.items() if not isinstance(value, types.ModuleType)}})
print(len(pairs))
"""


def test_a_recipe_runs_when_it_is_pasted_alone(tmp_path):
    given, pairs = "", []
    for cell in CELLS:
        tags = cell.metadata.get("tags", [])
        if "given" in tags:
            given += cell.source + "\n"
        elif "recipe" in tags:
            pairs.append((given, cell.source))
    run = in_a_process_of_its_own(PASTE.format(pairs=pairs), tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == [str(len(tagged("recipe")))]


# On data of the reader's: of another shape and scale, and with an intercept


def pasted(label, **given):
    """The names that the last recipe under a label leaves behind."""
    section = re.search(rf"^\(recipe-{label}\)=$(.*?)(^\(recipe-|\Z)", PAGE.read_text(), re.MULTILINE | re.DOTALL)[1]
    exec(re.findall(r"^:tags: \[recipe\]\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[-1], given)
    return given


def data(generator, spread):
    """57 examples of 4 columns, as far apart in scale as `spread` says."""
    X = generator.normal(size=(57, 4)) * spread ** np.linspace(-1, 1, 4) + 3
    return X, X @ np.array([2.0, -1.0, 0.0, 0.5]) + 40 + generator.normal(size=57)


def pull(X, y, w):
    """What the mean loss pulls at each weight, under the best intercept."""
    return (X - X.mean(axis=0)).T @ (y - X @ w) / len(X)


def missed(X, y, w, lam, ratio):
    """By how much weights miss the conditions of the elastic net's optimum."""
    left = pull(X, y, w) - lam * (1 - ratio) * w
    return np.max(np.where(w != 0, abs(left - lam * ratio * np.sign(w)), abs(left) - lam * ratio))


@pytest.mark.parametrize(("label", "ratio"), [("l2", 0.0), ("l1", 1.0), ("elastic", 0.3)])
@pytest.mark.parametrize("library", ["numpy", "sklearn"])
def test_a_linear_recipe_finds_the_optimum_of_other_data(generator, library, label, ratio):
    X, y = data(generator, spread=1.5 if library == "numpy" else 30.0)
    if library == "numpy":  # as the page says
        X, y = X - X.mean(axis=0), y - y.mean()
    left = pasted(f"{library}-{label}", X=X, y=y, lam=0.7, ratio=ratio)
    w = left["w"] if library == "numpy" else left["model"].coef_
    assert missed(X, y, w, 0.7, ratio) < (1e-9 if library == "numpy" else 1e-4 * np.max(abs(pull(X, y, 0 * w))))


def test_the_loop_of_the_page_is_too_short_where_columns_differ_a_hundredfold(generator):
    X = generator.normal(size=(57, 2)) * [0.1, 10.0]
    X, y = X - X.mean(axis=0), X @ [20.0, 1.0] + generator.normal(size=57)
    assert missed(X, y - y.mean(), pasted("numpy-l1", X=X, y=y - y.mean(), lam=0.01)["w"], 0.01, 1.0) > 0.01


def test_ridge_for_dropout_has_a_free_intercept_and_does_not_see_units(generator):
    X, y = data(generator, spread=30.0)
    left = pasted("sklearn-dropout", X=X, y=y, p=0.4)
    w, b = left["w"], left["model"].intercept_
    np.testing.assert_allclose(pull(X, y, w), 0.4 / 0.6 * np.mean(X**2, axis=0) * w, rtol=1e-8)
    assert np.mean(X @ w + b - y) == pytest.approx(0.0, abs=1e-9)
    np.testing.assert_allclose(pasted("sklearn-dropout", X=X * 1000, y=y, p=0.4)["w"], w / 1000, rtol=1e-8)


def test_the_threshold_in_torch_may_be_pasted_into_a_loop():
    torch.manual_seed(0)
    inputs, targets, model = torch.randn(20, 7), torch.randint(4, (20,)), torch.nn.Linear(7, 4)
    w, b = (value.detach().clone().requires_grad_() for value in model.parameters())
    for _ in range(3):
        pasted("torch-l1", model=model, inputs=inputs, targets=targets, lam=0.3)
        loss = torch.nn.functional.cross_entropy(inputs @ w.T + b, targets)
        slopes = torch.autograd.grad(loss, (w, b))
        w, b = (v.detach() - 0.1 * g for v, g in zip((w, b), slopes, strict=True))
        w, b = (w.sign() * (w.abs() - 0.03).clamp(min=0)).requires_grad_(), b.requires_grad_()
    torch.testing.assert_close(model.weight, w)
    torch.testing.assert_close(model.bias, b)


TRAPS = """
import keras, numpy as np, torch, optax, jax.numpy as jnp
from sklearn.neural_network import MLPClassifier

generator = np.random.default_rng(0)
X, y = (generator.normal(size=(20, k)).astype("float32") for k in (3, 1))
lam = 0.3

# beside "mse" Keras's L2(lam) is twice our objective
layer = keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(lam))
model = keras.Sequential([layer])
model.compile(loss="mse")
reported = model.evaluate(X, y, batch_size=20, verbose=0)
w, b = (np.asarray(value) for value in model.get_weights())
ours = np.mean((X @ w + b - y) ** 2) / 2 + lam * np.sum(w**2) / 2
np.testing.assert_allclose(reported, 2 * ours, rtol=1e-4)

# decay reaches what it is not kept from: a bias without a gradient shrinks
bias = torch.nn.Parameter(torch.ones(1))
bias.grad = torch.zeros(1)
for kind in (torch.optim.SGD, torch.optim.AdamW):
    kind([bias], lr=0.1, weight_decay=lam).step()
np.testing.assert_allclose(bias.item(), (1 - 0.1 * lam) ** 2, rtol=1e-6)
moved = {}
for name, optimizer in {
    "sgd": optax.chain(optax.add_decayed_weights(lam), optax.sgd(0.1)),
    "adamw": optax.adamw(0.1, weight_decay=lam),
    "adam": optax.chain(optax.add_decayed_weights(lam), optax.adam(0.1)),
}.items():
    params = {"b": jnp.ones(1)}
    updates, _ = optimizer.update({"b": jnp.zeros(1)}, optimizer.init(params), params)
    moved[name] = float(optax.apply_updates(params, updates)["b"][0])
np.testing.assert_allclose([moved["sgd"], moved["adamw"]], 1 - 0.1 * lam, rtol=1e-5)
np.testing.assert_allclose(moved["adam"], 1 - 0.1, rtol=1e-5)  # the penalty alone, divided by its own size
optimizer = keras.optimizers.AdamW(learning_rate=0.1, weight_decay=lam)
layer.bias.assign(np.ones(1))
optimizer.apply([np.zeros((3, 1)), np.zeros(1)], [layer.kernel, layer.bias])
np.testing.assert_allclose(np.asarray(layer.kernel), (1 - 0.1 * lam) * w, rtol=1e-5)
np.testing.assert_allclose(np.asarray(layer.bias), 1 - 0.1 * lam, rtol=1e-5)
normalisation = keras.layers.LayerNormalization()
normalisation.build((None, 3))
assert [v.name for v in normalisation.trainable_variables] == ["gamma", "beta"]

# optax has a squared error with the half and one without
np.testing.assert_allclose(optax.l2_loss(X), X**2 / 2, rtol=1e-6)
np.testing.assert_allclose(optax.squared_error(X), X**2, rtol=1e-6)

# a Keras model drops only where it is told to
dropout = keras.Sequential([keras.layers.Dropout(rate=0.5)])
assert np.all(np.asarray(dropout(np.ones((50, 50)))) == 1)
assert np.any(np.asarray(dropout(np.ones((50, 50)), training=True)) == 0)

# scikit-learn's network divides alpha by the size of the batch
settings = dict(hidden_layer_sizes=(2,), max_iter=1, solver="sgd", learning_rate_init=1e-9, random_state=0)
def reported(alpha):
    net = MLPClassifier(alpha=alpha, batch_size=10, **settings)
    net.partial_fit(X, (y[:, 0] > 0).astype(int), classes=[0, 1])
    return net.loss_, sum(float(np.sum(W**2)) for W in net.coefs_)
(without, squares), (with_penalty, _) = reported(0.0), reported(4.0)
np.testing.assert_allclose(with_penalty - without, 4.0 / 10 * squares / 2, rtol=1e-3)
print("all")
"""


def test_what_the_page_says_of_traps_is_so(tmp_path):
    run = in_a_process_of_its_own(TRAPS, tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["all"]


@pytest.mark.slow
def test_every_comparison_of_the_page_was_made(book):
    page = BeautifulSoup((book / "recipes.html").read_bytes(), "html.parser")
    said = [line for output in page.select(".cell_output pre") for line in output.get_text().splitlines()]
    assert sum(line.startswith("✓ as ") for line in said) == len(tagged("recipe"))


@pytest.mark.slow
def test_the_page_of_reproduced_results_shows_every_row_with_its_source(book):
    page = BeautifulSoup((book / "reproduced.html").read_bytes(), "html.parser")
    rows = page.select("article table tbody tr")
    assert len(rows) == len(RESULTS) + len(NOT_REPRODUCED)
    cited = [row for row in (*RESULTS, *NOT_REPRODUCED) if row.source]
    assert sum(bool(row.select("a[href*='bibliography']")) for row in rows) == len(cited)
    assert "{cite}" not in page.get_text()
