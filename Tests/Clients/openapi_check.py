"""Judges an OpenAPI document and answers of the server it describes.

Arguments: the document, and a JSON list of answers with method, path, status, contentType and body. Prints one line for
each problem, and ends with 1 if there was one.
"""
import json
import re
import sys

from jsonschema import Draft202012Validator
from openapi_spec_validator import validate


def operations(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def find(document, method, path):
    """The operation of a request; a path without parameters goes before one with them."""
    plain = path.split("?")[0]
    for wanted, pattern, operation in sorted(operations(document), key=lambda entry: "{" in entry[1]):
        if wanted == method and re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", pattern), plain):
            return pattern, operation
    return None, None


def problems_of(document, answer):
    pattern, operation = find(document, answer["method"], answer["path"])
    if operation is None:
        return None, ["is not described"]
    responses = operation["responses"]
    response = responses.get(str(answer["status"]))
    if response is None:
        if answer["status"] < 400:
            return pattern, [f"status {answer['status']} is not described"]
        response = responses["default"]
    content = response.get("content", {})
    if not content:
        return pattern, [] if answer["body"] is None else ["has a body where none is described"]
    if answer["contentType"] not in content:
        return pattern, [f"content type {answer['contentType']} is not described"]
    schema = content[answer["contentType"]].get("schema", {})
    validator = Draft202012Validator(
        {**schema, "components": document["components"]}, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return pattern, [f"{error.json_path}: {error.message}" for error in validator.iter_errors(answer["body"])]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        answers = json.load(file)
    validate(document)
    found, succeeded = [], set()
    for answer in answers:
        pattern, problems = problems_of(document, answer)
        if answer["status"] < 400:
            succeeded.add((answer["method"], pattern))
        found += [f"{answer['method']} {answer['path']} ({answer['status']}): {problem}" for problem in problems]
    missing = {(method, path) for method, path, _ in operations(document)} - succeeded
    found += [f"{method} {path}: no answer to judge" for method, path in sorted(missing)]
    print("\n".join(found) or f"{len(answers)} answers of {len(succeeded)} operations are as described")
    sys.exit(1 if found else 0)


main()
