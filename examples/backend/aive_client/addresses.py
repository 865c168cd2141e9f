"""Finds addresses of media that the deployed renderer refuses by their text alone."""

import re
from ipaddress import ip_address

# Addresses that are no paths.
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
NOT_IN_URLS = re.compile(r"[\s\\]")
HTTPS = re.compile(r"https://([^/?#]*)", re.IGNORECASE)
BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
S3 = re.compile(r"s3://([^/]*)/?(.*)", re.IGNORECASE)
HOST_AND_PORT = re.compile(r"(\[[^\[\]]*]|[^:\[\]]*)(?::([0-9]{1,5}))?")
DOTTED_QUAD = re.compile(r"[0-9]+(\.[0-9]+){3}")
ENDS_IN_NUMBER = re.compile(r"(.*\.)?([0-9]+|0[xX][0-9A-Fa-f]*)")
LONGEST_ADDRESS = 120  # in a message


def remote_problem(text: str) -> str | None:
    """Why the deployed renderer refuses an address; None for one that it may be able to read."""
    if CONTROL.search(text):
        return f"{shown_address(text)} contains control characters; remove them"
    if NOT_IN_URLS.search(text):
        return f"{shown_address(text)} holds a space or backslash; in a URL they are written %20 and %5C"
    scheme = SCHEME.match(text)
    match scheme[1].lower() if scheme else "":
        case "https":
            return https_problem(text)
        case "s3":
            return s3_problem(text)
        case "":
            return (
                f"{shown_address(text)} has no scheme; it must begin with https:// or s3:// (relative paths work only"
                " in a local run)"
            )
        case "file":
            return "file: addresses are not allowed; a local run takes a plain path instead"
        case other:
            return f'the scheme "{other[:60]}" is not allowed; it must be https, or s3 with an allowed bucket'


def https_problem(text: str) -> str | None:
    form = HTTPS.match(text)
    if not form:
        return f"{shown_address(text)} is not a valid URL: it must begin with https://"
    if "@" in form[1]:
        return f"{shown_address(text)} is not allowed: it must not contain a user name or password"
    parts = HOST_AND_PORT.fullmatch(form[1])
    if not parts:
        return f"{shown_address(text)} is not a valid URL: its host and port are malformed"
    if problem := host_problem(parts[1].lower().removesuffix(".")):
        return f"{shown_address(text)} {problem}"
    if BAD_ESCAPE.search(text.partition("#")[0]):
        return f"{shown_address(text)} is not a valid URL: it contains a % that begins no escape"
    if parts[2] and int(parts[2]) != 443:
        return f"{shown_address(text)} is not allowed: port {parts[2]} of {parts[1]} is not allowed"
    return None


def host_problem(host: str) -> str | None:
    if not host:
        return "is not a valid URL: there is no host"
    if not host.isascii():
        return "is not a valid URL: the host is not in ASCII: write an international name in punycode (xn--…)"
    is_literal = host.startswith("[") or DOTTED_QUAD.fullmatch(host)
    if not is_literal and ENDS_IN_NUMBER.fullmatch(host):
        return "is not allowed: the host is a number: write an IPv4 address as four decimal numbers"
    if host == "localhost" or host.endswith(".localhost"):
        return "is not allowed: the host is an address that is not public"
    if not is_literal:
        return None
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return "is not a valid URL: the host is not an IP address"
    is_public = address.is_global and not address.is_multicast
    return None if is_public else "is not allowed: the host is an address that is not public"


def s3_problem(text: str) -> str | None:
    form = S3.fullmatch(text)
    if not form or not form[1]:
        return f"{shown_address(text)} does not name a bucket; it must be s3://bucket/key"
    return None if form[2] else f"{shown_address(text)} has no key; it must be s3://bucket/key"


def shown_address(text: str) -> str:
    """An address without user, query, and fragment, which may be secrets."""
    text = re.sub(r"[?#].*", "", text, flags=re.DOTALL)
    if "@" in text:
        scheme = SCHEME.match(text)
        text = (scheme[0] if scheme else "") + "…" + text[text.rindex("@") :]
    text = CONTROL.sub("\ufffd", text)
    return text if len(text) <= LONGEST_ADDRESS else text[:LONGEST_ADDRESS] + "…"
