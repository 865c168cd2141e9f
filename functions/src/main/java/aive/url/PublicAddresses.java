package aive.url;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/// Allows addresses of the public Internet, and none of our own host, network, or cloud.
///
/// It allows all IPv4 addresses and all IPv6 global unicast addresses except the blocks listed here, which come from
/// IANA's special-purpose registries (RFC 6890). An IPv6 address that embeds an IPv4 address is either refused or
/// judged by the embedded address.
public final class PublicAddresses implements AddressGuard {

    private static final List<Block> REFUSED_IPV4 = blocks(
            "0.0.0.0/8", // this host; Linux dials 0.0.0.0 as loopback
            "10.0.0.0/8",
            "100.64.0.0/10", // carrier-grade NAT, and 100.100.100.200, Alibaba's metadata
            "127.0.0.0/8",
            "168.63.129.16/32", // public by its number, but Azure's platform services answer on it
            "169.254.0.0/16", // link-local: metadata, container credentials, Amazon's DNS and time
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4"); // and broadcast

    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private static final List<Block> REFUSED_IPV6 = blocks(
            "2001::/23", // protocol assignments; Teredo, 2001::/32, carries an IPv4 address
            "2001:db8::/32",
            "2002::/16", // 6to4 carries an IPv4 address
            "3fff::/20"); // documentation

    /// The upper half of 64:ff9b::/96: NAT64 embeds an IPv4 address in its lower half.
    private static final long NAT64 = 0x0064_ff9b_0000_0000L;

    /// The identifier of an ISATAP interface, without its universal bit; an IPv4 address follows it.
    private static final long ISATAP = 0x0000_5efeL;

    @Override
    public boolean allows(InetAddress address) {
        return switch (address) {
            case Inet4Address four ->
                allowsIpv4(ByteBuffer.wrap(four.getAddress()).getInt());
            case Inet6Address six -> {
                ByteBuffer bytes = ByteBuffer.wrap(six.getAddress());
                yield allowsIpv6(bytes.getLong(), bytes.getLong());
            }
            default -> false; // InetAddress is not abstract
        };
    }

    private static boolean allowsIpv4(int address) {
        long upper = (long) address << Integer.SIZE;
        return REFUSED_IPV4.stream().noneMatch(block -> block.contains(upper));
    }

    private static boolean allowsIpv6(long upper, long lower) {
        if (upper == NAT64 && lower >>> Integer.SIZE == 0) {
            return allowsIpv4((int) lower);
        }
        boolean isatap = (lower >>> Integer.SIZE & ~0x0200_0000L) == ISATAP;
        return !isatap
                && GLOBAL_UNICAST.contains(upper)
                && REFUSED_IPV6.stream().noneMatch(block -> block.contains(upper));
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }

    /// A block of addresses with a common prefix of at most 64 bits. An IPv4 address fills the upper 32 of the 64 bits.
    private record Block(long prefix, long mask) {

        /// @param text an address, `/`, and the length of the prefix in bits, 1 or more
        static Block of(String text) {
            int slash = text.indexOf('/');
            byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            return new Block(
                    ByteBuffer.allocate(Math.max(address.length, Long.BYTES))
                            .put(address)
                            .getLong(0),
                    -1L << (Long.SIZE - Integer.parseInt(text.substring(slash + 1))));
        }

        boolean contains(long upper) {
            return (upper & mask) == prefix;
        }
    }
}
