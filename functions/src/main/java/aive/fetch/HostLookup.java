package aive.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The name service: the system's in production, a table in tests.
@FunctionalInterface
interface HostLookup {

    /// All addresses of a host, in the name service's order. May block; who calls it limits its time.
    ///
    /// @param host a name or a literal address, without brackets
    List<InetAddress> lookUp(String host) throws UnknownHostException;
}
