package aive.engine;

import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// A generator for one thread, made safe for many.
final class SharedRandom implements RandomGenerator {

    private final RandomGenerator generator;
    private final ReentrantLock lock = new ReentrantLock();

    SharedRandom(RandomGenerator generator) {
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
