package aive.fetch;

import java.net.UnknownHostException;

/// A host has an address that may not be dialled. A kind of [UnknownHostException] because that is what HttpClient lets a resolver throw;
/// it names the host and never the address, which may be the very thing that somebody wants to find out.
final class AddressRefused extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    AddressRefused(String host) {
        super(host);
    }
}
