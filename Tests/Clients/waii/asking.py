"""What all questions have in common."""
import contextlib
import io

from waii_sdk_py import Waii

found = []


def expect(what, seen, wanted):
    if seen != wanted:
        found.append(f"{what}: {seen!r} instead of {wanted!r}")


def refused(what, call, words):
    """Expects an Exception whose text holds the words."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = call()
        found.append(f"{what}: was not refused: {answer!r}")
    except Exception as error:
        if words not in str(error):
            found.append(f"{what}: {error!r} instead of {words!r}")


def client(url, key):
    sdk = Waii()
    sdk.initialize(url=url, api_key=key)
    return sdk


def ids(items):
    return sorted(item.id for item in items)
