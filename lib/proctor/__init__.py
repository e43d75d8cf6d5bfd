"""Proctor: checks for nbgrader courses that explain what is wrong, and prove that they notice it.

It knows nothing of any course: a course brings its checks as data (`Check`, `Requirement`, `Mistake`), its
sources as MyST notebooks, and its nbgrader_config.py.
"""

from proctor.check import Check, Mistake, Requirement

__all__ = ["Check", "Mistake", "Requirement"]
