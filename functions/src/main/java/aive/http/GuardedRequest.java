package aive.http;
import aive.url.HttpsUrl;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.net.URIAuthority;

/// One HTTPS request of a [GuardedClient]. Another thread may cancel it.
public final class GuardedRequest {

    private final CloseableHttpClient client;
    private final SourceUrl url;
    private final HttpUriRequestBase request;

    GuardedRequest(CloseableHttpClient client, String method, SourceUrl url) {
        this.client = client;
        this.url = url;
        // Set in parts, so that HttpClient never parses a URL itself.
        this.request = new HttpUriRequestBase(method, URI.create("/"));
        request.setScheme("https");
        request.setAuthority(new URIAuthority(url.host(), url.port() == HttpsUrl.PORT ? -1 : url.port()));
        request.setPath(url.target());
        request.setHeader("Accept", "*/*");
    }

    /// Reads a response, completely or in part. The connection is closed afterwards, even if some of the body is left.
    @FunctionalInterface
    public interface ResponseReader<T> {

        /// @throws RetryableFailure if a retry may succeed
        T read(GuardedResponse response) throws IOException, RetryableFailure;
    }

    public void setHeader(String name, String value) {
        request.setHeader(name, value);
    }

    public void setJson(byte[] body) {
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    }

    /// Sends the request and returns what `reader` returns.
    ///
    /// @throws IOException if the connection failed; [ConnectionFailure] says what that means
    public <T> T send(ResponseReader<T> reader) throws IOException, RetryableFailure {
        ClassicHttpResponse response =
                client.executeOpen(new HttpHost("https", url.host(), url.port()), request, HttpClientContext.create());
        try {
            return reader.read(new GuardedResponse(response));
        } finally {
            // Closing alone would first read the rest of the body, which may have no end.
            request.cancel();
            Closer.closeQuietly(response);
        }
    }

    /// Closes the connection.
    public void cancel() {
        request.cancel();
    }
}
