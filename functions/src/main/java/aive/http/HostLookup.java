package aive.http;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Looks up the addresses of a host: with the system's name service, or in a table in tests.
@FunctionalInterface
interface HostLookup {

    /// All addresses of a host, in the order of the name service. May block; the caller limits its time.
    ///
    /// @param host a name or a literal address, without brackets
    List<InetAddress> lookUp(String host) throws UnknownHostException;
}
