"""Which pages the book has."""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def listed_pages():
    """The pages that _toc.yml lists."""

    def files(node):
        if isinstance(node, dict):
            yield from (node[key] for key in ("root", "file") if key in node)
            node = list(node.values())
        if isinstance(node, list):
            for child in node:
                yield from files(child)

    return sorted(files(yaml.safe_load((ROOT / "_toc.yml").read_text())))
