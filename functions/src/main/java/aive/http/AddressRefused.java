package aive.http;

import java.net.UnknownHostException;

/// A host has an address that may not be connected to.
///
/// It extends [UnknownHostException] because HttpClient lets a resolver throw nothing else. Its message names the
/// host but not the address: an attacker may want to learn the addresses of our network.
final class AddressRefused extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    AddressRefused(String host) {
        super(host);
    }
}
