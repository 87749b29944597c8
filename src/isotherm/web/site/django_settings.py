"""Django's settings, worked out from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url

from isotherm import __version__
from isotherm.web.site.environment import read_environment

_TOWN = read_environment()
_WEB = Path(__file__).resolve().parent.parent

ROOMS = (
    "site",
    "accounts",
    "community",
    "search",
    "shop",
    "studio",
    "desk",
    "rooms",
    "control",
    "readings",
    "api",
)

HOME = _TOWN.home
DEMO = _TOWN.demo
DEBUG = False
SECRET_KEY = _TOWN.secret_key
ALLOWED_HOSTS = list(_TOWN.hosts)
ROOT_URLCONF = "isotherm.web.site.urls"
ASGI_APPLICATION = "isotherm.web.site.asgi.application"
AUTH_USER_MODEL = "accounts.Member"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *(f"isotherm.web.{room}" for room in ROOMS),  # before allauth: their templates win
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "isotherm.web.site.headers.page_headers",  # outermost: also what is refused carries them
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "isotherm.web.site.plain_words.require_plain_words",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "isotherm.web.site.audiences.require_audience",
    "isotherm.web.site.answers.tell_refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "isotherm.web.site.shell.page_shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "isotherm.web.site.templatetags.town",
                "isotherm.web.site.templatetags.things",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    if _TOWN.database_url:
        return dict(dj_database_url.parse(_TOWN.database_url, conn_max_age=60))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(HOME / "town.sqlite3"),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds a writer waits for another
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
        },
        # A file, also in tests: several connections must see one database.
        "TEST": {"NAME": str(HOME / "test.sqlite3")},
    }


DATABASES = {"default": _database()}

CACHES = {
    "default": {
        "BACKEND": "isotherm.web.site.caches.TownCache"
        if _TOWN.redis_url
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": _TOWN.redis_url or "town",
        "OPTIONS": {} if _TOWN.redis_url else {"MAX_ENTRIES": 20_000},
        # What an older version kept is not what this one understands.
        "KEY_PREFIX": f"isotherm-{__version__}",
    }
}
REDIS_URL = _TOWN.redis_url
PAYMENTS = _TOWN.payments

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "readings", "webhooks", "files"],  # each has a worker of its own
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "pictures"
MEDIA_URL = "/pictures/"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "isotherm.web.accounts.adapter.MemberAdapter"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "20/h/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEMO:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20  # bytes of a form without its files
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django would send errors by mail; here they are said where the town runs.
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
