package aive.store;

import aive.error.ConfigurationError;
import aive.file.DiskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/// A store in a folder. An object is a file that is moved into place when it is complete.
///
/// Damage counts as a missing object, and is noted: a file with other content than its checksum, the file of another
/// key, a folder in a file's place, a file in a folder's place. What is in an object's place is moved to `.damaged`.
public final class FolderStore implements Store {

    /// The folder for checksums. No key begins with a dot, so no object can have a path in this folder.
    private static final String CHECKSUMS = ".checksums";

    /// The folder for files and folders that were found in the place of an object.
    private static final String DAMAGED = ".damaged";

    /// How exact the time of the last use of an object is.
    private static final Duration USE = Duration.ofHours(1);

    private final Path root;
    private final Set<String> notes = ConcurrentHashMap.newKeySet();

    /// @param root the folder; created if it does not exist
    /// @throws ConfigurationError if the folder cannot be created
    public FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.root);
        } catch (IOException e) {
            throw new ConfigurationError(
                    "", "the store's folder %s cannot be created: %s".formatted(root, DiskFailure.reason(e)), e);
        }
    }

    /// What was found damaged since the start, one sentence each.
    public List<String> notes() {
        return notes.stream().sorted().toList();
    }

    /// The folder.
    public Path root() {
        return root;
    }

    @Override
    public Optional<byte[]> read(String key) {
        Path file = path(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            used(file);
            return Optional.of(content);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    @Override
    public Optional<byte[]> read(String key, long offset, int length) {
        Path file = path(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.clamp(channel.size() - offset, 0L, (long) length));
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
        Path file = path(key);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.size(file)) : Optional.empty();
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
            String checksum = Crc32Checksum.of(file);
            Optional<String> written = writtenChecksum(key);
            if (written.filter(bound(checksum, key)::equals).isPresent()) {
                used(file);
                return true;
            }
            // Without a checksum, another program or an earlier version wrote the file.
            if (written.isPresent() && !written.get().equals(checksum)) {
                note("%s does not match its checksum; it is made again".formatted(key));
            }
            return false;
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    /// The content of a checksum file. It holds the key too: two artifacts exchanged together with their checksum files
    /// are damage.
    private static String bound(String checksum, String key) {
        return checksum + " " + key;
    }

    private Optional<String> writtenChecksum(String key) throws IOException {
        Path file = checksumFile(key);
        return Files.isRegularFile(file)
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /// Notes the use of an object in the file's time of modification, by which [StoreCleanup] deletes old objects.
    private static void used(Path file) throws IOException {
        Instant now = Instant.now();
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(USE))) {
            try {
                Files.setLastModifiedTime(file, FileTime.from(now));
            } catch (AccessDeniedException _) {
                // A store that is only read is never cleaned by this user.
            }
        }
    }

    private void note(String sentence) {
        notes.add("the store was damaged: " + sentence);
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
            writeChecksum(key, bound(Crc32Checksum.of(file), key));
            // This renames or, across file systems, copies the file; the second move is always an atomic rename.
            Files.move(file, unfinished);
            Files.move(unfinished, path(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw abandoned(unfinished, key, e);
        }
    }

    @Override
    public void writeOnce(String key, Content content) {
        if (has(key)) {
            return;
        }
        Path unfinished = unfinished(key);
        try {
            CRC32 checksum = new CRC32();
            try (CheckedInputStream stream = new CheckedInputStream(content.open(), checksum)) {
                Files.copy(stream, unfinished);
            }
            writeChecksum(key, bound(Crc32Checksum.text(checksum), key));
            Files.move(unfinished, path(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw abandoned(unfinished, key, e);
        } catch (RuntimeException e) {
            discard(unfinished);
            throw e;
        }
    }

    @Override
    public Optional<String> checksum(String key) {
        try {
            String suffix = " " + key;
            return writtenChecksum(key)
                    .filter(text -> text.endsWith(suffix) && Files.isRegularFile(path(key)))
                    .map(text -> text.substring(0, text.length() - suffix.length()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", key, e);
        }
    }

    private void writeChecksum(String key, String checksum) throws IOException {
        Path target = checksumFile(key);
        makeRoomFor(target);
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
            throw DiskFailure.of("cannot delete the temporary file " + file, e);
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
            makeRoomFor(path);
            Path unfinished = Files.createTempFile(path.getParent(), ".", ".part");
            Files.delete(unfinished);
            return unfinished;
        } catch (IOException e) {
            throw failure("write", key, e);
        }
    }

    /// Makes the folder of a file. Moves away a file in the place of one of its folders, and a folder in its own place.
    private void makeRoomFor(Path file) throws IOException {
        Path folder = root;
        for (Path name : root.relativize(file.getParent())) {
            folder = folder.resolve(name);
            if (isInTheWay(folder)) {
                moveAway(folder, "a file is in the place of a folder");
            }
        }
        Files.createDirectories(file.getParent());
        if (Files.isDirectory(file)) {
            moveAway(file, "a folder is in the place of a file");
        }
    }

    /// Whether something other than a folder is in a folder's place.
    ///
    /// It looks once: between two looks, another thread may make the folder.
    private static boolean isInTheWay(Path folder) throws IOException {
        try {
            return !Files.readAttributes(folder, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException _) {
            // nothing, or a link to nothing
            return Files.isSymbolicLink(folder);
        }
    }

    /// Moves a file or folder to `.damaged`, since it may be somebody's.
    private void moveAway(Path path, String what) throws IOException {
        Path damaged = root.resolve(DAMAGED);
        Files.createDirectories(damaged);
        Path target = Files.createTempDirectory(damaged, "").resolve(path.getFileName());
        try {
            Files.move(path, target);
        } catch (NoSuchFileException _) {
            // Another thread has moved it.
            return;
        }
        note("%s: %s; it was moved to %s".formatted(root.relativize(path), what, target));
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
        return DiskFailure.of("cannot %s %s in the store %s".formatted(verb, key, root), cause);
    }
}
