package aive.cdk;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.IConstruct;

/// Suppresses findings of cdk-nag's AwsSolutions, with the reason for each.
final class NagReasons {

    private static final String WILDCARDS = "AwsSolutions-IAM5";

    private NagReasons() {}

    /// @param sources buckets of which everything may be read
    static void forRoleOfFunction(Role role, List<IBucket> sources) {
        sources.stream()
                .map(bucket -> Stack.of(role).resolve(bucket.getBucketArn()))
                .flatMap(NagReasons::ownerOfArn)
                .forEach(id -> suppress(
                        role,
                        wildcards(
                                "The app names this bucket as one whose objects may all be sources",
                                "/^Resource::<%s\\.Arn>\\/\\*$/g".formatted(id))));
        suppress(
                role,
                wildcards(
                        "Keys are made of what is rendered: only their prefixes are known before",
                        "/^Resource::<[A-Za-z0-9]*WorkBucket[0-9A-F]+\\.Arn>\\/(projects|sources|assets|chunks|soundtracks|uploads|notices)\\/\\*$/g",
                        "/^Resource::<[A-Za-z0-9]*WorkBucket[0-9A-F]+\\.Arn>\\/projects\\/\\*\\/progress\\/\\*$/g",
                        "/^Resource::(<[A-Za-z0-9]+\\.Arn>|arn:<AWS::Partition>:s3:::[a-z0-9.-]+)\\/videos\\/\\*$/g"),
                wildcards(
                        "The deployment names buckets that sources may be in, and says by that that all in them may be"
                                + " read",
                        "/^Resource::arn:<AWS::Partition>:s3:::[a-z0-9.-]+\\/\\*$/g"),
                wildcards(
                        "An execution's name is its starter's choice, and its children's and Map runs' are Step"
                                + " Functions'",
                        "/^Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:(execution|mapRun):<[A-Za-z0-9]*RenderMachine[0-9A-F]+\\.Name>(\\/Chunks)?:\\*$/g"),
                wildcards("X-Ray has no resources", "/^Resource::\\*$/g"));
    }

    static void forRoleOfMachine(Role role) {
        suppress(
                role,
                wildcards(
                        "What began before a deployment goes on with the versions that it began with",
                        "/^Resource::<[A-Za-z0-9]*(PrepareProject|FetchMedia|PlanChunks|RenderChunk|StitchVideo)[0-9A-F]+\\.Arn>:\\*$/g"),
                wildcards(
                        "The list of chunks lies under the name of a render",
                        "/^Resource::<[A-Za-z0-9]*WorkBucket[0-9A-F]+\\.Arn>\\/projects\\/\\*$/g"),
                wildcards("X-Ray and log deliveries have no resources", "/^Resource::\\*$/g"));
    }

    static void forExecutions(Policy policy) {
        suppress(
                policy,
                wildcards(
                        "An execution's name is its starter's choice, and its children's are Step Functions'",
                        "/^Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<[A-Za-z0-9]*RenderMachine[0-9A-F]+\\.Name>(\\/Chunks)?:\\*$/g"));
    }

    static void forBucket(Bucket bucket) {
        suppress(
                bucket,
                rule(
                        "AwsSolutions-S1",
                        "Nobody but our functions, and holders of addresses that they signed, reads this bucket; who"
                                + " wants to know each reading has CloudTrail's data events"));
    }

    static void forSecret(Secret secret) {
        suppress(
                secret,
                rule(
                        "AwsSolutions-SMG4",
                        "The backend knows the same secret: who changes it has to change it there, so it cannot change"
                                + " by itself"));
    }

    static void forDeadLetters(Queue queue) {
        suppress(queue, rule("AwsSolutions-SQS3", "It is a dead-letter queue"));
    }

    static void forDistribution(Distribution distribution) {
        suppress(
                distribution,
                rule("AwsSolutions-CFR1", "Where videos may be seen is for those to say who publish them"),
                rule(
                        "AwsSolutions-CFR2",
                        "It serves files only, under names that cannot be guessed; a firewall would cost more than all"
                                + " else"),
                rule("AwsSolutions-CFR3", "Logs of readings would need a bucket that outlives the stack"),
                rule(
                        "AwsSolutions-CFR4",
                        "With CloudFront's own domain and certificate the least version of TLS is CloudFront's"));
    }

    /// The logical id of the resource whose ARN a resolved value is; empty for the ARN of an imported resource.
    private static Stream<String> ownerOfArn(Object resolved) {
        return resolved instanceof Map<?, ?> function
                        && function.get("Fn::GetAtt") instanceof List<?> attribute
                        && attribute.getFirst() instanceof String id
                ? Stream.of(id)
                : Stream.empty();
    }

    private static void suppress(IConstruct construct, NagPackSuppression... suppressions) {
        NagSuppressions.addResourceSuppressions(construct, List.of(suppressions), true);
    }

    private static NagPackSuppression rule(String id, String reason) {
        return NagPackSuppression.builder().id(id).reason(reason).build();
    }

    private static NagPackSuppression wildcards(String reason, String... findings) {
        return NagPackSuppression.builder()
                .id(WILDCARDS)
                .reason(reason)
                .appliesTo(List.of(findings).stream()
                        .map(finding -> RegexAppliesTo.builder().regex(finding).build())
                        .toList())
                .build();
    }
}
