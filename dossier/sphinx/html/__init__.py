"""What only the HTML edition has: cards, metadata, downloads, the launch of notebooks, the theme."""
