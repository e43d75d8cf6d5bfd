"""The seed of a whole run: a failure can be had again, and SEED=1 in the environment draws other numbers."""

import os

SEED = int(os.environ.get("SEED", "0"))
