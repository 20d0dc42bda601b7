"""Reads a feed over http with evolution-data-server, as Evolution and GNOME Calendar do; prints JSON. Run in a session
of its own (dbus-run-session) with a HOME of its own."""

import json
import os
import sys
import time

url = sys.argv[1]
host, path = url.removeprefix("http://").split("/", 1)
name, port = host.split(":")
sources = os.path.join(os.environ["HOME"], ".config/evolution/sources")
os.makedirs(sources, exist_ok=True)
with open(os.path.join(sources, "pufa.source"), "w") as file:
    file.write(f"""[Data Source]
DisplayName=pufa
Enabled=true
Parent=webcal-stub

[Calendar]
BackendName=webcal
Color=#62a0ea
Selected=true

[Authentication]
Host={name}
Method=none
Port={port}
User=
CredentialName=

[Security]
Method=none

[Refresh]
Enabled=true
IntervalMinutes=30

[WebDAV Backend]
ResourcePath=/{path}
ResourceQuery=

[Offline]
StaySynchronized=true
""")

import gi  # noqa: E402

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
from gi.repository import ECal, EDataServer  # noqa: E402

registry = EDataServer.SourceRegistry.new_sync(None)
source = registry.ref_source("pufa")
client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 30, None)
client.refresh_sync(None)
found = []
for _ in range(60):
    ok, found = client.get_object_list_as_comps_sync("#t", None)
    if found:
        break
    time.sleep(0.5)

events = {}
for component in found:
    text = component.get_icalcomponent()
    events[text.get_uid()] = {
        "title": text.get_summary(),
        "place": text.get_location(),
        "start": text.get_dtstart().as_ical_string(),
        "end": text.get_dtend().as_ical_string(),
        "cancelled": "CANCELLED" in str(text.get_status()).upper(),
    }
print(json.dumps(events))
