package aive.audio;

import aive.composition.AudioMix;
import aive.ffmpeg.AudioProbe;
import aive.ffmpeg.EmbeddedFfmpeg;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.MediaReference;
import aive.parallel.ParallelTasks;
import aive.project.MusicSettings;
import aive.time.Deadline;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Measures the time of a soundtrack on the processors of this process.
///
/// Usage: `AudioBench FFMPEG_FOLDER MEDIA_FOLDER SECONDS…`
public final class AudioBench {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /// In clock ticks of 10 ms: own user and system time, and that of the processes that have ended.
    private static final int FIRST_TIME = 11;

    private AudioBench() {}

    /// What a step took, in seconds.
    private record Took<T>(T result, double wall, double cpu) {}

    public static void main(String[] arguments) throws IOException {
        Ffmpeg ffmpeg = new Ffmpeg(EmbeddedFfmpeg.in(Path.of(arguments[0])));
        System.out.printf("%d processor(s); CPU s per audio minute%n", PROCESSORS);
        System.out.printf("%8s %8s %8s %8s %8s %8s %8s %10s %10s%n", "seconds", "measure", "decode", "mix", "gain",
                "encode", "in all", "measure", "mix wall s");
        for (String seconds : List.of(arguments).subList(2, arguments.length)) {
            Path folder = Files.createTempDirectory("audio-bench");
            try {
                measure(ffmpeg, Path.of(arguments[1]), Integer.parseInt(seconds), folder);
            } finally {
                delete(folder);
            }
        }
    }

    private static void measure(Ffmpeg ffmpeg, Path media, int seconds, Path folder) {
        Path speech = repeated(ffmpeg, media.resolve("sonnet2.mp3"), seconds, folder.resolve("speech.mp3"));
        Took<AudioMix.Track> measured = timed(() -> track(ffmpeg, speech));
        MusicSettings settings = new MusicSettings(Rational.of(3, 10), true, Rational.ZERO, Rational.ZERO);
        AudioMix mix = new AudioMix(seconds * 48_000L, measured.result(), Optional.of(new AudioMix.Music(
                track(ffmpeg, media.resolve("kevin_macleod_vibe_ace.ogg")), settings)), Rational.of(-14));
        SoundtrackMixer mixer = new SoundtrackMixer(ffmpeg);
        Took<Path> whole = timed(() -> mixer.mix(mix, Path::of, folder, deadline()));
        // The same in its steps.
        Took<SoundtrackMixer.Sources> decoded = timed(() -> mixer.decoded(mix, Path::of, folder, deadline()));
        Took<List<SoundtrackMixer.Mixed>> mixed = timed(() -> ParallelTasks.map(AudioSegment.of(mix.samples()),
                PROCESSORS, segment -> mixer.mixed(mix, segment, decoded.result(), folder, deadline())));
        Took<Rational> gain = timed(() -> mixer.gain(mix, mixed.result(), LoudnessBlocks.integrated(
                mixed.result().stream().map(SoundtrackMixer.Mixed::loudness).toList()).orElseThrow(), deadline()));
        Took<List<AdtsFile>> encoded = timed(() -> ParallelTasks.map(
                mixed.result(), PROCESSORS, segment -> mixer.encoded(segment, gain.result(), deadline())));
        double minutes = seconds / 60.0;
        System.out.printf(Locale.ROOT, "%8d %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f s %8.2f s%n", seconds,
                measured.cpu() / minutes, decoded.cpu() / minutes, mixed.cpu() / minutes, gain.cpu() / minutes,
                encoded.cpu() / minutes, whole.cpu() / minutes, measured.wall(), whole.wall());
    }

    /// The source again and again, in the same codec.
    private static Path repeated(Ffmpeg ffmpeg, Path source, int seconds, Path target) {
        ffmpeg.run(new FfmpegJob("prepare the narration",
                List.of(MediaInput.of(source, "-stream_loop", "-1", "-t", Integer.toString(seconds))),
                Optional.empty(),
                List.of(FfmpegJob.Output.file(
                        target, List.of("-c:a", "libmp3lame", "-b:a", "128k", "-f", "mp3")))), deadline());
        return target;
    }

    private static AudioMix.Track track(Ffmpeg ffmpeg, Path file) {
        return new AudioMix.Track(file.toString(), new AudioProbe(ffmpeg)
                .probe(file, Optional.empty(), new MediaReference("", file.toString()), deadline()).info());
    }

    private static <T> Took<T> timed(Supplier<T> task) {
        double cpu = cpuSeconds();
        long begun = System.nanoTime();
        T result = task.get();
        return new Took<>(result, (System.nanoTime() - begun) / 1e9, cpuSeconds() - cpu);
    }

    /// The processor time of this process and of those that it has started.
    private static double cpuSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // The name, which may contain spaces, is in parentheses.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int i = FIRST_TIME; i < FIRST_TIME + 4; i++) {
                ticks += Double.parseDouble(fields[i]);
            }
            return ticks / 100;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofHours(1));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
