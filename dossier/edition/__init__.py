"""What is published with an edition, that is one version at one commit: citation, metadata and social card."""
