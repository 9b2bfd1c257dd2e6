"""gunicorn for `make run` and production; the address comes from the command line."""

import os

wsgi_app = "jinchuanggu.wsgi:application"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"  # a browser's idle spare connection must not hold up a worker
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 8
max_requests = 5000
max_requests_jitter = 500
accesslog = None
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
control_socket_disable = True
