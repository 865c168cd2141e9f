package aive.fetch;

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

/// Says what a broken connection means: whether asking again may help, and the words for it.
final class Failure {

    private Failure() {}

    /// @return the error that is final
    /// @throws TryAgain if it is not
    static RenderError of(IOException thrown, Trail trail) throws TryAgain {
        if (isCausedBy(thrown, CertificateException.class) || isCausedBy(thrown, SSLPeerUnverifiedException.class)) {
            return trail.unavailable("has a certificate that is not valid: expired, for another host, or not signed by a known authority");
        }
        return switch (thrown) {
            case AddressRefused _ -> trail.forbidden("must not be read: %s resolves to an address that is not public".formatted(host(trail)));
            case LookupTimedOut _ -> throw trail.tryAgain("cannot be reached: the address of %s was not found in time".formatted(host(trail)));
            case UnknownHostException _ -> trail.unavailable("cannot be reached: there is no host %s".formatted(host(trail)));
            case SSLException _ when !isBrokenConnection(thrown) -> trail.unavailable("does not speak TLS 1.2 or 1.3 as it should");
            case ClientProtocolException _ -> trail.unavailable("does not answer in proper HTTP");
            case MessageConstraintException _ -> trail.unavailable("answers with headers beyond every limit");
            case TruncatedChunkException _ -> throw trail.tryAgain("broke off before the end");
            case MalformedChunkCodingException _ -> trail.unavailable("does not answer in proper HTTP");
            case ConnectionClosedException _, NoHttpResponseException _ -> throw trail.tryAgain("broke off before the end");
            case SocketTimeoutException _ -> throw trail.tryAgain("does not answer: the connection timed out");
            default -> throw trail.tryAgain("cannot be reached, or broke off");
        };
    }

    private static String host(Trail trail) {
        return trail.current().host();
    }

    private static boolean isBrokenConnection(Throwable thrown) {
        return isCausedBy(thrown, EOFException.class) || isCausedBy(thrown, SocketException.class)
                || isCausedBy(thrown, SocketTimeoutException.class);
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> kind) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).anyMatch(kind::isInstance);
    }
}
