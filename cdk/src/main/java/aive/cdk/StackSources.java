package aive.cdk;

import java.nio.file.Files;
import java.nio.file.Path;

/// What other modules contribute. It is read as files: this module compiles without them.
///
/// @param root the project's root, what an image is built from
/// @param definition the state machine's definition, `render.asl.json`
/// @param functionsCode the folder that Lambda gets: classes, and the jars that they need in `lib/`
/// @param layers a folder for each architecture, with what a function finds in `/opt`: FFmpeg and fonts
public record StackSources(Path root, Path definition, Path functionsCode, Path layers) {

    /// @throws IllegalArgumentException if one of them is not there, saying what makes it
    public StackSources {
        if (!Files.isRegularFile(definition)) {
            throw new IllegalArgumentException("%s is not there: start in the project's root".formatted(definition));
        }
        requireFolder(functionsCode);
        requireFolder(layers);
    }

    /// Where our modules leave them.
    public static StackSources below(Path root) {
        return new StackSources(
                root,
                root.resolve(Path.of("statemachine", "render.asl.json")),
                root.resolve(FunctionCode.CLASSES),
                root.resolve(FunctionCode.LAYERS));
    }

    /// @throws IllegalArgumentException if there is none for this architecture
    Path layer(CpuArchitecture architecture) {
        Path layer = layers.resolve(architecture.id());
        requireFolder(layer);
        return layer;
    }

    private static void requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("%s is not there: mvn package makes it".formatted(folder));
        }
    }
}
