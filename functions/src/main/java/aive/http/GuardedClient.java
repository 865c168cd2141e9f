package aive.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.util.Timeout;

/// An HTTPS client for servers that we do not control. It connects to public addresses only. Safe for several threads.
///
/// It speaks HTTP/1.1 over TLS 1.2 or 1.3. Everything that HttpClient would do by itself is off: redirects, retries,
/// cookies, authentication, decompression, upgrades, and proxies. The caller limits the total time of a request.
public final class GuardedClient implements AutoCloseable {

    private static final int CONNECTIONS = 256;
    private static final int HEADERS = 200;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final String USER_AGENT = "aive-renderer/1.0";

    private final CloseableHttpClient client;
    private final Network network;

    private GuardedClient(CloseableHttpClient client, Network network) {
        this.client = client;
        this.network = network;
    }

    /// A client for the Internet.
    public static GuardedClient create(HttpLimits limits) {
        return create(limits, Network.internet());
    }

    static GuardedClient create(HttpLimits limits, Network network) {
        return new GuardedClient(httpClient(limits, network), network);
    }

    /// Creates a request without sending it.
    public GuardedRequest request(String method, SourceUrl url) {
        return new GuardedRequest(client, method, url);
    }

    /// The URL that a redirect leads to.
    ///
    /// @param location the Location header
    /// @throws IllegalArgumentException if that URL may not be requested, with the reason
    public SourceUrl redirect(SourceUrl from, String location) {
        return from.redirectedTo(location, network.ports());
    }

    /// How long the server asks clients to wait before the next request; zero if it does not.
    public Duration retryAfter(GuardedResponse response) {
        return RetryAfter.of(response.header("Retry-After").orElse(""), network.clock());
    }

    /// Waits between two requests.
    public void pause(Duration duration) throws InterruptedException {
        network.sleeper().sleep(duration);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CloseableHttpClient httpClient(HttpLimits limits, Network network) {
        Timeout idle = Timeout.of(limits.idle());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedDnsResolver(network.lookup(), network.guard(), limits.lookup()))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(HEADERS)
                                        .setMaxLineLength(HEADER_BYTES)
                                        .build())
                                .build())
                        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(network.tls())
                                // The JDK checks the host name; HttpClient would first load the list of public
                                // suffixes.
                                .setHostVerificationPolicy(HostnameVerificationPolicy.BUILTIN)
                                .buildClassic())
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                                .setHandshakeTimeout(idle)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(limits.connect()))
                                .setSocketTimeout(idle)
                                .build())
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setExpectContinueEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(Timeout.of(limits.answer()))
                        .setResponseTimeout(idle)
                        .build())
                // One connection a request: downloads are long, and a function that was frozen has only dead
                // connections.
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setUserAgent(USER_AGENT)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }
}
