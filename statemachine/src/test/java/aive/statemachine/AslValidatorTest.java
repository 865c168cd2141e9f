package aive.statemachine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Holds the definition against an independent validator of the States Language, which knows its schema and compiles
/// every JSONata expression.
///
/// The validator comes from npm, in the version that `package-lock.json` says, into a folder under `target/`.
class AslValidatorTest {

    private static final Path INSTALLED = Path.of("target", "asl-validator");

    @BeforeAll
    static void installTheValidator() throws Exception {
        Path lock = Path.of("package-lock.json");
        Path installedLock = INSTALLED.resolve("installed.json");
        if (Files.exists(installedLock) && Files.mismatch(lock, installedLock) < 0) {
            return;
        }
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(Path.of(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Answer answer =
                run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", INSTALLED.toString());
        assertEquals(0, answer.exit(), "asl-validator could not be installed from npm:\n" + answer.output());
        Files.copy(lock, installedLock, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void theDefinitionIsValid() throws Exception {
        // when
        Answer answer = validate(Path.of("render.asl.json"));
        // then
        assertEquals(0, answer.exit(), answer.output());
    }

    /// Else the test above would prove nothing.
    @Test
    void aMisspeltFieldIsRefused(@TempDir Path folder) throws Exception {
        // given
        ObjectNode broken = (ObjectNode) Definition.read().copy();
        ((ObjectNode) broken.path("States").path("Plan chunks")).put("TimeoutSecond", 5);
        // when
        Answer answer = validate(Files.writeString(folder.resolve("broken.asl.json"), broken.toString()));
        // then
        assertNotEquals(0, answer.exit());
        assertTrue(answer.output().contains("/States/Plan chunks"), answer.output());
    }

    @Test
    void aBrokenExpressionIsRefused(@TempDir Path folder) throws Exception {
        // given
        ObjectNode broken = (ObjectNode) Definition.read().copy();
        ((ObjectNode) broken.path("States").path("Fetch media")).put("Items", "{% $prepared.batches[ %}");
        // when
        Answer answer = validate(Files.writeString(folder.resolve("broken.asl.json"), broken.toString()));
        // then
        assertNotEquals(0, answer.exit());
        assertTrue(answer.output().contains("Items"), answer.output());
    }

    private static Answer validate(Path definition) throws IOException, InterruptedException {
        Path program = INSTALLED.resolve(Path.of("node_modules", "asl-validator", "dist", "bin", "asl-validator.js"));
        return run("node", program.toString(), "--json-path", definition.toString());
    }

    private record Answer(int exit, String output) {}

    private static Answer run(String... command) throws InterruptedException, IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return fail(
                    "%s could not be started; this test needs Node.js 20 or newer with npm: install it, or put it on the PATH"
                            .formatted(command[0]),
                    e);
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Answer(process.waitFor(), output);
    }
}
