package aive.cdk;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The functions: one artefact, five entry points, each with a size, a log, and a role of its own.
final class RenderFunctions {

    private final Map<RenderFunction, Function> functions = new EnumMap<>(RenderFunction.class);

    RenderFunctions(Construct scope, StackSettings settings, Path code, RenderBuckets buckets) {
        Code asset = Code.fromAsset(code.toString());
        for (RenderFunction function : RenderFunction.values()) {
            functions.put(function, create(scope, function, settings, asset, buckets));
        }
    }

    String arn(RenderFunction function) {
        Function created = functions.get(function);
        if (created == null) {
            throw new IllegalStateException("the constructor has made every function, also %s".formatted(function));
        }
        return created.getFunctionArn();
    }

    private static Function create(Construct scope, RenderFunction function, StackSettings settings, Code code, RenderBuckets buckets) {
        FunctionSize size = settings.size(function);
        LogGroup log = LogGroup.Builder.create(scope, function.id() + "Log")
                .logGroupName("/aws/lambda/aive-%s/%s".formatted(settings.stage(), function.id()))
                .retention(LogRetention.ofDays(settings.logRetentionDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        return Function.Builder.create(scope, function.id())
                .description(function.description())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.X86_64)
                .handler(function.handler())
                .code(code)
                .memorySize(size.memoryMebibytes())
                .timeout(Duration.seconds(size.timeoutSeconds()))
                .ephemeralStorageSize(Size.mebibytes(size.storageMebibytes()))
                .environment(Map.of(
                        "S3_BUCKET", buckets.videos().getBucketName(),
                        "AIVE_WORK_BUCKET", buckets.work().getBucketName(),
                        "ENVIRONMENT", settings.stage()))
                .role(role(scope, function, log, buckets))
                .logGroup(log)
                .tracing(Tracing.ACTIVE)
                .build();
    }

    /// Without AWS's managed policy for functions, which lets a function write any log of the account.
    private static Role role(Construct scope, RenderFunction function, LogGroup log, RenderBuckets buckets) {
        Role role = Role.Builder.create(scope, function.id() + "Role")
                .description("What %s may do".formatted(function.id()))
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        role.addToPolicy(Permissions.allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn())));
        for (PolicyStatement statement : Permissions.of(function, buckets)) {
            role.addToPolicy(statement);
        }
        return role;
    }
}
