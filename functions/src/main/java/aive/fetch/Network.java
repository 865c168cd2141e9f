package aive.fetch;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/// What lies outside: names, addresses, certificates, time. Known to this package alone, so that no setting, environment variable, or caller
/// can loosen the guard; only a test that lives in this package can.
record Network(HostLookup lookup, AddressGuard guard, SSLContext tls, Set<Integer> ports, Pause pause, InstantSource clock) {

    /// The Internet: the system's name service, public addresses, the JDK's trust store, port 443.
    static Network internet() {
        return new Network(
                host -> List.of(InetAddress.getAllByName(host)),
                new PublicAddresses(),
                SSLContexts.createDefault(),
                SourceUrl.HTTPS_PORTS,
                Thread::sleep,
                InstantSource.system());
    }
}
