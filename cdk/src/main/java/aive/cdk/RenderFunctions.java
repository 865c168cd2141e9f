package aive.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// Creates the functions. They share one artifact; each has its own entry point, size, log group, and role.
final class RenderFunctions {

    /// The folder of FFmpeg in the layer; a test compares it with the default of the functions.
    static final String FFMPEG_FOLDER = "/opt/ffmpeg";

    private final Construct scope;
    private final StackSettings settings;
    private final FunctionCode code;
    private final RenderBuckets buckets;
    private final Map<String, String> environment;
    private final List<String> logGroups = new ArrayList<>();

    /// @param videoBaseUrl prefix of permanent video URLs, if there are any
    RenderFunctions(
            Construct scope,
            StackSettings settings,
            FunctionCode code,
            RenderBuckets buckets,
            Optional<String> videoBaseUrl) {
        this.scope = scope;
        this.settings = settings;
        this.code = code;
        this.buckets = buckets;
        // Each function is published: the state machine and the rules call versions.
        Annotations.of(scope).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
        this.environment = new TreeMap<>(Map.of(
                FunctionVariables.VIDEOS_BUCKET, buckets.videos().getBucketName(),
                FunctionVariables.STAGE, settings.stage(),
                FunctionVariables.WORK_BUCKET, buckets.work().getBucketName(),
                FunctionVariables.FETCH_CONCURRENCY,
                        Integer.toString(settings.concurrency().fetch()),
                FunctionVariables.RENDER_CONCURRENCY,
                        Integer.toString(settings.concurrency().render()),
                FunctionVariables.FFMPEG, FFMPEG_FOLDER));
        if (!buckets.sources().isEmpty()) {
            environment.put(
                    FunctionVariables.SOURCE_BUCKETS,
                    buckets.sources().stream().map(IBucket::getBucketName).collect(Collectors.joining(",")));
        }
        videoBaseUrl.ifPresent(url -> environment.put(FunctionVariables.VIDEO_BASE_URL, url));
    }

    /// Creates the function of a step.
    Function step(RenderFunction function) {
        Map<String, String> more = new TreeMap<>();
        List<PolicyStatement> statements = new ArrayList<>();
        if (function == RenderFunction.PLAN_CHUNKS) {
            more.put(FunctionVariables.FUNCTION_SIZES, sizes());
        }
        if (function == RenderFunction.FETCH_MEDIA) {
            settings.sourceHeadersSecret().ifPresent(secret -> {
                more.put(FunctionVariables.SOURCE_HEADERS_SECRET, secret);
                statements.add(Permissions.readSecret(scope, secret));
            });
        }
        return build(function, more, statements).build();
    }

    /// The memory and the storage of each step, from which the plan predicts time and cost.
    private String sizes() {
        return RenderFunction.steps().stream()
                .map(step -> "%s=%d/%d".formatted(
                        step.step(),
                        settings.size(step).memoryMebibytes(),
                        settings.size(step).storageMebibytes()))
                .collect(Collectors.joining(","));
    }

    /// Prepares a function with additional settings and permissions.
    ///
    /// @param more additional environment variables
    /// @param statements additional permissions
    Function.Builder build(RenderFunction function, Map<String, String> more, List<PolicyStatement> statements) {
        FunctionSize size = settings.size(function);
        LogGroup log = LogGroup.Builder.create(scope, function.id() + "Log")
                .logGroupName("/aws/lambda/aive-%s/%s".formatted(settings.stage(), function.id()))
                .retention(LogRetention.ofDays(settings.retention().logs()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        logGroups.add(log.getLogGroupName());
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("JAVA_TOOL_OPTIONS", javaOptions(function, size));
        variables.putAll(more);
        Function.Builder builder = Function.Builder.create(scope, function.id())
                .description("%s (stage %s)".formatted(function.description(), settings.stage()))
                .architecture(settings.architecture().lambda())
                .memorySize(size.memoryMebibytes())
                .timeout(Duration.seconds(size.timeoutSeconds()))
                .ephemeralStorageSize(Size.mebibytes(size.storageMebibytes()))
                .environment(variables)
                .role(role(function, log, statements))
                .logGroup(log)
                .tracing(Tracing.ACTIVE)
                // Kept for running executions, which call the versions with which they started. The rollback of a
                // failed deployment deletes the versions that it created: if one remained, the next deployment could
                // not publish the same code, because Lambda publishes no version twice.
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                        .build());
        code.in(builder, function);
        if (settings.hasSnapStart(function)) {
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        if (function == RenderFunction.RENDER_CHUNK) {
            settings.concurrency().reserved().ifPresent(builder::reservedConcurrentExecutions);
        }
        return builder;
    }

    /// Names of the log groups of all functions that were created so far.
    List<String> logGroups() {
        return List.copyOf(logGroups);
    }

    /// JVM options for a fast start, a small heap, and captions without a display or fontconfig.
    ///
    /// Lambda may set its own maximum heap, which takes precedence over ours. Two more options therefore keep the heap
    /// close to the size in use.
    private static String javaOptions(RenderFunction function, FunctionSize size) {
        return "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx%dm -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -Djava.awt.headless=true -Dsun.awt.fontconfig=/opt/fonts/fontconfig.properties"
                .formatted(function.heapMebibytes(size));
    }

    /// Creates the role of a function.
    ///
    /// The role omits AWS's managed policy for functions, which allows writing to every log group of the account.
    private Role role(RenderFunction function, LogGroup log, List<PolicyStatement> more) {
        Role role = Role.Builder.create(scope, function.id() + "Role")
                .description("What %s may do".formatted(function.id()))
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(Permissions.writeLog(log));
        Permissions.of(function, buckets).forEach(role::addToPolicy);
        more.forEach(role::addToPolicy);
        NagReasons.forRoleOfFunction(role, buckets.sources());
        return role;
    }
}
