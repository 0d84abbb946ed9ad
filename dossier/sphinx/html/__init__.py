"""What only the HTML edition has: cards, metadata, downloads, the launch of notebooks, and the theme put right."""
