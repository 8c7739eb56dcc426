#!/usr/bin/env python3
"""python-keycloak and requests-oauthlib against a running Gatehouse, unmodified.

usage: openid_clients.py ADDRESS LOGIN WEB_SECRET API_SECRET      (the password on standard input)

`web` is a confidential client with every grant and the redirect URI http://localhost:9/callback; `api-client` is the
built-in one. Prints one line for each conversation, and ends with 1 at the first that fails.
"""
import base64
import hashlib
import json
import os
import re
import secrets
import sys
import threading
import time

import requests
from jwcrypto import jwk, jwt
from keycloak import KeycloakOpenID
from keycloak.exceptions import KeycloakAuthenticationError, KeycloakPostError
from requests_oauthlib import OAuth2Session

base, login, web_secret, api_secret = sys.argv[1:5]
password = sys.stdin.readline().rstrip("\n")
callback = "http://localhost:9/callback"
# Tokens go over loopback here.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] = "1"


def openid(client, secret=None, prefix="/"):
    return KeycloakOpenID(server_url=base + prefix, realm_name="master", client_id=client, client_secret_key=secret)


def refused(kind, text, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except kind as error:
        assert text in str(error), f"{error}"
        return
    raise AssertionError(f"{text}: nothing was refused")


def claims_of(token):
    keys = jwk.JWKSet.from_json(requests.get(f"{base}/realms/master/protocol/openid-connect/certs").text)
    return jwt.JWT(jwt=token, key=keys, algs=["RS256", "ES256", "EdDSA"])


def documents():
    found = openid("web").well_known()
    assert found["issuer"] == f"{base}/realms/master", found["issuer"]
    assert openid("web", prefix="/auth/").well_known()["issuer"] == f"{base}/auth/realms/master"
    for member in ("authorization_endpoint", "token_endpoint", "jwks_uri", "mtls_endpoint_aliases",
                   "code_challenge_methods_supported", "authorization_response_iss_parameter_supported"):
        assert member in found, member
    key = openid("web").public_key()
    assert base64.b64decode(key)[0] == 0x30
    assert openid("web").certs()["keys"][0]["use"] == "sig"


def password_grant():
    client = openid("web", web_secret)
    answer = client.token(login, password, scope="openid")
    assert set(answer) == {"access_token", "expires_in", "refresh_expires_in", "refresh_token", "token_type", "id_token",
                           "not-before-policy", "session_state", "scope"}, sorted(answer)
    claims_of(answer["access_token"])
    assert client.decode_token(answer["access_token"])["azp"] == "web"
    assert client.userinfo(answer["access_token"])["preferred_username"] == login
    assert client.introspect(answer["access_token"])["active"] is True
    assert openid("api-client", api_secret).introspect(answer["access_token"]) == {"active": False}
    renewed = client.refresh_token(answer["refresh_token"])
    assert renewed["refresh_token"] != answer["refresh_token"]
    assert client.logout(renewed["refresh_token"]) == {}
    refused(KeycloakPostError, "Session not active", client.refresh_token, renewed["refresh_token"])
    refused(KeycloakAuthenticationError, "invalid_token", client.userinfo, renewed["access_token"])
    refused(KeycloakAuthenticationError, "Invalid user credentials", client.token, login, "wrong")
    refused(KeycloakAuthenticationError, "unauthorized_client", openid("web", "wrong-secret").token, login, password)
    refused(KeycloakPostError, "Invalid refresh token", client.refresh_token, "nonsense")


def client_credentials():
    answer = openid("api-client", api_secret).token(grant_type="client_credentials")
    assert answer["refresh_expires_in"] == 0 and "refresh_token" not in answer and "session_state" not in answer
    found = openid("api-client").decode_token(answer["access_token"])
    assert found["preferred_username"] == "service-account-api-client", found


def the_page(address):
    """Signs in as a browser does: the form, its cookies, and the redirect."""
    browser = requests.Session()
    page = browser.get(address)
    assert page.status_code == 200, page.text
    assert "script" not in page.text and "default-src 'none'" in page.headers["Content-Security-Policy"]
    action = re.search(r'<form[^>]*?action="([^"]*)"[^>]*?method="post"', page.text).group(1).replace("&amp;", "&")
    wrong = browser.post(action, data={"username": login, "password": "wrong"}, allow_redirects=False)
    assert wrong.status_code == 200 and "not right" in wrong.text
    stranger = requests.post(action, data={"username": login, "password": password}, allow_redirects=False)
    assert stranger.status_code == 403, stranger.status_code
    foreign = browser.post(action, data={"username": login, "password": password}, allow_redirects=False,
                           headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403, foreign.status_code
    done = browser.post(action, data={"username": login, "password": password}, allow_redirects=False)
    assert done.status_code == 302, done.text
    cookie = done.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie, cookie
    return browser, done.headers["Location"]


def code_with_proof():
    session = OAuth2Session("web", redirect_uri=callback, scope=["openid"], pkce="S256")
    address, state = session.authorization_url(f"{base}/realms/master/protocol/openid-connect/auth", nonce="n-1")
    browser, location = the_page(address)
    assert location.startswith(callback + "?") and f"state={state}" in location, location
    # The same browser is known from here on, and asked nothing.
    again = browser.get(address, allow_redirects=False)
    assert again.status_code == 302 and "code=" in again.headers["Location"], again.text
    token = session.fetch_token(f"{base}/realms/master/protocol/openid-connect/token", authorization_response=location,
                                client_secret=web_secret, include_client_id=True)
    identity = claims_of(token["id_token"]).claims
    assert '"nonce":"n-1"' in identity and '"at_hash"' in identity and '"aud":"web"' in identity, identity
    out = browser.get(f"{base}/realms/master/protocol/openid-connect/logout", allow_redirects=False,
                      params={"id_token_hint": token["id_token"], "post_logout_redirect_uri": callback, "state": "s9"})
    assert out.status_code == 302 and out.headers["Location"] == callback + "?state=s9", out.text


def prompts():
    """What a client may wish of the page, OpenID Connect Core section 3.1.2.1."""
    endpoint = f"{base}/realms/master/protocol/openid-connect"
    session = OAuth2Session("web", redirect_uri=callback, scope=["openid"])
    address, _ = session.authorization_url(f"{endpoint}/auth")

    def ask(who, **wish):
        return who.get(address, params=wish, allow_redirects=False)

    def error(answer):
        assert answer.status_code == 302, answer.text
        return re.search(r"[?&]error=([a-z_]*)", answer.headers["Location"]).group(1)

    def signed_in_at(location):
        token = session.fetch_token(f"{endpoint}/token", authorization_response=location, client_secret=web_secret,
                                    include_client_id=True)
        return json.loads(claims_of(token["id_token"]).claims)["auth_time"], token["id_token"]

    assert error(ask(requests.Session(), prompt="none")) == "login_required"
    browser, location = the_page(address)
    first, hint = signed_in_at(location)
    assert abs(first - time.time()) < 30, first
    time.sleep(1.1)
    for wish in ({}, {"prompt": "none"}, {"prompt": "consent"}, {"max_age": "3600"}, {"prompt": "none", "max_age": "3600"},
                 {"prompt": "none", "id_token_hint": hint}):
        answer = ask(browser, **wish)
        assert "code=" in answer.headers.get("Location", ""), wish
        # Nobody has signed in anew.
        assert signed_in_at(answer.headers["Location"])[0] == first, wish
    for wish in ({"prompt": "login"}, {"prompt": "login consent"}, {"prompt": "consent login"},
                 {"prompt": "select_account"}, {"max_age": "1"}, {"max_age": "0"}, {"id_token_hint": "another's"}):
        answer = ask(browser, **wish)
        assert answer.status_code == 200 and 'name="password"' in answer.text, wish
    for wish in ({"prompt": "none", "max_age": "1"}, {"prompt": "none", "id_token_hint": "another's"}):
        assert error(ask(browser, **wish)) == "login_required", wish
    for wish in ({"prompt": "none login"}, {"prompt": "LOGIN"}, {"max_age": "-1"}, {"max_age": "soon"}):
        assert error(ask(browser, **wish)) == "invalid_request", wish
    _, location = the_page(address + "&prompt=login")
    assert signed_in_at(location)[0] > first


def offline():
    """Going on while the user is away, until they sign out at the client itself."""
    endpoint = f"{base}/realms/master/protocol/openid-connect"
    session = OAuth2Session("web", redirect_uri=callback, scope=["openid", "offline_access"])
    address, _ = session.authorization_url(f"{endpoint}/auth")
    browser, location = the_page(address)
    token = session.fetch_token(f"{endpoint}/token", authorization_response=location, client_secret=web_secret,
                                include_client_id=True)
    assert token["refresh_expires_in"] == 0 and "offline_access" in token["scope"], token
    client = openid("web", web_secret)
    assert client.refresh_token(token["refresh_token"])["refresh_expires_in"] == 0
    out = browser.get(f"{endpoint}/logout", params={"id_token_hint": token["id_token"]})
    assert out.status_code == 200 and "signed out" in out.text, out.text
    assert client.introspect(token["access_token"]) == {"active": False}
    assert browser.get(address, allow_redirects=False).status_code == 200
    refused(KeycloakPostError, "invalid_scope", openid("admin-cli").token, login, password, scope="offline_access")


def code_without_proof():
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    client = openid("web", web_secret)
    for method, error in (("plain", "invalid_request"), (None, "invalid_request")):
        parameters = {"client_id": "web", "response_type": "code", "redirect_uri": callback,
                      "code_challenge": challenge, "code_challenge_method": method}
        sent = requests.get(f"{base}/realms/master/protocol/openid-connect/auth", params=parameters,
                            allow_redirects=False)
        assert sent.status_code == 302 and f"error={error}" in sent.headers["Location"], sent.headers
    wrong = requests.get(client.auth_url(redirect_uri=callback + "/x"), allow_redirects=False)
    assert wrong.status_code == 400 and "redirect_uri" in wrong.text


def device():
    client = openid("web", web_secret)
    started = client.device()
    assert started["verification_uri"] == f"{base}/realms/master/device" and started["interval"] == 5
    refused(KeycloakPostError, "authorization_pending", client.token, device_code=started["device_code"],
            grant_type="urn:ietf:params:oauth:grant-type:device_code")
    browser, location = the_page(started["verification_uri_complete"])
    page = browser.get(location)
    action = re.search(r'action="([^"]*)"', page.text).group(1).replace("&amp;", "&")
    assert "The device is in" in browser.post(action, data={"accept": "yes"}).text
    time.sleep(0.1)
    assert "access_token" in client.token(device_code=started["device_code"],
                                          grant_type="urn:ietf:params:oauth:grant-type:device_code")


def twenty_at_once():
    client = openid("web", web_secret)
    token = client.token(login, password)["refresh_token"]
    outcomes = []

    def use():
        form = {"client_id": "web", "client_secret": web_secret, "grant_type": "refresh_token", "refresh_token": token}
        outcomes.append(requests.post(f"{base}/realms/master/protocol/openid-connect/token", data=form).status_code)

    threads = [threading.Thread(target=use) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(200) == 1 and outcomes.count(400) == 19, outcomes


for conversation in (documents, password_grant, client_credentials, code_with_proof, prompts, offline,
                     code_without_proof, device, twenty_at_once):
    conversation()
    print(f"{conversation.__name__}: as expected")
