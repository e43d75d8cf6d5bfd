"""The checks of the small course."""
