#!/bin/sh
# Runs a command with a throwaway PostgreSQL server: scripts/with_postgres.sh .venv/bin/pytest -m postgres
# The server listens on a socket in a temporary folder only, is reached through YANZHEN_TEST_POSTGRES, and is
# stopped and deleted with everything in it when the command ends. Debian's packages are installed if missing
# and we may (root); otherwise the command runs without, and the tests say that they were skipped.
set -eu

find_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

bin=$(find_bin)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql; } >/dev/null 2>&1 ||
        echo "with_postgres: the Debian package postgresql could not be installed" >&2
    bin=$(find_bin)
fi
if [ -z "$bin" ]; then
    echo "with_postgres: no PostgreSQL on this machine; running without" >&2
    exec "$@"
fi

# initdb and postgres refuse to run as root.
as_owner() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    as_owner() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
fi

home=$(mktemp -d /tmp/yanzhen-pg.XXXXXX)
[ "$(id -u)" != 0 ] || chown postgres "$home"
stop() {
    as_owner "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT TERM

as_owner "$bin/initdb" -D "$home/data" -U yanzhen -A trust -E UTF8 --locale=C.UTF-8 >"$home/init.log" 2>&1 ||
    { cat "$home/init.log" >&2; exit 1; }
as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/data/log" -w start \
    -o "-c listen_addresses='' -c unix_socket_directories='$home' -c fsync=off -c max_connections=50" >/dev/null

YANZHEN_TEST_POSTGRES="postgresql://yanzhen@/postgres?host=$home"
export YANZHEN_TEST_POSTGRES
"$@"
