import pytest

from aive_client.addresses import remote_problem


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("media/a.mp4", "media/a.mp4 has no scheme; it must begin with https:// or s3://"),
        ("/etc/hostname", "/etc/hostname has no scheme; "),
        ("file:///etc/hostname", "file: addresses are not allowed; "),
        (
            "http://example.com/a.mp4",
            'the scheme "http" is not allowed; it must be https, or s3 with an allowed bucket',
        ),
        ("ftp://example.com/a.mp4", 'the scheme "ftp" is not allowed; '),
        ("https://example.com/a b.mp4?key=SECRET", "https://example.com/a b.mp4 holds a space or backslash; "),
        ("https://example.com/a\n.mp4", "https://example.com/a\ufffd.mp4 contains control characters; remove them"),
        ("https:/a.mp4", "https:/a.mp4 is not a valid URL: it must begin with https://"),
        ("https:///a.mp4", "https:///a.mp4 is not a valid URL: there is no host"),
        ("https://me:SECRET@a/b", "https:…@a/b is not allowed: it must not contain a user name or password"),
        ("https://10.0.0.1/a", "https://10.0.0.1/a is not allowed: the host is an address that is not public"),
        ("https://127.0.0.1/a", "https://127.0.0.1/a is not allowed: the host is an address that is not public"),
        ("https://169.254.169.254/a", "https://169.254.169.254/a is not allowed: the host is an address that is "),
        ("https://[::1]/a", "https://[::1]/a is not allowed: the host is an address that is not public"),
        ("https://[fd00::1]:443/a", "https://[fd00::1]:443/a is not allowed: the host is an address that is not "),
        ("https://localhost/a", "https://localhost/a is not allowed: the host is an address that is not public"),
        ("https://2130706433/a", "https://2130706433/a is not allowed: the host is a number: "),
        ("https://1.2.3.256/a", "https://1.2.3.256/a is not a valid URL: the host is not an IP address"),
        ("https://example.com:8443/a", "https://example.com:8443/a is not allowed: port 8443 of example.com is not "),
        ("https://a:b/c", "https://a:b/c is not a valid URL: its host and port are malformed"),
        ("https://фильм.example.com/a", "https://фильм.example.com/a is not a valid URL: the host is not in ASCII"),
        ("https://a/50%.mp4", "https://a/50%.mp4 is not a valid URL: it contains a % that begins no escape"),
        ("s3://", "s3:// does not name a bucket; it must be s3://bucket/key"),
        ("s3://bucket", "s3://bucket has no key; it must be s3://bucket/key"),
    ],
)
def test_an_address_that_no_execution_can_read_is_told(address: str, message: str) -> None:
    problem = remote_problem(address) or ""
    assert problem.startswith(message)
    assert "SECRET" not in problem


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.mp4?X-Amz-Signature=1",
        "HTTPS://EXAMPLE.com:443/%20",
        "https://example.com./фильм.mp4",
        "https://8.8.8.8/a",
        "https://1.example.com/a",
        "s3://bucket/uploads/a.mp4",
    ],
)
def test_an_address_that_may_be_readable_is_accepted(address: str) -> None:
    assert remote_problem(address) is None
