package aive.cloud;

import aive.error.ConfigurationError;
import aive.execution.Arns;
import aive.execution.AwsErrors;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/// Finds deployments by the outputs of their stacks.
///
/// All methods throw [ConfigurationError] if the stack does not exist or CloudFormation cannot be called. The message
/// gives the remedy.
public final class Stacks implements AutoCloseable {

    private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9-]{0,19}");
    private static final String BUCKET = "AWS::S3::Bucket";

    private final CloudFormationClient cloudFormation;

    private Stacks(CloudFormationClient cloudFormation) {
        this.cloudFormation = cloudFormation;
    }

    /// Connects to CloudFormation with the credentials and the region of the environment.
    ///
    /// @param stage name of the stage, for error messages
    public static Stacks open(String stage) {
        try {
            return new Stacks(CloudFormationClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build());
        } catch (SdkException e) {
            throw AwsErrors.of(e, "look for the stack " + stackName(stage));
        }
    }

    /// Whether `name` is a valid name of a stage.
    public static boolean isStage(String name) {
        return STAGE.matcher(name).matches();
    }

    /// The deployment of a stage.
    public DeployedStage find(String stage) {
        Map<String, String> outputs =
                describe(stage).outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        String machine = outputs.get("StateMachineArn");
        if (machine == null || !Arns.isStateMachine(machine)) {
            throw new ConfigurationError(
                    "", "the stack %s has no output StateMachineArn; deploy it again".formatted(stackName(stage)));
        }
        return new DeployedStage(
                machine,
                Optional.ofNullable(outputs.get("WorkBucketName")),
                Optional.ofNullable(outputs.get("VideosBucketName")));
    }

    private Stack describe(String stage) {
        try {
            return cloudFormation
                    .describeStacks(request -> request.stackName(stackName(stage)))
                    .stacks()
                    .getFirst();
        } catch (CloudFormationException e) {
            // CloudFormation has no exception type for this.
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                throw noSuchStack(stage, e);
            }
            throw AwsErrors.of(e, "describe the stack " + stackName(stage));
        } catch (SdkException e) {
            throw AwsErrors.of(e, "describe the stack " + stackName(stage));
        }
    }

    /// The buckets that a stage's stack created; not those that it only uses.
    public Set<String> ownBuckets(String stage) {
        try {
            Set<String> buckets = new HashSet<>();
            for (StackResourceSummary resource : cloudFormation
                    .listStackResourcesPaginator(request -> request.stackName(stackName(stage)))
                    .stackResourceSummaries()) {
                if (BUCKET.equals(resource.resourceType()) && resource.physicalResourceId() != null) {
                    buckets.add(resource.physicalResourceId());
                }
            }
            return buckets;
        } catch (SdkException e) {
            throw AwsErrors.of(e, "list the resources of the stack " + stackName(stage));
        }
    }

    private ConfigurationError noSuchStack(String stage, SdkException cause) {
        String region = cloudFormation.serviceClientConfiguration().region().id();
        return new ConfigurationError(
                "",
                "there is no stack %s in %s; deploy it, name another with --stage, or set AWS_REGION or AWS_PROFILE to where it is"
                        .formatted(stackName(stage), region),
                cause);
    }

    private static String stackName(String stage) {
        return "aive-" + stage;
    }

    @Override
    public void close() {
        cloudFormation.close();
    }
}
