#!/usr/bin/env python3
"""authlib against a running Gatehouse, unmodified: what it finds by discovery is all that it is told.

usage: openid_authlib.py ADDRESS LOGIN WEB_SECRET API_SECRET      (the password on standard input)

`web` is a confidential client with every grant and the redirect URI http://localhost:9/callback; `api-client` is the
built-in one. Prints one line for each conversation, and ends with 1 at the first that fails.
"""
import os
import re
import sys
import time

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

base, login, web_secret, api_secret = sys.argv[1:5]
password = sys.stdin.readline().rstrip("\n")
callback = "http://localhost:9/callback"
# Tokens go over loopback here.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

found = requests.get(f"{base}/realms/master/.well-known/openid-configuration").json()
keys = KeySet.import_key_set(requests.get(found["jwks_uri"]).json())
signed_with = ["RS256", "ES256", "EdDSA"]


def session(client="web", secret=web_secret, how="client_secret_basic", **more):
    return OAuth2Session(client, secret, token_endpoint=found["token_endpoint"], token_endpoint_auth_method=how,
                         revocation_endpoint_auth_method=how, redirect_uri=callback, scope="openid profile", **more)


def documents():
    # authlib demands https of every address, which a server on loopback does not have.
    safe = {name: value.replace("http://", "https://") if isinstance(value, str) else value
            for name, value in found.items()}
    AuthorizationServerMetadata(safe).validate()
    OpenIDProviderMetadata(safe).validate()
    assert found["issuer"] == f"{base}/realms/master"
    assert "S256" in found["code_challenge_methods_supported"]


def signed_in(address):
    """A browser that signs in on the page, and where it is sent."""
    browser = requests.Session()
    page = browser.get(address).text
    action = re.search(r'<form[^>]*?action="([^"]*)"', page).group(1).replace("&amp;", "&")
    sent = browser.post(action, data={"username": login, "password": password}, allow_redirects=False)
    assert sent.status_code == 302, sent.text
    return sent.headers["Location"]


def code_with_proof():
    # With both ways in which a client proves itself.
    for how in ("client_secret_basic", "client_secret_post"):
        client, verifier, nonce = session(how=how, code_challenge_method="S256"), generate_token(48), generate_token()
        address, state = client.create_authorization_url(
            found["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
        assert create_s256_code_challenge(verifier) in address
        location = signed_in(address)
        token = client.fetch_token(authorization_response=location, state=state, code_verifier=verifier)
        check_tokens(token, nonce)
        refused("invalid_grant", client.fetch_token, authorization_response=location, state=state,
                code_verifier=verifier)
        refused("invalid_grant", client.refresh_token, url=found["token_endpoint"])


def check_tokens(token, nonce):
    identity = jwt.decode(token["id_token"], keys, algorithms=signed_with)
    claims = CodeIDToken(identity.claims, identity.header, {
        "iss": {"essential": True, "value": found["issuer"]}, "aud": {"essential": True, "value": "web"},
        "nonce": {"essential": True, "value": nonce}, "auth_time": {"essential": True}, "at_hash": {"essential": True},
    }, {"client_id": "web", "nonce": nonce, "access_token": token["access_token"]})
    claims.validate(leeway=5)
    access = jwt.decode(token["access_token"], keys, algorithms=signed_with)
    jwt.JWTClaimsRegistry(iss={"essential": True, "value": found["issuer"]}, azp={"essential": True, "value": "web"},
                          exp={"essential": True}, sub={"essential": True, "value": claims["sub"]}
                          ).validate(access.claims)
    assert access.header["kid"] in {key.kid for key in keys.keys}
    head, body, mark = token["access_token"].split(".")
    for changed in (f"{head}.{body[:-2]}{'AA' if body[-2:] != 'AA' else 'BB'}.{mark}", f"{head}.{body}."):
        try:
            jws.deserialize_compact(changed, keys, algorithms=signed_with)
        except (JoseError, ValueError):
            continue
        raise AssertionError("the signature covers less than the token")


def refused(error, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except OAuthError as problem:
        assert problem.error == error, problem
        return
    raise AssertionError(f"{error}: nothing was refused")


def wrong_state():
    client, verifier = session(code_challenge_method="S256"), generate_token(48)
    address, _ = client.create_authorization_url(found["authorization_endpoint"], code_verifier=verifier)
    location = signed_in(address)
    try:
        client.fetch_token(authorization_response=location, state="another", code_verifier=verifier)
    except Exception as problem:
        assert "state" in f"{type(problem).__name__}{problem}".lower(), repr(problem)
    else:
        raise AssertionError("the answer did not carry the state that was sent")
    # The code that nobody took is redeemed with its verifier only.
    refused("invalid_grant", client.fetch_token, authorization_response=location, code_verifier=generate_token(48))


def refreshed():
    client = session()
    first = client.fetch_token(grant_type="password", username=login, password=password)
    assert client.get(found["userinfo_endpoint"]).json()["preferred_username"] == login
    second = client.refresh_token(found["token_endpoint"])
    assert second["refresh_token"] != first["refresh_token"] and second["access_token"] != first["access_token"]
    # By itself, when the token has reached its end.
    client.token["expires_at"] = int(time.time()) - 60
    assert client.get(found["userinfo_endpoint"]).status_code == 200
    assert client.token["refresh_token"] != second["refresh_token"]
    refused("invalid_grant", client.refresh_token, found["token_endpoint"], refresh_token=first["refresh_token"])


def asked_about_and_revoked():
    client = session()
    token = client.fetch_token(grant_type="password", username=login, password=password)
    told = client.introspect_token(found["introspection_endpoint"], token["access_token"], "access_token").json()
    assert told["active"] is True and told["username"] == login and told["client_id"] == "web", told
    other = session("api-client", api_secret)
    assert other.introspect_token(found["introspection_endpoint"], token["access_token"]).json() == {"active": False}
    nobody = session(secret="wrong").introspect_token(found["introspection_endpoint"], token["access_token"])
    assert nobody.status_code == 401 and "active" not in nobody.text, nobody.text
    assert client.revoke_token(found["revocation_endpoint"], token["refresh_token"], "refresh_token").status_code == 200
    for kind in ("access_token", "refresh_token"):
        told = client.introspect_token(found["introspection_endpoint"], token[kind], kind).json()
        assert told == {"active": False}, told
    refused("invalid_grant", client.refresh_token, found["token_endpoint"], refresh_token=token["refresh_token"])


def a_program_of_its_own():
    client = session("api-client", api_secret)
    token = client.fetch_token(grant_type="client_credentials", scope="profile")
    claims = jwt.decode(token["access_token"], keys, algorithms=signed_with).claims
    assert claims["client_id"] == "api-client" and "refresh_token" not in token, claims
    refused("unauthorized_client", session("api-client", "wrong").fetch_token, grant_type="client_credentials")


for conversation in (documents, code_with_proof, wrong_state, refreshed, asked_about_and_revoked,
                     a_program_of_its_own):
    conversation()
    print(f"{conversation.__name__}: as expected")
