package aive.cli;

import aive.error.InvalidProject;
import aive.input.RequestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The project file of a command.
///
/// @param path the path as the user gave it
/// @param folder base of the project's relative paths
record ProjectFile(Path path, Path folder) {

    static ProjectFile of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        return new ProjectFile(path, parent == null ? absolute : parent);
    }

    /// Reads the file. Of a longer file than the limit it reads one byte more than the limit.
    ///
    /// @throws InvalidProject if the file does not exist, cannot be read, or is too long
    byte[] read() {
        if (Files.isDirectory(path)) {
            throw new InvalidProject("", path + " is a folder; a project is a JSON file");
        }
        try (InputStream content = Files.newInputStream(path)) {
            return RequestReader.readWithinLimit(content);
        } catch (NoSuchFileException e) {
            throw new InvalidProject(
                    "",
                    Files.isSymbolicLink(path)
                            ? path + " is a link to a file that does not exist"
                            : "there is no file " + path,
                    e);
        } catch (IOException e) {
            throw new InvalidProject("", "%s cannot be read: %s".formatted(path, reason(e)), e);
        }
    }

    /// The system's reason without the path.
    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException system
            when system.getReason() != null -> system.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
