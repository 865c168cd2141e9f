package aive.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {

    private static final Path PARAMETERS = Path.of("..", "docs", "reference", "parameters.md");

    @Test
    void withoutAStageItIsDev() {
        assertEquals("dev", StackSettings.fromContext(Map.of()).stage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prod", "1st", "a_b", "a-stage-with-too-long-a-name"})
    void aStageIsAShortName(String stage) {
        // when
        Exception failure = assertThrows(IllegalArgumentException.class, () -> StackSettings.of(stage));
        // then
        assertEquals(
                "stage is \"%s\": it should be lower-case letters, digits, and -, a letter first, at most 20"
                        .formatted(stage),
                failure.getMessage());
    }

    /// Several parameters are said as `a=1;b=2`.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "renderMemory=20480 | renderMemory is 20480: it should be a whole number from 1769 to 10240",
                "renderMemory=1024 | renderMemory is 1024: it should be a whole number from 1769 to 10240",
                "planMemory=many | planMemory is many: it should be a whole number from 512 to 10240",
                "fetchTimeout=901 | fetchTimeout is 901: it should be a whole number from 10 to 900",
                "prepareTimeout=61 | prepareTimeout is 61: it should be a whole number from 10 to 60",
                "stitchStorage=511 | stitchStorage is 511: it should be a whole number from 512 to 10240",
                "accountMemory=3008;renderMemory=10240 | renderMemory is 10240: it should be at most 3008"
                        + " (accountMemory)",
                "accountMemory=1024 | accountMemory is 1024: it should be a whole number from 1769 to 10240",
                "fetchConcurrency=41 | fetchConcurrency is 41: it should be a whole number from 1 to 40",
                "accountConcurrency=10;renderConcurrency=9 | renderConcurrency is 9: it should be at most 8"
                        + " (accountConcurrency is 10, and other functions need some of it)",
                "renderConcurrency=901 | renderConcurrency is 901: it should be at most 900"
                        + " (accountConcurrency is 1000, and other functions need some of it)",
                "reservedConcurrency=5;renderConcurrency=6 | renderConcurrency is 6: it should be at most 5"
                        + " (reservedConcurrency)",
                "accountConcurrency=10;reservedConcurrency=5 | reservedConcurrency is 5: leave it out, because"
                    + " Lambda keeps 100 of the account's 10 (accountConcurrency) for functions without a reservation",
                "accountConcurrency=110;reservedConcurrency=11 | reservedConcurrency is 11: it should be at most 10,"
                    + " because Lambda keeps 100 of the account's 110 (accountConcurrency) for functions without a"
                    + " reservation",
                "architecture=amd64 | architecture is \"amd64\": it should be x86_64 or arm64",
                "packaging=docker | packaging is \"docker\": it should be zip or image",
                "logRetentionDays=31 | logRetentionDays is \"31\": it should be 7 or 14 or 30 or 60 or 90 or 180 or"
                        + " 365",
                "mediaRetentionDays=14 | mediaRetentionDays is 14: it should be a whole number from 15 to 3650",
                "videoArchiveDays=400;videoExpireDays=400 | videoArchiveDays is 400: it should be less than"
                        + " videoExpireDays, which is 400",
                "bucket=Videos | bucket has \"Videos\": a bucket's name is 3 to 63 lower-case letters, digits, dots,"
                        + " and dashes",
                "sourceBuckets=ours,s3://theirs | sourceBuckets has \"s3://theirs\": a bucket's name is 3 to 63"
                        + " lower-case letters, digits, dots, and dashes",
                "bucket=videos;cloudFront=true | cloudFront cannot be combined with bucket: "
                        + "the stack does not change an imported bucket",
                "corsOrigins=www.example.com | corsOrigins has \"www.example.com\": an origin is * or like"
                        + " https://www.example.com",
                "cloudFront=true;corsOrigins=https://a*.example.com | corsOrigins has \"https://a*.example.com\": with"
                        + " cloudFront, a * may only stand for a whole subdomain, as in https://*.example.com",
                "sourceHeadersSecret=arn:aws:secretsmanager:eu-west-1:1:secret:a | sourceHeadersSecret is"
                        + " \"arn:aws:secretsmanager:eu-west-1:1:secret:a\": it should be the name of a secret, not its"
                        + " ARN",
                "alarmEmail=operator | alarmEmail is \"operator\": it should be an email address",
                "queue=yes | queue is \"yes\": it should be true or false",
            })
    void whatIsBeyondALimitIsRefused(String said, String message) {
        // when
        Exception failure =
                assertThrows(IllegalArgumentException.class, () -> StackSettings.fromContext(context(said)));
        // then
        assertEquals(message, failure.getMessage());
    }

    @Test
    void aMisspeltParameterIsNotSilent() {
        // when
        Exception failure = assertThrows(
                IllegalArgumentException.class, () -> StackSettings.fromContext(Map.of("renderMemroy", "3008")));
        // then
        assertTrue(
                String.valueOf(failure.getMessage())
                        .startsWith("there is no parameter \"renderMemroy\"; the parameters are accountConcurrency,"
                                + " accountMemory, "),
                failure.getMessage());
    }

    @Test
    void whatTheCdkHasInTheContextIsItsOwn() {
        assertEquals(
                "dev",
                StackSettings.fromContext(Map.of(
                                "@aws-cdk/core:some", true, "aws:cdk:some", "x", "acknowledged-issue-numbers", "1"))
                        .stage());
    }

    /// As `cdk.json` has them, where a number is no text.
    @Test
    void aNumberMayBeANumber() {
        assertEquals(
                4_000,
                StackSettings.fromContext(Map.of("renderMemory", 4_000.0))
                        .size(RenderFunction.RENDER_CHUNK)
                        .memoryMebibytes());
    }

    @Test
    void inAnAccountWithLessEverythingIsAsLargeAsItMayBe() {
        // when
        StackSettings settings = StackSettings.fromContext(Map.of("accountMemory", "3008", "accountConcurrency", "10"));
        // then
        for (RenderFunction function : RenderFunction.values()) {
            assertEquals(
                    Math.min(3_008, function.defaultSize().memoryMebibytes()),
                    settings.size(function).memoryMebibytes(),
                    function.id());
        }
        assertEquals(new Concurrency(8, 8, OptionalInt.empty()), settings.concurrency());
    }

    /// One execution does not ask for more than all of them have.
    @Test
    void aReservationBoundsARender() {
        assertEquals(
                new Concurrency(40, 4, OptionalInt.of(4)),
                StackSettings.fromContext(Map.of("reservedConcurrency", "4")).concurrency());
    }

    @Test
    void ffmpegHasMostOfTheMemory() {
        assertEquals(1_024, RenderFunction.RENDER_CHUNK.heapMebibytes(new FunctionSize(10_240, 900, 512)));
        assertEquals(752, RenderFunction.STITCH_VIDEO.heapMebibytes(new FunctionSize(3_008, 900, 512)));
        assertEquals(1_326, RenderFunction.PLAN_CHUNKS.heapMebibytes(new FunctionSize(1_769, 900, 512)));
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
        Exception failure =
                assertThrows(IllegalArgumentException.class, () -> new FunctionSize(memory, timeout, storage));
        // then
        assertEquals(message, failure.getMessage());
    }

    @Test
    void codeThatIsNotBuiltIsNamed() {
        // when
        Path nowhere = Path.of("nowhere");
        Exception failure = assertThrows(
                IllegalArgumentException.class,
                () -> new StackSources(nowhere, Deployment.DEFINITION, nowhere, nowhere));
        // then
        assertEquals("nowhere is not there: mvn package makes it", failure.getMessage());
    }

    /// Whoever reads the tables can rely on them.
    @Test
    void thePageHasEveryParameterWithItsDefault() throws Exception {
        // given
        Map<String, String> documented = Pattern.compile(
                        "^\\| `([A-Za-z]+)` \\| `?([^|`]+)`? \\|.*$", Pattern.MULTILINE)
                .matcher(Files.readString(PARAMETERS))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).strip(), (one, _) -> one, TreeMap::new));
        Pattern.compile("^\\| ([a-z]+) \\| ([0-9,]+) \\| ([0-9,]+) \\| ([0-9,]+) \\|.*$", Pattern.MULTILINE)
                .matcher(Files.readString(PARAMETERS))
                .results()
                .forEach(row -> addSizes(row, documented));
        DeploymentContext context = new DeploymentContext(Map.of());
        // when
        StackSettings.read(context);
        // then
        assertEquals(new TreeMap<>(context.asked()), documented);
    }

    private static void addSizes(MatchResult row, Map<String, String> documented) {
        documented.put(row.group(1) + "Memory", row.group(2).replace(",", ""));
        documented.put(row.group(1) + "Timeout", row.group(3).replace(",", ""));
        documented.put(row.group(1) + "Storage", row.group(4).replace(",", ""));
    }

    private static Map<String, String> context(String said) {
        Map<String, String> context = new HashMap<>();
        for (String one : said.split(";")) {
            context.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        return context;
    }
}
