"""Settings. Everything an installation decides comes from the environment or from its data folder."""

import os
from pathlib import Path

from kense.config.environment import data_folder, database, hosts, is_https, proxies, secret_key

PACKAGE = Path(__file__).parent.parent
DATA = data_folder()

SECRET_KEY = secret_key(DATA)
DEBUG = False

# Where recipients reach the public pages, as «https://kense.example.kz»; the QR of the talon leads there.
PUBLIC_URL = os.environ.get("KENSE_PUBLIC_URL", "").rstrip("/")
ALLOWED_HOSTS = hosts(PUBLIC_URL)
HTTPS = is_https(PUBLIC_URL)
PROXIES = proxies(HTTPS)
METRICS_TOKEN = os.environ.get("KENSE_METRICS_TOKEN", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "kense.people",
    "kense.acts",
    "kense.registry",
    "kense.cases",
    "kense.papers",
    "kense.trail",
    "kense.casework",
    "kense.desk",
]
MIDDLEWARE = [
    "kense.ops.request_log.request_log",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kense.desk.middleware.kept_to_themselves",
    "kense.api.door.api_door",
    "kense.desk.middleware.light_files",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kense.desk.middleware.chosen_language",
    "kense.desk.middleware.bodies_within_limit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kense.desk.middleware.WithoutNullSigns",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kense.desk.middleware.living_sessions",
    "kense.desk.middleware.SignedInOnly",
    "kense.desk.middleware.office_zone",
    "django_htmx.middleware.HtmxMiddleware",
    "kense.desk.middleware.pages_of_forms",
]
ROOT_URLCONF = "kense.config.urls"
WSGI_APPLICATION = "kense.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "kense.desk.shell.shell",
            ],
        },
    }
]
DATABASES = {"default": database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Officer"
AUTHENTICATION_BACKENDS = ["kense.casework.door.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "surname", "given_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "kense.people.password_rules.NoNames"},
]
LOGIN_URL = "desk:sign_in"
LOGIN_REDIRECT_URL = "desk:today"
CSRF_FAILURE_VIEW = "kense.desk.views.session.untrusted"

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "desk" / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# By https alone, where the desk is reached by it. On one PC without a certificate a browser would keep no cookie at all.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# Whoever watches the server asks it from inside, without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
# Other names under the office's, and the lists of browsers, are not this program's to decide on.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "kense.ops.log_lines.Lines", "as_json": os.environ.get("KENSE_LOG") == "json"}},
    "filters": {"not_twice": {"()": "kense.ops.log_lines.NotTwice"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["not_twice"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "kense": {"level": "INFO"},
        # Told through the root, as everything else: Django's own handlers would write paths.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'self'"],
        "img-src": ["'self'", "data:"],
    }
}
