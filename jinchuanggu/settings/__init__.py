"""Settings, read from the environment; the launcher writes what a demo needs into DATA_DIR/run.env.

Nothing here reaches the network. Production sets DJANGO_SECRET_KEY, DJANGO_ALLOWED_HOSTS, DATABASE_URL and REDIS_URL.
"""

import os
from pathlib import Path

import environ

from jinchuanggu.settings.interface import CSP_ADMIN, CSP_PORTAL, UNFOLD_SETTINGS
from jinchuanggu.settings.secret import PLACEHOLDER, refuse_placeholders

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "var")).resolve()
CITIES_DIR = BASE_DIR / "fixtures" / "cities"  # a folder a city: manage.py new_city, check_city
env = environ.Env()
if (DATA_DIR / "run.env").is_file():
    env.read_env(DATA_DIR / "run.env", overwrite=False)

DEBUG = env.bool("DJANGO_DEBUG", default=False)
SECRET_KEY = env.str("DJANGO_SECRET_KEY", default=PLACEHOLDER)
IDENTITY_KEY = env.str("IDENTITY_KEY", default=PLACEHOLDER)  # keyed hashes of identity numbers; never changes
SEALING_KEYS = env.list("SEALING_KEYS", default=[PLACEHOLDER])  # the first seals payees' numbers, all open them
PUBLIC_ADDRESS = env.str("PUBLIC_ADDRESS", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("DJANGO_CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_TLS = env.bool("DJANGO_TLS", default=False)
if BEHIND_TLS:  # production, whatever process it is; without TLS wsgi.py asks before anything is served
    refuse_placeholders(SECRET_KEY, IDENTITY_KEY, SEALING_KEYS)
QUOTA_FILES = env.int("QUOTA_FILES", default=5_000)  # files that one applicant keeps here
QUOTA_BYTES = env.int("QUOTA_BYTES", default=5 * 1024**3)
OPEN_DRAFTS = env.int("OPEN_DRAFTS", default=300)  # drafts of one applicant
DISK_LOW = env.int("DISK_LOW", default=5 * 1024**3)  # below this those who run the portal are told
DISK_KEPT_FREE = env.int("DISK_KEPT_FREE", default=1024**3)  # below this no file is taken: the database needs room
NUM_PROXIES = env.int("NUM_PROXIES", default=0)

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.import_export",
    "jinchuanggu.workbench.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "axes",
    "django_htmx",
    "rest_framework",
    "rest_framework.authtoken",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "import_export",
    "core",
    "accounts",
    "enterprises",
    "talent",
    "parks",
    "funds",
    "subsidies.catalogue",
    "subsidies.grants",
    "subsidies.claims",
    "subsidies.awards",
    "subsidies.advice",
    "subsidies.whatif",
    "subsidies.portal",
    "subsidies",
    "matching",
    "indicators",
    "jinchuanggu",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.views.resuming.ResumingMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.requests.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jinchuanggu.frame.middleware.ResponseGuardMiddleware",
    "jinchuanggu.frame.middleware.PlainTextMiddleware",
    "jinchuanggu.frame.middleware.BusyMiddleware",
    "jinchuanggu.frame.middleware.WayBackMiddleware",
    "axes.middleware.AxesMiddleware",
    "accounts.scope.acting.WallMiddleware",
]

ROOT_URLCONF = "jinchuanggu.urls"
WSGI_APPLICATION = "jinchuanggu.wsgi.application"
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
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default="postgres://postgres@127.0.0.1:5432/jinchuanggu")}
DATABASES["default"].update(ENGINE="core.walls.postgresql", CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c lock_timeout=10s -c statement_timeout=60s"
# Who works in the tables, and who owns them (for `migrate` alone): the same where no owner is named.
DATABASE_ROLES = {
    name: {key: url.get(key, "") for key in ("USER", "PASSWORD")}
    for name, url in {
        "works": DATABASES["default"],
        "owns": env.db("OWNER_DATABASE_URL") if env.str("OWNER_DATABASE_URL", default="") else DATABASES["default"],
    }.items()
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
REDIS_TIMEOUTS = {"socket_timeout": 2, "socket_connect_timeout": 2}  # seconds
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": REDIS_TIMEOUTS,
    }
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ACKS_ON_FAILURE_OR_TIMEOUT = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 3,
    "socket_keepalive": True,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.2,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "reconcile-outbox": {"task": "core.outbox.tasks.reconcile_outbox", "schedule": 30.0},
    "nightly": {"task": "core.outbox.tasks.request_nightly_work", "schedule": 900.0},
}
# Seconds from a run that failed to the next one: an outage of half a minute, or of five, parks nothing.
OUTBOX_PAUSES = env.list("OUTBOX_PAUSES", cast=int, default=[10, 30, 90, 240])
OUTBOX_MAX_ATTEMPTS = len(OUTBOX_PAUSES) + 1
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", default=120)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "accounts.people.hashing.BoundedPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
# Of a name and an address together: a stranger locks nobody out elsewhere, and nobody a bureau behind one address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_CLIENT_IP_CALLABLE = "accounts.requests.middleware.peer_address"
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "accounts.requests.parsing.login_name"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_ENABLE_ADMIN = False

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["jinchuanggu.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is not there
STATICFILES_DIRS = [BASE_DIR / "static_src"]
WHITENOISE_USE_FINDERS = env.bool("STATIC_FROM_SOURCES", default=True)
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
FILE_UPLOAD_HANDLERS = [
    "core.files.uploads.KeepingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
# What other names of the domain serve is not ours to decide: asked for, not assumed.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("DJANGO_HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("DJANGO_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS += ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PORTAL_CSP, ADMIN_CSP = CSP_PORTAL, CSP_ADMIN

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.scope.permissions.DenyUnlessDeclared"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.requests.parsing.PlainJSONParser"],
    "EXCEPTION_HANDLER": "accounts.requests.parsing.answer_as_json",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "PAGE_SIZE": 50,
    "NUM_PROXIES": NUM_PROXIES,
    "DEFAULT_THROTTLE_CLASSES": ["accounts.requests.throttling.SteadyThrottle"],
    "DEFAULT_THROTTLE_RATES": {"evaluate": "600/min", "token": "30/min"},
}
SPECTACULAR_SETTINGS = {
    "TITLE": "晋创谷门户接口",
    "DESCRIPTION": "查询政策条款、试算、查看本单位申报。默认不开放，须持令牌或登录。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Choices stand where they are used: registers call different ones «level», which could not share a name.
    "POSTPROCESSING_HOOKS": [],
}

UNFOLD = UNFOLD_SETTINGS
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_SKIP_ADMIN_LOG = False
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "jinchuanggu.settings.recording.MaskedLines",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"plain_refusals": {"()": "jinchuanggu.settings.recording.PlainRefusals"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["plain_refusals"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
