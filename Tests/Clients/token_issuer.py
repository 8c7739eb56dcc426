"""A foreign issuer of tokens for tests: PyJWT and cryptography behind a small HTTP(S) server on a port of the system's choice.

The first line on standard output is the port. After that each line of JSON on standard input is an order, answered with one
line of JSON. Runs until standard input ends. Keys are made when they are first named; the name says of what sort they are:
rsa..., weak... (RSA of 1,024 bits), ec..., ed...
"""

import argparse
import base64
import hashlib
import hmac
import json
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Keys:
    def __init__(self):
        self.made = {}

    def private(self, name):
        if name not in self.made:
            if name.startswith("ec"):
                self.made[name] = ec.generate_private_key(ec.SECP256R1())
            elif name.startswith("ed"):
                self.made[name] = ed25519.Ed25519PrivateKey.generate()
            else:
                self.made[name] = rsa.generate_private_key(65537, 1024 if name.startswith("weak") else 2048)
        return self.made[name]

    @staticmethod
    def algorithm(name):
        return "ES256" if name.startswith("ec") else "EdDSA" if name.startswith("ed") else "RS256"

    def public(self, name):
        kind = {"ES256": ECAlgorithm, "EdDSA": OKPAlgorithm, "RS256": RSAAlgorithm}[self.algorithm(name)]
        jwk = json.loads(kind.to_jwk(self.private(name).public_key()))
        jwk.pop("key_ops", None)
        return {**jwk, "kid": name, "use": "sig", "alg": self.algorithm(name)}

    def pem(self, name):
        return self.private(name).public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


class Issuer:
    def __init__(self):
        self.keys = Keys()
        self.published = []
        self.discovery = {}
        self.behaviour = {}
        self.counts = {}
        self.requests = []
        self.introspections = {}
        self.client = None
        self.address = ""

    # Orders

    def do_mint(self, key, claims, header=None, algorithm=None):
        named = {} if key is None else {"kid": key}
        header = {name: value for name, value in {**named, **(header or {})}.items() if value is not None}
        algorithm = algorithm or self.keys.algorithm(key)
        if algorithm == "none":
            return {"token": self.assembled({**header, "alg": "none"}, claims, b"")}
        if algorithm == "HS256":
            # With the public key as the secret (RFC 8725 section 2.1). PyJWT refuses to, so it is done by hand.
            signed = self.assembled({**header, "alg": "HS256"}, claims, None)
            tag = hmac.new(self.keys.pem(key), signed.encode(), hashlib.sha256).digest()
            return {"token": signed + "." + base64url(tag)}
        options = {"headers": header, "algorithm": algorithm}
        return {"token": jwt.encode(claims, self.keys.private(key), **options)}

    @staticmethod
    def assembled(header, claims, signature):
        parts = [base64url(json.dumps(part).encode()) for part in (header, claims)]
        return ".".join(parts if signature is None else [*parts, base64url(signature)])

    def do_publish(self, keys):
        self.published = [self.keys.public(key) if isinstance(key, str) else key for key in keys]

    def do_jwks(self):
        return {"keys": self.published}

    def do_discover(self, **members):
        self.discovery = members

    def do_behave(self, path, how):
        self.behaviour[path] = how

    def do_counts(self):
        return {"counts": self.counts}

    def do_requests(self):
        return {"requests": self.requests}

    def do_client(self, name, secret):
        self.client = base64.b64encode(f"{name}:{secret}".encode()).decode()

    def do_introspect(self, token, answer):
        self.introspections[token] = answer

    def obey(self, order):
        return getattr(self, "do_" + order.pop("do"))(**order) or {}

    # Answers

    def document(self, path):
        if path == "/.well-known/openid-configuration":
            standard = {"issuer": self.address, "jwks_uri": self.address + "/jwks"}
            return {name: value for name, value in {**standard, **self.discovery}.items() if value is not None}
        if path == "/jwks":
            return {"keys": self.published}
        return None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    issuer = None

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.noted(None)
        if not self.misbehaved():
            self.answered(self.issuer.document(self.path))

    def do_POST(self):
        form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.noted(form)
        if self.misbehaved():
            return
        if self.issuer.client and self.headers.get("Authorization") != "Basic " + self.issuer.client:
            return self.answered({"error": "invalid_client"}, status=401)
        token = parse_qs(form).get("token", [""])[0]
        self.answered(self.issuer.introspections.get(token, {"active": False}))

    def noted(self, form):
        self.issuer.counts[self.path] = self.issuer.counts.get(self.path, 0) + 1
        self.issuer.requests.append(
            {"method": self.command, "path": self.path, "form": form, "headers": dict(self.headers.items())})

    def misbehaved(self):
        how = self.issuer.behaviour.get(self.path, "well")
        if how == "redirect":
            self.send_response(302)
            self.send_header("Location", self.issuer.address + "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif how == "huge":
            self.started(50 << 20)
            chunk = b'{"keys": [' + b" " * 65536
            try:
                for _ in range((50 << 20) // len(chunk)):
                    self.wfile.write(chunk)
            except OSError:
                pass
            self.close_connection = True
        elif how == "slow":
            self.started(1 << 20)
            try:
                for _ in range(600):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.1)
            except OSError:
                pass
            self.close_connection = True
        elif how == "late":
            time.sleep(0.4)
            return False
        elif how == "error":
            self.answered({"error": "out of order"}, status=503)
        elif how == "garbage":
            self.started(9)
            self.wfile.write(b"<html>no\n")
        elif how == "silent":
            self.close_connection = True
        else:
            return False
        return True

    def started(self, length):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def answered(self, document, status=200):
        body = json.dumps(document).encode()
        self.send_response(status if document is not None else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    issuer = Issuer()
    Handler.issuer = issuer
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    server.daemon_threads = True
    scheme = "http"
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https"
    issuer.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    for line in sys.stdin:
        try:
            answer = issuer.obey(json.loads(line))
        except Exception as problem:
            answer = {"problem": repr(problem)}
        print(json.dumps(answer), flush=True)


main()
