#!/bin/sh
# The browser tests need Chromium: its headless shell is enough for `make test`, the whole browser is for `make drill`.
# As root on a Debian system the named package is installed; otherwise this says what to install.
package=${1:-chromium}
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $package for the browser tests (once)."
    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes "$package" >/dev/null && exit 0
fi
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null && exit 0
echo "The browser tests need Chromium. On Debian: sudo apt-get install $package" >&2
exit 1
