package aive.fetch;

import java.net.UnknownHostException;

/// The name service did not answer in time, which, other than "no such host", may be different a second later.
final class LookupTimedOut extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    LookupTimedOut(String host) {
        super(host);
    }
}
