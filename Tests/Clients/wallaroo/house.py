"""What the checks of the Wallaroo API have in common: whom they speak as, and how they complain.

The folder named by the first argument holds `people.json`: the address, and for each person id, email, password, token.
"""
import json
import os
import subprocess
import sys

import requests


class House:
    def __init__(self):
        folder = sys.argv[1]
        # The SDK keeps its token in one file for all servers.
        os.environ["XDG_CACHE_HOME"] = os.path.join(folder, "cache")
        with open(os.path.join(folder, "people.json"), encoding="utf-8") as file:
            told = json.load(file)
        self.folder = folder
        self.address = told["address"]
        self.people = told["people"]
        self.problems = 0

    def headers(self, person):
        return {"Authorization": f"Bearer {self.people[person]['token']}"}

    def requests(self, path, body, person):
        """As the customer's pages ask with `requests`."""
        answer = requests.post(f"{self.address}/v1/api/{path}", json=body, headers=self.headers(person), verify=True,
                               timeout=30)
        return answer.status_code, answer.json()

    def curl(self, path, body, person, *more):
        """As the customer's pages ask with `curl`."""
        command = ["curl", "--silent", "--max-time", "30", "--write-out", "\n%{http_code}",
                   f"{self.address}/v1/api/{path}", "-H", f"Authorization: {self.headers(person)['Authorization']}",
                   "-H", "Content-Type: application/json", "--data", json.dumps(body), *more]
        text, status = subprocess.run(command, check=True, capture_output=True, text=True).stdout.rsplit("\n", 1)
        return int(status), json.loads(text)

    def expect(self, found, wanted, what):
        if found != wanted:
            self.complain(f"{what}: {found!r} instead of {wanted!r}")

    def require(self, holds, what):
        if not holds:
            self.complain(what)

    def refused(self, answer, what, status=400):
        code, body = answer
        shape = isinstance(body, dict) and body.get("code") == status and isinstance(body.get("msg"), str)
        self.require(code == status and shape, f"{what} was answered {code} {body!r}")

    def raises(self, work, kind, what):
        try:
            found = work()
        except kind:
            return
        self.complain(f"{what}: {found!r} instead of {kind.__name__}")

    def complain(self, sentence):
        self.problems += 1
        print(sentence, flush=True)

    def end(self):
        sys.exit(1 if self.problems else 0)
