# docker build -t sounding .
# docker run --read-only --tmpfs /tmp -v sounding:/data -e SOUNDING_TELEGRAM_TOKEN=... sounding
# docker run -it --read-only --tmpfs /tmp -v sounding:/data sounding chat
#
# A tag moves on with its security updates. To build from exactly one image, name it by its digest:
# docker build --build-arg BASE=python:3.13-alpine@sha256:... -t sounding .
# python:3.13-slim serves as well; it is larger by about 75 MB.
ARG BASE=python:3.13-alpine

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv --without-pip /opt/sounding
WORKDIR /src
# The dependencies are a layer of their own: a change of the code does not install them again.
# Where a telephone number is from, and whose it was, nobody asks here: 44 MB of data go.
COPY requirements.lock ./
RUN python -m pip --python /opt/sounding/bin/python install --require-hashes --only-binary :all: --requirement requirements.lock \
    && rm -r /opt/sounding/lib/python3*/site-packages/phonenumbers/geodata \
          /opt/sounding/lib/python3*/site-packages/phonenumbers/carrierdata
COPY . .
RUN for domain in interface model-national-response; do \
        /opt/sounding/bin/pybabel --quiet compile --directory locales --domain "$domain" || exit 1; \
    done
RUN python -m pip --python /opt/sounding/bin/python install --no-deps --no-build-isolation .

FROM ${BASE}
# A fixed number, so that the owner of a volume stays the same from image to image.
RUN echo 'sounding:x:10001:' >> /etc/group \
    && echo 'sounding:x:10001:10001::/data:/sbin/nologin' >> /etc/passwd \
    && mkdir -m 0700 /data && chown 10001:10001 /data
COPY --from=build /opt/sounding /opt/sounding
# The database is sounding.db in the folder it is started from, which is the volume.
ENV PATH="/opt/sounding/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SOUNDING_HEALTH_LISTEN="0.0.0.0:9100"
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080 9100
HEALTHCHECK --interval=30s --timeout=15s --start-period=30s --retries=3 CMD ["sounding", "health"]
# `run` ends within ten seconds of SIGTERM: it finishes the turn and sends what is due.
STOPSIGNAL SIGTERM
ENTRYPOINT ["sounding"]
CMD ["run"]
