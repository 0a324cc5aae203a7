"""The drawing of a house as SVG, DOT and Mermaid, and its graph as JSON."""
