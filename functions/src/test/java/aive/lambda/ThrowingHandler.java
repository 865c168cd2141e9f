package aive.lambda;

import aive.forecast.CallMeter;
import aive.handler.JsonHandler;
import aive.time.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// A deployed function that does what it is told: throws, hangs, leaves things behind.
public final class ThrowingHandler extends JsonHandler<ThrowingHandler.Order, String> {

    /// @param error class name of what is to be thrown
    /// @param wrapped whether it is the cause of something else
    public record Order(String error, Optional<Boolean> wrapped) {}

    private final LambdaSystem system;

    public ThrowingHandler() {
        LambdaSystem system = LambdaSystem.deployed();
        super(Order.class, system.runner("test"));
        this.system = system;
    }

    @Override
    protected String handle(Order order, Deadline deadline, CallMeter meter) {
        return switch (order.error()) {
            case "nothing" -> leftovers();
            case "hang" -> hang();
            case "disk full" -> throw new UncheckedIOException(new IOException("No space left on device"));
            case "java.lang.OutOfMemoryError" -> throw new CompletionException(new OutOfMemoryError("Java heap space"));
            default -> {
                RuntimeException error = error(order.error());
                throw order.wrapped().orElse(false) ? new CompletionException(new IllegalStateException(error)) : error;
            }
        };
    }

    /// What lies in the folder for work, and leaves something there.
    private String leftovers() {
        try {
            Files.createDirectories(system.work());
            try (var files = Files.list(system.work())) {
                String found = String.join(
                        ",", files.map(file -> file.getFileName().toString()).toList());
                Files.writeString(system.work().resolve("left"), "behind");
                return found;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String hang() {
        try {
            Files.writeString(Files.createDirectories(system.work()).resolve("left"), "behind");
            Thread.sleep(60_000);
            return "woke up";
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException error(String name) {
        try {
            return Class.forName(name)
                    .asSubclass(RuntimeException.class)
                    .getConstructor(String.class, String.class)
                    .newInstance("/audio_url", "it is told to fail");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    /// The folder for work of a process with this temporary folder.
    static Path work(Path temporary) {
        return new TemporaryFolder(temporary).work();
    }
}
