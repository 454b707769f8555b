#!/bin/sh
# Installs programs that the tests need, as root on a Debian system; otherwise says what to install.
# The browser tests need Chromium: its headless shell is enough for `make test`, the whole browser is for `make drill`.
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $* for the tests (once)."
    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes "$@" >/dev/null && exit 0
fi
# Any Chromium does for its headless shell.
[ "$*" = chromium-headless-shell ] && command -v chromium chromium-browser google-chrome >/dev/null && exit 0
echo "The tests need $*. On Debian: sudo apt-get install $*" >&2
exit 1
