package aive.cdk;

import java.nio.file.Files;
import java.nio.file.Path;

/// The files of other modules that the stack deploys. This module compiles without them.
///
/// @param root the project's root, the build context of images
/// @param definition the state machine's definition, `render.asl.json`
/// @param functionsCode the folder that is deployed: classes, and their jars in `lib/`
/// @param layers a folder per architecture with the content of `/opt`: FFmpeg and fonts
public record StackSources(Path root, Path definition, Path functionsCode, Path layers) {

    /// @throws IllegalArgumentException if a file or folder is missing; the message says how to fix that
    public StackSources {
        if (!Files.isRegularFile(definition)) {
            throw new IllegalArgumentException("%s is not there: start in the project's root".formatted(definition));
        }
        requireFolder(functionsCode);
        requireFolder(layers);
    }

    /// The sources at their usual places in the project whose root folder is `root`.
    public static StackSources below(Path root) {
        return new StackSources(
                root,
                root.resolve(Path.of("statemachine", "render.asl.json")),
                root.resolve(FunctionCode.CLASSES),
                root.resolve(FunctionCode.LAYERS));
    }

    /// @throws IllegalArgumentException if there is no layer folder for this architecture
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
