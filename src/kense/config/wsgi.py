"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kense.config.settings")
application = get_wsgi_application()

# Left to itself Python looks through every object of the process after some ten pages, and the officer of that page waits
# twice as long. What is loaded stays for good, and a page leaves little behind: both can be looked through more rarely.
gc.freeze()
gc.set_threshold(10_000, 50, 100)
