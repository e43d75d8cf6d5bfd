"""Let no output outlive the code that made it, and no warning the build that gave it.

MyST-NB's execution cache compares the cells of a page alone, and Sphinx reads again only the pages whose text
has changed. A page of this book depends on lib/ as well, and on the versions in constraints.txt. So the cache
lies in a folder that is named after a hash of both: when one of them changes, the folder is new, every page
is executed again, and, the setting being part of what Sphinx compares, every page is read again.

For the same reason a build with warnings would be followed by one without: the page at fault would not be read
again. So such a build leaves nothing that the next one could take up, except outputs.
"""

import hashlib
import shutil
from pathlib import Path


def fingerprint(root):
    """A hash of the files, besides its own text, that a page's outputs come from."""
    sources = [*sorted((root / "lib").rglob("*.py")), root / "constraints.txt"]
    digest = hashlib.sha256()
    for source in filter(Path.is_file, sources):
        digest.update(source.relative_to(root).as_posix().encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def name_the_cache(app, config):
    caches = Path(app.outdir).parent / ".execution_cache"
    fresh = caches / fingerprint(Path(app.srcdir))
    for stale in set(caches.glob("*")) - {fresh}:
        shutil.rmtree(stale)
    config.nb_execution_cache_path = str(fresh)


def forget_a_build_with_warnings(app, exception):
    if app._warncount:
        (Path(app.doctreedir) / "environment.pickle").unlink(missing_ok=True)


def setup(app):
    app.connect("config-inited", name_the_cache)
    app.connect("build-finished", forget_a_build_with_warnings)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
