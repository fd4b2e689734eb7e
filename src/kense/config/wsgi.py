"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kense.config.settings")
application = get_wsgi_application()

# A page leaves thousands of objects that only the collector frees. Left to itself it runs many times while one is made,
# takes what the page still needs for lasting, and every tenth page or so waits until all of that is looked through again.
gc.freeze()
gc.set_threshold(50_000)
