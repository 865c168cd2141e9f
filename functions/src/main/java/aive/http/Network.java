package aive.http;

import aive.url.AddressGuard;
import aive.url.HttpsUrl;
import aive.url.PublicAddresses;
import java.net.InetAddress;
import java.security.Security;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/// The outside world of a [GuardedClient]: names, addresses, certificates, ports, time.
///
/// Only this package knows it, so that no setting, environment variable, or caller can loosen the guard. Tests in this
/// package replace it.
record Network(
        HostLookup lookup,
        AddressGuard guard,
        SSLContext tls,
        Set<Integer> ports,
        Sleeper sleeper,
        InstantSource clock) {

    /// The Internet: the system's name service, public addresses, the JDK's trust store, port 443.
    static Network internet() {
        // Otherwise Java repeats a failed lookup for ten seconds as "no such host", whatever the reason was.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        return new Network(
                host -> List.of(InetAddress.getAllByName(host)),
                new PublicAddresses(),
                SSLContexts.createDefault(),
                Set.of(HttpsUrl.PORT),
                Thread::sleep,
                InstantSource.system());
    }
}
