"""Each client reads the feeds of a running town; what it reads must be what the API says. Exit 1 when one differs."""

import datetime
import json
import os
import re
import subprocess
import sys
import tempfile

from town import Town, differences

HERE = os.path.dirname(os.path.abspath(__file__))

MINUTE = 60


def day(value):
    """20261204 as 2026-12-04; an instant stays as it is."""
    return f"{value[:4]}-{value[4:6]}-{value[6:]}" if len(value) == 8 else value


def by_icalendar(town):
    import icalendar

    def when(moment):
        if isinstance(moment, datetime.datetime):
            return moment.astimezone(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        return moment.isoformat()

    calendar = icalendar.Calendar.from_ical(town.bytes())
    return {
        str(event["UID"]): {
            "title": str(event["SUMMARY"]),
            "place": str(event["LOCATION"]),
            "start": when(event["DTSTART"].dt),
            "end": when(event["DTEND"].dt),
            "cancelled": str(event["STATUS"]) == "CANCELLED",
        }
        for event in calendar.walk("VEVENT")
    }


def by_libical(town):
    folder = tempfile.mkdtemp()
    program, file = os.path.join(folder, "check"), os.path.join(folder, "town.ics")
    flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libical"], text=True).split()
    subprocess.check_call(["gcc", "-O1", "-o", program, os.path.join(HERE, "libical_check.c"), *flags])
    events = {}
    for path in ["town", "key-dates", "villages/huohu"]:
        with open(file, "wb") as out:
            out.write(town.bytes(path))
        result = subprocess.run([program, file], capture_output=True, text=True)
        print(f"    {path}: {result.stderr.strip()}")
        if result.returncode != 0:
            raise RuntimeError(f"libical complains about {path}")
        if path != "town":
            continue
        for line in result.stdout.splitlines():
            *hexed, cancelled = line.split("\t")
            uid, title, place, start, end = (bytes.fromhex(part).decode() for part in hexed)
            events[uid] = {"title": title, "place": place, "start": day(start), "end": day(end), "cancelled": cancelled == "1"}
    return events


def by_khal(town):
    """vdirsyncer fetches over http into a folder, khal reads the folder."""
    home = tempfile.mkdtemp()
    environment = {"PATH": os.environ["PATH"], "HOME": home, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    config = os.path.join(home, "vd.conf")
    with open(config, "w") as out:
        out.write(f"""[general]
status_path = "{home}/status"
[pair town]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{home}/town"
fileext = ".ics"
[storage there]
type = "http"
url = "{town.feed()}"
""")
    os.makedirs(os.path.join(home, "town"))
    # Its own interpreter, whatever else is first in PATH.
    vdirsyncer = ["/usr/bin/python3", "/usr/bin/vdirsyncer", "-c", config]
    subprocess.run([*vdirsyncer, "discover"], input="y\n", env=environment, check=True, capture_output=True, text=True)
    subprocess.run([*vdirsyncer, "sync"], env=environment, check=True, capture_output=True, text=True)
    khal_config = os.path.join(home, "khal.conf")
    with open(khal_config, "w") as out:
        out.write(f"""[calendars]
[[town]]
path = {home}/town
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H%M%S
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H%M%S
longdatetimeformat = %Y-%m-%dT%H%M%S
""")
    parts = ["title", "location", "start-date-long", "start-time", "end-date-long", "end-time", "status"]
    shown = "<<<" + "|||".join("{" + part + "}" for part in parts) + ">>>"
    today = datetime.date.fromisoformat(town.today)
    span = [str(today - datetime.timedelta(days=60)), str(today + datetime.timedelta(days=395))]
    listed = subprocess.run(
        ["/usr/bin/python3", "/usr/bin/khal", "-c", khal_config, "list", "--format", shown, "--day-format", "", *span],
        env=environment, check=True, capture_output=True, text=True,
    ).stdout
    events = {}
    for title, place, start, start_time, end, end_time, status in re.findall(
        "<<<" + r"\|\|\|".join(["(.*?)"] * len(parts)) + ">>>", listed, re.DOTALL
    ):
        if start_time:
            start, end = (f"{date.replace('-', '')}T{at}Z" for date, at in [(start, start_time), (end, end_time)])
        else:
            # khal shows the last day of a whole-day event.
            end = str(datetime.date.fromisoformat(end) + datetime.timedelta(days=1))
        event = {"title": title, "place": place, "start": start, "end": end, "cancelled": "CANCELLED" in status}
        # vdirsyncer puts a hash in the place of each UID that comes over http, so an event goes by all the rest.
        events[json.dumps(event)] = event
    return events


def by_eds(town):
    environment = {**os.environ, "HOME": tempfile.mkdtemp(), "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": "", "XDG_DATA_HOME": "", "LC_ALL": "C.UTF-8"}
    for name in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"]:
        del environment[name]
    result = subprocess.run(
        ["dbus-run-session", "--", "/usr/bin/python3", os.path.join(HERE, "eds.py"), town.feed()],
        env=environment, capture_output=True, text=True, timeout=2 * MINUTE,
    )
    if result.returncode != 0:
        raise RuntimeError(result.stderr[-2000:])
    events = json.loads(result.stdout.splitlines()[-1])
    return {uid: {**event, "start": day(event["start"]), "end": day(event["end"])} for uid, event in events.items()}


CLIENTS = {
    "python3-icalendar": by_icalendar,
    "libical": by_libical,
    "vdirsyncer and khal": by_khal,
    "evolution-data-server": by_eds,
}


def main():
    failed = []
    with Town() as town:
        expected = town.expected()
        print(f"{len(expected)} activities: titles, places, instants, all-day ranges, status")
        for name, read in CLIENTS.items():
            print(f"  {name}")
            try:
                events = read(town)
                by_content = {json.dumps(event): event for event in expected.values()}
                faults = differences(by_content if read is by_khal else expected, events)
            except Exception as error:  # the next client is still worth asking
                events, faults = {}, [repr(error)]
            for fault in faults[:10]:
                print(f"    {fault[:400]}")
            print(f"    {len(events)} events read, {len(faults)} differ")
            if faults:
                failed.append(name)
    print("all read the same" if not failed else f"differ: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
