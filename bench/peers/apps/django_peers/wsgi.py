"""What gunicorn serves; DJANGO_SETTINGS_MODULE says which of the peers."""

from django.core.wsgi import get_wsgi_application

app = get_wsgi_application()
