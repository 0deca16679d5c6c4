# The API and the command line in one image: nothing is installed but the runtime lock, with its hashes checked.
# The embedded engine's wheel brings its own Java, so the image has no other.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/liantu
ENV PATH=/opt/liantu/bin:$PATH
COPY requirements.lock /source/
RUN pip install --require-hashes -r /source/requirements.lock
COPY . /source/
RUN pip install --no-deps --no-build-isolation /source \
    && pip uninstall --yes hatchling editables pip

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title=Liantu \
      org.opencontainers.image.description="A knowledge graph of industrial plans with a GraphQL API"
RUN groupadd --system --gid 10001 liantu \
    && useradd --system --uid 10001 --gid liantu --no-create-home --shell /usr/sbin/nologin liantu \
    && install --directory --owner=liantu --group=liantu --mode=0700 /data
COPY --from=build /opt/liantu /opt/liantu
# The pages under /docs stand beside the packages.
COPY docs /opt/liantu/lib/python3.11/site-packages/docs
ENV PATH=/opt/liantu/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LIANTU_HOST=0.0.0.0 \
    LIANTU_PORT=8000 \
    LIANTU_DATA=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"LIANTU_PORT\"]}/health/ready', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["liantu"]
CMD ["serve"]
