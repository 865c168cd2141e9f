package aive.lambda;

import aive.error.ConfigurationError;
import aive.error.Problem;
import aive.forecast.Deployment;
import aive.forecast.Prices;
import aive.url.BucketName;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of a deployed function. Read once, in its first invocation.
///
/// @param stage of the deployment, `dev` (`ENVIRONMENT`)
/// @param workBucket for all that can be rendered again (`AIVE_WORK_BUCKET`)
/// @param videosBucket for videos (`S3_BUCKET`)
/// @param sourceBuckets buckets that sources and projects may be in: our two, and those configured
///     (`AIVE_SOURCE_BUCKETS`, separated by commas)
/// @param fetchConcurrency how many batches of media one execution fetches at the same time
///     (`AIVE_FETCH_CONCURRENCY`, default 40)
/// @param renderConcurrency how many chunks one execution renders at the same time (`AIVE_RENDER_CONCURRENCY`,
///     default 40)
/// @param deployment the sizes of the functions, for predictions of time and cost (`AIVE_FUNCTION_SIZES`:
///     `prepare=1769/512,…`, the MB of memory and of `/tmp` of each function; default: those of the stack)
/// @param ffmpeg folder with `ffmpeg`, `ffprobe`, and their libraries (`AIVE_FFMPEG`, default `/opt/ffmpeg`)
/// @param videoBaseUrl prefix of permanent video URLs, without a `/` at its end; absent if URLs are signed and expire
///     (`AIVE_VIDEO_BASE_URL`)
/// @param callbackSecret name or ARN of the secret that signs callbacks (`AIVE_CALLBACK_SECRET`)
/// @param topicArn the SNS topic for ends of executions (`AIVE_TOPIC_ARN`)
/// @param sourceHeadersSecret name of the secret with headers for downloads (`AIVE_SOURCE_HEADERS_SECRET`)
public record LambdaSettings(
        String stage,
        String workBucket,
        String videosBucket,
        Set<String> sourceBuckets,
        int fetchConcurrency,
        int renderConcurrency,
        Deployment deployment,
        Path ffmpeg,
        Optional<URI> videoBaseUrl,
        Optional<String> callbackSecret,
        Optional<String> topicArn,
        Optional<String> sourceHeadersSecret) {

    static final int DEFAULT_CONCURRENCY = 40;
    static final String DEFAULT_FFMPEG = "/opt/ffmpeg";

    /// Step Functions runs at most this many children of a distributed Map at the same time.
    private static final int MOST_AT_ONCE = 10_000;

    private static final Pattern BUCKET = Pattern.compile(BucketName.PATTERN);
    private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final Pattern SIZE =
            Pattern.compile("(?<function>[a-z]+)=(?<memory>[0-9]{1,6})/(?<storage>[0-9]{1,6})");
    private static final Set<String> FUNCTIONS = Set.of("prepare", "fetch", "plan", "render", "stitch");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    public LambdaSettings {
        sourceBuckets = Set.copyOf(sourceBuckets);
    }

    /// @throws ConfigurationError if variables are missing or malformed; the message names all of them
    public static LambdaSettings from(Map<String, String> environment) {
        VariableReader variables = new VariableReader(environment, new ArrayList<>());
        String work = variables.required(EnvironmentVariables.WORK_BUCKET, BUCKET, "the name of a bucket");
        String videos = variables.required(EnvironmentVariables.VIDEOS_BUCKET, BUCKET, "the name of a bucket");
        int fetchConcurrency = variables.number(EnvironmentVariables.FETCH_CONCURRENCY);
        int renderConcurrency = variables.number(EnvironmentVariables.RENDER_CONCURRENCY);
        LambdaSettings settings = new LambdaSettings(
                variables.required(EnvironmentVariables.STAGE, STAGE, "the name of a stage"),
                work,
                videos,
                Stream.concat(
                                Stream.of(work, videos),
                                variables
                                        .list(EnvironmentVariables.SOURCE_BUCKETS, BUCKET, "the name of a bucket")
                                        .stream())
                        .collect(Collectors.toSet()),
                fetchConcurrency,
                renderConcurrency,
                variables.deployment(fetchConcurrency, renderConcurrency),
                variables.folder(EnvironmentVariables.FFMPEG),
                variables.address(EnvironmentVariables.VIDEO_BASE_URL),
                variables.optional(EnvironmentVariables.CALLBACK_SECRET),
                variables.optional(EnvironmentVariables.TOPIC_ARN),
                variables.optional(EnvironmentVariables.SOURCE_HEADERS_SECRET));
        if (!variables.problems().isEmpty()) {
            throw new ConfigurationError(variables.problems());
        }
        return settings;
    }

    /// Reads variables and collects the problems.
    private record VariableReader(Map<String, String> environment, List<Problem> problems) {

        Optional<String> optional(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        String required(String name, Pattern form, String what) {
            Optional<String> value = optional(name);
            if (value.isEmpty()) {
                complain("the environment variable %s is not set; it is %s".formatted(name, what));
                return "";
            }
            check(name, value.get(), form, what);
            return value.get();
        }

        List<String> list(String name, Pattern form, String what) {
            List<String> values = optional(name).stream()
                    .flatMap(text -> Stream.of(text.split(",", -1)))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
            values.forEach(value -> check(name, value, form, what));
            return values;
        }

        int number(String name) {
            String text = optional(name).orElse(Integer.toString(DEFAULT_CONCURRENCY));
            int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
            if (number < 1 || number > MOST_AT_ONCE) {
                complain("the environment variable %s is \"%s\"; it must be a whole number from 1 to %d"
                        .formatted(name, text, MOST_AT_ONCE));
            }
            return number;
        }

        Deployment deployment(int fetchConcurrency, int renderConcurrency) {
            String name = EnvironmentVariables.FUNCTION_SIZES;
            Map<String, Integer> memory = new HashMap<>();
            Map<String, Integer> storage = new HashMap<>();
            for (String text : list(name, SIZE, "a list such as render=10240/512")) {
                Matcher size = SIZE.matcher(text);
                if (size.matches()) {
                    memory.put(size.group("function"), Integer.valueOf(size.group("memory")));
                    storage.put(size.group("function"), Integer.valueOf(size.group("storage")));
                }
            }
            if (!memory.isEmpty() && !memory.keySet().equals(FUNCTIONS)) {
                complain("the environment variable %s is \"%s\"; it must name each of %s"
                        .formatted(name, environment.get(name), FUNCTIONS));
            }
            return new Deployment(
                    memory.isEmpty() ? Deployment.COLD.memory() : sizes(memory),
                    storage.isEmpty() ? Deployment.COLD.storage() : sizes(storage),
                    Prices.gigabyteSecond(),
                    fetchConcurrency,
                    renderConcurrency,
                    false);
        }

        private static Deployment.Sizes sizes(Map<String, Integer> sizes) {
            return new Deployment.Sizes(
                    sizes.getOrDefault("prepare", 0),
                    sizes.getOrDefault("fetch", 0),
                    sizes.getOrDefault("plan", 0),
                    sizes.getOrDefault("render", 0),
                    sizes.getOrDefault("stitch", 0));
        }

        Path folder(String name) {
            String text = optional(name).orElse(DEFAULT_FFMPEG);
            try {
                Path folder = Path.of(text);
                if (folder.isAbsolute()) {
                    return folder;
                }
            } catch (InvalidPathException _) {
                // said below
            }
            complain("the environment variable %s is \"%s\"; it must be the absolute path of a folder"
                    .formatted(name, text));
            return Path.of(DEFAULT_FFMPEG);
        }

        Optional<URI> address(String name) {
            Optional<String> text = optional(name);
            try {
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                URI address = new URI(text.get().replaceFirst("/+$", ""));
                if ("https".equals(address.getScheme())
                        && address.getHost() != null
                        && address.getQuery() == null
                        && address.getFragment() == null) {
                    return Optional.of(address);
                }
            } catch (URISyntaxException _) {
                // said below
            }
            // Without the value, whose query may be a secret.
            complain("the environment variable %s is not an https address without a query or fragment".formatted(name));
            return Optional.empty();
        }

        private void check(String name, String value, Pattern form, String what) {
            if (!form.matcher(value).matches()) {
                complain("the environment variable %s is \"%s\"; it must be %s".formatted(name, value, what));
            }
        }

        private void complain(String message) {
            problems.add(new Problem("", message));
        }
    }
}
