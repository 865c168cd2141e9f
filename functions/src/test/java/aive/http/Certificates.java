package aive.http;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates made for one test run by the running JDK's own keytool.
public record Certificates(SSLContext server, SSLContext client) {

    private static final String PASSWORD = "changeit";

    /// A certificate for some hosts, and a client that trusts it and no other.
    public static Certificates forHosts(Path folder, String name, List<String> hosts, String... validity)
            throws Exception {
        Path file = folder.resolve(name + ".p12");
        // Signed by an authority of its own: the JDK does not look at the dates of a certificate that is itself
        // trusted.
        keytool(file, "authority", List.of("-ext", "bc=ca:true"));
        List<String> signed =
                new ArrayList<>(List.of("-signer", "authority", "-ext", "san=dns:" + String.join(",dns:", hosts)));
        signed.addAll(List.of(validity));
        keytool(file, "media", signed);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            store.load(input, PASSWORD.toCharArray());
        }
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("authority", store.getCertificate("authority"));
        store.deleteEntry("authority");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(keys.getKeyManagers(), null, null);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        return new Certificates(server, client);
    }

    private static void keytool(Path file, String alias, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + alias));
        command.addAll(options);
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed");
        }
    }
}
