"""What a house is written out as: one module or folder per output."""
