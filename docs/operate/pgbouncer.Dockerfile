# PgBouncer as Debian has it; compose.yaml builds this.
FROM debian:12.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends pgbouncer && rm -rf /var/lib/apt/lists/*
COPY pgbouncer.ini pgbouncer.sh /etc/carteira/
USER postgres
EXPOSE 6432
HEALTHCHECK --interval=5s --timeout=3s --start-period=5s CMD ["bash", "-c", "</dev/tcp/127.0.0.1/6432"]
CMD ["sh", "/etc/carteira/pgbouncer.sh", "/etc/carteira/pgbouncer.ini"]
