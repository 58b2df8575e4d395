"""Where an asynchronous web server finds the application."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trafficking_cases.settings")
application = get_asgi_application()
