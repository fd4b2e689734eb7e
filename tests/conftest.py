"""What every test run needs: made-up examples that a slow machine does not fail and CI finds again."""

import os

from hypothesis import settings

settings.register_profile("kense", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("kense")
