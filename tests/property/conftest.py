"""How many examples hypothesis tries: few on a desk, many in CI."""

import os

from hypothesis import settings

settings.register_profile("desk", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=300, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
