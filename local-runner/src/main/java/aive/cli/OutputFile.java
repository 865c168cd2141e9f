package aive.cli;

import aive.error.ConfigurationError;
import aive.error.RenderError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The file that a command was told to write: there whole, or not at all.
final class OutputFile {

    private OutputFile() {}

    /// Writes the file's content.
    @FunctionalInterface
    interface Content {

        /// @param file does not exist
        void writeTo(Path file) throws IOException;
    }

    /// @throws ParameterException if a folder is in the way
    static void check(@Nullable Path output, CommandSpec command) {
        if (output != null && Files.isDirectory(output)) {
            throw new ParameterException(command.commandLine(), output + " is a folder; the video needs a file's name");
        }
    }

    /// @param otherwise begins the sentence that says that it cannot be written
    /// @throws ConfigurationError if it cannot be written
    static void write(Path output, String otherwise, Content content) {
        Path target = output.toAbsolutePath();
        Path unfinished = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            Files.deleteIfExists(unfinished);
            content.writeTo(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteQuietly(unfinished, e);
            throw new ConfigurationError("", "%s cannot be written to %s: %s".formatted(otherwise, output, e.getMessage()), e);
        } catch (RenderError e) {
            deleteQuietly(unfinished, e);
            throw e;
        }
    }

    private static void deleteQuietly(Path file, Exception reason) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
