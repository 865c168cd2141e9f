package aive.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

class SecretHeadersTest {

    private final SecretsManagerClient secrets = mock(SecretsManagerClient.class);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final SecretHeaders headers = new SecretHeaders(() -> secrets, "aive/headers", now::get);

    @Test
    void theSecretIsReadAgainAfterFiveMinutes() {
        // given
        answer("{\"a.test\": {\"X-Key\": \"SECRET\"}}");
        assertEquals("headers for [a.test]", headers.get().toString());
        answer("{\"b.test\": {\"X-Key\": \"SECRET\"}}");
        // then
        later(299);
        assertEquals("headers for [a.test]", headers.get().toString());
        later(1);
        assertEquals("headers for [b.test]", headers.get().toString());
        verify(secrets, times(2)).getSecretValue(request());
    }

    @Test
    void whileSecretsManagerDoesNotAnswerTheOldHeadersAreSent() {
        // given
        answer("{\"a.test\": {\"X-Key\": \"SECRET\"}}");
        headers.get();
        // when
        when(secrets.getSecretValue(request())).thenThrow(SdkClientException.create("timed out"));
        later(600);
        // then
        assertEquals("headers for [a.test]", headers.get().toString());
        assertThrows(
                StorageUnavailable.class,
                () -> new SecretHeaders(() -> secrets, "aive/headers", now::get).get());
    }

    @Test
    void aMistakeInTheSecretIsNamedWithoutItsValues() {
        answer("SECRET");
        String said = String.valueOf(
                assertThrows(ConfigurationError.class, headers::get).getMessage());
        assertTrue(said.endsWith("the secret aive/headers is not valid JSON"), said);
        assertFalse(said.contains("SECRET"), said);
    }

    private void later(int seconds) {
        now.updateAndGet(before -> before.plusSeconds(seconds));
    }

    private void answer(String text) {
        when(secrets.getSecretValue(request()))
                .thenReturn(GetSecretValueResponse.builder().secretString(text).build());
    }

    private static Consumer<GetSecretValueRequest.Builder> request() {
        return any();
    }
}
