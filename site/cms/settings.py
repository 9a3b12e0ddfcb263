"""The one settings file. What differs between machines comes from the typed environment (`cms.environment`)."""

from pathlib import Path
from typing import Any

from django.conf import locale
from django.conf.locale import LANG_INFO

import locales
from cms.environment import Mail, read_environment
from locales.languages import content_languages, ensure_catalogs, language_info, settings_languages

ENV = read_environment()

HUB_MODE = ENV.hub_mode
DEBUG = False
SECRET_KEY = ENV.django_secret_key
BASE_URL = ENV.public_base_url
ALLOWED_HOSTS = list(ENV.allowed_hosts) or (
    ["*"] if HUB_MODE != "production" else [BASE_URL.split("://")[1].split(":")[0]]
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
VAR = ENV.var

INSTALLED_APPS = [
    "cms",
    "cms.portal",
    *(["cms.demo"] if HUB_MODE == "demo" else []),
    "hub.partners",
    "hub.archive",
    "hub.alerts",
    "hub.publishing",
    "hub.content",
    "media_library",
    "search",
    "locales",
    "locales.terms",
    "hub.staff",
    "hub.registry",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "hub.staff.wagtail_users.StaffUsersConfig",  # wagtail.users, with the agency in its forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hub.partners.door.ApiDoor",  # before what only people's pages need: sessions, languages in addresses
    "django.contrib.sessions.middleware.SessionMiddleware",
    "locales.admin_language.AddressesInALanguage",
    "locales.admin_language.AdminLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "cms.transactions.AtomicWrites",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- data ------------------------------------------------------------------------------------------------------------

DATABASES: dict[str, Any] = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "staff.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url}
        if ENV.redis_url
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
    # renditions are looked up in the database when a process has not seen them yet
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "TIMEOUT": 600,
    },
}

# the search engine outside the database; None: the embedded one answers alone
ELASTICSEARCH = ENV.elasticsearch
SEARCH_COLUMNS = VAR / "search-columns.npz"  # `search.kept_columns`; it may be deleted at any time

# a job is a row, so it commits with the change that caused it and survives a killed worker
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

STORAGES: dict[str, Any] = {
    "default": (
        {
            "BACKEND": "media_library.files.store.LibraryStorage",
            "OPTIONS": {
                "bucket_name": ENV.s3_bucket,
                "endpoint_url": ENV.s3_endpoint_url or None,
                "region_name": ENV.s3_region or None,
                "access_key": ENV.s3_access_key_id,
                "secret_key": ENV.s3_secret_access_key,
                "default_acl": None,
                "querystring_auth": True,
                "querystring_expire": 300,
                "file_overwrite": False,
                "client_config": None,
                "verify": str(ENV.s3_ca_file) if ENV.s3_ca_file else None,
            },
        }
        if ENV.s3_bucket
        else {"BACKEND": "media_library.files.store.DiskStorage"}
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if ENV.s3_bucket:
    from botocore.config import Config

    # boto3's default checksums break radosgw over HTTPS
    STORAGES["default"]["OPTIONS"]["client_config"] = Config(
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        # readers wait: a store that is dead or hangs is to be told of soon; then it is left alone for a while
        connect_timeout=3,
        read_timeout=5,
        retries={"mode": "standard", "total_max_attempts": 2},
    )

MEDIA_ROOT = VAR / "media"
CLAMD_URL = ENV.hub_clamd_url
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article is many fields
PARTNER_API_ANONYMOUS_RATE = ENV.partner_api_anonymous_rate
PARTNER_API_WAITERS = ENV.partner_api_waiters
PARTNER_API_PROXIES = ENV.partner_api_proxies

# --- to the outside --------------------------------------------------------------------------------------------------

OUTBOUND_ALLOW = ENV.hub_outbound_allow
EMAIL_OFFERED = ENV.mail is not None  # without a mail server no form offers e-mail, and nothing is sent
_mail = ENV.mail or Mail("dummy", sender="")
EMAIL_BACKEND = f"django.core.mail.backends.{_mail.backend}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.tls == "at once", _mail.tls == "starttls"
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = _mail.folder
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _mail.sender
WAGTAIL_PASSWORD_RESET_ENABLED = EMAIL_OFFERED

# --- languages -------------------------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
FORMAT_MODULE_PATH = ["locales.formats"]
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"  # one of those that `locales.formats` reads
HUB_LANGUAGES = ENV.hub_languages
LANGUAGES = settings_languages(HUB_LANGUAGES)
WAGTAIL_CONTENT_LANGUAGES = content_languages(HUB_LANGUAGES)
LANGUAGE_CODE = LANGUAGES[0][0]
LANG_INFO.update({code: info for code, info in language_info(HUB_LANGUAGES).items() if code not in LANG_INFO})

_django_locales = Path(locale.__file__).parent
_made_catalogs = VAR / "catalogs"
_catalogs = Path(str(locales.__file__)).parent / "catalogs"  # beside the package, in a checkout and in a wheel
ensure_catalogs(
    HUB_LANGUAGES,
    _made_catalogs,
    known={path.name.replace("_", "-").lower() for path in _django_locales.iterdir() if path.is_dir()},
    ours=_catalogs / "hub",
)
LOCALE_PATHS = [
    _catalogs / "hub",
    _catalogs / "wagtail" / "compiled",
    _made_catalogs,
]

# --- Wagtail ---------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Nghệ An"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh", "UTC"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nothing calls out
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_MODEL = "media_library.Picture"
WAGTAILIMAGES_EXTENSIONS = [
    *("avif", "bmp", "gif", "heic", "j2k", "jp2", "jpg", "jpeg", "png", "psb", "psd", "tif", "tiff", "webp"),
    *("arw", "cr2", "cr3", "dng", "nef", "orf", "pef", "raf", "rw2"),
]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 200 * 1024 * 1024  # as of `media_library.ingest.limits`, which decide
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 120_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "media_library.desk.picture_forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media_library.LibraryDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media_library.desk.picture_forms.DocumentForm"
WAGTAILADMIN_USER_LOGIN_FORM = "hub.staff.forms.SignInForm"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "portal/password_required.html"  # noqa: S105 - a template's name
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.wagtail_backend"}}
TAGGIT_CASE_INSENSITIVE = True

# wagtail-localize: never publish because somebody pressed "translate"; keep translations when a page goes
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# --- security --------------------------------------------------------------------------------------------------------

LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600  # a working day
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if BASE_URL.startswith("https://") else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "faults": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "hub": {"level": "INFO"},
        "wagtail": {"level": "WARNING"},
        # the worker raises its own logger to INFO and would tell of every job twice
        "django_tasks": {"handlers": ["faults"], "propagate": False},
        "django_tasks_db": {"handlers": ["faults"], "propagate": False},
    },
}
