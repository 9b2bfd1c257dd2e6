# The portal as a container: one image for web, worker, beat and relay (see docker-compose.yml).
FROM python:3.11-slim-bookworm

RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 fontconfig fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONUTF8=1 DATA_DIR=/data FONTCONFIG_FILE=/app/deploy/fonts.conf \
    DJANGO_SETTINGS_MODULE=jinchuanggu.settings STATIC_FROM_SOURCES=0

COPY requirements-uv.txt requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
 && uv pip install --system --no-cache --require-hashes -r requirements.lock

COPY . .
RUN useradd --create-home --uid 1000 portal && mkdir /data && chown portal /data \
 && ln -s "$(python -c 'import pathlib, pylopdf_fonts_zh_cn as f; print(pathlib.Path(f.__file__).parent)')" /usr/local/share/fonts/zh-cn
USER portal

VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "deploy/gunicorn.conf.py", "--bind", "0.0.0.0:8000"]
