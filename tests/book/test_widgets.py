"""The widgets: their numbers are the library's, and they can be moved, read and printed by everybody."""

import math
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from scipy.optimize import brentq
from shrinkage import bayes, dropout, l1, l2, overfitting, weight_decay
from shrinkage.data import diabetes, standardize
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "_widgets").glob("*.js"))
WIDGETS = [path.stem for path in MODULES if 'mount("' in path.read_text()]
DIRECTIVE = re.compile(r"^```\{widget\} (\w+)\n.*?^```$", re.MULTILINE | re.DOTALL)
IN_PAGES = {found[1]: found[0] for page in ROOT.glob("chapters/*.md") for found in DIRECTIVE.finditer(page.read_text())}


def build(folder, page, builder="html"):
    """A book of one page in a folder; returns where it lies, and Sphinx's warnings."""
    source, out = folder / "source", folder / builder
    source.mkdir(exist_ok=True)
    (source / "index.md").write_text(page)
    for name in ["_widgets", "_static"]:
        shutil.copytree(ROOT / name, source / name, dirs_exist_ok=True)
    settings = {
        "extensions": ["myst_parser", "widgets"],
        "html_theme": "sphinx_book_theme",
        "html_title": "Widgets",
        "html_context": {"default_mode": "auto"},
        "html_favicon": "_static/favicon.svg",
        "html_static_path": ["_static"],
        "html_css_files": ["shrinkage.css"],
        "myst_enable_extensions": ["dollarmath"],
    }
    with patch_docutils(), docutils_namespace(), (folder / "warnings").open("w") as warnings:
        Sphinx(source, None, out, folder / "doctrees", builder, settings, None, warnings).build()
    return out, (folder / "warnings").read_text()


@pytest.fixture(scope="session", autouse=True)
def extension():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "_ext")
        yield


@pytest.fixture(scope="session")
def small_book(tmp_path_factory):
    """A page with all the widgets that there are, as the chapters put them there."""
    plain = "```{{widget}} {0}\n:alt: What {0} shows, in words.\n:height: 30rem\n:narrow: 32rem\n\nA caption.\n```"
    parts = [IN_PAGES.get(name, plain.format(name)) for name in WIDGETS]
    page = "# All widgets\n\n" + "\n\n".join(re.sub(r":figure: .*\n", "", part) for part in parts)
    out, warnings = build(tmp_path_factory.mktemp("widgets"), page)
    assert warnings == ""
    return out


@pytest.fixture(scope="module")
def compute(browser, serve):
    """Calls a function of a widget's module in the browser, once for each tuple of arguments."""
    page = browser.new_page()
    page.goto(f"{serve(ROOT)}/_widgets/widgets.css")
    call = "async ([name, f, rows]) => { const module = await import(`/_widgets/${name}.js`);"
    call += " return rows.map((row) => typeof module[f] === 'function' ? module[f](...row) : module[f]); }"

    def plain(value):
        return value.tolist() if hasattr(value, "tolist") else value

    yield lambda name, f, *rows: page.evaluate(call, [name, f, [[plain(value) for value in row] for row in rows]])
    page.close()


@pytest.fixture(scope="session")
def site(serve, small_book):
    """The address of the page with all widgets."""
    return serve(small_book)


