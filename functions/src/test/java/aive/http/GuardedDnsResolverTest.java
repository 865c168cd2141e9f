package aive.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.url.PublicAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedDnsResolverTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theAddressesThatWereCheckedAreTheOnesHandedOverAndNobodyIsAskedTwice() throws Exception {
        // given
        InetAddress checked = InetAddress.ofLiteral("8.8.8.8");
        Internet internet = new Internet().host("media.test", "8.8.8.8").laterHost("media.test", "127.0.0.1");
        // when
        List<InetSocketAddress> handedOver = resolver(internet).resolve("media.test", 443);
        // then
        assertEquals(List.of(new InetSocketAddress(checked, 443)), handedOver);
        assertEquals(List.of(checked), internet.judged());
        assertEquals(List.of("media.test"), internet.lookups());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "::1", "64:ff9b::7f00:1", "0.0.0.0"})
    void oneAddressThatIsNotPublicRefusesTheHostWhateverElseItHas(String address) {
        Internet internet = new Internet().host("mixed.test", "8.8.8.8", address, "1.1.1.1");
        UnknownHostException refused =
                assertThrows(AddressRefused.class, () -> resolver(internet).resolve("mixed.test"));
        assertFalse(String.valueOf(refused.getMessage()).contains(address), "the address is nobody's business");
    }

    /// What the JDK takes for loopback or not at all; [SourceUrl] lets no number but a dotted quad come this far.
    /// (0177.0.0.1 is 177.0.0.1 to the JDK and loopback to curl, which matters only if one checks and the other
    /// dials.)
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"127.0.0.1", "127.1", "2130706433", "0x7f000001", "0", "[::1]", "::ffff:7f00:1", "localhost"})
    void aLiteralAddressInAnySpellingIsRefusedByTheSystemsLookupToo(String host) {
        assertThrows(UnknownHostException.class, () -> new GuardedDnsResolver(SECOND).resolve(host));
    }

    @Test
    void ofFiveHundredAddressesFourOfEachFamilyAreTriedIpv4First() throws Exception {
        // given
        String[] many = IntStream.range(0, 500)
                .mapToObj(i -> i % 2 == 0 ? "2600::" + Integer.toHexString(i + 1) : "8.8.4." + i / 2)
                .toArray(String[]::new);
        // when
        InetAddress[] addresses =
                resolver(new Internet().host("many.test", many)).resolve("many.test");
        // then
        String[] expected = {"8.8.4.0", "8.8.4.1", "8.8.4.2", "8.8.4.3", "2600::1", "2600::3", "2600::5", "2600::7"};
        assertArrayEquals(Arrays.stream(expected).map(InetAddress::ofLiteral).toArray(), addresses);
    }

    @Test
    void aNameServiceThatDoesNotAnswerIsLeftBehind() {
        CountDownLatch never = new CountDownLatch(1);
        HostLookup silent = _ -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        GuardedDnsResolver resolver = new GuardedDnsResolver(silent, new PublicAddresses(), Duration.ofMillis(20));
        assertThrows(LookupTimedOut.class, () -> resolver.resolve("slow.test"));
        never.countDown();
    }

    private static GuardedDnsResolver resolver(Internet internet) {
        return new GuardedDnsResolver(
                internet.network(SSLContexts.createDefault()).lookup(), internet::allows, SECOND);
    }
}
