package aive.cdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.IConstruct;

/// The log group and the permissions of the CDK's function that empties the work bucket.
///
/// A stack has one such function for all of its buckets. Only a stack of ours is changed like that.
final class EmptyingLog {

    private EmptyingLog() {}

    /// Creates the log group. Deleting the stack deletes it.
    static void in(Stack stack, StackSettings settings) {
        LogGroup log = LogGroup.Builder.create(stack, "EmptyWorkBucketLog")
                .logGroupName("/aws/lambda/aive-%s/EmptyWorkBucket".formatted(settings.stage()))
                .retention(LogRetention.ofDays(settings.retention().logs()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        IConstruct provider = stack.getNode().findChild("Custom::S3AutoDeleteObjectsCustomResourceProvider");
        CfnResource function = (CfnResource) provider.getNode().findChild("Handler");
        function.addPropertyOverride("LoggingConfig", Map.of("LogGroup", log.getLogGroupName()));
        CfnResource role = (CfnResource) provider.getNode().findChild("Role");
        role.addPropertyDeletionOverride("ManagedPolicyArns");
        role.addPropertyOverride(
                "Policies",
                List.of(new TreeMap<>(Map.of(
                        "PolicyName",
                        "Log",
                        "PolicyDocument",
                        PolicyDocument.Builder.create()
                                .statements(List.of(Permissions.writeLog(log)))
                                .build()))));
    }
}
