package aive.parallel;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is created on first use. If creating it fails, the next use tries again. Safe for several threads.
public final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> factory;
    private @Nullable T value;

    private Lazy(Supplier<T> factory) {
        this.factory = factory;
    }

    public static <T> Lazy<T> of(Supplier<T> factory) {
        return new Lazy<>(factory);
    }

    @Override
    public synchronized T get() {
        T present = value;
        if (present == null) {
            present = factory.get();
            value = present;
        }
        return present;
    }

    /// The value if it has been created.
    public synchronized Optional<T> ifCreated() {
        return Optional.ofNullable(value);
    }
}
