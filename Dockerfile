# docker build -t sounding .
# docker run -v sounding:/data -e SOUNDING_TELEGRAM_TOKEN=... sounding
# docker run -it -v sounding:/data sounding chat

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/sounding
WORKDIR /src
# The dependencies are a layer of their own: a change of the code does not install them again.
COPY requirements.lock ./
RUN /opt/sounding/bin/pip install --require-hashes --only-binary :all: --requirement requirements.lock
COPY . .
RUN for domain in interface model-national-response; do \
        /opt/sounding/bin/pybabel --quiet compile --directory locales --domain "$domain"; \
    done
RUN /opt/sounding/bin/pip install --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --user-group --uid 10001 --create-home --home-dir /data sounding
COPY --from=build /opt/sounding /opt/sounding
ENV PATH="/opt/sounding/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    SOUNDING_DATABASE_URL="sqlite:////data/sounding.db"
USER sounding
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=60s --timeout=20s --start-period=30s --retries=3 CMD ["sounding", "db", "check"]
# `run` ends within ten seconds of SIGTERM: it finishes the turn and sends what is due.
STOPSIGNAL SIGTERM
ENTRYPOINT ["sounding"]
CMD ["run"]
