package aive.http;

import aive.url.PublicAddresses;
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
public final class Internet {

    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, List<InetAddress>> hosts = new ConcurrentHashMap<>();
    private final Map<String, List<InetAddress>> later = new ConcurrentHashMap<>();
    private final Set<InetAddress> alsoPublic = new HashSet<>();
    private final Set<Integer> ports = new HashSet<>(Set.of(443));
    private final List<String> lookups = new CopyOnWriteArrayList<>();
    private final List<InetAddress> judged = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    public Internet host(String name, String... addresses) {
        hosts.put(name, List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
        return this;
    }

    /// What the name service says from the second time on.
    public Internet laterHost(String name, String... addresses) {
        later.put(name, List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
        return this;
    }

    /// Lets another address through, where nobody listens.
    public Internet deaf(String address) {
        alsoPublic.add(InetAddress.ofLiteral(address));
        return this;
    }

    public Internet port(int port) {
        ports.add(port);
        return this;
    }

    Set<Integer> ports() {
        return ports;
    }

    public List<String> lookups() {
        return lookups;
    }

    /// The addresses that the guard was asked about.
    public List<InetAddress> judged() {
        return judged;
    }

    public List<Duration> pauses() {
        return pauses;
    }

    boolean allows(InetAddress address) {
        judged.add(address);
        return address.equals(MediaServer.ADDRESS)
                || alsoPublic.contains(address)
                || new PublicAddresses().allows(address);
    }

    /// A client in this Internet.
    public GuardedClient client(HttpLimits limits, Certificates certificates) {
        return GuardedClient.create(limits, network(certificates.client()));
    }

    /// A URL that may have any of this Internet's ports.
    public SourceUrl url(String text) {
        return SourceUrl.of(text, ports);
    }

    /// The same URL on another port.
    public SourceUrl onPort(SourceUrl url, int port) {
        return url("https://%s:%d%s".formatted(url.host(), port, url.target()));
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
