package aive.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {

    @Test
    void withoutAStageItIsDev() {
        assertEquals("dev", StackSettings.fromContext(name -> null).stage());
    }

    @Test
    void theContextNamesTheStage() {
        assertEquals("prod", StackSettings.fromContext(Map.<String, Object>of("stage", "prod")::get).stage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Prod", "1st", "a_b", "a-stage-with-too-long-a-name"})
    void aStageIsAShortName(String stage) {
        // when
        Exception failure = assertThrows(IllegalArgumentException.class, () -> StackSettings.of(stage));
        // then
        assertEquals("stage \"%s\" should be lower-case letters, digits, and -, a letter first, at most 20".formatted(stage), failure.getMessage());
    }

    @Test
    void aFunctionWithoutASizeIsNamed() {
        // when
        Exception failure = assertThrows(IllegalArgumentException.class, () -> new StackSettings("dev", Map.of(), 30, 30));
        // then
        assertEquals("PrepareProject has no size", failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20480 | 900 | 512 | a function cannot have 20480 MiB of memory: Lambda gives 128 to 10240",
                "1769 | 901 | 512 | a function cannot have 901 seconds: Lambda gives 1 to 900",
                "1769 | 900 | 511 | a function cannot have 511 MiB of /tmp: Lambda gives 512 to 10240",
            })
    void aSizeThatLambdaDoesNotHaveIsRefused(int memory, int timeout, int storage, String message) {
        // when
        Exception failure = assertThrows(IllegalArgumentException.class, () -> new FunctionSize(memory, timeout, storage));
        // then
        assertEquals(message, failure.getMessage());
    }

    @Test
    void codeThatIsNotBuiltIsNamed() {
        // when
        Exception failure =
                assertThrows(IllegalArgumentException.class, () -> new StackSources(Deployment.DEFINITION, Path.of("functions", "target", "lambda")));
        // then
        assertEquals("%s is not there: mvn package makes it".formatted(Path.of("functions", "target", "lambda")), failure.getMessage());
    }
}
