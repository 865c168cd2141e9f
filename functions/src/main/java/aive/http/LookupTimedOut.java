package aive.http;
import java.net.UnknownHostException;

/// The name service did not answer in time. Unlike "no such host", this is worth a retry.
final class LookupTimedOut extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    LookupTimedOut(String host) {
        super(host);
    }
}
