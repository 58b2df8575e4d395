"""The one place that reads the environment. A secret that is missing stops the start and says what to set."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from trafficking_cases.web import logging

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def required(name: str) -> str:
    """A value without which nothing may start."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment; .env.example lists every variable with what it is for. "
            "For a trial on one machine, `make run` makes its own."
        )
    return value


# The kind of installation ------------------------------------------------------------------------------------------
# Only "1", as everywhere else: whatever else somebody writes is production.
DEMO = env.str("DEMO", default="") == "1"
DEBUG = False
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".data")))
SECRET_KEY = required("SECRET_KEY")
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEMO else [])
if not ALLOWED_HOSTS:
    required("ALLOWED_HOSTS")
SECURE = SITE_URL.startswith("https://")
if not DEMO and not SECURE and urlsplit(SITE_URL).hostname not in ("localhost", "127.0.0.1", "::1"):
    raise ImproperlyConfigured(
        "SITE_URL has to begin with https:// outside a demonstration: without TLS everybody on the way can read what "
        "is said about a child. docs/operations.md says what the proxy in front has to do."
    )
CSRF_FAILURE_VIEW = "trafficking_cases.web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SECURE else []
PRODUCT_NAME = env.str("PRODUCT_NAME", default="Waymark")
PARTNERSHIP_NAME = env.str("PARTNERSHIP_NAME", default="Fenmarch Safeguarding Children Partnership")

# Applications ------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "csp",
    "trafficking_cases.web",
    "trafficking_cases.audit",
    "trafficking_cases.access",
    "trafficking_cases.people",
    "trafficking_cases.notifications",
    "trafficking_cases.directory",
    "trafficking_cases.children",
    "trafficking_cases.deadlines",
    "trafficking_cases.whereabouts",
    "trafficking_cases.placements",
    "trafficking_cases.meetings",
    "referrals",
    "assessments",
    "nrm",
    "trafficking_cases.casefile",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "trafficking_cases.web.middleware.RequestLog",
    "trafficking_cases.web.middleware.PrivatePages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "trafficking_cases.web.middleware.Refusals",
]
ROOT_URLCONF = "trafficking_cases.urls"
WSGI_APPLICATION = "trafficking_cases.wsgi.application"
ASGI_APPLICATION = "trafficking_cases.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "trafficking_cases.web.forms.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trafficking_cases.casefile.navigation.navigation",
                "trafficking_cases.web.context_processors.frame",
            ],
        },
    }
]

# Data --------------------------------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.db_url_config(required("DATABASE_URL")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
# The vault of whereabouts has a login of its own, which only web processes are told; a worker has no such connection.
DATABASE_ROUTERS = ["trafficking_cases.whereabouts.routing.Vault"]
AUDIT_CHAINS: list[str] = []
WHEREABOUTS_KEYS = env.str("WHEREABOUTS_KEYS", default="")
if WHEREABOUTS_URL := env.str("WHEREABOUTS_DATABASE_URL", default=""):
    WHEREABOUTS_KEYS = required("WHEREABOUTS_KEYS")
    DATABASES["whereabouts"] = {
        **env.db_url_config(WHEREABOUTS_URL),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # The same database under another login: tests make and empty it once.
        "TEST": {"MIRROR": "default"},
    }
    AUDIT_CHAINS.append("trafficking_cases.whereabouts.chain.verify")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
REDIS_URL = required("REDIS_URL")

# People ------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "casefile:my_work"
ACCOUNT_ADAPTER = "trafficking_cases.people.sign_in.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# Behind the proxy that speaks TLS every request comes from the proxy; counted so, one guesser would keep out everybody.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1 if SECURE else 0)
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
# Who asks whether we live asks from inside, past the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# What is written down about running ------------------------------------------------------------------------------
LOGGING = logging.configuration(env.str("LOG_LEVEL", default="INFO"))

# Pages -------------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_TZ = True
USE_I18N = True
TIME_ZONE = "Europe/London"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str("STATIC_STORAGE", default="whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# A page that asks for a file sets its own, past its guard; otherwise anybody could fill the disk before one is asked.
FILE_UPLOAD_HANDLERS = ["trafficking_cases.web.uploads.NoFiles"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Telling people ----------------------------------------------------------------------------------------------------
EMAIL = env.email_url_config("filemail://" if DEMO and not env.str("EMAIL_URL", default="") else required("EMAIL_URL"))
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = EMAIL["EMAIL_HOST"] or "", EMAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_USER"] or "", EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="waymark@partnership.example")

# Whereabouts ------------------------------------------------------------------------------------------------------
WHEREABOUTS_GRANT_DAYS = env.int("WHEREABOUTS_GRANT_DAYS", default=28)
WHEREABOUTS_GRANT_LONGEST_DAYS = env.int("WHEREABOUTS_GRANT_LONGEST_DAYS", default=90)
REVEAL_SECONDS = 60
PASSWORD_ASKED_AGAIN_AFTER_MINUTES = 10

# Time limits -------------------------------------------------------------------------------------------------------
CLOSE_OF_BUSINESS = "17:00"
TIMESCALES: dict[str, dict[str, object]] = {}
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=60)

# The NRM form ------------------------------------------------------------------------------------------------------
# What the form asks of every referral and no case says, spelt as the Home Office's own lists spell it. Empty is asked.
NRM_NATION = env.str("NRM_NATION", default="england")
NRM_LOCAL_AUTHORITY = env.str("NRM_LOCAL_AUTHORITY", default="")
NRM_LOCAL_AUTHORITY_PHONE = env.str("NRM_LOCAL_AUTHORITY_PHONE", default="")
NRM_LOCAL_AUTHORITY_EMAIL = env.str("NRM_LOCAL_AUTHORITY_EMAIL", default="")
NRM_POLICE_FORCE = env.str("NRM_POLICE_FORCE", default="")
NRM_DRAFT_DAYS = 28

# API ---------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["trafficking_cases.web.api_parsers.PlainJSONParser"],
    # The first names the scheme of a 401.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "600/minute"},
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "trafficking_cases.web.api_description.Described",
    "EXCEPTION_HANDLER": "trafficking_cases.web.api.explain",
    "NON_FIELD_ERRORS_KEY": "body",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": PRODUCT_NAME,
    "DESCRIPTION": "The same verbs as the pages, under the same rules. What you open here is recorded.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    # Choices stand where they are asked; named apart, those of the pages and of the records would collide.
    "POSTPROCESSING_HOOKS": [],
}
