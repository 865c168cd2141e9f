package aive.fetch;

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

/// Makes the HTTP client that may talk to strangers: HTTP/1.1 over TLS 1.2 or 1.3 to checked addresses, and nothing that HttpClient would
/// otherwise do on its own account: no redirects, retries, cookies, authentication, decompression, upgrades, or proxies.
public final class GuardedClient {

    private static final int CONNECTIONS = 256;
    private static final int HEADERS = 200;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final String USER_AGENT = "aive-renderer/1.0";

    private GuardedClient() {}

    /// A client for the Internet, safe for several threads. Redirects and the total time are the caller's business.
    ///
    /// @param limits for lookup, connections, and silence
    public static CloseableHttpClient create(FetchLimits limits) {
        return create(limits, Network.internet());
    }

    static CloseableHttpClient create(FetchLimits limits, Network network) {
        Timeout idle = Timeout.of(limits.idle());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedDnsResolver(network.lookup(), network.guard(), limits.lookup()))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom().setMaxHeaderCount(HEADERS).setMaxLineLength(HEADER_BYTES).build())
                                .build())
                        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(network.tls())
                                // The JDK's own check of the host's name; HttpClient's would load the list of public suffixes first.
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
                // A connection for each request: a source is long, and a function that was frozen in between has only dead ones.
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
