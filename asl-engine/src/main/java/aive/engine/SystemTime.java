package aive.engine;

import java.time.Duration;
import java.time.Instant;

final class SystemTime implements Time {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public Alarm alarm(Duration after, Runnable action) {
        Thread waiting = Thread.ofVirtual().name("alarm").start(() -> {
            try {
                Thread.sleep(after);
            } catch (InterruptedException _) {
                return; // closed in time
            }
            action.run();
        });
        return waiting::interrupt;
    }
}
