"""The tiny course as nbgrader sees it."""

from proctor.nbgrader import protect

c = get_config()  # noqa: F821  nbgrader defines it

protect(c)
c.ExecuteInRoom.unproven_cells = "trust"  # one item is tested by bare asserts
