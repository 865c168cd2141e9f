package aive.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import aive.error.StorageUnavailable;
import aive.file.FolderTree;
import aive.json.Json;
import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a call comes to where its files cannot be deleted; the rest is seen from outside, in [RuntimeClientTest].
class LambdaInvocationRunnerTest {

    @TempDir
    private Path folder;

    private final Context context = mock(Context.class);
    private final List<String> lines = new ArrayList<>();
    private Path temporary;

    @BeforeEach
    void makeTemporaryFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
        when(context.getRemainingTimeInMillis()).thenReturn(60_000);
        when(context.getMemoryLimitInMB()).thenReturn(512);
    }

    @Test
    void aResultCountsThoughSomethingIsLeft() {
        assertEquals("the result", run(() -> "the result"));
        assertEquals(List.of("begin", "end", "left"), events());
    }

    @Test
    void anErrorCountsThoughSomethingIsLeft() {
        StorageUnavailable error = assertThrows(
                StorageUnavailable.class,
                () -> run(() -> {
                    throw new StorageUnavailable("", "S3 answers 503");
                }));
        assertEquals("S3 answers 503", error.getMessage());
        assertEquals(List.of("begin", "end", "left"), events());
    }

    /// A call costs at least 0.2 millionths of a dollar, and 0.3 s of 512 MB at least 2 millionths.
    @Test
    void theEndHasThePriceOfTheCall() {
        run(() -> {
            LockSupport.parkNanos(300_000_000);
            return "the result";
        });
        BigDecimal dollars = Json.tree(lines.get(1).getBytes(UTF_8)).get("dollars").decimalValue();
        assertTrue(dollars.compareTo(new BigDecimal("0.000002")) >= 0, dollars.toString());
    }

    /// Where the temporary folder was is a link to itself afterwards, behind which nothing can be deleted.
    private String run(Supplier<String> work) {
        LambdaSystem system = new LambdaSystem(Map.of(), temporary, lines::add);
        return new LambdaInvocationRunner(system, "notify")
                .run(Invocation.ofEvent("{}".getBytes(UTF_8)), context, () -> {
                    try {
                        FolderTree.delete(temporary);
                        var _ = Files.createSymbolicLink(temporary, temporary);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return work.get();
                });
    }

    private List<String> events() {
        return lines.stream()
                .map(line -> Json.tree(line.getBytes(UTF_8)).get("event").asString())
                .toList();
    }
}
