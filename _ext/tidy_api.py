"""Keep out of the API reference what Python writes there by itself and nobody wants to read."""

import re


def skip_aliases(app, what, name, obj, skip, options):
    """The fields of a named tuple, which call themselves "Alias for field number 0"."""
    return True if (getattr(obj, "__doc__", None) or "").startswith("Alias for field number") else None


def shorten_defaults(app, what, name, obj, options, signature, return_annotation):
    """A default that is a function: `<function Requirement.<lambda>>` becomes an ellipsis."""
    return re.sub(r"=<function .*?>(?=[,)])", "=…", signature or "") or None, return_annotation


def setup(app):
    app.connect("autodoc-skip-member", skip_aliases)
    app.connect("autodoc-process-signature", shorten_defaults)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
