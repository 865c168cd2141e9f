package aive.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.ConfigurationError;
import aive.error.Problem;
import aive.forecast.Deployment;
import aive.forecast.Prices;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LambdaSettingsTest {

    private static final Map<String, String> LEAST =
            Map.of("S3_BUCKET", "the-videos", "AIVE_WORK_BUCKET", "the-work", "ENVIRONMENT", "dev");

    @Test
    void whatIsNotSaidHasADefault() {
        assertEquals(
                new LambdaSettings(
                        "dev",
                        "the-work",
                        "the-videos",
                        Set.of("the-work", "the-videos"),
                        40,
                        40,
                        new Deployment(
                                Deployment.COLD.memory(),
                                Deployment.COLD.storage(),
                                Prices.gigabyteSecond(),
                                40,
                                40,
                                false),
                        Path.of("/opt/ffmpeg"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                LambdaSettings.from(LEAST));
    }

    @Test
    void everyVariableHasItsComponent() {
        // given
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.putAll(Map.of(
                "AIVE_SOURCE_BUCKETS",
                "clips, voices,",
                "AIVE_FETCH_CONCURRENCY",
                "10",
                "AIVE_RENDER_CONCURRENCY",
                "900",
                "AIVE_FUNCTION_SIZES",
                "stitch=3008/1024,prepare=512/512,fetch=1769/2048,plan=1024/513,render=5307/4096",
                "AIVE_FFMPEG",
                "/opt/other",
                "AIVE_VIDEO_BASE_URL",
                "https://d111.cloudfront.net/",
                "AIVE_CALLBACK_SECRET",
                "secret",
                "AIVE_TOPIC_ARN",
                "topic",
                "AIVE_SOURCE_HEADERS_SECRET",
                "headers"));
        // then
        assertEquals(
                new LambdaSettings(
                        "dev",
                        "the-work",
                        "the-videos",
                        Set.of("the-work", "the-videos", "clips", "voices"),
                        10,
                        900,
                        new Deployment(
                                new Deployment.Sizes(512, 1_769, 1_024, 5_307, 3_008),
                                new Deployment.Sizes(512, 2_048, 513, 4_096, 1_024),
                                Prices.gigabyteSecond(),
                                10,
                                900,
                                false),
                        Path.of("/opt/other"),
                        Optional.of(URI.create("https://d111.cloudfront.net")),
                        Optional.of("secret"),
                        Optional.of("topic"),
                        Optional.of("headers")),
                LambdaSettings.from(environment));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        // given
        Map<String, String> environment = Map.of(
                "S3_BUCKET",
                "s3://videos",
                "ENVIRONMENT",
                " ",
                "AIVE_SOURCE_BUCKETS",
                "Clips",
                "AIVE_FETCH_CONCURRENCY",
                "0",
                "AIVE_FUNCTION_SIZES",
                "render=10240/512",
                "AIVE_FFMPEG",
                "ffmpeg",
                "AIVE_VIDEO_BASE_URL",
                "http://videos.example/?token=secret");
        // when
        List<String> problems =
                assertThrows(ConfigurationError.class, () -> LambdaSettings.from(environment)).problems().stream()
                        .map(Problem::message)
                        .toList();
        // then
        List<String> names = List.of(
                "AIVE_WORK_BUCKET",
                "S3_BUCKET",
                "ENVIRONMENT",
                "AIVE_SOURCE_BUCKETS",
                "AIVE_FETCH_CONCURRENCY",
                "AIVE_FUNCTION_SIZES",
                "AIVE_FFMPEG",
                "AIVE_VIDEO_BASE_URL");
        assertEquals(names.size(), problems.size(), problems.toString());
        for (String name : names) {
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.contains("variable " + name + " is")),
                    name + " in " + problems);
        }
        assertTrue(problems.stream().noneMatch(problem -> problem.contains("secret")), problems.toString());
    }
}
