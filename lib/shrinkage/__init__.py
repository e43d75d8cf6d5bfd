"""Shrinkage: reference implementations for a course on regularization in deep learning.

One package a topic: `shrinkage.overfitting`, `l2`, `l1`, `dropout`, `bayes`, `weight_decay`; data sets in
`shrinkage.data`, the book's one figure style in `shrinkage.figures`, and what an answer to an exercise must do in
`shrinkage.checks`.
Importing the package imports none of them, and no torch.
"""
