package aive.cli;

import aive.ffmpeg.Ffmpeg;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.time.Rational;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of commands that run locally.
final class RunOptions {

    private static final BigDecimal LONGEST_CHUNK_SECONDS = BigDecimal.valueOf(1_000_000_000);
    private static final int MOST_DECIMALS = 30;
    private static final int MOST_WORKERS = 64;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many functions run at once (default: one a processor).")
    private int workers = Math.min(Runtime.getRuntime().availableProcessors(), MOST_WORKERS);

    @Option(
            names = "--chunk-seconds",
            paramLabel = "S",
            description =
                    "Length that chunks aim at: tiny means one chunk a shot, huge means one chunk (default: by the"
                            + " video's length).")
    private @Nullable BigDecimal chunkSeconds;

    @Option(
            names = "--source-headers",
            paramLabel = "FILE",
            description = "JSON with a user agent and headers for the hosts of sources (default: none).")
    private @Nullable Path sourceHeaders;

    /// @param project the command's project file
    LocalSettings settings(ProjectFile project) {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw wrong("--workers must be from 1 to %d, not %d".formatted(MOST_WORKERS, workers));
        }
        return new LocalSettings(
                project.folder(),
                store.folder(),
                StoreOption.folders().ffmpeg(),
                chosenFfmpeg(),
                workers,
                Optional.ofNullable(chunkSeconds).map(this::checked),
                Optional.ofNullable(sourceHeaders));
    }

    /// The FFmpeg of this machine, for commands that do not render.
    static Ffmpeg ffmpeg() {
        return LocalSystem.ffmpeg(StoreOption.folders().ffmpeg(), chosenFfmpeg());
    }

    private static Optional<Path> chosenFfmpeg() {
        return Optional.ofNullable(System.getenv("AIVE_FFMPEG"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }

    private Rational checked(BigDecimal seconds) {
        if (seconds.signum() <= 0 || seconds.compareTo(LONGEST_CHUNK_SECONDS) > 0 || seconds.scale() > MOST_DECIMALS) {
            throw wrong("--chunk-seconds must be above 0 and at most %s".formatted(LONGEST_CHUNK_SECONDS));
        }
        return Rational.of(seconds);
    }

    private ParameterException wrong(String message) {
        if (command == null) {
            throw new IllegalStateException("picocli has not filled in the command");
        }
        return new ParameterException(command.commandLine(), message);
    }
}
