"""What an answer to each exercise must do: one module a slug, each a bank of `proctor.Check` objects."""
