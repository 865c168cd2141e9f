package aive.http;

import aive.url.AddressGuard;
import aive.url.PublicAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves a host once per connection and returns only addresses that were checked.
///
/// HttpClient connects to these addresses without another lookup, so DNS rebinding (a name server that changes its
/// answer after the check) gains nothing. One address that is not allowed refuses the whole host: an honest host does
/// not mix public and private addresses.
public final class GuardedDnsResolver implements DnsResolver {

    /// How many addresses of each family are tried: some names have hundreds, and each may cost a connection timeout.
    private static final int ADDRESSES_A_FAMILY = 4;

    /// The system's text if no name server answers. Java has no exception for it.
    private static final String TEMPORARY = "Temporary failure in name resolution";

    private final HostLookup lookup;
    private final AddressGuard guard;
    private final Duration timeLimit;

    /// Uses the system's name service and allows public addresses.
    public GuardedDnsResolver(Duration timeLimit) {
        this(host -> List.of(InetAddress.getAllByName(host)), new PublicAddresses(), timeLimit);
    }

    GuardedDnsResolver(HostLookup lookup, AddressGuard guard, Duration timeLimit) {
        this.lookup = lookup;
        this.guard = guard;
        this.timeLimit = timeLimit;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = lookUpInTime(host);
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        if (!addresses.stream().allMatch(guard::allows)) {
            throw new AddressRefused(host);
        }
        // IPv4 first: a Lambda function outside a VPC has no route for IPv6.
        return Stream.concat(
                        addresses.stream()
                                .filter(Inet4Address.class::isInstance)
                                .limit(ADDRESSES_A_FAMILY),
                        addresses.stream()
                                .filter(address -> !(address instanceof Inet4Address))
                                .limit(ADDRESSES_A_FAMILY))
                .toArray(InetAddress[]::new);
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Arrays.stream(resolve(host))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    /// Returns `host` unchanged, without a lookup: only Kerberos needs canonical names.
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// The system's lookup has no timeout and cannot be interrupted, so it runs on a thread that can be abandoned.
    ///
    /// That is a platform thread, because a blocked virtual thread would occupy its carrier.
    private List<InetAddress> lookUpInTime(String host) throws UnknownHostException {
        FutureTask<List<InetAddress>> answer = new FutureTask<>(() -> lookup.lookUp(host));
        Thread.ofPlatform().daemon().name("look up host").start(answer);
        try {
            return answer.get(timeLimit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new LookupTimedOut(host);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LookupTimedOut(host);
        } catch (ExecutionException e) {
            throw String.valueOf(e.getCause()).contains(TEMPORARY)
                    ? new LookupTimedOut(host)
                    : new UnknownHostException(host);
        }
    }
}
