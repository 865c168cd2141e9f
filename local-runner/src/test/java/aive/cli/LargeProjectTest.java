package aive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.json.Json;
import aive.local.LocalSystem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Projects as large as the limits of JSON allow, and larger ones, in a JVM with the launcher's memory.
class LargeProjectTest {

    /// The documented limit for the length of the JSON, in bytes.
    private static final int LIMIT = 16 << 20;

    /// The documented limit for the number of names, values, and brackets.
    private static final int TOKENS = 2_000_000;

    /// Room for the rest of a project in the limits.
    private static final int REST = 4_000;

    private static final String DECIMAL = "0.12345678901234567890,";

    @TempDir
    private Path folder = Path.of("");

    /// Plans projects, one after the other, and prints the exit code of each.
    ///
    /// @param arguments the store, and then the projects
    public static void main(String[] arguments) {
        for (int i = 1; i < arguments.length; i++) {
            System.out.println("exit " + Main.run(LocalSystem::new, "plan", arguments[i], "--store", arguments[0]));
        }
    }

    @Test
    void projectsWithinTheLimitsArePlannedInTheLaunchersMemory() throws Exception {
        // given
        Map<String, String> projects = new TreeMap<>();
        projects.put("decimals", padded("[" + repeated(DECIMAL, LIMIT - REST) + "0]"));
        projects.put("strings", padded("[" + "\"ab\",".repeat(TOKENS - REST) + "0]"));
        String inside = padded("[" + repeated(DECIMAL, LIMIT - 2 * REST) + "0]");
        projects.put("body-in-an-event", event(inside, false));
        if (Boolean.getBoolean("aive.full")) {
            projects.put("objects", padded("[" + "{},".repeat((TOKENS - REST) / 2) + "0]"));
            projects.put("objects-of-one", padded("[" + "{\"a\":1},".repeat((TOKENS - REST) / 4) + "0]"));
            projects.put("one-string", padded("\"" + "x".repeat(LIMIT - REST) + "\""));
            projects.put("one-wide-string", padded("\"" + "я".repeat((LIMIT - REST) / 2) + "\""));
            String encoded = padded("[" + repeated(DECIMAL, LIMIT / 4 * 3 - 3 * REST) + "0]");
            projects.put("body-in-base64", event(encoded, true));
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> project : projects.entrySet()) {
            files.add(Files.writeString(folder.resolve(project.getKey() + ".json"), project.getValue()));
            assertTrue(Files.size(files.getLast()) <= LIMIT, project.getKey());
        }
        // when
        Ran ran = planInTheLaunchersMemory(files);
        // then
        assertEquals(files.stream().map(_ -> "exit 0").toList(), ran.exits(), ran.err());
    }

    @Test
    void longerFilesAreRefusedBeforeTheyAreRead() throws Exception {
        // given
        Path sparse = folder.resolve("sparse.json");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(5L << 30);
        }
        Path spaces = Files.writeString(folder.resolve("spaces.json"), " ".repeat(LIMIT + 1));
        // when
        Ran ran = planInTheLaunchersMemory(List.of(sparse, spaces));
        // then
        assertEquals(List.of("exit 2", "exit 2"), ran.exits(), ran.err());
        String refused = "error: InvalidProject: the input is longer than 16 MiB, the limit; leave out fields that the"
                + " renderer does not read";
        assertEquals(List.of(refused, refused), ran.err().lines().toList());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no /dev/zero")
    void aDeviceWithoutAnEndIsRefused() {
        Cli.Ran ran = Cli.in(folder).run("plan", Path.of("/dev/zero"), "--json").failed(2);
        assertEquals("InvalidProject", ran.json().get("error").asString());
    }

    @Test
    void moreTokensThanTheLimitAreRefused() throws IOException {
        Path project = Files.writeString(folder.resolve("p.json"), padded("[" + "0,".repeat(TOKENS) + "0]"));
        Cli.Ran ran = Cli.in(folder).run("plan", project, "--json").failed(2);
        assertTrue(ran.json().get("message").asString().contains("2000000"), ran.out());
    }

    /// @param exits a line for each project
    private record Ran(List<String> exits, String err) {}

    private Ran planInTheLaunchersMemory(List<Path> projects) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LargeProjectTest.class.getName(),
                folder.resolve("store").toString()));
        projects.forEach(project -> command.add(project.toString()));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int code = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertEquals(0, code, Files.readString(err));
        return new Ran(
                Files.readAllLines(out).stream().filter(line -> line.startsWith("exit ")).toList(),
                Files.readString(err));
    }

    /// A valid project with one more field, which the renderer ignores.
    private static String padded(String json) {
        String project = Json.text(TestProject.ofStills(1, 1).body());
        return "{\"more\":%s,%s".formatted(json, project.substring(1));
    }

    private static String event(String body, boolean base64) {
        JsonNode event = JsonNodeFactory.instance
                .objectNode()
                .put("body", base64 ? Base64.getEncoder().encodeToString(body.getBytes(UTF_8)) : body)
                .put("isBase64Encoded", base64);
        return Json.text(event);
    }

    private static String repeated(String text, int bytes) {
        return text.repeat(bytes / text.length());
    }
}
