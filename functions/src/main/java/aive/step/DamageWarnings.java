package aive.step;

import aive.error.Problem;
import aive.file.NewFile;
import aive.plan.VideoPlan;
import aive.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The warnings that rendering a chunk gave, stored beside the chunk, so that a reused chunk has them too.
public final class DamageWarnings {

    /// The number of warnings in a result, which Step Functions limits to 256 KiB.
    private static final int MOST = 20;

    private final Store store;

    public DamageWarnings(Store store) {
        this.store = store;
    }

    /// @param chunk identity of the chunk
    /// @param file that does not exist yet, for the content
    public void write(String chunk, List<Problem> warnings, Path file) {
        try (NewFile content = new NewFile(file)) {
            for (Problem warning : warnings) {
                content.write((warning + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.writeOnce(key(chunk), file);
    }

    /// The warnings of all chunks of a video, in their order.
    public List<Problem> of(VideoPlan plan) {
        List<String> keys = plan.parts().stream().map(part -> key(part.sha256())).toList();
        Set<String> written = store.having(keys);
        List<Problem> warnings = new ArrayList<>();
        for (String key : keys) {
            if (written.contains(key) && warnings.size() < MOST) {
                store.read(key).ifPresent(text ->
                        warnings.addAll(Problem.parse(new String(text, StandardCharsets.UTF_8))));
            }
        }
        return warnings.stream().distinct().toList();
    }

    private static String key(String chunk) {
        return VideoPlan.chunkKey(chunk) + ".warnings";
    }
}
