#!/bin/sh
# Installs from Debian what the tests use beside Python: a browser, Chinese fonts, LibreOffice and poppler to look
# at documents, Java for Spark. Only as root with apt-get; elsewhere the tests that need a missing part are
# skipped and counted, unless YANZHEN_REQUIRE_ALL is set (as .ci/run does).
set -eu
missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need soffice "libreoffice-writer-nogui libreoffice-calc-nogui"
need pdftoppm poppler-utils
need java default-jre-headless
need rsvg-convert librsvg2-bin
need wrk wrk
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || missing="$missing fonts-noto-cjk fontconfig"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "· installing from Debian:$missing"
    apt-get update -qq >/dev/null
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
    echo "test_machine: not installed (needs root):$missing" >&2
    [ -z "${YANZHEN_REQUIRE_ALL:-}" ] || exit 1
fi
