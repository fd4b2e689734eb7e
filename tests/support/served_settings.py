"""Settings of the demonstration the browser tests use: how slow a password is to guess is not what they look at."""

from kense.config.settings import *  # noqa: F403 - the settings of an installation, with one thing changed

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
