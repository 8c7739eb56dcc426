"""Whether a page of ours can be read and used by everybody: on narrow and wide screens, in both colour schemes, by screen
readers and by keyboard alone."""
import re

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from chromium import accessible, shown_on

screens = {"narrow": (360, 740, "light"), "wide": (1280, 800, "light"), "dark": (360, 740, "dark"),
           "wide-dark": (1280, 800, "dark")}


def luminance(color):
    parts = [int(part) / 255 for part in re.findall(r"[\d.]+", color)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ground(element):
    """The colour behind it: of the nearest element around it that has one."""
    while True:
        color = element.value_of_css_property("background-color")
        if not color.startswith("rgba") or not color.endswith(" 0)"):
            return color
        element = element.find_element(By.XPATH, "..")


def check(driver, folder, name, title):
    """Takes a picture on every screen, and looks at what can be measured."""
    assert driver.title == title, driver.title
    assert driver.find_element(By.TAG_NAME, "html").get_dom_attribute("lang") == "en"
    assert [heading.text for heading in driver.find_elements(By.TAG_NAME, "h1")] == [title]
    assert ("heading", title) in accessible(driver)
    for screen, (width, height, scheme) in screens.items():
        shown_on(driver, width, height, scheme)
        with open(f"{folder}/{name}-{screen}.png", "wb") as picture:
            picture.write(driver.get_screenshot_as_png())
        size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        assert size["width"] <= width, f"{name} is {size['width']} wide on {screen}"
        assert size["height"] <= height, f"{name} is {size['height']} high on {screen}"
        for element in driver.find_elements(By.CSS_SELECTOR, "h1, p, label, input:not([hidden]), button, code"):
            ratio = contrast(element.value_of_css_property("color"), ground(element))
            # WCAG 2.2, success criterion 1.4.3.
            assert ratio >= 4.5, f"{name}, {screen}: {element.tag_name} {element.text!r} has a contrast of {ratio:.1f}"
        for element in driver.find_elements(By.CSS_SELECTOR, "input:not([hidden]), button"):
            assert element.rect["height"] >= 44, f"{name}, {screen}: {element.tag_name} is hard to hit"
            paper = ground(driver.find_element(By.TAG_NAME, "main"))
            edge = contrast(element.value_of_css_property("border-top-color"), paper)
            # Success criterion 1.4.11.
            assert edge >= 3, f"{name}, {screen}: the edge of {element.tag_name} has a contrast of {edge:.1f}"
        for code in driver.find_elements(By.TAG_NAME, "code"):
            assert code.rect["height"] < 40, f"{name}, {screen}: a code is broken into two lines"
    shown_on(driver, *screens["narrow"])


def fields(driver):
    """Of each field, in order: how it is called, its type, and what a password manager may put into it."""
    found = []
    for field in driver.find_elements(By.CSS_SELECTOR, "form input:not([hidden])"):
        label = driver.find_element(By.CSS_SELECTOR, f"label[for='{field.get_dom_attribute('id')}']")
        assert ("textbox", label.text) in accessible(driver), label.text
        found.append((label.text, field.get_dom_attribute("type"), field.get_dom_attribute("autocomplete")))
    return found


def focused(driver):
    """Which field has the focus; that comes a moment after the page."""
    field = WebDriverWait(driver, 30).until(
        lambda driver: driver.find_elements(By.CSS_SELECTOR, "input:focus"), "nothing has the focus")[0]
    return field.get_dom_attribute("id")
