"""Debian's Chromium without scripts, steered by the driver of the same package. Nothing is fetched from anywhere."""
import base64
import hashlib
import os
import shutil
import sys

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from selenium import webdriver
from selenium.webdriver.chrome.service import Service


def installed(name):
    path = shutil.which(name)
    if path is None:
        sys.exit(f"{name} is missing; Scripts/dependencies installs it")
    return path


def key_digest(certificate):
    """By which Chromium takes exactly this server's key, and goes on to judge all others."""
    with open(certificate, "rb") as file:
        key = x509.load_pem_x509_certificate(file.read()).public_key()
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(info).digest()).decode()


def start(folder, certificate=None):
    """A browser with an empty profile of its own in the folder."""
    options = webdriver.ChromeOptions()
    options.binary_location = installed("chromium")
    for argument in ("--headless=new", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
                     "--disable-component-update", "--disable-sync", "--no-proxy-server", "--lang=en",
                     # Every name but those of this machine is unknown.
                     "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                     f"--user-data-dir={folder}/profile"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        # The sandbox of Chromium does not run as root.
        options.add_argument("--no-sandbox")
    if certificate:
        options.add_argument(f"--ignore-certificate-errors-spki-list={key_digest(certificate)}")
    options.add_experimental_option("prefs", {
        "profile.managed_default_content_settings.javascript": 2,
        "credentials_enable_service": False, "profile.password_manager_enabled": False})
    os.environ["SE_AVOID_STATS"] = "true"
    service = Service(installed("chromedriver"), log_output=f"{folder}/chromedriver.log")
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_page_load_timeout(30)
    return driver


def shown_on(driver, width, height, scheme="light"):
    """From now on the window has this size, in points, and the person prefers this colour scheme."""
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 2, "mobile": width < 600})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": scheme}]})


def accessible(driver):
    """What a screen reader is told: pairs of role and name."""
    nodes = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]


def cookies(driver):
    """All that the browser keeps, by name, as it keeps them."""
    return {cookie["name"]: cookie for cookie in driver.execute_cdp_cmd("Storage.getCookies", {})["cookies"]}
