"""A course of two items: it shows that proctor knows nothing of any other."""
