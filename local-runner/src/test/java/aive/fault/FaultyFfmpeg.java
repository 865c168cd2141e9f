package aive.fault;

import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegBuild;
import aive.ffmpeg.TestFfmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/// FFmpeg behind a script in which some calls fail: the seed determines which, and how. Every folder
/// `calls/NUMBER` is one call.
final class FaultyFfmpeg {

    /// Both programs report their version at the start, which no fault hits.
    private static final int STARTING = 2;

    private final Path folder;
    private final Ffmpeg ffmpeg;
    private final String description;

    private FaultyFfmpeg(Path folder, Ffmpeg ffmpeg, String description) {
        this.folder = folder;
        this.ffmpeg = ffmpeg;
        this.description = description;
    }

    /// Kinds of faults, each as lines of a shell script.
    private enum Kind {
        KILLED("kill -9 $$"),
        KILLED_LATER("{ sleep 0.03; kill -9 $$; } >/dev/null 2>&1 &"),
        CRASHED("kill -SEGV $$"),
        SILENT("exit 0"),
        GARBAGE("head -c 100000 /dev/urandom; head -c 1000 /dev/urandom >&2; exit 0"),
        HALF("real \"$@\" || exit $?; [ -f \"$last\" ] && truncate -s $(($(stat -c %s \"$last\") / 2)) \"$last\"; exit 0"),
        EMPTY("real \"$@\" || exit $?; [ -f \"$last\" ] && : >\"$last\"; exit 0"),
        SLOW("sleep 0.3"),
        NOISY("yes 'nothing to say' | head -c 3000000 >&2"),
        DISK_FULL("echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 228"),
        HUNG("case \"$*\" in *-progress*) exec sleep 1238 ;; *) sleep 0.3 ;; esac");

        private final String lines;

        Kind(String lines) {
            this.lines = lines;
        }
    }

    /// @param folder for the scripts
    static FaultyFfmpeg in(Path folder, SplittableRandom random) {
        Kind[] kinds = Kind.values();
        Kind kind = kinds[random.nextInt(kinds.length)];
        int first = STARTING + random.nextInt(24);
        String numbers = switch (random.nextInt(3)) {
            case 0 -> Integer.toString(first);
            case 1 -> "%d|%d".formatted(first, first + 1);
            // all from 10 on
            default -> "[1-9][0-9]";
        };
        FfmpegBuild real = TestFfmpeg.FFMPEG.build();
        try {
            Files.createDirectories(folder.resolve("calls"));
            for (Path program : new Path[] {real.ffmpeg(), real.ffprobe()}) {
                Path script = folder.resolve(program.getFileName());
                Files.writeString(
                        script, """
                        #!/bin/sh
                        number=0
                        until mkdir '%1$s'/calls/$number 2>/dev/null; do number=$((number + 1)); done
                        for last; do :; done
                        real() { env LD_LIBRARY_PATH='%2$s' '%3$s' "$@"; }
                        case $number in
                        %4$s) [ -e '%1$s'/over ] || { %5$s
                        } ;;
                        esac
                        exec env LD_LIBRARY_PATH='%2$s' '%3$s' "$@"
                        """
                                .formatted(folder, program.getParent(), program, numbers, kind.lines));
                if (!script.toFile().setExecutable(true)) {
                    throw new IOException(script + " cannot be made executable");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Ffmpeg ffmpeg = new Ffmpeg(FfmpegBuild.in(folder), Duration.ofSeconds(1));
        return new FaultyFfmpeg(folder, ffmpeg, "FFmpeg is %s in calls %s".formatted(kind, numbers));
    }

    Ffmpeg ffmpeg() {
        return ffmpeg;
    }

    @Override
    public String toString() {
        return description;
    }
}
