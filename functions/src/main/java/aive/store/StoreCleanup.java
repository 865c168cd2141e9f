package aive.store;

import aive.file.DiskFailure;
import aive.file.ProcessName;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Deletes from the folder of a [FolderStore] what has not been used for a long time.
///
/// A [FolderStore] notes the use of an object in its file's time of modification, once an hour. What a running render
/// has used is kept; what it has not used yet, it makes again. A process that renders has a folder in `work`.
public final class StoreCleanup {

    private static final String CHECKSUMS = ".checksums";
    private static final String DAMAGED = ".damaged";
    private static final String WORK = "work";

    /// How old the noted use of an object in use can be, with some reserve.
    private static final Duration USE = Duration.ofHours(2);

    private final Path root;
    private final Map<Path, Unit> units = new HashMap<>();

    private StoreCleanup(Path root) {
        this.root = root;
    }

    /// @param files how many files a store has
    /// @param bytes their length
    public record Size(long files, long bytes) {}

    /// What was deleted.
    ///
    /// @param left what is still in the store
    public record Freed(Size deleted, Size left) {}

    /// Files that are deleted together: the documents of a render, a video with its poster and captions, or one object.
    private static final class Unit {

        private final List<Path> files = new ArrayList<>();
        private long bytes;
        private Instant used = Instant.MIN;

        void add(Path file, BasicFileAttributes attributes) {
            files.add(file);
            bytes += attributes.size();
            Instant time = attributes.lastModifiedTime().toInstant();
            used = time.isAfter(used) ? time : used;
        }
    }

    /// The size of a store.
    ///
    /// @throws aive.error.RenderError if the folder cannot be read
    public static Size size(Path root) {
        StoreCleanup store = new StoreCleanup(root.toAbsolutePath().normalize());
        store.read();
        return store.left();
    }

    /// Deletes what was not used since a time, and then, oldest first, until the store is small enough.
    ///
    /// @param unusedSince for example, now less 30 days
    /// @param mostBytes the limit for the store's size; empty for none
    /// @throws aive.error.RenderError if the folder cannot be read or changed
    public static Freed clean(Path root, Instant unusedSince, Optional<Long> mostBytes) {
        StoreCleanup store = new StoreCleanup(root.toAbsolutePath().normalize());
        store.read();
        Size before = store.left();
        Instant keep = store.startOfRunningRenders();
        for (Map.Entry<Path, Unit> unit : store.oldestFirst()) {
            boolean old = unit.getValue().used.isBefore(unusedSince);
            boolean tooMuch = mostBytes.filter(most -> store.left().bytes() > most).isPresent();
            if ((old || tooMuch) && unit.getValue().used.isBefore(keep)) {
                store.delete(unit.getKey());
            }
        }
        Size left = store.left();
        return new Freed(new Size(before.files() - left.files(), before.bytes() - left.bytes()), left);
    }

    private List<Map.Entry<Path, Unit>> oldestFirst() {
        return units.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Path, Unit> unit) -> unit.getValue().used)
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private Size left() {
        return new Size(
                units.values().stream().mapToLong(unit -> unit.files.size()).sum(),
                units.values().stream().mapToLong(unit -> unit.bytes).sum());
    }

    private void read() {
        if (!Files.isDirectory(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.equals(root.resolve(WORK)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    units.computeIfAbsent(unit(root.relativize(file)), _ -> new Unit()).add(file, attributes);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw DiskFailure.of("the store %s cannot be read".formatted(root), e);
        }
    }

    /// The unit of a file.
    ///
    /// @param file relative to the store
    private static Path unit(Path file) {
        boolean checksum = file.startsWith(CHECKSUMS) && file.getNameCount() > 2;
        Path key = checksum ? file.subpath(1, file.getNameCount()) : file;
        int names = key.getNameCount();
        if (key.startsWith("videos") && names > 1) {
            String name = key.getFileName().toString();
            int dot = name.indexOf('.', 1);
            return key.resolveSibling(dot < 0 ? name : name.substring(0, dot));
        }
        boolean together = key.startsWith("projects") || key.startsWith(DAMAGED);
        return together && names > 2 ? key.subpath(0, 2) : key;
    }

    private void delete(Path unit) {
        Unit deleted = units.get(unit);
        if (deleted == null) {
            return;
        }
        try {
            for (Path file : deleted.files) {
                Files.deleteIfExists(file);
            }
            units.remove(unit);
            deleteEmptyFolders(deleted.files);
        } catch (IOException e) {
            throw DiskFailure.of("cannot delete %s in the store %s".formatted(unit, root), e);
        }
    }

    private void deleteEmptyFolders(List<Path> files) throws IOException {
        for (Path file : files) {
            Path folder = file.getParent();
            while (folder != null && !folder.equals(root) && (!Files.exists(folder) || isEmpty(folder))) {
                Files.deleteIfExists(folder);
                folder = folder.getParent();
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /// The time since which objects are kept for running renders; the far future if none runs.
    private Instant startOfRunningRenders() {
        Path work = root.resolve(WORK);
        if (!Files.isDirectory(work)) {
            return Instant.MAX;
        }
        try (Stream<Path> folders = Files.list(work)) {
            Instant first = Instant.MAX;
            for (Path folder : folders.toList()) {
                if (!ProcessName.isAbandoned(folder.getFileName().toString())) {
                    Instant made = Files.getLastModifiedTime(folder).toInstant().minus(USE);
                    first = made.isBefore(first) ? made : first;
                }
            }
            return first;
        } catch (IOException e) {
            throw DiskFailure.of("the store %s cannot be read".formatted(root), e);
        }
    }
}
