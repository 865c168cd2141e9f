package aive.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aive.error.RenderError;
import aive.message.Cost;
import aive.message.RenderResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `examples/backend`: its own tests, and the names that it shares with the renderer.
///
/// The environment variable `AIVE_PYTHON` names a Python that has the packages, such as that of a virtual environment.
class BackendExampleTest {

    private static final Path EXAMPLE = Path.of("..", "examples", "backend");

    private static final String PYTHON = System.getenv().getOrDefault("AIVE_PYTHON", "python3");

    @Test
    void theTestsOfTheClientPass() throws Exception {
        assumePackages("pytest", "boto3", "jsonschema", "pydantic", "pydantic_settings");
        assertPass("tests", "--ignore=tests/test_app.py");
    }

    @Test
    void theTestsOfTheAppPass() throws Exception {
        assumePackages("pytest", "boto3", "jsonschema", "pydantic", "pydantic_settings", "fastapi", "httpx2");
        assertPass("tests/test_app.py");
    }

    @Test
    void itKnowsTheErrorsOfTheRenderer() {
        // given
        Set<String> ours = Arrays.stream(RenderError.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        // names that no step throws
        ours.addAll(Set.of("States.Timeout", "Aborted", "NotStarted", "Interrupted", "WrongUsage", "Unexpected"));
        // then
        assertEquals(ours, names("aive_client/errors.py", "^    \"([A-Za-z.]+)\": ", ""));
    }

    @Test
    void theFieldsOfItsResultAreThoseOfTheRenderer() {
        // given
        Map<String, Class<? extends Record>> models =
                Map.of("RenderResult", RenderResult.class, "Cost", Cost.class, "Chunks", RenderResult.Chunks.class);
        // then
        models.forEach((model, ours) -> {
            Set<String> fields = names("aive_client/models.py", "^    ([a-z][a-z0-9_]*): ", "class " + model);
            assertTrue(fields.size() > 2, fields::toString);
            fields.removeAll(Arrays.stream(ours.getRecordComponents())
                    .map(component -> component.getName()
                            .replaceAll("([A-Z])", "_$1")
                            .toLowerCase(Locale.ROOT))
                    .toList());
            assertEquals(Set.of(), fields, model);
        });
    }

    @Test
    void itKnowsTheStatesOfTheStateMachine() {
        String definition = text(Path.of("..", "statemachine", "render.asl.json"));
        Set<String> states = names("aive_client/local.py", "\"([A-Z][a-z]+ [a-z]+)\": ", "AFTER");
        states.addAll(names("aive_client/progress.py", "\"([A-Z][a-z]+ [a-z]+)\"", ""));
        assertEquals(5, states.size(), states::toString);
        states.forEach(state -> assertTrue(definition.contains("\"" + state + "\": {"), state));
    }

    /// The first groups of a pattern in the paragraph of a file that begins so, or in the whole file.
    private static Set<String> names(String file, String pattern, String begin) {
        String text = text(EXAMPLE.resolve(file));
        String part = begin.isEmpty() ? text : text.substring(text.indexOf("\n" + begin) + 1);
        Matcher end = Pattern.compile("\n(?=\\S)").matcher(part);
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(begin.isEmpty() || !end.find() ? part : part.substring(0, end.start()))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assumePackages(String... packages) throws Exception {
        Output output = run("-c", "import " + String.join(", ", packages));
        assumeTrue(
                output.exitCode() == 0,
                () -> "%s cannot import %s; AIVE_PYTHON names another Python: %s"
                        .formatted(PYTHON, String.join(", ", packages), output.text()));
    }

    private static void assertPass(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("-m", "pytest", "-q"));
        command.addAll(List.of(arguments));
        Output output = run(command.toArray(String[]::new));
        assertEquals(0, output.exitCode(), output::text);
    }

    private record Output(int exitCode, String text) {}

    private static Output run(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(EXAMPLE.toFile()).redirectErrorStream(true);
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Output(process.waitFor(), text);
        } catch (IOException e) {
            return new Output(-1, e.toString());
        }
    }
}
