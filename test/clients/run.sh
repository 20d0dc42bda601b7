#!/bin/bash
# Has real calendar programs read the feeds of the built program. Installs them (Debian, as root) and needs no more.
set -eu
cd "$(dirname "$0")/../.."
packages=(python3-icalendar libical-dev gcc pkg-config libc6-dev vdirsyncer khal evolution-data-server gir1.2-ecal-2.0 python3-gi dbus)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
fi
npm run --silent build
# Debian's modules are its own python's, whatever other stands first in PATH.
exec /usr/bin/python3 test/clients/run.py
