package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.FakeNpm;
import aive.caption.FontInstaller;
import aive.caption.InstalledFonts;
import aive.caption.LargeFont;
import aive.error.ConfigurationError;
import aive.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `./aive fonts`, mostly as a process of its own, with another cache folder and a script in place of npm.
class FontsCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachFontIsOneLineOrOneObject() {
        // given
        Path installed = InstalledFonts.folder();
        // when
        Cli.Ran lines = Cli.in(folder).run("fonts").done();
        Cli.Ran json = Cli.in(folder).run("fonts", "--json", "emoji", "JAPANESE").done();
        // then
        assertEquals(
                Arrays.stream(LargeFont.values())
                        .map(font -> "present   %-19s %s".formatted(font.id(), font.in(installed)))
                        .toList(),
                lines.out().lines().toList());
        List<JsonNode> objects =
                json.out().lines().map(line -> Json.MAPPER.readTree(line)).toList();
        assertEquals(List.of("emoji", "japanese"), objects.stream().map(each -> each.get("font").asString()).toList());
        assertEquals("present", objects.getFirst().get("outcome").asString());
        assertEquals(25_111_640, objects.getFirst().get("bytes").asLong());
        assertEquals(
                LargeFont.EMOJI.in(installed).toString(), objects.getFirst().get("file").asString());
    }

    @Test
    void anUnknownNameIsWrongUsage() {
        Cli.Ran ran = Cli.in(folder).run("fonts", "klingon").failed(2);
        assertEquals(
                List.of("error: there is no font klingon; the fonts are japanese, simplified-chinese,"
                        + " traditional-chinese, korean, emoji"),
                ran.errors());
    }

    @Test
    void itInstallsWhatItIsToldAndCleanLeavesThatThere() throws Exception {
        // given
        FakeNpm.copying(folder.resolve("npm"), LargeFont.KOREAN, LargeFont.KOREAN.in(InstalledFonts.folder()));
        Path file = LargeFont.KOREAN.in(fonts());
        // when
        String installation = output("fonts", "korean");
        String cleaning = output("clean", "--local", "--older-than", "0h", "--max-size", "0K");
        // then
        assertEquals(
                List.of(
                        "downloading @expo-google-fonts/noto-sans-kr@0.4.3…",
                        "installed korean              " + file),
                installation.lines().toList());
        assertTrue(cleaning.contains("0 files deleted"), cleaning);
        assertFalse(new FontInstaller(fonts()).isDamaged(LargeFont.KOREAN));
        assertTrue(Files.exists(file));
    }

    @Test
    void aFailureIsOneObject() throws Exception {
        // given
        FakeNpm.in(folder.resolve("npm"), "echo 'npm error code ENOTFOUND'; exit 1");
        // when
        String output = output("fonts", "emoji", "--json");
        // then
        JsonNode error = Json.MAPPER.readTree(output.lines().toList().getLast());
        assertEquals("ConfigurationError", error.get("error").asString());
        assertTrue(error.get("message").asString().contains("noto-color-emoji@0.4.6: code ENOTFOUND; "), output);
        assertFalse(output.contains("\tat "), output);
    }

    @Test
    void doctorNamesWhatIsInstalledMissingAndDamaged() throws IOException {
        // given
        Files.createDirectories(fonts());
        // then
        assertEquals(
                "none installed; './aive fonts' installs japanese, simplified-chinese, traditional-chinese, korean, emoji",
                DoctorCommand.largeFonts(fonts()));
        // when
        Files.copy(LargeFont.KOREAN.in(InstalledFonts.folder()), LargeFont.KOREAN.in(fonts()));
        // then
        assertEquals(
                "korean in %s; './aive fonts' installs japanese, simplified-chinese, traditional-chinese, emoji"
                        .formatted(fonts()),
                DoctorCommand.largeFonts(fonts()));
        assertEquals(
                "japanese, simplified-chinese, traditional-chinese, korean, emoji in " + InstalledFonts.folder(),
                DoctorCommand.largeFonts(InstalledFonts.folder()));
        // when
        Files.writeString(LargeFont.KOREAN.in(fonts()), "no font");
        // then
        ConfigurationError error =
                assertThrows(ConfigurationError.class, () -> DoctorCommand.largeFonts(fonts()));
        assertEquals(LargeFont.KOREAN.in(fonts()) + " is damaged; './aive fonts' installs it again", error.getMessage());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "sends signals with env")
    void interruptedItStopsNpmAndLeavesNothing() throws Exception {
        // given
        FakeNpm.hanging(folder.resolve("npm"));
        Path output = folder.resolve("output.txt");
        Process process = start(output, "fonts");
        try {
            Path child = folder.resolve("npm/child");
            while (!Files.exists(child)) {
                assertTrue(process.isAlive(), () -> text(output));
                Thread.sleep(5);
            }
            // when
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            // then
            assertTrue(process.waitFor(1, TimeUnit.MINUTES), () -> text(output));
            assertEquals(130, process.exitValue(), () -> text(output));
            assertEquals(
                    List.of("downloading @expo-google-fonts/noto-sans-jp@0.4.3…", "interrupted"),
                    text(output).lines().toList());
            assertFalse(FakeNpm.isChildRunning(folder.resolve("npm")));
            try (Stream<Path> left = Files.list(fonts())) {
                assertEquals(List.of(), left.toList());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private Path fonts() {
        return folder.resolve("cache/aive/fonts/installed");
    }

    /// What a command prints on both streams.
    private String output(String... arguments) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = start(output, arguments);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), () -> text(output));
        return text(output);
    }

    private Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        if (OS.LINUX.isCurrentOs()) {
            // Whoever runs the tests in the background ignores Ctrl-C, and so would every process that they start.
            command.addAll(0, List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", "%s:%s".formatted(folder.resolve("npm"), System.getenv("PATH")));
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
