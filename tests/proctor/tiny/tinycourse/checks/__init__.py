"""What the answers of each assignment must do."""
