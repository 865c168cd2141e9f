package aive.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.ConfigurationError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceHeadersTest {

    @Test
    void aHostHasItsHeadersAndTheUserAgentOfAllHosts() {
        SourceHeaders headers = parse(
                """
                {"a.test": {"X-Key": "k"}, "B.test": {"user-agent": "b"}, "*": {"User-Agent": "all"}}""");
        assertEquals(Map.of("x-key", "k", "user-agent", "all"), headers.of("a.test"));
        assertEquals(Map.of("user-agent", "b"), headers.of("b.test"));
        assertEquals(Map.of("user-agent", "all"), headers.of("sub.a.test"));
        assertEquals(Map.of(), SourceHeaders.NONE.of("a.test"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a.test\": {\"Authorization\": \"SECRET\", | is not valid JSON",
                "[\"SECRET\"] | must be a JSON object of hosts",
                "{\"https://a.test/\": {}} | has \"https://a.test/\": a host is like media.example.com, or *",
                "{\"a.test:8443\": {}} | a host is like media.example.com, or *",
                "{\"*.a.test\": {}} | a host is like media.example.com, or *",
                "{\"a.test\": \"SECRET\"} | host a.test: must be an object of at most 20 headers",
                "{\"*\": {\"Authorization\": \"SECRET\"}} | only User-Agent may be sent to all hosts; name the host",
                "{\"a.test\": {\"Host\": \"SECRET\"}} | the header host cannot be set",
                "{\"a.test\": {\"If-None-Match\": \"SECRET\"}} | the header if-none-match cannot be set",
                "{\"a.test\": {\"X Y\": \"SECRET\"}} | a name of a header is not valid",
                "{\"a.test\": {\"X-Key\": \"SECRET\\r\\nHost: b\"}}"
                        + " | must be 1 to 8000 ASCII characters without line breaks",
                "{\"a.test\": {\"X-Key\": \"\"}} | must be 1 to 8000 ASCII characters without line breaks",
                "{\"a.test\": {\"X-Key\": 7}} | must be 1 to 8000 ASCII characters without line breaks",
            })
    void aMistakeIsNamedWithoutAnyValue(String json, String message) {
        ConfigurationError failure = assertThrows(ConfigurationError.class, () -> parse(json));
        String said = String.valueOf(failure.getMessage());
        assertTrue(said.startsWith("the headers"), said);
        assertTrue(said.endsWith(message), said);
        assertFalse(said.contains("SECRET"), said);
        assertFalse(failure.getCause() != null, "a cause would be logged, and quotes the text");
    }

    @Test
    void noTextFormShowsAValue() {
        assertEquals("headers for [a.test]", parse("{\"a.test\": {\"X-Key\": \"SECRET\"}}").toString());
    }

    @Test
    void aFileIsReadUpToALimit(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("headers.json"), "{\"a.test\": {\"X-Key\": \"k\"}}");
        assertEquals(Map.of("x-key", "k"), SourceHeaders.read(file).of("a.test"));
        Files.write(file, new byte[100_000]);
        assertEquals(
                "the file of source headers %s is longer than 65536 bytes".formatted(file),
                assertThrows(ConfigurationError.class, () -> SourceHeaders.read(file)).getMessage());
        Path missing = folder.resolve("missing.json");
        assertEquals(
                "the file of source headers %s cannot be read; check its name and permissions".formatted(missing),
                assertThrows(ConfigurationError.class, () -> SourceHeaders.read(missing)).getMessage());
    }

    private static SourceHeaders parse(String json) {
        return SourceHeaders.parse("the headers", json.getBytes(UTF_8));
    }
}
