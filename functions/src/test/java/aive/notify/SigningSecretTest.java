package aive.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import aive.error.ConfigurationError;
import aive.error.StorageUnavailable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

class SigningSecretTest {

    private final SecretsManagerClient secrets = mock(SecretsManagerClient.class);
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final SigningSecret secret = new SigningSecret(() -> secrets, Optional.of("aive/dev/callback"), () -> now);

    @Test
    void itIsAskedForOnceInAWhile() {
        // given
        when(secrets.getSecretValue(anyRequest())).thenReturn(value("first"), value("second"));
        // then
        assertEquals("first", current());
        now = now.plusSeconds(299);
        assertEquals("first", current());
        now = now.plusSeconds(1);
        assertEquals("second", current());
        verify(secrets, times(2)).getSecretValue(anyRequest());
    }

    @Test
    void itIsRenewedWhenSomebodyHasReasonTo() {
        when(secrets.getSecretValue(anyRequest())).thenReturn(value("first"), value("second"));
        current();
        assertEquals("second", new String(secret.renewed(), UTF_8));
        assertEquals("second", current());
    }

    @Test
    void theOldOneServesWhileSecretsManagerDoesNotAnswer() {
        // given
        when(secrets.getSecretValue(anyRequest()))
                .thenReturn(value("first"))
                .thenThrow(SdkClientException.create("no route"));
        // when
        current();
        now = now.plusSeconds(3_600);
        // then
        assertEquals("first", current());
    }

    @Test
    void withoutAnyItIsWorthAnotherTry() {
        when(secrets.getSecretValue(anyRequest())).thenThrow(SdkClientException.create("no route"));
        assertThrows(StorageUnavailable.class, secret::current);
    }

    @Test
    void aSecretThatIsNotThereIsTheDeploymentsFault() {
        when(secrets.getSecretValue(anyRequest()))
                .thenThrow(ResourceNotFoundException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ResourceNotFoundException")
                                .errorMessage("no such secret")
                                .build())
                        .build());
        assertMessage(
                "cannot read the secret aive/dev/callback: ", assertThrows(ConfigurationError.class, secret::current));
    }

    @Test
    void aSecretThatMayNotBeReadIsTheDeploymentsFaultAndNoneTakesItsPlace() {
        // given
        when(secrets.getSecretValue(anyRequest()))
                .thenReturn(value("first"))
                .thenThrow(SecretsManagerException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("AccessDeniedException")
                                .errorMessage("not authorized")
                                .build())
                        .build());
        current();
        now = now.plusSeconds(600);
        // then
        assertMessage(
                "cannot read the secret aive/dev/callback: access denied",
                assertThrows(ConfigurationError.class, secret::current));
    }

    @Test
    void aSecretOfBytesIsTheDeploymentsFault() {
        when(secrets.getSecretValue(anyRequest()))
                .thenReturn(GetSecretValueResponse.builder().build());
        assertMessage(
                "the secret aive/dev/callback contains no text", assertThrows(ConfigurationError.class, secret::current));
    }

    @Test
    void withoutANameNothingIsAsked() {
        SigningSecret none = new SigningSecret(
                () -> {
                    throw new AssertionError("no client is needed");
                },
                Optional.empty(),
                () -> now);
        assertMessage(
                "the environment variable AIVE_CALLBACK_SECRET is not set",
                assertThrows(ConfigurationError.class, none::current));
    }

    private String current() {
        return new String(secret.current(), UTF_8);
    }

    private static void assertMessage(String start, ConfigurationError error) {
        assertTrue(String.valueOf(error.getMessage()).startsWith(start), error.getMessage());
    }

    private static Consumer<GetSecretValueRequest.Builder> anyRequest() {
        return any();
    }

    private static GetSecretValueResponse value(String text) {
        return GetSecretValueResponse.builder().secretString(text).build();
    }
}
