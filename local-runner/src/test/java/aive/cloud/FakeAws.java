package aive.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import aive.execution.RecordedStepFunctions;
import aive.json.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Step Functions, CloudFormation, and as much of S3 as the command line uses, on loopback: the SDK believes that it
/// talks to AWS.
///
/// The JVM's system properties point the SDK at it, until it is closed.
public final class FakeAws implements AutoCloseable {

    public static final String WORK = "aive-dev-work";
    public static final String VIDEOS = "aive-dev-videos";
    private static final String STATES = "arn:aws:states:eu-central-1:123456789012:";
    private static final String MACHINE = STATES + "stateMachine:render-dev";
    private static final Pattern DELETED =
            Pattern.compile("<Object><Key>([^<]*)</Key>(?:<VersionId>([^<]*)</VersionId>)?");

    private static final Map<String, String> PROPERTIES = Map.of(
            "aws.accessKeyId",
            "AKIDEXAMPLE",
            "aws.secretAccessKey",
            "secret",
            "aws.region",
            "eu-central-1",
            "aws.disableEc2Metadata",
            "true",
            "aws.configFile",
            "/nowhere/config",
            "aws.sharedCredentialsFile",
            "/nowhere/credentials");

    private final HttpServer server;
    private final Map<String, ObjectNode> executions = new LinkedHashMap<>();
    private final Map<String, Map<String, byte[]>> buckets = new TreeMap<>();
    private final Map<String, String> stackBuckets = new TreeMap<>(Map.of("WorkBucket", WORK, "VideosBucket", VIDEOS));
    private final List<JsonNode> recorded = new ArrayList<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> refused = new HashMap<>();
    private Consumer<ObjectNode> started = _ -> {};

