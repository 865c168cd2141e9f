package aive.store;

import aive.error.ConfigurationError;
import aive.error.OutOfSpace;
import aive.error.StorageUnavailable;
import aive.file.FullDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/// A store in a folder. An object is a file that is moved into place when it is complete.
public final class FolderStore implements Store {

    /// The folder for checksums. No key begins with a dot, so no object can have a path in this folder.
    private static final String CHECKSUMS = ".checksums";

    private final Path root;

    /// @param root the folder; created if it does not exist
    /// @throws ConfigurationError if the folder cannot be created
    public FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.root);
        } catch (IOException e) {
            throw new ConfigurationError(
                    "", "the store's folder %s cannot be created: %s".formatted(root, e.getMessage()), e);
        }
    }

    /// The folder.
    public Path root() {
        return root;
    }

    @Override
    public Optional<byte[]> read(String key) {
        Path file = path(key);
        if (Files.isDirectory(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public Optional<byte[]> read(String key, long offset, int length) {
        Path file = path(key);
        if (Files.isDirectory(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, offset + bytes.position());
            }
            byte[] content = new byte[bytes.position()];
            bytes.flip().get(content);
            return Optional.of(content);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public Optional<Path> file(String key, Path folder) {
        Path file = path(key);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public Optional<Long> size(String key) {
        try {
            BasicFileAttributes file = Files.readAttributes(path(key), BasicFileAttributes.class);
            return file.isRegularFile() ? Optional.of(file.size()) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("look at", key, e);
        }
    }

    @Override
    public void write(String key, byte[] content) {
        Path unfinished = unfinished(key);
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, path(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw abandoned(unfinished, key, e);
        }
    }

    @Override
    public boolean has(String key) {
        Path file = path(key);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            return Files.readString(checksumFile(key)).equals(Crc32Checksum.of(file));
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public void writeOnce(String key, Path file) {
        if (has(key)) {
            discard(file);
            return;
        }
        Path unfinished = unfinished(key);
        try {
            // The checksum first: without an object it is harmless, but an object without a checksum would be
            // rendered again.
            writeChecksum(key, Crc32Checksum.of(file));
            // This renames or, across file systems, copies the file; the second move is always an atomic rename.
            Files.move(file, unfinished);
            Files.move(unfinished, path(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw abandoned(unfinished, key, e);
        }
    }

    private void writeChecksum(String key, String checksum) throws IOException {
        Path target = checksumFile(key);
        Files.createDirectories(target.getParent());
        Path unfinished = Files.createTempFile(target.getParent(), ".", ".part");
        Files.writeString(unfinished, checksum);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Returns the path of an object's checksum. Checksums are in a separate tree, so that the objects' folders hold
    /// only objects.
    private Path checksumFile(String key) {
        return root.resolve(CHECKSUMS).resolve(key);
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String uri(String key) {
        return path(key).toUri().toString();
    }

    @Override
    public ObjectUrl link(String key) {
        return new ObjectUrl(uri(key), Optional.empty());
    }

    private Path path(String key) {
        Path path = root.resolve(Keys.checked(key));
        if (!path.startsWith(root)) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return path;
    }

    /// Returns an unused path for a temporary file in the object's folder. No key maps to this path.
    private Path unfinished(String key) {
        Path path = path(key);
        try {
            Files.createDirectories(path.getParent());
            Path unfinished = Files.createTempFile(path.getParent(), ".", ".part");
            Files.delete(unfinished);
            return unfinished;
        } catch (IOException e) {
            throw failure("write", key, e);
        }
    }

    private RuntimeException abandoned(Path unfinished, String key, IOException cause) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return failure("write", key, cause);
    }

    private RuntimeException failure(String verb, String key, IOException cause) {
        String message = "cannot %s %s in the store %s: %s".formatted(verb, key, root, cause.getMessage());
        String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof AccessDeniedException || reason.contains("read-only file system")) {
            return new ConfigurationError("", message, cause);
        }
        if (FullDisk.isCauseOf(cause)) {
            return new OutOfSpace("", message, cause);
        }
        return new StorageUnavailable("", message, cause);
    }
}
