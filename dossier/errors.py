"""What can be wrong with a call or with its input, as far as whoever made it can mend it."""


class DossierError(Exception):
    """Something cannot be used; the message is one line that says where, what was found and how to mend it."""