@pytest.fixture
def visit(browser, site):
    """Opens the page with all widgets, and fails if the console had to complain."""
    contexts, complaints = [], []

    def open_page(width=1280, scheme="light", modules=True, **options):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options))
        contexts[-1].set_default_timeout(10_000)
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route(lambda url: not url.startswith(site), lambda route: route.fulfill(body=""))  # MathJax
        if not modules:
            page.route("**/widgets/*.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(f"{site}/index.html")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def close(found, wanted):
    np.testing.assert_allclose(np.array(found), np.array(wanted), rtol=1e-9, atol=1e-9)


def state(page, name):
    """What a widget shows and says."""
    figure = page.locator(f"#widget-{name}")
    return figure.locator("svg").first.inner_html(), figure.get_by_role("status").inner_text()


# the numbers


def test_a_polynomial_is_that_of_the_library(compute, generator):
    rows = [(np.sort(generator.uniform(-1, 1, n)), q) for n, q in [(13, 5), (20, 0), (25, 8), (60, 12)]]
    close(compute("polynomial", "polynomialFeatures", rows[2])[0], overfitting.polynomial_features(*rows[2]))
    for x, degree in rows:
        X, y = overfitting.polynomial_features(x, degree), generator.normal(size=len(x))
        (w,) = compute("polynomial", "leastSquares", (X, y))
        fitted = X @ overfitting.least_squares(X, y)
        (prediction,) = compute("polynomial", "predict", (x, w))
        close(prediction, fitted)
        close(compute("polynomial", "meanSquaredError", (prediction, y)), overfitting.mean_squared_error(fitted, y))


def test_the_errors_beside_a_polynomial_are_those_of_its_fit(compute):
    for sample in range(1, 31):
        (shown,) = compute("polynomial", "fits", (15, 0.3, sample))
        x, y, line = np.array(shown["x"]), np.array(shown["y"]), np.linspace(-1, 1, 201)
        for degree, fit in enumerate(shown["fits"]):
            w = overfitting.least_squares(overfitting.polynomial_features(x, degree), y)
            fitted, along = (overfitting.polynomial_features(place, degree) @ w for place in (x, line))
            close(fit["training"], overfitting.mean_squared_error(fitted, y))
            risk = overfitting.mean_squared_error(along, np.sin(np.pi * line)) + 0.3**2
            np.testing.assert_allclose(fit["risk"], risk, rtol=1e-7)


def test_the_spectrum_is_that_of_the_diabetes_inputs_and_its_factors_are_those_of_ridge(compute, generator):
    Z = standardize(diabetes()[0])
    close(compute("spectrum", "singularValues", ())[0], np.linalg.svd(Z, compute_uv=False))
    for lam in 10 ** generator.uniform(-4, 2, 20):
        s = generator.uniform(0, 50, 7)
        close(compute("spectrum", "shrinkageFactors", (s, 442, lam))[0], l2.shrinkage_factors(s, 442, lam))
        s = np.linalg.svd(Z, compute_uv=False)
        close(compute("spectrum", "effectiveDof", (s, 442, lam))[0], l2.effective_dof(Z, lam))


def test_the_minimum_in_the_plane_is_the_lasso_or_ridge(compute, generator):
    rows = [
        (generator.uniform(-0.9, 0.9), generator.uniform(-2.5, 2.5, 2), generator.uniform(0.01, 3)) for _ in range(60)
    ]
    by_l1, by_l2 = (compute("diamond", f, *rows) for f in ("l1Minimum", "l2Minimum"))
    for (rho, star, lam), lasso, ridge in zip(rows, by_l1, by_l2, strict=True):
        H = np.array([[1, rho], [rho, 1]])
        X = math.sqrt(2) * np.linalg.cholesky(H).T  # XᵀX/n = H
        assert l1.kkt_violation(X, X @ star, np.array(lasso, dtype=float), lam) < 1e-9
        close(lasso, l1.lasso(X, X @ star, lam, tolerance=1e-15))
        close(ridge, l2.quadratic_minimizer(H, star, lam))
    assert {sum(value == 0 for value in w) for w in by_l1} == {0, 1, 2}


def test_thinned_networks_are_those_of_the_library(compute, generator):
    for n in [1, 4, 7]:
        (masks,) = compute("thinned", "allMasks", (n,))
        close(masks, dropout.all_masks(n))
        for p in [0.0, *generator.uniform(0, 0.9, 4)]:
            (probabilities,) = compute("thinned", "maskProbabilities", (masks, p))
            close(probabilities, dropout.mask_probabilities(np.array(masks, dtype=float), p))


@pytest.mark.parametrize("kind", ["score", "probability"])
def test_the_average_of_the_thinned_networks_is_exact(visit, compute, kind):
    page, h, v = visit(), *(np.array(compute("thinned", name, ())[0]) for name in ("hidden", "weights"))
    page.locator("#widget-thinned").get_by_role("radio", name=kind).check()
    for p in [0.0, 0.25, 0.7]:
        page.locator("#widget-thinned").get_by_role("slider", name="p, of dropping").fill(str(p))
        said = re.findall(r"[−\d.]+(?= \()", state(page, "thinned")[1])
        outputs = [lambda rows: rows @ v - 1.2, lambda rows: 1 / (1 + np.exp(1.2 - rows @ v))]
        f = outputs[kind == "probability"]
        assert said == [f"{value:.3f}" for value in (dropout.thinned_average(f, h, p), f(h))]


def test_a_coin_is_that_of_the_library(compute, generator):
    a, b, theta = generator.uniform(1, 80, 40), generator.uniform(1, 80, 40), generator.uniform(0.001, 0.999, 40)
    rows = list(zip(theta, a, b, strict=True))
    close(
        compute("coin", "betaLogDensity", *rows),
        [float(bayes.beta_log_density(np.array([t]), a, b)[0]) for t, a, b in rows],
    )
    close(compute("coin", "logGamma", *([value] for value in a)), [math.lgamma(value) for value in a])
    pairs = list(zip(a, b, strict=True))
    close(compute("coin", "betaMode", *pairs), [bayes.beta_mode(*pair) for pair in pairs])
    close(compute("coin", "betaMean", *pairs), [bayes.Beta(*pair).mean for pair in pairs])
    close(compute("coin", "betaVariance", *pairs), [bayes.Beta(*pair).variance for pair in pairs])
    for heads, tosses in [(0, 0), (1, 10), (60, 120)]:
        (belief,) = compute("coin", "betaPosterior", (heads, tosses, 2.5, 7))
        assert belief == bayes.beta_posterior(heads, tosses, 2.5, 7)._asdict()


def test_the_belief_about_a_line_is_that_of_the_library(compute, generator):
    for n in [1, 2, 3, 20]:
        x, y, noise, prior = generator.normal(size=n), generator.normal(size=n), *generator.uniform(0.01, 2, 2)
        (belief,) = compute("line", "posterior", (x, y, noise, prior))
        mean, covariance = bayes.posterior(np.stack([np.ones(n), x], axis=1), y, noise, prior)
        close(belief["mean"], mean)
        close(belief["covariance"], covariance[np.triu_indices(2)])
        new = np.linspace(-2, 2, 9)
        said = [[point["mean"], point["variance"]] for point in compute("line", "predictive", (new, belief))[0]]
        close(said, np.stack(bayes.predictive(np.stack([np.ones(9), new], axis=1), mean, covariance, 0.0), axis=1))


@pytest.mark.parametrize(("lam", "omega"), [(0.0, 0.0), (0.3, 0.0), (0.0, 0.3), (2.0, 0.0), (0.0, 2.0)])
def test_the_paths_of_the_optimizers_are_those_of_the_library(compute, lam, omega):
    noises = np.array(compute("optimizers", "noises", ())[0]).reshape(-1, 2)
    for c, sigma in [(1, 0), (3, 1), (10, 2)]:
        (path,) = compute("optimizers", "run", (c, sigma, 500, {"lr": 0.005, "lam": lam, "weightDecay": omega}))
        optimizer = weight_decay.adamw if omega else weight_decay.adam
        pull = {"weight_decay": omega} if omega else {"lam": lam}
        init, update = optimizer(0.005, decays=lambda name, value: True, **pull)
        parameters, s = {"w": np.array(path[0])}, np.array([c, 1 / c])
        memory = init(parameters)
        for w, xi in zip(path[1:], noises[:500], strict=True):
            slopes = {"w": s * (parameters["w"] - 1 + sigma * xi)}
            parameters, memory = update(slopes, memory, parameters)
            close(w, parameters["w"])


def test_the_crosses_of_the_optimizers_are_where_the_mean_step_is_zero(compute, generator):
    def pull(w, sigma, omega):
        return (1 - w) / math.hypot(1 - w, sigma) - omega * w

    rows = list(zip(generator.uniform(0.05, 2, 20), generator.uniform(0.05, 2, 20), strict=True))
    for (sigma, omega), found in zip(rows, compute("optimizers", "restOfAdamW", *rows), strict=True):
        assert brentq(pull, 0, 1, args=(sigma, omega), xtol=1e-14) == pytest.approx(found, abs=1e-12)
    close(compute("optimizers", "restOfAdamW", (0, 0.5), (0, 2)), [1, 0.5])
    (rest,) = compute("optimizers", "restOfAdam", (3, 0.3))
    close(rest, l2.quadratic_minimizer(np.diag([3, 1 / 3]), np.ones(2), 0.3))


def test_the_filters_are_those_of_the_library(compute, generator):
    from shrinkage.early_stopping import gradient_descent_filter

    s = generator.uniform(0, 60, 12)
    for steps in [0, 1, 7, 1000]:
        (found,) = compute("filters", "gradientDescentFilter", (s, 442, 0.1, steps))
        close(found, gradient_descent_filter(s, 442, 0.1, steps))
    (found,) = compute("filters", "shrinkageFactors", (s, 442, 0.02))
    close(found, l2.shrinkage_factors(s, 442, 0.02))


def test_the_tilt_and_the_distance_are_those_of_the_library(compute, generator):
    from shrinkage.robustness import adversarial_distance, tilting_angle

    rows = [tuple(generator.normal(size=(3, 2))) for _ in range(30)]
    close(compute("tilt", "adversarialDistance", *rows), [float(adversarial_distance(*row)) for row in rows])
    angles = [float(tilting_angle(w, j - i)) for w, i, j in rows]
    close(compute("tilt", "tiltingAngle", *((w, j - i) for w, i, j in rows)), angles)
    (classes,) = compute("tilt", "examples", (0.1,))
    side = np.array(classes) @ [0.5, 0.8] > 0
    close(compute("tilt", "accuracy", (classes, [0.5, 0.8])), np.mean(side == [[False], [True]]))


# what the reader does with them


@pytest.mark.parametrize("name", WIDGETS)
def test_every_input_moves_the_picture_and_the_caption_by_keyboard(visit, name):
    page = visit()
    for control in page.locator(f"#widget-{name} input:not([type=radio]), #widget-{name} input:checked").all():
        before = state(page, name)
        control.focus()
        page.keyboard.press("ArrowRight")
        picture, caption = state(page, name)
        assert picture != before[0]
        assert caption != before[1]
        if control.get_attribute("type") == "range":
            assert control.evaluate("slider => slider.ariaValueText === slider.nextSibling.textContent")


def extremes(figure):
    """Takes a widget through its choices, with all sliders at the one end and at the other."""
    for radio in figure.locator("input[type=radio]").all() or [None]:
        if radio:
            radio.check()
        for end in ["min", "max"]:
            for slider in figure.locator("input[type=range]").all():
                slider.fill(slider.get_attribute(end))
            yield


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_keeps_its_shape_whatever_is_set(visit, width):
    empty, page = visit(width, modules=False), visit(width)
    for name in WIDGETS:
        figure = page.locator(f"#widget-{name}")
        stage = figure.locator(".widget-stage")
        for _ in extremes(figure):
            assert not re.search("NaN|Infinity|undefined", stage.inner_html()), name
            assert stage.evaluate("stage => stage.scrollHeight <= stage.clientHeight"), name
            assert figure.locator(".widget-view").bounding_box()["height"] > 200, name
        reserved = empty.locator(f"#widget-{name} .widget-stage").bounding_box()["height"]
        assert stage.bounding_box()["height"] == reserved > 300, name
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(visit, width, scheme):
    page = visit(width, scheme)
    found = Axe().run(page, context=".widget", options={"preload": False}).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []


def test_a_point_can_be_dragged(visit):
    page = visit()
    handle = page.locator("#widget-diamond [data-drag]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 30, steps=4)
    page.mouse.up()
    page.mouse.move(x, y)
    first, second = (page.locator(f"#widget-diamond input[id$=-{key}]").input_value() for key in "uv")
    assert float(first) < 1.5
    assert float(second) < 0.7
    moved = handle.bounding_box()
    assert abs(moved["x"] - box["x"] + 60) < 3
    assert abs(moved["y"] - box["y"] - 30) < 3


def test_without_javascript_words_stand_in(visit):
    page = visit(java_script_enabled=False)
    for name in WIDGETS:
        figure = page.locator(f"#widget-{name}")
        assert figure.locator("noscript p").is_visible()
        assert len(figure.locator("noscript p").inner_text()) > 50


def test_on_paper_the_picture_stays_and_the_sliders_go(visit):
    page = visit(scheme="dark")
    page.emulate_media(media="print")
    for name in WIDGETS:
        assert page.locator(f"#widget-{name} svg").first.is_visible()
        assert page.locator(f"#widget-{name} input[type=range]:visible").count() == 0
        ink = page.locator(f"#widget-{name} svg text").first.evaluate("text => getComputedStyle(text).fill")
        assert ink == "rgb(0, 0, 0)"


# the directive


def test_a_page_loads_the_modules_of_its_own_widgets_alone(small_book, tmp_path):
    assert small_book.joinpath("index.html").read_text().count('type="module"') == len(WIDGETS)
    out, _ = build(tmp_path, "# A page\n\nWithout a widget.\n")
    assert "widgets" not in (out / "index.html").read_text()


def test_an_unknown_widget_is_a_warning(tmp_path):
    _, warnings = build(tmp_path, "# A page\n\n```{widget} perpetual\n:alt: Nothing.\n:height: 1rem\n```\n")
    assert "no widget is called 'perpetual'" in warnings


def test_a_widget_without_words_is_a_warning(tmp_path):
    _, warnings = build(tmp_path, "# A page\n\n```{widget} spectrum\n:height: 1rem\n```\n")
    assert "needs the option 'alt'" in warnings


def test_where_nothing_moves_the_words_stand_in(tmp_path):
    page = "# A page\n\n```{widget} spectrum\n:alt: Ten dots on a curve.\n:height: 1rem\n\nA caption.\n```\n"
    out, warnings = build(tmp_path, page, "text")
    assert warnings == ""
    assert "Ten dots on a curve." in (out / "index.txt").read_text()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_is_small(module):
    assert len(module.read_bytes()) <= 6 * 1024
    assert len(module.read_text().splitlines()) <= 150
