package aive.audio;

import aive.composition.AudioMix;
import aive.ffmpeg.AudioFilters;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.Loudness;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.Platform;
import aive.media.AudioInfo;
import aive.plan.MixerIdentity;
import aive.plan.RendererVersion;
import aive.project.MusicSettings;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Mixes narration, music, and the sound of the clips into one AAC stream for the whole video.
///
/// The audio is never encoded in pieces: the AAC encoder adds priming samples to each piece, and joined pieces would
/// drift and click.
public final class SoundtrackMixer {

    /// Limits peaks to -2 dB: one decibel below the target of -1 dBTP, since AAC encoding raises peaks.
    private static final Filter LIMIT = Filter.of("alimiter").with("limit", "-2dB").with("level", 0).with("latency", 1);

    /// Limits at four times the sample rate, since true peaks occur between samples (ITU-R BS.1770, annex 2).
    static final List<Filter> LIMIT_TRUE_PEAKS =
            List.of(Filter.of("aresample", 192_000), LIMIT, Filter.of("aresample", 48_000), AudioFilters.FORMAT);

    /// The loudness of the sidechain signal, in LUFS, which makes quiet and loud narration duck the music alike.
    private static final Rational SIDECHAIN_LOUDNESS = Rational.of(-20);

    /// The padding of narration, music, and the sound of the clips beyond the end of the video, in samples.
    ///
    /// All are padded to the same length and regrouped into frames of the same size. With inputs of different
    /// lengths, FFmpeg's result depends on its threads.
    private static final int PADDING = FrameRate.SAMPLES_PER_SECOND;

    /// The part of a track that may be left out where two tracks are joined: two quiet ends and two overlaps at most,
    /// with room to spare, in samples.
    private static final int MARGIN = 100 * FrameRate.SAMPLES_PER_SECOND;

    /// Counts time in samples. FFmpeg's list of files adds up rounded times.
    private static final Filter CONTINUOUS = Filter.of("asetpts", "N/SR/TB");

    private static final Filter DUCKING = Filter.of("sidechaincompress")
            .with("threshold", "0.02").with("ratio", 6).with("attack", 30).with("release", 600).with("knee", 4)
            .with("detection", "rms");

    /// The tolerance for the final loudness, in decibels; the limiter lowers the loudness a little.
    private static final Rational TOLERANCE = Rational.of(3, 10);

    private static final Rational MAX_GAIN = Rational.of(30);
    private static final int MAX_ATTEMPTS = 4;

    private static final List<String> FLOATS =
            List.of("-map", "[out]", "-c:a", "pcm_f32le", "-fflags", "+bitexact", "-f", "w64");

    private final Ffmpeg ffmpeg;

    public SoundtrackMixer(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// The part of a soundtrack's identity that stands for a mixer with this FFmpeg.
    public static MixerIdentity identity(Ffmpeg ffmpeg) {
        return new MixerIdentity(RendererVersion.CURRENT, ffmpeg.identity(), Platform.current().architecture());
    }

    /// The part of a soundtrack's identity that stands for this mixer.
    public MixerIdentity identity() {
        return identity(ffmpeg);
    }

    /// Mixes and encodes the audio of a video.
    ///
    /// @param files maps the SHA-256 of a file in the store to its local path
    /// @param folder for temporary files
    /// @return an MP4 file with the audio alone
    public Path mix(AudioMix mix, Function<String, Path> files, Path folder, Deadline deadline) {
        Path mixed = folder.resolve("mixed.w64");
        Optional<MediaInput> joinedMusic = mix.music()
                .filter(music -> isJoined(music, mix))
                .map(music -> joined(music, mix, files, folder, deadline));
        Optional<Path> original = mix.original().map(sound ->
                new OriginalSoundMixer(ffmpeg).mix(sound, mix.samples(), files, folder, deadline));
        Loudness loudness =
                Loudness.parse(ffmpeg.run(mixing(mix, files, joinedMusic, original, mixed), deadline));
        Path finished = folder.resolve("soundtrack.m4a");
        if (loudness.integrated().isEmpty()) {
            ffmpeg.run(encoding(mixed, Rational.ZERO, finished), deadline);
            return finished;
        }
        Rational gain = gain(mix, mixed, loudness.integrated().get(), deadline);
        ffmpeg.run(encoding(mixed, gain, finished), deadline);
        return finished;
    }

    /// Searches for the gain at which the limited audio has the required loudness.
    ///
    /// The audio is encoded only afterwards, since AAC encoding takes five times as long as limiting and measuring.
    private Rational gain(AudioMix mix, Path mixed, Rational loudness, Deadline deadline) {
        Rational gain = clamped(mix.loudness().minus(loudness));
        for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
            Loudness reached = Loudness.parse(ffmpeg.run(limiting(mixed, gain), deadline));
            Rational missing = mix.loudness().minus(reached.integrated().orElse(mix.loudness()));
            Rational corrected = clamped(gain.plus(missing));
            boolean near = missing.compareTo(TOLERANCE) <= 0 && missing.compareTo(Rational.ZERO.minus(TOLERANCE)) >= 0;
            if (near || corrected.equals(gain)) {
                return gain;
            }
            gain = corrected;
        }
        return gain;
    }

