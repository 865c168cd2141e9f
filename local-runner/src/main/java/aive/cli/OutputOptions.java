package aive.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// The options for the files that a command writes for a video.
final class OutputOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.mp4",
            description = "Where the video goes, with captions (.srt, .vtt) and a poster (.jpg) beside it (default: it"
                    + " stays in the store of local renders). Folders that do not exist are created.")
    private @Nullable Path output;

    @Option(names = "--video-only", description = "Write nothing beside the video.")
    private boolean videoOnly;

    /// The files, if the user has named the video.
    Optional<OutputFiles> files(CommandSpec command) {
        return Optional.ofNullable(output).map(path -> OutputFiles.of(path, videoOnly, command));
    }
}
