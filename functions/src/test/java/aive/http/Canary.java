package aive.http;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// A service of our own that nobody outside may reach: listens on every address of this machine and counts who comes.
public final class Canary implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0);
    private final AtomicInteger hits = new AtomicInteger();

    public Canary() throws IOException {
        Thread.ofVirtual().start(() -> {
            while (true) {
                try {
                    listener.accept().close();
                    hits.incrementAndGet();
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int hits() {
        return hits.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
