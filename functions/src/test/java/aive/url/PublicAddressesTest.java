package aive.url;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    private final PublicAddresses guard = new PublicAddresses();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.170.2",
                "169.254.169.253",
                "169.254.0.1",
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.0.0",
                "192.168.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "100.100.100.200",
                "192.0.0.1",
                "192.0.0.255",
                "198.18.0.0",
                "198.19.255.255",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "192.88.99.1",
                "168.63.129.16",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.254",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::7f00:1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "fd00:ec2::254",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "ff0e::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "64:ff9b:0:0:1::808:808",
                "100::1",
                "5f00::1",
                "2002:7f00:1::",
                "2002:808:808::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "3fff::1",
                "2600:1f00::5efe:7f00:1",
                "2600:1f00::200:5efe:a00:1",
            })
    void anAddressOfOurOwnHostNetworkOrCloudIsRefused(String address) {
        assertEquals(false, guard.allows(InetAddress.ofLiteral(address)), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "168.63.129.17",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2600:1f18::1",
                "2a00:1450:4001:82a::200e",
                "2001:4860:4860::8888",
                "2001:200::1",
                "64:ff9b::808:808",
            })
    void anAddressOfThePublicInternetIsAllowed(String address) {
        assertEquals(true, guard.allows(InetAddress.ofLiteral(address)), address);
    }
}
