"""The programs around the browser: a client of the Gatehouse, where its users land, and its administrator."""
import base64
import hashlib
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests


class Landing:
    """The redirect URI: a page that notes with which query it was opened."""

    page = b"<!DOCTYPE html><title>landed</title><script>document.title = 'a script ran'</script><p>landed</p>"

    def __init__(self):
        answers = self.answers = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                address = urlsplit(self.path)
                if address.path == "/callback":
                    answers.append(dict(parse_qsl(address.query)))
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(Landing.page)))
                self.end_headers()
                self.wfile.write(Landing.page)

            def log_message(self, *arguments):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.server_address[1]}/callback"

    def answer(self):
        assert len(self.answers) == 1, self.answers
        return self.answers.pop()


class House:
    def __init__(self, base, certificate, login, password, callback):
        self.base, self.callback = base, callback
        self.openid = f"{base}/realms/master/protocol/openid-connect"
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.verify = certificate or True
        opened = self.native("POST", "sessions", json={"login": login, "password": password})
        self.token = opened.json()["token"]
        self.native("POST", "clients", json={
            "id": "app", "name": "Example App", "public": True, "redirectUris": [callback],
            "grants": ["authorization-code", "refresh-token", "device-code"]})

    def native(self, method, path, **more):
        headers = {"Authorization": f"Bearer {self.token}"} if hasattr(self, "token") else {}
        answer = self.http.request(method, f"{self.base}/api/v1/{path}", headers=headers, **more)
        assert answer.status_code == 201, answer.text
        return answer

    def make_user(self, login, password):
        self.native("POST", "users", json={"login": login, "password": password})

    def reach(self, login, password):
        """The status of a sign-in."""
        return self.http.post(f"{self.base}/api/v1/sessions", json={"login": login, "password": password}).status_code

    def knows(self, session):
        """Whether the session is open still."""
        headers = {"Authorization": f"Bearer {session}"}
        return self.http.get(f"{self.base}/api/v1/me", headers=headers).status_code == 200

    def begin(self, **more):
        """A sign-in as a client begins it."""
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        state = secrets.token_urlsafe(12)
        query = urlencode({"client_id": "app", "response_type": "code", "redirect_uri": self.callback, "state": state,
                           "scope": "openid", "code_challenge": challenge, "code_challenge_method": "S256", **more})
        self.last = SimpleNamespace(address=f"{self.openid}/auth?{query}", verifier=verifier, state=state)
        return self.last

    def form(self, path, **fields):
        answer = self.http.post(f"{self.openid}/{path}", data={"client_id": "app", **fields})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def redeem(self, code, sent):
        return self.form("token", grant_type="authorization_code", code=code, redirect_uri=self.callback,
                         code_verifier=sent.verifier)

    def device(self):
        return self.form("auth/device", scope="openid")

    def poll(self, device):
        return self.form("token", grant_type="urn:ietf:params:oauth:grant-type:device_code",
                         device_code=device["device_code"])

    def who(self, token):
        return self.http.get(f"{self.openid}/userinfo", headers={"Authorization": f"Bearer {token}"}).json()
