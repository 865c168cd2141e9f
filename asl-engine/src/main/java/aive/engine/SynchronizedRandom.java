package aive.engine;

import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Makes a random generator safe for use by several threads.
final class SynchronizedRandom implements RandomGenerator {

    private final RandomGenerator generator;
    private final ReentrantLock lock = new ReentrantLock();

    SynchronizedRandom(RandomGenerator generator) {
        this.generator = generator;
    }

    @Override
    public long nextLong() {
        lock.lock();
        try {
            return generator.nextLong();
        } finally {
            lock.unlock();
        }
    }
}
