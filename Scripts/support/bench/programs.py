"""The programs under measurement: started here, ended here."""

import json
import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
SERVER = ROOT / ".build/release/gatehouse-server"
BENCH = ROOT / ".build/release/gatehouse-bench"
COMMANDS = ROOT / ".build/release/gatehouse"
TICKS = os.sysconf("SC_CLK_TCK")


class Failed(Exception):
    """A measurement could not be made."""


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Program:
    """A child process that says on standard output where it listens; a context that ends it."""

    def __init__(self, command, log):
        self.started = time.perf_counter()
        with open(log, "ab") as sink:
            self.process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=sink)
        for line in self.process.stdout:
            said = json.loads(line)
            if said["event"] == "listening":
                self.url = said["addresses"][0]
                return
        raise Failed(f"{command[0]} ended before it listened; see {log}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def processor_seconds(self):
        return processor_seconds(self.process.pid)

    def come_to_rest(self):
        """Waits until it has used no processor time for a tenth of a second."""
        last = -1.0
        for _ in range(300):
            now = self.processor_seconds()
            if now == last:
                return
            last = now
            time.sleep(0.1)
        raise Failed("the server does not come to rest")

    def memory_mib(self, key="VmRSS"):
        """Resident memory now, or with `VmHWM` the most since the start or since `forget_peak`."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(key + ":"):
                return int(line.split()[1]) / 1024
        raise Failed(f"no {key} in /proc")

    def forget_peak(self):
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")


def server(data, log):
    return Program([SERVER, "--data", data, "--port", "0", "--json"], log)


def engine(answer, log):
    return Program([BENCH, "engine", "--answer", answer], log)


def bench(*arguments):
    """Runs one command of gatehouse-bench to its end and gives its line back."""
    run = subprocess.run([str(BENCH), *map(str, arguments)], capture_output=True, text=True)
    if run.returncode != 0:
        raise Failed(f"gatehouse-bench {arguments[0]}: {run.stderr.strip()}")
    return json.loads(run.stdout)


def gatehouse(*arguments):
    """Runs one command of gatehouse to its end.

    Gives its JSON back, with `seconds` and the most memory it took in MiB."""
    began = time.perf_counter()
    run = subprocess.Popen([str(COMMANDS), *map(str, arguments), "--json"], stdout=subprocess.PIPE, text=True)
    output = run.stdout.read()
    run.stdout.close()
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode != 0:
        raise Failed(f"gatehouse {arguments[0]} ended with {run.returncode}")
    return {**json.loads(output), "seconds": time.perf_counter() - began, "memory": usage.ru_maxrss / 1024,
            "processorSeconds": usage.ru_utime + usage.ru_stime}


def wrk_command(url, script, connections, seconds, headers=()):
    fields = [part for header in headers for part in ("--header", header)]
    return ["wrk", "--threads", "2", "--connections", str(connections), "--duration", f"{seconds}s", "--timeout", "30s",
            "--script", str(HERE / script), *fields, url]


def wrk_environment(**extra):
    return {**os.environ, "BENCH_LUA": str(HERE), "BENCH_THREADS": "2", **{k: str(v) for k, v in extra.items()}}


def wrk_result(output):
    lines = [line for line in output.splitlines() if line.startswith("{")]
    if not lines:
        raise Failed(f"wrk said nothing useful: {output.strip()[-200:]}")
    return json.loads(lines[-1])


def wrk(url, script, connections, seconds, headers=(), **extra):
    run = subprocess.run(wrk_command(url, script, connections, seconds, headers), capture_output=True, text=True,
                         env=wrk_environment(**extra))
    return wrk_result(run.stdout + run.stderr)


def sign_in(url, login, password):
    body = json.dumps({"login": login, "password": password}).encode()
    request = urllib.request.Request(url + "/api/v1/sessions", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)["token"]
