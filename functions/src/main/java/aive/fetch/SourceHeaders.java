package aive.fetch;

import aive.error.ConfigurationError;
import aive.error.Problem;
import aive.json.Json;
import aive.url.HttpsUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Headers that downloads send to certain hosts: a user agent, a token. Immutable.
///
/// The values are secrets. They are sent to their own host only, over HTTPS, also after a redirect; no message, log, or
/// text form of this object contains them.
public final class SourceHeaders {

    /// No header for any host.
    public static final SourceHeaders NONE = new SourceHeaders(Map.of());

    /// The name that stands for all hosts. Only a user agent is allowed for it, since each host sees it.
    private static final String ALL_HOSTS = "*";

    private static final String USER_AGENT = "user-agent";
    private static final int MOST_BYTES = 64 << 10;
    private static final int LONGEST_VALUE = 8_000;
    private static final int MOST_HEADERS = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]*[\\x21-\\x7E])?");

    /// Headers of the HTTP client itself. Another value would break the request or its checks.
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding", "connection", "content-length", "expect", "host", "keep-alive", "range", "te", "trailer",
            "transfer-encoding", "upgrade");
    private static final Pattern RESERVED_FAMILY = Pattern.compile("(if|proxy|content)-.*");

    private final Map<String, Map<String, String>> byHost;

    private SourceHeaders(Map<String, Map<String, String>> byHost) {
        this.byHost = byHost;
    }

    /// Reads a file: see [#parse].
    ///
    /// @throws ConfigurationError if it cannot be read or is not valid
    public static SourceHeaders read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return parse("the file of source headers " + file, content.readNBytes(MOST_BYTES + 1));
        } catch (IOException e) {
            throw new ConfigurationError(
                    "",
                    "the file of source headers %s cannot be read; check its name and permissions".formatted(file),
                    e);
        }
    }

    /// Parses `{"media.example.com": {"Authorization": "…"}, "*": {"User-Agent": "…"}}`.
    ///
    /// @param origin what holds the JSON, for messages
    /// @throws ConfigurationError if it is not valid; the message names all problems, but no value
    public static SourceHeaders parse(String origin, byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new ConfigurationError("", "%s is longer than %d bytes".formatted(origin, MOST_BYTES));
        }
        JsonNode hosts;
        try {
            hosts = Json.tree(json);
        } catch (JacksonException _) {
            // Without the parser's message and without a cause: they quote the text, which holds secrets.
            throw new ConfigurationError("", "%s is not valid JSON".formatted(origin));
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, Map<String, String>> byHost = new TreeMap<>();
        if (!hosts.isObject()) {
            problems.add(new Problem("", "%s must be a JSON object of hosts".formatted(origin)));
        }
        for (Map.Entry<String, JsonNode> host : hosts.properties()) {
            String name = host.getKey().toLowerCase(Locale.ROOT);
            if (!isHost(name)) {
                problems.add(new Problem(
                        "", "%s has \"%s\": a host is like media.example.com, or *".formatted(origin, name)));
            }
            Map<String, String> headers = headers("%s, host %s".formatted(origin, name), host.getValue(), problems);
            if (name.equals(ALL_HOSTS) && !Set.of(USER_AGENT).containsAll(headers.keySet())) {
                problems.add(new Problem(
                        "", "%s, host *: only User-Agent may be sent to all hosts; name the host".formatted(origin)));
            }
            byHost.put(name, headers);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationError(problems);
        }
        return new SourceHeaders(byHost);
    }

    private static boolean isHost(String name) {
        if (name.equals(ALL_HOSTS)) {
            return true;
        }
        try {
            return HttpsUrl.parse("https://" + name + "/", Set.of(HttpsUrl.PORT)).host().equals(name);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Map<String, String> headers(String place, JsonNode object, List<Problem> problems) {
        Map<String, String> headers = new TreeMap<>();
        if (!object.isObject() || object.size() > MOST_HEADERS) {
            problems.add(new Problem(
                    "", "%s: must be an object of at most %d headers".formatted(place, MOST_HEADERS)));
            return headers;
        }
        for (Map.Entry<String, JsonNode> header : object.properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue().stringValue("");
            if (!NAME.matcher(name).matches()) {
                problems.add(new Problem("", "%s: a name of a header is not valid".formatted(place)));
            } else if (RESERVED.contains(name) || RESERVED_FAMILY.matcher(name).matches()) {
                problems.add(new Problem("", "%s: the header %s cannot be set".formatted(place, name)));
            } else if (value.length() > LONGEST_VALUE || !VALUE.matcher(value).matches()) {
                problems.add(new Problem(
                        "",
                        "%s: the value of the header %s must be 1 to %d ASCII characters without line breaks"
                                .formatted(place, name, LONGEST_VALUE)));
            }
            headers.put(name, value);
        }
        return Map.copyOf(headers);
    }

    /// The headers for a host; empty if it has none.
    ///
    /// @param host in lower case
    Map<String, String> of(String host) {
        Map<String, String> headers = new TreeMap<>(byHost.getOrDefault(ALL_HOSTS, Map.of()));
        headers.putAll(byHost.getOrDefault(host, Map.of()));
        return headers;
    }

    /// The hosts, without their headers.
    @Override
    public String toString() {
        return "headers for " + byHost.keySet();
    }
}
