"""A course as small as can be: two functions, one value, one answer in words."""
