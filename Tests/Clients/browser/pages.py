#!/usr/bin/env python3
"""A person with a real browser at the pages of OpenID Connect, without scripts and by keyboard alone.

usage: pages.py ADDRESS LOGIN FOLDER [CERTIFICATE]        (the password on standard input)

LOGIN administers the Gatehouse at ADDRESS, whose certificate is that of the file. Pictures of all pages go into FOLDER. Prints
one line for each visit, and ends with 1 at the first that fails.
"""
import os
import sys

import chromium
import looks
from house import House, Landing
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait

base, admin, folder = sys.argv[1:4]
certificate = sys.argv[4] if len(sys.argv) > 4 else None
is_safe = base.startswith("https://")
session_name = ("__Host-" if is_safe else "") + "gatehouse-session"
given, chosen = "seven wet umbrellas", "eleven dry umbrellas"

landing = Landing()
house = House(base, certificate, admin, sys.stdin.readline().rstrip("\n"), landing.address)
house.make_user("ada", given)
# A browser takes all that a machine has, and clients in tests beside it wait a few seconds only.
os.nice(10)
driver = chromium.start(folder, certificate)


def sent(act):
    """Does it and waits for the page that follows."""
    page = driver.find_element("tag name", "html")
    act()
    WebDriverWait(driver, 30).until(staleness_of(page))


def typed(*texts):
    """Into the field that has the focus and those behind it; then the key that sends the form."""
    looks.focused(driver)
    for number, text in enumerate(texts):
        if number:
            driver.switch_to.active_element.send_keys(Keys.TAB)
        driver.switch_to.active_element.send_keys(text)
    sent(lambda: driver.switch_to.active_element.send_keys(Keys.ENTER))


def button(text):
    sent(next(button for button in driver.find_elements("tag name", "button") if button.text == text).click)


def text():
    return driver.find_element("tag name", "main").text


def session():
    return chromium.cookies(driver).get(session_name)


def landed(start):
    """The code that the browser has brought to the client."""
    assert driver.current_url.startswith(landing.address + "?"), driver.current_url + ": " + driver.page_source
    # The client's page has a script that would have changed its title.
    assert driver.title == "landed", driver.title
    answer = landing.answer()
    assert answer["state"] == start.state and answer["iss"] == f"{base}/realms/master", answer
    return answer["code"]


def the_form():
    driver.get(house.begin().address)
    looks.check(driver, folder, "sign-in", "Sign in")
    assert looks.fields(driver) == [("Login or e-mail", "text", "username"),
                                    ("Password", "password", "current-password")], looks.fields(driver)
    assert ("button", "Sign in") in chromium.accessible(driver)
    assert looks.focused(driver) == "username"
    assert "Example App" in text()
    assert session() is None


def a_wrong_password():
    answers = []
    for login in ("ada", "nobody-of-that-name"):
        driver.get(house.begin().address)
        typed(login, "wrong")
        assert driver.current_url.startswith(base), driver.current_url
        assert session() is None
        answers.append(text())
    assert answers[0] == answers[1] and "Login or password is not right." in answers[0], answers
    assert ("alert", "") in chromium.accessible(driver), chromium.accessible(driver)
    assert driver.find_element("id", "username").get_property("value") == "nobody-of-that-name"
    assert driver.find_element("id", "password").get_property("value") == ""
    assert looks.focused(driver) == "password"
    looks.check(driver, folder, "wrong-password", "Sign in")


def a_password_to_be_changed():
    driver.get(house.begin().address)
    typed("ada", given)
    looks.check(driver, folder, "new-password", "Choose a new password")
    assert looks.fields(driver) == [
        ("Current password", "password", "current-password"), ("New password", "password", "new-password"),
        ("New password, once more", "password", "new-password")], looks.fields(driver)
    assert looks.focused(driver) == "password-current"
    # Under which login a password manager keeps the new one.
    kept = driver.find_element("css selector", "input[autocomplete=username]")
    assert kept.get_property("value") == "ada" and not kept.is_displayed()
    before = session()
    # A session that can do nothing yet opens no client.
    driver.get(house.begin().address)
    assert driver.title == "Sign in", driver.title
    typed("ada", given)
    typed(given, chosen, "something else")
    assert "typed in two ways" in text(), text()
    typed(given, "short", "short")
    assert driver.title == "Choose a new password" and ("alert", "") in chromium.accessible(driver), text()
    looks.check(driver, folder, "new-password-refused", "Choose a new password")
    typed("wrong", chosen, chosen)
    assert driver.title == "Choose a new password", text()
    typed(given, chosen, chosen)
    landed(house.last)
    assert session()["value"] != before["value"]
    assert not house.knows(before["value"]) and house.knows(session()["value"])
    assert house.reach("ada", given) == 401


def the_cookie():
    kept = session()
    assert kept["httpOnly"] is True and kept["sameSite"] == "Lax" and kept["path"] == "/", kept
    assert kept["secure"] is is_safe and kept["session"] is True and kept["domain"] == "127.0.0.1", kept
    assert set(chromium.cookies(driver)) == {session_name}, chromium.cookies(driver)


def a_second_visit():
    start = house.begin()
    driver.get(start.address)
    tokens = house.redeem(landed(start), start)
    assert house.who(tokens["access_token"])["preferred_username"] == "ada"
    driver.get(house.begin(prompt="login").address)
    assert driver.title == "Sign in", "the client asked for a new sign-in"


def a_device():
    device = house.device()
    driver.get(device["verification_uri"])
    looks.check(driver, folder, "device-code", "Connect a device")
    assert looks.fields(driver) == [("Code", "text", "off")] and looks.focused(driver) == "user_code"
    typed("BCDF-GHJK")
    assert "Nothing waits" in text() and driver.title == "Connect a device", text()
    driver.find_element("id", "user_code").clear()
    typed(device["user_code"])
    looks.check(driver, folder, "device-question", "Let the device in?")
    assert device["user_code"] in text() and "Example App" in text() and "ada" in text(), text()
    button("Let it in")
    looks.check(driver, folder, "device-in", "The device is in")
    assert house.who(house.poll(device)["access_token"])["preferred_username"] == "ada"


def the_end():
    token = session()["value"]
    driver.get(f"{base}/realms/master/protocol/openid-connect/logout")
    looks.check(driver, folder, "sign-out", "Sign out?")
    assert house.knows(token), "nothing has ended before the answer"
    button("Sign out")
    looks.check(driver, folder, "signed-out", "You are signed out")
    assert session() is None and not house.knows(token)
    driver.get(house.begin().address)
    assert driver.title == "Sign in", driver.title
    typed("ada", chosen)
    landed(house.last)
    assert session()["value"] != token


try:
    for visit in (the_form, a_wrong_password, a_password_to_be_changed, the_cookie, a_second_visit, a_device, the_end):
        visit()
        print(f"{visit.__name__}: as expected", flush=True)
finally:
    driver.quit()
