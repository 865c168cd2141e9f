package aive.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaForbidden;
import aive.url.HttpsUrl;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://host/x",
                "gopher://host/x",
                "data:video/mp4;base64,AAAA",
                "jar:https://host/x!/y",
                "concat:a|b",
                "subfile,,start,0,end,9,,:x",
                "crypto+file:x",
                "pipe:0",
                "lavfi",
                "-i",
                "clips/a.mp4",
                "",
                "//host/x",
                "https:/host/x",
                "https:host",
                "http://host/x",
                "http://127.0.0.1:9001/2018-06-01/runtime/invocation/next",
                "s3://bucket/key",
                "HTTP://host/x",
            })
    void anythingButHttpsIsForbidden(String text) {
        assertForbidden(text, "it must begin with https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.0.0.1.",
                "0.0.0.0",
                "0x7f.1",
                "127.0.0.0x1",
                "0",
                "0.",
                "127.0.0.01",
                "300.1.1.1",
                "1.2.3.4.5",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[64:ff9b::7f00:1]",
                "[fe80::1%25eth0]",
                "[fe80::1%eth0]",
                "[fd00:ec2::254]",
                "[fc00::1]",
                "[2002:7f00:1::]",
                "[::1",
                "::1",
                "[v1.fe80::a]",
                "[127.0.0.1]",
                "169.254.169.254",
                "169.254.170.2",
                "10.0.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "255.255.255.255",
                "①②⑦.0.0.1",
                "１２７.0.0.1",
                "127。0。0。1",
                "%31%32%37.0.0.1",
                "xn--",
                "a..b",
                ".",
                "..",
                "",
                "-a.test",
                "a-.test",
                "a,b",
                "a;b",
                "a'b",
                "ex\u0430mple.test",
            })
    void aHostThatIsNoNameAndNoPublicAddressIsForbidden(String host) {
        assertForbidden("https://" + host + "/x", "host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good@127.0.0.1/", "https://127.0.0.1#@good.test/", "https:\\\\127.0.0.1",
                        "https://good.test\\@127.0.0.1/", "https://good.test /x",
                "https://good.test/\tx", "https://good.test/x\r\nHost: evil", " https://good.test/x",
                        "https://good.test/x\u0000", "https://good.test/x\u2028y",
                "https://user:SECRET@good.test/x", "https://@good.test/x", "https://good.test:443@127.0.0.1/",
                        "https://127.0.0.1?@good.test/",
            })
    void aUrlThatTwoProgramsMightReadDifferentlyIsForbidden(String text) {
        MediaForbidden refused = assertThrows(MediaForbidden.class, () -> SourceUrl.parse("/audio_url", text));
        assertFalse(String.valueOf(refused.getMessage()).contains("SECRET"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"22", "25", "80", "6379", "9001", "0", "65536", "99999", "", "-1", "4430000", "443x", "４４３"})
    void anotherPortThan443IsForbidden(String port) {
        assertForbidden("https://good.test:" + port + "/x", "port");
    }

    @Test
    void aUrlLongerThanTheLimitIsForbidden() {
        assertForbidden("https://good.test/" + "x".repeat(HttpsUrl.MAX_LENGTH), "longer than 8192");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%2", "%zz", "\ud800"})
    void aMalformedEscapeIsForbidden(String end) {
        assertForbidden("https://good.test/x" + end, "it contains");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://Good.TEST:443 https://good.test/ good.test /",
                "https://good.test./a/b.mp4?v=1#t=3 https://good.test/a/b.mp4 good.test /a/b.mp4?v=1",
                "HTTPS://my_bucket.s3.amazonaws.com//k?x=%2F https://my_bucket.s3.amazonaws.com//k"
                        + " my_bucket.s3.amazonaws.com //k?x=%2F",
                "https://good.test/é|{}?q=é https://good.test/%C3%A9%7C%7B%7D good.test /%C3%A9%7C%7B%7D?q=%C3%A9",
                "https://8.8.8.8/x https://8.8.8.8/x 8.8.8.8 /x",
                "https://[2001:4860:4860::8888]/x https://[2001:4860:4860:0:0:0:0:8888]/x 2001:4860:4860:0:0:0:0:8888"
                        + " /x",
                "https://good.test?q https://good.test/ good.test /?q",
                "https://good.test/?a?b/c@d https://good.test/ good.test /?a?b/c@d",
            })
    void aUrlIsShownWithoutItsQueryAndSentWithIt(String text, String display, String host, String target) {
        SourceUrl url = SourceUrl.parse("/audio_url", text);
        assertEquals(display, url.display());
        assertEquals(display, url.toString());
        assertEquals(host, url.host());
        assertEquals(443, url.port());
        assertEquals(target, url.target());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://other.test/y?z=1 https://other.test/y?z=1",
                "//other.test/y https://other.test/y",
                "/y?z https://good.test/y?z",
                "?z https://good.test/a/b?z",
                "y https://good.test/a/y",
                "../y?z=1 https://good.test/y?z=1",
                "./y#f https://good.test/a/y",
                "#f https://good.test/a/b?q=1",
            })
    void aRedirectIsResolvedInEveryWayOfRfc3986(String location, String expected) {
        SourceUrl url = SourceUrl.parse("/audio_url", "https://good.test/a/b?q=1");
        assertEquals(SourceUrl.parse("/audio_url", expected), url.redirectedTo(location, Set.of(443)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // S3, version 4: signed anew, it stays the same; another version does not
                "https://b.test/k?versionId=7&X-Amz-Algorithm=A&X-Amz-Credential=B&X-Amz-Date=C&X-Amz-Expires=9&X-Amz-SignedHeaders=host&X-Amz-Security-Token=D&X-Amz-Signature=E&x-id=GetObject"
                    + " https://b.test/k?versionId=7&x-id=GetObject",
                "https://b.test/k?AWSAccessKeyId=A&Expires=1&Signature=S&versionId=7 https://b.test/k?versionId=7",
                "https://b.test/k?w=1&Expires=1&Signature=S&Key-Pair-Id=K https://b.test/k?w=1",
                "https://b.test/k?Policy=P&Signature=S&Key-Pair-Id=K https://b.test/k",
                "https://b.test/k?X-Goog-Algorithm=A&X-Goog-Credential=B&X-Goog-Date=C&X-Goog-Expires=9&X-Goog-SignedHeaders=h&X-Goog-Signature=E&generation=3"
                    + " https://b.test/k?generation=3",
                "https://b.test/k?sv=2024&st=a&se=b&sr=b&sp=r&spr=https&sig=S&snapshot=4 https://b.test/k?snapshot=4",
                // not a signature: each of these may be what the source is
                "https://b.test/k?st=5&se=6 https://b.test/k?st=5&se=6",
                "https://b.test/k?Policy=P&Expires=1 https://b.test/k?Policy=P&Expires=1",
                "https://b.test/k?sig=1&b=2&a=1 https://b.test/k?sig=1&b=2&a=1",
            })
    void theIdentityIsTheUrlWithoutItsSignature(String text, String identity) {
        assertEquals(identity, SourceUrl.parse("/audio_url", text).identity());
    }

    @Test
    void twoSignaturesMakeTwoUrlsOfOneSource() {
        SourceUrl one = SourceUrl.parse("/audio_url", "https://b.test/k?X-Amz-Signature=1");
        SourceUrl two = SourceUrl.parse("/audio_url", "https://b.test/k?X-Amz-Signature=2");
        assertNotEquals(one, two);
        assertEquals(one.identity(), two.identity());
    }

    private static void assertForbidden(String text, String reason) {
        MediaForbidden refused = assertThrows(MediaForbidden.class, () -> SourceUrl.parse("/audio_url", text), text);
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("/audio_url: This URL may not be read: ") && message.contains(reason), message);
    }
}
