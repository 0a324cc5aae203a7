"""What is drawn of a house, whatever draws it."""
