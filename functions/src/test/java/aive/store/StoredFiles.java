package aive.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Puts products into stores for tests.
public final class StoredFiles {

    private StoredFiles() {}

    public static void put(Store store, String key, byte[] content) throws IOException {
        Path file = Files.createTempFile("product", "");
        store.writeOnce(key, Files.write(file, content));
        Files.deleteIfExists(file);
    }
}
