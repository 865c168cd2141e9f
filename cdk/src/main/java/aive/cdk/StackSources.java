package aive.cdk;

import java.nio.file.Files;
import java.nio.file.Path;

/// What other modules contribute. It is read as files: this module compiles without them.
///
/// @param definition the state machine's definition, `render.asl.json`
/// @param functionsCode the folder that Lambda gets: classes, and the jars that they need in `lib/`
public record StackSources(Path definition, Path functionsCode) {

    /// @throws IllegalArgumentException if one of them is not there, saying what makes it
    public StackSources {
        if (!Files.isRegularFile(definition)) {
            throw new IllegalArgumentException("%s is not there: start in the project's root".formatted(definition));
        }
        if (!Files.isDirectory(functionsCode)) {
            throw new IllegalArgumentException("%s is not there: mvn package makes it".formatted(functionsCode));
        }
    }
}
