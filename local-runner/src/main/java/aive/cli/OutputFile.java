package aive.cli;

import aive.error.ConfigurationError;
import aive.error.OutOfSpace;
import aive.file.DiskFailure;
import aive.file.FolderTree;
import aive.file.FullDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The output file of a command. It appears complete or not at all.
///
/// Links are followed. A device or a pipe is written to, never replaced.
final class OutputFile {

    private static final int MOST_LINKS = 40;

    /// The path of the output file as the user gave it.
    private final Path given;

    /// The path of the output file with all symbolic links resolved.
    private final Path target;

    /// What the user can do if the file must not be written.
    private final String advice;

    private OutputFile(Path given, Path target, String advice) {
        this.given = given;
        this.target = target;
        this.advice = advice;
    }

    /// Writes the file's content.
    @FunctionalInterface
    interface Content {

        /// @param file a file that does not exist
        void writeTo(Path file) throws IOException;
    }

    /// @param advice what the user can do if the file must not be written
    /// @throws ParameterException if `output` is a folder, or if its links cannot be resolved
    static OutputFile of(Path output, String advice, CommandSpec command) {
        if (output.toString().isEmpty()) {
            throw new ParameterException(command.commandLine(), "the name of the output is empty");
        }
        try {
            OutputFile file = new OutputFile(output, behindLinks(output.toAbsolutePath()), advice);
            if (Files.isDirectory(file.target)) {
                throw new ParameterException(
                        command.commandLine(), "%s is a folder; %s".formatted(output, advice));
            }
            return file;
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(), "%s cannot be written: %s".formatted(output, DiskFailure.reason(e)), e);
        }
    }

    /// @param inputs files that must not be overwritten
    /// @param store the folder of the store
    /// @throws ParameterException if the output is the same file as an input, or is in the store
    void checkAgainst(Collection<Path> inputs, Path store, CommandSpec command) {
        try {
            for (Path input : inputs) {
                if (Files.exists(target) && Files.exists(input) && Files.isSameFile(target, input)) {
                    throw new ParameterException(
                            command.commandLine(),
                            "%s would overwrite %s, which the render reads; %s".formatted(given, input, advice));
                }
            }
            if (target.startsWith(behindLinks(store.toAbsolutePath()))) {
                throw new ParameterException(
                        command.commandLine(),
                        "%s is inside the store %s, which is reserved for renders; %s"
                                .formatted(given, store, advice));
            }
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "%s cannot be compared with the project's files: %s".formatted(given, DiskFailure.reason(e)),
                    e);
        }
    }

    Path path() {
        return given;
    }

    /// @param otherwise start of the message if the file cannot be written
    /// @throws ConfigurationError if it cannot be written
    /// @throws OutOfSpace if its disk is full
    void write(String otherwise, Content content) {
        try {
            if (isDevice()) {
                writeInto(content);
            } else {
                replace(content);
            }
        } catch (IOException e) {
            String message = "%s cannot be written to %s: %s".formatted(otherwise, given, DiskFailure.reason(e));
            throw FullDisk.isCauseOf(e) ? new OutOfSpace("", message, e) : new ConfigurationError("", message, e);
        }
    }

    private void replace(Content content) throws IOException {
        Path unfinished = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            Files.deleteIfExists(unfinished);
            content.writeTo(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void writeInto(Content content) throws IOException {
        Path folder = Files.createTempDirectory("aive-output");
        try (OutputStream device = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
            Path whole = folder.resolve("video");
            content.writeTo(whole);
            Files.copy(whole, device);
        } finally {
            FolderTree.delete(folder);
        }
    }

    /// Whether the output is a device or a pipe.
    boolean isDevice() {
        return Files.exists(target) && !Files.isRegularFile(target);
    }

    /// Resolves the links of a path, which may not exist.
    private static Path behindLinks(Path path) throws IOException {
        Path place = path;
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(path.toString(), null, "too many links");
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        if (Files.exists(place)) {
            return place.toRealPath();
        }
        Path parent = place.getParent();
        Path name = place.getFileName();
        return parent == null || name == null
                ? place
                : behindLinks(parent).resolve(name).normalize();
    }
}
