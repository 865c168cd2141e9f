package aive.http;

import aive.error.RenderError;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/// Turns an I/O error of a request into an error that says what happened and whether a retry may help.
public final class ConnectionFailure {

    private ConnectionFailure() {}

    /// Interprets an I/O error of a request.
    ///
    /// @return the error if a retry cannot help
    /// @throws RetryableFailure if a retry may succeed
    public static RenderError of(IOException thrown, RequestedUrl url) throws RetryableFailure {
        if (isCausedBy(thrown, CertificateException.class) || isCausedBy(thrown, SSLPeerUnverifiedException.class)) {
            return url.unavailable(
                    "has a certificate that is not valid: expired, for another host, or not signed by a known"
                            + " authority");
        }
        String host = url.current().host();
        return switch (thrown) {
            case AddressRefused _ ->
                url.forbidden("must not be read: %s resolves to an address that is not public".formatted(host));
            case LookupTimedOut _ ->
                throw url.retryable(
                        "cannot be reached: the name service did not answer in time for %s".formatted(host));
            case UnknownHostException _ -> url.unavailable("cannot be reached: there is no host %s".formatted(host));
            case SSLException _ when !isBrokenConnection(thrown) -> url.unavailable("does not speak TLS 1.2 or 1.3");
            case ClientProtocolException _ -> url.unavailable("does not answer in valid HTTP");
            case MessageConstraintException _ -> url.unavailable("answers with too many or too long headers");
            case TruncatedChunkException _ -> throw url.retryable("closed the connection before the end of the body");
            case MalformedChunkCodingException _ -> url.unavailable("does not answer in valid HTTP");
            case ConnectionClosedException _, NoHttpResponseException _ ->
                throw url.retryable("closed the connection before the end of the body");
            case SocketTimeoutException _ -> throw url.retryable("does not answer: the connection timed out");
            default -> throw url.retryable("cannot be reached, or closed the connection");
        };
    }

    private static boolean isBrokenConnection(Throwable thrown) {
        return isCausedBy(thrown, EOFException.class)
                || isCausedBy(thrown, SocketException.class)
                || isCausedBy(thrown, SocketTimeoutException.class);
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> kind) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(kind::isInstance);
    }
}
