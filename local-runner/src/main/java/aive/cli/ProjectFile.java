package aive.cli;

import aive.error.InvalidProject;
import aive.input.RequestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;

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

    /// Parses the file as JSON.
    ///
    /// @throws ParameterException if the file does not exist or cannot be read
    /// @throws InvalidProject if it is not JSON
    JsonNode read(CommandSpec command) {
        try {
            if (Files.isDirectory(path)) {
                throw new ParameterException(command.commandLine(), path + " is a folder; a project is a JSON file");
            }
            return RequestReader.parse(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new ParameterException(command.commandLine(), "there is no file " + path, e);
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(), "%s cannot be read: %s".formatted(path, e.getMessage()), e);
        }
    }
}
