package aive.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/// An Internet in which [MediaServer]'s address counts as public, and everything else is judged as in production.
final class Internet {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, List<InetAddress>> hosts = new ConcurrentHashMap<>();
    private final Map<String, List<InetAddress>> later = new ConcurrentHashMap<>();
    private final Set<InetAddress> alsoPublic = new HashSet<>();
    private final Set<Integer> ports = new HashSet<>(Set.of(443));
    private final List<String> lookups = new CopyOnWriteArrayList<>();
    private final List<InetAddress> judged = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    Internet host(String name, String... addresses) {
        hosts.put(name, List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
        return this;
    }

    /// What the name service says from the second time on.
    Internet laterHost(String name, String... addresses) {
        later.put(name, List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
        return this;
    }

    /// Lets another address through, where nobody listens.
    Internet deaf(String address) {
        alsoPublic.add(InetAddress.ofLiteral(address));
        return this;
    }

    Internet port(int port) {
        ports.add(port);
        return this;
    }

    Set<Integer> ports() {
        return ports;
    }

    List<String> lookups() {
        return lookups;
    }

    /// The addresses that the guard was asked about.
    List<InetAddress> judged() {
        return judged;
    }

    List<Duration> pauses() {
        return pauses;
    }

    boolean allows(InetAddress address) {
        judged.add(address);
        return address.equals(MediaServer.ADDRESS) || alsoPublic.contains(address) || new PublicAddresses().allows(address);
    }

    Network network(SSLContext tls) {
        return new Network(this::lookUp, this::allows, tls, ports, pauses::add, InstantSource.fixed(NOW));
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        boolean before = lookups.contains(host);
        lookups.add(host);
        List<InetAddress> addresses = before && later.containsKey(host) ? later.get(host) : hosts.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }
}
