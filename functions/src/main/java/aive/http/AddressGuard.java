package aive.http;
import java.net.InetAddress;

/// Decides which IP addresses may be connected to.
///
/// [PublicAddresses] in production; tests also allow their server on loopback.
@FunctionalInterface
public interface AddressGuard {

    boolean allows(InetAddress address);
}
