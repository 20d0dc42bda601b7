"""The built program with a released year and some awkward activities, and what every client must read of it."""

import json
import os
import re
import subprocess
import tempfile
import time
import urllib.request

TOKEN = "clients-test-token"
# What breaks calendars: emoji, astral characters, commas, semicolons, backslashes, line breaks, length.
AWKWARD = [
    "逗号,分号;反斜杠\\冒号:“引号”\"直引号\"",
    "家庭👨‍👩‍👧‍👦、𠮷野家、⚖️普法🎉",
    "第一行\n第二行\n第三行",
    "END:VEVENT BEGIN:VEVENT 普法" + "。" * 40,
    "法" * 1000,
    "一二三四五六七八九十" * 7 + "\n" + "a" * 80 + "，" + "b" * 80,
]


class Town:
    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="pufa-clients-")
        environment = {
            "PATH": os.environ["PATH"], "PORT": "0", "DATA_DIR": self.folder, "ADMIN_TOKEN": TOKEN, "LOG_LEVEL": "warn",
        }
        self.program = subprocess.Popen(["node", "dist/main.js", "start"], env=environment, stdout=subprocess.PIPE, text=True)
        self.url = re.search(r"http://127\.0\.0\.1:\d+", self.program.stdout.readline()).group(0)
        for _ in range(600):
            try:
                urllib.request.urlopen(self.url + "/healthz")
                break
            except OSError:
                time.sleep(0.2)
        self.awkward()
        return self

    def __exit__(self, *_):
        self.program.terminate()
        self.program.wait()

    def api(self, method, path, body=None, match=None):
        headers = {"Authorization": "Bearer " + TOKEN, "Content-Type": "application/json"}
        if match:
            headers["If-Match"] = match
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers)
        return json.load(urllib.request.urlopen(request))

    def awkward(self):
        """Timed, all day, over several days, cancelled; titles and places that break calendars."""
        day = self.today = time.strftime("%Y-%m-", time.gmtime(time.time() + 8 * 3600)) + "28"
        for index, text in enumerate(AWKWARD):
            self.api("POST", "/api/v1/activities", {
                "village": "huohu", "form": "meeting", "title": text, "place": text,
                "start": f"{day}T{9 + index:02}:00:00+08:00", "end": f"{day}T{9 + index:02}:45:00+08:00",
            })
        week = {"village": "huohu", "form": "slogans", "title": "全天一周，🎉", "place": "村口", "start": day[:8] + "10", "end": day[:8] + "16"}
        self.api("POST", "/api/v1/activities", week)
        self.api("POST", "/api/v1/activities", {**week, "title": "只有一天", "start": day, "end": day})
        gone = self.api("POST", "/api/v1/activities", {
            "village": "huohu", "form": "meeting", "title": "要取消的;会议", "place": "村委会",
            "start": f"{day}T20:00:00+08:00", "end": f"{day}T21:00:00+08:00",
        })
        self.api("DELETE", "/api/v1/activities/" + gone["id"], match='"1"')

    def feed(self, path="town"):
        return f"{self.url}/feeds/{path}.ics"

    def bytes(self, path="town"):
        return urllib.request.urlopen(self.feed(path)).read()

    def expected(self):
        """Of every activity: title, place, start and end (UTC instants, or days with the end exclusive), cancelled."""
        activities, cursor = [], ""
        while cursor is not None:
            page = self.api("GET", "/api/v1/activities?limit=500" + (f"&cursor={cursor}" if cursor else ""))
            activities += page["items"]
            cursor = page["next"]
        return {a["id"] + "@gangmen.pufa": reading(a) for a in activities}


def reading(activity):
    cancelled = activity["status"] == "cancelled"
    if activity["allDay"]:
        end = time.strftime("%Y-%m-%d", time.gmtime(time.mktime(time.strptime(activity["end"] + " 12", "%Y-%m-%d %H")) + 86400))
        times = [activity["start"], end]
    else:
        times = [utc(activity["start"]), utc(activity["end"])]
    return {
        "title": ("【已取消】" if cancelled else "") + activity["title"],
        "place": activity["place"],
        "start": times[0],
        "end": times[1],
        "cancelled": cancelled,
    }


def utc(instant):
    import datetime

    return datetime.datetime.fromisoformat(instant).astimezone(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def differences(expected, read, fields=("title", "place", "start", "end", "cancelled")):
    """What a client read otherwise; empty when it read everything, and nothing else."""
    faults = [f"not read: {uid}" for uid in expected.keys() - read.keys()]
    faults += [f"read, but not there: {uid}" for uid in read.keys() - expected.keys()]
    for uid in expected.keys() & read.keys():
        for field in fields:
            if expected[uid][field] != read[uid][field]:
                faults.append(f"{uid} {field}: {expected[uid][field]!r} was read as {read[uid][field]!r}")
    return faults
