package aive.fetch;

import java.net.InetAddress;

/// Decides which addresses may be dialled. [PublicAddresses] in production; a test's own lets its server on loopback through.
@FunctionalInterface
public interface AddressGuard {

    boolean allows(InetAddress address);
}
