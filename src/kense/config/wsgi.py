"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kense.config.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - they are there once the application is

# Without this every officer behind a proxy would have its address, and none would come by https.
if settings.PROXIES:
    application = wrap_wsgi_with_proxy_headers(application, settings.PROXIES)

# A page leaves thousands of objects that only the collector frees. Left to itself it runs many times while one is made,
# takes what the page still needs for lasting, and every tenth page or so waits until all of that is looked through again.
gc.freeze()
gc.set_threshold(50_000)
