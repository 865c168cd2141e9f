package aive.url;
import java.net.InetAddress;

/// Decides which IP addresses may be connected to.
///
/// Production uses [PublicAddresses]. Tests use a guard that allows their server on loopback, too.
@FunctionalInterface
public interface AddressGuard {

    boolean allows(InetAddress address);
}