    public FakeAws() {
        buckets.put(WORK, new TreeMap<>());
        buckets.put(VIDEOS, new TreeMap<>());
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        PROPERTIES.forEach(System::setProperty);
        System.setProperty("aws.endpointUrl", endpoint());
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The ARN that an execution of that name has.
    public static String execution(String name) {
        return STATES + "execution:render-dev:" + name;
    }

    /// Executions in the order of their start, as `DescribeExecution` describes them.
    public List<ObjectNode> executions() {
        return List.copyOf(executions.values());
    }

    /// By key.
    public Map<String, byte[]> objects(String bucket) {
        return buckets.getOrDefault(bucket, Map.of());
    }

    public List<String> asked(String operation) {
        return asked.stream().filter(each -> each.startsWith(operation)).toList();
    }

    public FakeAws with(String bucket, String key, String content) {
        buckets.computeIfAbsent(bucket, _ -> new TreeMap<>()).put(key, content.getBytes(UTF_8));
        return this;
    }

    /// Adds what AWS answered once.
    public FakeAws replaying(String recording) {
        recorded.addAll(RecordedStepFunctions.recorded(recording));
        return this;
    }

    /// Adds an exchange, as recordings have it.
    public FakeAws answering(JsonNode exchange) {
        recorded.add(exchange);
        return this;
    }

    public FakeAws with(String bucket, String key, byte[] content) {
        buckets.computeIfAbsent(bucket, _ -> new TreeMap<>()).put(key, content);
        return this;
    }

    /// Executions that are started succeed, with this video.
    public FakeAws succeedingWith(String video) {
        started = execution -> {
            String key = "videos/film-1f0a93b2/%s.mp4"
                    .formatted(Json.sha256OfText(video).substring(0, 12));
            with(VIDEOS, key, video);
            String stem = key.substring(0, key.length() - ".mp4".length());
            with(VIDEOS, stem + ".srt", "captions.srt");
            with(VIDEOS, stem + ".vtt", "captions.vtt");
            with(VIDEOS, stem + ".jpg", "poster.jpg");
            ObjectNode result = JsonNodeFactory.instance
                    .objectNode()
                    .put("video_url", "https://example.com/old")
                    .put("url_expires_at", "2026-01-01T00:00:00Z")
                    .put("video_uri", "s3://%s/%s".formatted(VIDEOS, key))
                    .put("s3_key", key)
                    .put("frames", 240)
                    .put("bytes", video.length())
                    .put("sha256", Json.sha256OfText(video))
                    .put("poster_key", stem + ".jpg")
                    .put("something_new", 1);
            result.putArray("captions_keys").add(stem + ".srt").add(stem + ".vtt");
            result.putArray("warnings").addObject().put("pointer", "/render").put("message", "a warning");
            end(execution, "SUCCEEDED").put("output", result.toString());
        };
        return this;
    }

    /// Executions that are started fail.
    public FakeAws failingWith(String error, String message) {
        started = execution -> end(execution, "FAILED")
                .put("error", error)
                .put("redriveStatus", "REDRIVABLE")
                .put(
                        "cause",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("errorMessage", message)
                                .put("errorType", error)
                                .toString());
        return this;
    }

    /// Executions that are started go on until somebody says otherwise.
    public FakeAws rendering() {
        started = _ -> {};
        return this;
    }

    /// All the executions that run now end so.
    public FakeAws endAll(String status) {
        executions.values().stream()
                .filter(execution -> execution.get("status").asString().equals("RUNNING"))
                .forEach(execution -> end(execution, status));
        return this;
    }

    private static ObjectNode end(ObjectNode execution, String status) {
        return execution.put("status", status).put("stopDate", 1_795_435_300.5);
    }

    /// The stack has been told to use this bucket, and has not made it.
    public FakeAws withForeignVideosBucket() {
        stackBuckets.remove("VideosBucket");
        return this;
    }

    /// An operation of Step Functions fails.
    public FakeAws refusing(String operation, String code) {
        refused.put(operation, code);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = content(exchange);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target != null) {
                stepFunctions(exchange, target.substring(target.indexOf('.') + 1), (ObjectNode) Json.tree(body));
            } else if (exchange.getRequestMethod().equals("POST") && new String(body, UTF_8).contains("Action=")) {
                cloudFormation(exchange, new String(body, UTF_8));
            } else {
                s3(exchange, body);
            }
        }
    }

    /// Takes off the chunks, each with its length and signature, in which the SDK sends what it has a checksum of.
    private static byte[] content(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                .contains("aws-chunked")) {
            return body;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (body[end] != '\r') {
                end++;
            }
            int length = Integer.parseInt(new String(body, at, end - at, UTF_8).split(";")[0], 16);
            if (length == 0) {
                return content.toByteArray();
            }
            content.write(body, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    private synchronized void stepFunctions(HttpExchange exchange, String operation, ObjectNode request)
            throws IOException {
        asked.add(operation);
        if (refused.containsKey(operation)) {
            error(exchange, refused.get(operation), "refused");
            return;
        }
        String arn = request.path("executionArn").asString("");
        ObjectNode known = executions.get(arn);
        var found = RecordedStepFunctions.match(recorded, operation, request);
        if (found.isPresent()) {
            send(
                    exchange,
                    found.get().path("status").asInt(200),
                    Json.bytes(found.get().get("response")));
        } else if (operation.equals("StartExecution")) {
            start(exchange, request);
        } else if (operation.equals("GetExecutionHistory")) {
            send(exchange, 200, "{\"events\":[]}".getBytes(UTF_8));
        } else if (known == null) {
            error(exchange, "ExecutionDoesNotExist", "Execution Does Not Exist: '%s'".formatted(arn));
        } else if (operation.equals("StopExecution")) {
            end(known, "ABORTED")
                    .put("cause", request.path("cause").asString(""))
                    .put("redriveStatus", "REDRIVABLE");
            send(exchange, 200, "{\"stopDate\":1795435300.5}".getBytes(UTF_8));
        } else {
            send(exchange, 200, Json.bytes(known));
        }
    }

    private void start(HttpExchange exchange, ObjectNode request) throws IOException {
        String arn = execution(request.get("name").asString());
        if (executions.containsKey(arn)) {
            error(exchange, "ExecutionAlreadyExists", "Execution Already Exists: '%s'".formatted(arn));
            return;
        }
        ObjectNode execution = JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", arn)
                .put("stateMachineArn", MACHINE)
                .put("name", request.get("name").asString())
                .put("status", "RUNNING")
                .put("startDate", 1_795_435_200.113)
                .put("input", request.get("input").asString())
                .put("redriveStatus", "NOT_REDRIVABLE");
        executions.put(arn, execution);
        started.accept(execution);
        send(
                exchange,
                200,
                "{\"executionArn\":\"%s\",\"startDate\":1795435200.113}"
                        .formatted(arn)
                        .getBytes(UTF_8));
    }

    private static void error(HttpExchange exchange, String code, String message) throws IOException {
        send(
                exchange,
                400,
                Json.bytes(Map.of("__type", "com.amazonaws.swf.service.v2.model#" + code, "message", message)));
    }

    private void cloudFormation(HttpExchange exchange, String form) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&")) {
            fields.put(field.split("=")[0], URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8));
        }
        String action = fields.getOrDefault("Action", "");
        String stack = fields.getOrDefault("StackName", "");
        asked.add(action + " " + stack);
        if (!stack.equals("aive-dev")) {
            send(exchange, 400, """
                <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>ValidationError</Code>\
                <Message>Stack with id %s does not exist</Message></Error><RequestId>1</RequestId></ErrorResponse>\
                """.formatted(stack).getBytes(UTF_8));
        } else if (action.equals("DescribeStacks")) {
            String output = "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>";
            send(exchange, 200, """
                <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>\
                <StackName>aive-dev</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-01T10:00:00.000Z</CreationTime><Outputs>%s</Outputs>\
                </member></Stacks></DescribeStacksResult></DescribeStacksResponse>\
                """.formatted(output.formatted("StateMachineArn", MACHINE)
                            + output.formatted("WorkBucketName", WORK)
                            + output.formatted("VideosBucketName", VIDEOS))
                    .getBytes(UTF_8));
        } else {
            StringBuilder resources = new StringBuilder();
            stackBuckets.forEach((logical, physical) -> resources.append(
                    "<member><LogicalResourceId>%s</LogicalResourceId><PhysicalResourceId>%s</PhysicalResourceId><ResourceType>AWS::S3::Bucket</ResourceType></member>"
                            .formatted(logical, physical)));
            send(exchange, 200, """
                <ListStackResourcesResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><ListStackResourcesResult>\
                <StackResourceSummaries>%s</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>\
                """.formatted(resources).getBytes(UTF_8));
        }
    }

    private synchronized void s3(HttpExchange exchange, byte[] body) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", 3);
        Map<String, byte[]> bucket = buckets.get(path[1]);
        String key = path.length > 2 ? path[2] : "";
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        asked.add("S3 %s %s/%s".formatted(exchange.getRequestMethod(), path[1], key));
        if (bucket == null) {
            send(
                    exchange,
                    404,
                    "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message></Error>"
                            .getBytes(UTF_8));
        } else if (key.isEmpty()) {
            listOrDelete(exchange, bucket, query, new String(body, UTF_8));
        } else if (exchange.getRequestMethod().equals("PUT")) {
            String expected = exchange.getRequestHeaders().getFirst("If-Match");
            boolean refused = expected == null
                    ? bucket.containsKey(key) && exchange.getRequestHeaders().containsKey("If-None-Match")
                    : !bucket.containsKey(key) || !etag(bucket.get(key)).equals(expected);
            if (!refused) {
                bucket.put(key, body);
            }
            send(exchange, refused ? 412 : 200, new byte[0]);
        } else if (!bucket.containsKey(key)) {
            send(exchange, 404, new byte[0]);
        } else {
            exchange.getResponseHeaders().set("ETag", etag(bucket.get(key)));
            send(exchange, 200, bucket.get(key));
        }
    }

    private static String etag(byte[] content) {
        return '"' + Json.sha256(content).substring(0, 32) + '"';
    }

    private static void listOrDelete(HttpExchange exchange, Map<String, byte[]> bucket, String query, String body)
            throws IOException {
        if (query.startsWith("delete")) {
            Matcher matcher = DELETED.matcher(body);
            while (matcher.find()) {
                bucket.remove(matcher.group(1));
            }
            send(exchange, 200, "<DeleteResult/>".getBytes(UTF_8));
        } else if (query.startsWith("uploads")) {
            send(
                    exchange,
                    200,
                    "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>"
                            .getBytes(UTF_8));
        } else {
            StringBuilder versions = new StringBuilder();
            new TreeSet<>(bucket.keySet())
                    .forEach(key -> versions.append(
                            "<Version><Key>%s</Key><VersionId>null</VersionId></Version>".formatted(key)));
            send(
                    exchange,
                    200,
                    "<ListVersionsResult><IsTruncated>false</IsTruncated>%s</ListVersionsResult>"
                            .formatted(versions)
                            .getBytes(UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// Takes a setting back that the SDK would find.
    public FakeAws without(String... properties) {
        Arrays.stream(properties).forEach(System::clearProperty);
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
        PROPERTIES.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrl");
    }
}
