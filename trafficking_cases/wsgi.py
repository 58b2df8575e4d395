"""Where a web server finds the application."""

import os

from django.core.wsgi import get_wsgi_application

from trafficking_cases.web.charsets import utf8_only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafficking_cases.settings")
application = utf8_only(get_wsgi_application())
