#!/usr/bin/env bash
# Starts and stops PostgreSQL, Redis and Elasticsearch (8 and 9) for development and for the tests, on ports and in folders of
# their own. What is not installed is named and left out. Prints the variables to use.
#
#   .ci/services.sh start    safe to repeat
#   .ci/services.sh stop
#   .ci/services.sh env      only the variables of what runs
set -euo pipefail
cd "$(dirname "$0")/.."

HOME_DIR="${SERVICES_DIR:-/tmp/pact-portal-services-$(id -u)}"
NEXT_ELASTICSEARCH=9.1.5 # beside the version that production runs
PG_PORT=54329
REDIS_PORT=63799
PG_BIN="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)"
[ -n "$PG_BIN" ] || PG_BIN="$(dirname "$(command -v pg_ctl 2>/dev/null || echo /nowhere/pg_ctl)")"

as_postgres() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --init-groups env HOME=/tmp "$@"; else "$@"; fi
}

postgres_start() {
  [ -x "$PG_BIN/initdb" ] || { echo "# PostgreSQL is not installed: left out" >&2; return; }
  local data="$HOME_DIR/postgresql"
  if [ ! -f "$data/PG_VERSION" ]; then
    mkdir -p "$data"
    [ "$(id -u)" != 0 ] || chown postgres "$data"
    as_postgres "$PG_BIN/initdb" -D "$data" -U portal --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  fi
  as_postgres "$PG_BIN/pg_ctl" -D "$data" status >/dev/null 2>&1 || as_postgres "$PG_BIN/pg_ctl" -D "$data" -w -s \
    -l "$data/log" -o "-p $PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200" start >/dev/null
}

redis_start() {
  command -v redis-server >/dev/null || { echo "# Redis is not installed: left out" >&2; return; }
  redis-cli -p $REDIS_PORT ping >/dev/null 2>&1 ||
    redis-server --port $REDIS_PORT --bind 127.0.0.1 --save '' --daemonize yes --pidfile "$HOME_DIR/redis.pid" --dir "$HOME_DIR" >/dev/null
}

variables() {
  if [ -x "$PG_BIN/pg_ctl" ] && as_postgres "$PG_BIN/pg_ctl" -D "$HOME_DIR/postgresql" status >/dev/null 2>&1; then
    "$PG_BIN/psql" -q -h 127.0.0.1 -p $PG_PORT -U portal -d postgres -tc "SELECT 1 FROM pg_database WHERE datname='portal'" |
      grep -q 1 || "$PG_BIN/createdb" -h 127.0.0.1 -p $PG_PORT -U portal portal
    echo "export DATABASE_URL=postgres://portal@127.0.0.1:$PG_PORT/portal"
  fi
  if command -v redis-cli >/dev/null && redis-cli -p $REDIS_PORT ping >/dev/null 2>&1; then
    echo "export REDIS_URL=redis://127.0.0.1:$REDIS_PORT/0"
  fi
  local url
  url="$(.ci/elasticsearch.sh url 2>/dev/null || true)"
  [ -z "$url" ] || echo "export ELASTICSEARCH_URL=$url"
  url="$(ELASTICSEARCH_VERSION=$NEXT_ELASTICSEARCH .ci/elasticsearch.sh url 2>/dev/null || true)"
  [ -z "$url" ] || echo "export ELASTICSEARCH_9_URL=$url"
}

case "${1:-}" in
  start)
    mkdir -p "$HOME_DIR" && chmod 755 "$HOME_DIR"
    postgres_start
    redis_start
    .ci/elasticsearch.sh start >/dev/null || echo "# Elasticsearch did not start: left out" >&2
    ELASTICSEARCH_VERSION=$NEXT_ELASTICSEARCH ELASTICSEARCH_HEAP=400m .ci/elasticsearch.sh start >/dev/null ||
      echo "# Elasticsearch $NEXT_ELASTICSEARCH did not start: left out" >&2
    variables
    ;;
  stop)
    [ ! -f "$HOME_DIR/redis.pid" ] || redis-cli -p $REDIS_PORT shutdown nosave >/dev/null 2>&1 || true
    [ ! -x "$PG_BIN/pg_ctl" ] || as_postgres "$PG_BIN/pg_ctl" -D "$HOME_DIR/postgresql" -m fast -s stop >/dev/null 2>&1 || true
    .ci/elasticsearch.sh stop >/dev/null 2>&1 || true
    ELASTICSEARCH_VERSION=$NEXT_ELASTICSEARCH .ci/elasticsearch.sh stop >/dev/null 2>&1 || true
    ;;
  env) variables ;;
  *) echo "usage: .ci/services.sh start|stop|env" >&2; exit 2 ;;
esac
