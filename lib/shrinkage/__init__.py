"""Shrinkage: reference implementations for a course on regularization in deep learning.

One module a topic: `shrinkage.overfitting`, `shrinkage.l2`; data sets in `shrinkage.data`, the book's one
figure style in `shrinkage.figures`, and what an answer to an exercise must do in `shrinkage.checks`.
Importing the package imports none of them, and no torch.
"""
