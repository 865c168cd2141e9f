package aive.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import aive.error.ConfigurationError;
import aive.error.RenderError;
import aive.error.StorageUnavailable;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/// What becomes of the SDK's own failures.
class ExecutionsErrorPathsTest {

    private static final String ARN = "arn:aws:states:eu-central-1:123456789012:execution:render-dev:film";

    private final SfnClient stepFunctions = mock(SfnClient.class);
    private final Executions executions = new Executions(stepFunctions);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        refused(
                                400,
                                "AccessDeniedException",
                                "User: x is not authorized to perform: states:DescribeExecution"),
                        ConfigurationError.class,
                        "access denied"),
                Arguments.of(
                        refused(400, "ExpiredTokenException", "The security token included in the request is expired"),
                        ConfigurationError.class,
                        "sign in again"),
                Arguments.of(
                        refused(
                                400,
                                "UnrecognizedClientException",
                                "The security token included in the request is invalid."),
                        ConfigurationError.class,
                        "sign in again"),
                Arguments.of(
                        refused(400, "ThrottlingException", "Rate exceeded"),
                        StorageUnavailable.class,
                        "try again in a minute"),
                Arguments.of(
                        refused(503, "ServiceUnavailable", "Service is unavailable"),
                        StorageUnavailable.class,
                        "try again in a minute"),
                Arguments.of(
                        ExecutionDoesNotExistException.builder()
                                .message("Execution Does Not Exist")
                                .build(),
                        ConfigurationError.class,
                        "there is no execution " + ARN),
                Arguments.of(
                        InvalidArnException.builder().message("Invalid Arn").build(),
                        ConfigurationError.class,
                        "there is no execution " + ARN),
                Arguments.of(
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain"
                                + " AwsCredentialsProviderChain(…)"),
                        ConfigurationError.class,
                        "there are no AWS credentials; sign in (aws configure, aws sso login) or set AWS_PROFILE"),
                Arguments.of(
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain"
                            + " AwsCredentialsProviderChain(credentialsProviders=[ProfileCredentialsProvider(profileName=team,"
                            + " profileFile=ProfileFile(sections=[])), ContainerCredentialsProvider()]) :"
                            + " [SystemPropertyCredentialsProvider(): Unable to load credentials from system"
                            + " settings., ProfileCredentialsProvider(profileName=team,"
                            + " profileFile=ProfileFile(sections=[profiles], profiles=[Profile(name=team,"
                            + " properties=[region])])): Unable to load SSO token, ContainerCredentialsProvider():"
                            + " Cannot fetch credentials from container]"),
                        ConfigurationError.class,
                        "there are no AWS credentials (profile team: Unable to load SSO token); sign in"),
                Arguments.of(
                        SdkClientException.create("Unable to load region from any of the providers in the chain"),
                        ConfigurationError.class,
                        "set AWS_REGION"),
                Arguments.of(
                        SdkClientException.create("Token is expired for profile 'team'"),
                        ConfigurationError.class,
                        "sign in again"),
                Arguments.of(
                        SdkClientException.create(
                                "Received an UnknownHostException when attempting to interact with a service."),
                        StorageUnavailable.class,
                        "check the network"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachSaysInOneLineWhatToDo(SdkException failure, Class<? extends RenderError> expected, String advice) {
        // given
        when(stepFunctions.describeExecution(consumer())).thenThrow(failure);
        // when
        RenderError error = assertThrows(expected, () -> executions.describe(ARN));
        // then
        assertTrue(String.valueOf(error.getMessage()).contains(advice), error.getMessage());
        assertEquals(1, String.valueOf(error.getMessage()).lines().count());
        assertTrue(String.valueOf(error.getMessage()).contains(ARN), error.getMessage());
    }

    @Test
    void aNameThatIsTakenIsNoFailure() {
        // given
        when(stepFunctions.startExecution(startConsumer()))
                .thenThrow(ExecutionAlreadyExistsException.builder()
                        .message("Execution Already Exists")
                        .build());
        // then
        assertEquals(
                Optional.empty(),
                executions.start("arn:aws:states:eu-central-1:123456789012:stateMachine:render-dev", "film", "{}"));
    }

    @Test
    void anExecutionThatIsLookedForMayNotBeThere() {
        // given
        when(stepFunctions.describeExecution(consumer()))
                .thenThrow(ExecutionDoesNotExistException.builder()
                        .message("Execution Does Not Exist")
                        .build());
        // then
        assertEquals(Optional.empty(), executions.find(ARN));
    }

    private static SdkException refused(int status, String code, String message) {
        return SfnException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("Sfn")
                        .build())
                .message(message)
                .build();
    }

    private static Consumer<DescribeExecutionRequest.Builder> consumer() {
        return any();
    }

    private static Consumer<StartExecutionRequest.Builder> startConsumer() {
        return any();
    }
}
