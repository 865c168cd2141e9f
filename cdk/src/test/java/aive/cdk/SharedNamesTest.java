package aive.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Compares constants that the stack shares with the other modules. The stack compiles without them, so this reads
/// their source.
class SharedNamesTest {

    private static final Path FUNCTIONS = Path.of("..", "functions", "src", "main", "java", "aive");
    private static final Pattern CONSTANT =
            Pattern.compile("static final \\w+ (\\w+) =\\s+(?:Pattern\\.compile\\()?\"?([^\";]+)\"?\\)?;");

    @Test
    void theStackSetsTheEnvironmentVariablesThatTheFunctionsRead() throws IOException {
        assertEquals(
                constants(FUNCTIONS.resolve("lambda/EnvironmentVariables.java")),
                constants(Path.of("src", "main", "java", "aive", "cdk", "FunctionVariables.java")));
    }

    @Test
    void bothAllowTheSameBucketNames() throws IOException {
        assertEquals(constants(FUNCTIONS.resolve("url/BucketName.java")).get("PATTERN"), ImportedBucketName.PATTERN);
    }

    @Test
    void theLayerHoldsFfmpegWhereTheFunctionsLookForIt() throws IOException {
        assertEquals(
                constants(FUNCTIONS.resolve("lambda/LambdaSettings.java")).get("DEFAULT_FFMPEG"),
                RenderFunctions.FFMPEG_FOLDER);
    }

    @Test
    void theDashboardShowsTheNamespaceThatTheFunctionsWrite() throws IOException {
        assertEquals(constants(FUNCTIONS.resolve("lambda/InvocationLog.java")).get("NAMESPACE"), Monitoring.NAMESPACE);
    }

    @Test
    void theCommandLineAcceptsTheSameStages() throws IOException {
        Path stacks = Path.of("..", "local-runner", "src", "main", "java", "aive", "cloud", "Stacks.java");
        assertEquals(constants(stacks).get("STAGE"), StackSettings.STAGE);
    }

    @Test
    void noMoreBatchesAreFetchedAtOnceThanThereCanBe() throws IOException {
        Path list = Path.of("..", "shared-model", "src", "main", "java", "aive", "message", "MediaList.java");
        assertTrue(constants(list).containsValue(Integer.toString(Concurrency.MOST_FETCH)), list.toString());
    }

    @ParameterizedTest
    @EnumSource
    void everyEntryPointIsAClass(RenderFunction function) {
        // given
        String name = function.handler()
                .substring("aive.".length(), function.handler().indexOf("::"));
        // then
        assertTrue(Files.isRegularFile(FUNCTIONS.resolve(name.replace('.', '/') + ".java")), name);
    }

    private static Map<String, String> constants(Path source) throws IOException {
        return CONSTANT.matcher(Files.readString(source))
                .results()
                .collect(Collectors.toMap(
                        (MatchResult constant) -> constant.group(1),
                        (MatchResult constant) -> constant.group(2),
                        (_, last) -> last,
                        TreeMap::new));
    }
}
