package aive.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.engine.EngineClock;
import aive.ffmpeg.TestFfmpeg;
import aive.file.DiskFailure;
import aive.local.LocalPorts;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.store.Store;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command line says when memory or disk are used up: one typed error, without a stack trace.
class ExhaustedResourcesTest {

    private static final String NEEDS_MEMORY = "error: ConfigurationError: the program needs more than its ";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void memoryThatIsUsedUpAtTheStartIsAMatterOfConfiguration() throws IOException {
        Cli cli = new Cli(folder.resolve("store"), _ -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertNeedsMemory(cli);
    }

    @Test
    void memoryThatIsUsedUpInAStepIsAMatterOfConfiguration() throws IOException {
        assertNeedsMemory(failing(() -> {
            throw new OutOfMemoryError("Java heap space");
        }));
    }

    @Test
    void aDiskThatIsFullWhileMediaAreFetchedIsOutOfSpaceAndNamesTheStore() throws IOException {
        // given
        Path store = folder.resolve("store");
        Cli cli = failing(() -> DiskFailure.of(
                "cannot write an asset in the store " + store,
                new FileSystemException(store.toString(), null, "No space left on device")));
        Path project = TestProject.ofStills(1, 1).write(folder);
        // when
        Cli.Ran ran = cli.render(project, "--json").failed(1);
        // then
        assertEquals(
                List.of(("error: OutOfSpace: cannot write an asset in the store %1$s: %1$s: No space left on device; "
                        + "free some room, or use another folder").formatted(store)),
                ran.errors());
        assertEquals("OutOfSpace", ran.json().get("error").asString());
        cli.assertTidy();
    }

    private void assertNeedsMemory(Cli cli) throws IOException {
        Path project = TestProject.ofStills(1, 1).write(folder);
        Cli.Ran ran = cli.render(project, "--json").failed(1);
        assertEquals(1, ran.errors().size(), ran.err());
        assertTrue(ran.errors().getFirst().startsWith(NEEDS_MEMORY), ran.err());
        assertEquals("ConfigurationError", ran.json().get("error").asString());
        cli.assertTidy();
    }

    /// A command line whose store fails when an asset is stored.
    private Cli failing(Supplier<RuntimeException> failure) {
        UnaryOperator<Store> stores = real -> (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (_, method, arguments) -> {
                    if (method.getName().equals("writeOnce")) {
                        throw failure.get();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new Cli(folder.resolve("store"), settings -> system(settings, stores));
    }

    private static LocalSystem system(LocalSettings settings, UnaryOperator<Store> stores) {
        return new LocalSystem(settings, new LocalPorts(
                (_, source, _, _, _) -> {
                    throw new AssertionError(source);
                },
                stores, TestFfmpeg.FFMPEG, EngineClock.system()));
    }
}