    private static Rational clamped(Rational gain) {
        return Rational.max(Rational.min(gain, MAX_GAIN), Rational.ZERO.minus(MAX_GAIN));
    }

    /// Whether the music has several tracks, or one that is too short for the video.
    private static boolean isJoined(AudioMix.Music music, AudioMix mix) {
        return music.tracks().size() > 1 || music.tracks().getFirst().samples() < mix.samples() + PADDING;
    }

    /// Decodes the tracks of the music, and joins them until they are long enough.
    private MediaInput joined(
            AudioMix.Music music, AudioMix mix, Function<String, Path> files, Path folder, Deadline deadline) {
        List<Path> decoded = new ArrayList<>();
        List<DecodedMusic> pieces = new ArrayList<>();
        try {
            long missing = mix.samples() + PADDING;
            for (AudioMix.MusicTrack track : music.tracks()) {
                if (missing > 0) {
                    Path file = folder.resolve("music-%d.w64".formatted(decoded.size()));
                    decoded.add(file);
                    long samples = Math.min(track.samples(), mix.samples() + PADDING + MARGIN);
                    ffmpeg.run(decoding(track, samples, files, file), deadline);
                    pieces.add(DecodedMusic.open(file, track.track().media().padded()));
                    missing -= Math.max(0, samples - MARGIN);
                }
            }
            long crossfade = music.settings().crossfade().times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp();
            return new MusicSequence(pieces, crossfade).write(folder, mix.samples() + PADDING);
        } finally {
            pieces.forEach(DecodedMusic::close);
            decoded.forEach(SoundtrackMixer::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Decodes a part of a track, so that each repetition has exactly the same length.
    ///
    /// FFmpeg cannot rewind every file, and it may play a compressed file's encoder padding as music.
    ///
    /// @param samples the number of samples from the track's start
    private static FfmpegJob decoding(
            AudioMix.MusicTrack track, long samples, Function<String, Path> files, Path decoded) {
        return new FfmpegJob(
                "decode the music",
                List.of(MediaInput.of(files.apply(track.track().file()))),
                Optional.of(FilterGraph.of(normal(0, track.track().media())
                        .then(AudioFilters.LONG_FRAMES)
                        .then(part(track.firstSample(), samples))
                        .to("out"))),
                List.of(FfmpegJob.Output.file(decoded, FLOATS)));
    }

    /// Filters that keep a range of samples.
    private static List<Filter> part(long first, long samples) {
        return first == 0
                ? List.of(endingAt(samples))
                : List.of(
                        Filter.of("atrim").with("start_sample", first).with("end_sample", first + samples),
                        Filter.of("asetpts", "PTS-STARTPTS"));
    }

    /// Mixes narration, music, and the sound of the clips, and measures the loudness of the mix.
    ///
    /// @param joinedMusic the music, if it has several tracks or is too short for the video
    /// @param original the sound of the clips, if any is heard
    static FfmpegJob mixing(AudioMix mix, Function<String, Path> files, Optional<MediaInput> joinedMusic,
            Optional<Path> original, Path mixed) {
        List<MediaInput> inputs = new ArrayList<>(List.of(MediaInput.of(files.apply(mix.narration().file()))));
        List<Background> backgrounds = new ArrayList<>();
        mix.music().ifPresent(music -> {
            FilterChain played = music(music, inputs.size(), joinedMusic.isPresent());
            AudioMix.MusicTrack first = music.tracks().getFirst();
            inputs.add(joinedMusic.orElseGet(() -> MediaInput.of(files.apply(first.track().file()))));
            FilterChain levelled = played.then(paddedBeyondTheVideo(mix)).then(levels(mix.samples(), music.settings()));
            backgrounds.add(new Background("music", levelled, music.settings().ducking()));
        });
        original.ifPresent(sound -> {
            FilterChain played = FilterChain.from(inputs.size(), 0, AudioFilters.FORMAT).then(CONTINUOUS);
            inputs.add(MediaInput.of(sound));
            backgrounds.add(new Background("original", played.then(paddedBeyondTheVideo(mix)), true));
        });
        return new FfmpegJob(
                "mix the soundtrack",
                inputs,
                Optional.of(mixed(mix, backgrounds)),
                List.of(FfmpegJob.Output.file(mixed, FLOATS)));
    }

    /// Sound under the narration.
    ///
    /// @param name of its link
    /// @param chain without labels for its output
    /// @param ducking whether it gets quieter during speech
    private record Background(String name, FilterChain chain, boolean ducking) {}

    private static FilterChain music(AudioMix.Music music, int input, boolean joined) {
        AudioMix.MusicTrack first = music.tracks().getFirst();
        if (joined) {
            return FilterChain.from(input, 0, AudioFilters.FORMAT).then(CONTINUOUS);
        }
        FilterChain whole = normal(input, first.track().media());
        return first.firstSample() == 0 ? whole : whole.then(part(first.firstSample(), first.samples()));
    }

    private static FilterGraph mixed(AudioMix mix, List<Background> backgrounds) {
        FilterChain narration = normal(0, mix.narration().media()).then(paddedBeyondTheVideo(mix));
        if (backgrounds.isEmpty()) {
            return FilterGraph.of(narration.then(endingAt(mix.samples()), AudioFilters.MEASURE).to("out"));
        }
        List<Background> ducked = backgrounds.stream().filter(Background::ducking).toList();
        FilterGraph graph = FilterGraph.of(
                ducked.isEmpty() ? narration.to("narration")
                        : narration.then(Filter.of("asplit", 2)).to("narration", "sidechain"));
        List<String> sidechains = ducked.stream().map(each -> "levelled_sidechain_" + each.name()).toList();
        if (!ducked.isEmpty()) {
            FilterChain levelled = FilterChain.joining(List.of("sidechain"), volume(sidechainGain(mix)));
            graph = graph.with((ducked.size() == 1 ? levelled : levelled.then(Filter.of("asplit", ducked.size())))
                    .to(sidechains.toArray(String[]::new)));
        }
        List<String> links = new ArrayList<>(List.of("narration"));
        for (Background each : backgrounds) {
            links.add(each.name());
            if (each.ducking()) {
                String level = "levelled_" + each.name();
                graph = graph.with(each.chain().to(level))
                        .with(FilterChain.joining(List.of(level, "levelled_sidechain_" + each.name()), DUCKING)
                                .to(each.name()));
            } else {
                graph = graph.with(each.chain().to(each.name()));
            }
        }
        return graph.with(FilterChain.joining(
                        links,
                        Filter.of("amix").with("inputs", links.size()).with("normalize", 0).with("duration", "longest"))
                .then(endingAt(mix.samples()), AudioFilters.MEASURE)
                .to("out"));
    }

    private static FilterChain normal(int input, AudioInfo media) {
        List<Filter> filters = AudioFilters.normalize(media.holes().orElse(List.of()));
        return FilterChain.from(input, media.stream(), filters.getFirst()).then(filters.subList(1, filters.size()));
    }

    /// Filters that pad or cut audio to a length beyond the end of the video, and regroup it into long frames.
    private static List<Filter> paddedBeyondTheVideo(AudioMix mix) {
        long samples = mix.samples() + PADDING;
        return List.of(Filter.of("apad").with("whole_len", samples), endingAt(samples), AudioFilters.LONG_FRAMES);
    }

    private static Filter endingAt(long samples) {
        return Filter.of("atrim").with("end_sample", samples);
    }

    /// @param gain in decibels
    static Filter volume(Rational gain) {
        return Filter.of("volume", gain.toDecimal(2) + "dB");
    }

    private static Rational sidechainGain(AudioMix mix) {
        return clamped(SIDECHAIN_LOUDNESS.minus(mix.narration().media().loudness().orElse(SIDECHAIN_LOUDNESS)));
    }

    private static List<Filter> levels(long samples, MusicSettings settings) {
        List<Filter> filters = new ArrayList<>(List.of(Filter.of("volume", settings.volume().toDecimal(6))));
        long in = Math.min(samples, settings.fadeIn().times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp());
        long out = Math.min(samples, settings.fadeOut().times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp());
        if (in > 0) {
            filters.add(Filter.of("afade").with("t", "in").with("ss", 0).with("ns", in));
        }
        if (out > 0) {
            filters.add(Filter.of("afade").with("t", "out").with("ss", samples - out).with("ns", out));
        }
        return filters;
    }

    /// Measures the loudness after limiting at the sample rate.
    ///
    /// This takes a quarter of the time that limiting true peaks takes. The loudness is the same to a tenth of a
    /// decibel.
    private static FfmpegJob limiting(Path mixed, Rational gain) {
        return new FfmpegJob(
                "measure the soundtrack",
                List.of(MediaInput.of(mixed)),
                Optional.of(FilterGraph.of(
                        FilterChain.from(0, 0, volume(gain)).then(LIMIT, AudioFilters.MEASURE).to("out"))),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[out]"))));
    }

    private static FfmpegJob encoding(Path mixed, Rational gain, Path finished) {
        return new FfmpegJob(
                "encode the soundtrack",
                List.of(MediaInput.of(mixed)),
                Optional.of(FilterGraph.of(FilterChain.from(0, 0, volume(gain)).then(LIMIT_TRUE_PEAKS).to("out"))),
                List.of(FfmpegJob.Output.file(
                        finished,
                        List.of("-map", "[out]", "-c:a", "aac", "-b:a", "192k", "-fflags", "+bitexact", "-flags:a",
                                "+bitexact",
                                "-movie_timescale", Integer.toString(FrameRate.SAMPLES_PER_SECOND), "-f", "mp4"))));
    }
}
