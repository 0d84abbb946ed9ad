"""What is published with an edition: its version, citation, metadata and social card."""
