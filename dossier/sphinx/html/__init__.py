"""What only the HTML edition has: cards, metadata, downloads, the launch of notebooks, and corrections to the theme."""
