package aive.audio;

import aive.composition.AudioMix;
import aive.ffmpeg.AudioFilters;
import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.Platform;
import aive.media.AudioInfo;
import aive.parallel.ParallelTasks;
import aive.plan.MixerIdentity;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Mixes narration, music, and the sound of the clips into one AAC stream for the whole video.
///
/// It decodes the sources, and then mixes, measures, and encodes segments of fixed length side by side
/// ([AudioSegment]). The samples are those of a mix in one piece, whatever the number of processors.
public final class SoundtrackMixer {

    /// Limits peaks to -2 dB: one decibel below the target of -1 dBTP, since AAC encoding raises peaks.
    private static final Filter LIMIT = Filter.of("alimiter").with("limit", "-2dB").with("level", 0).with("latency", 1);

    /// Limits at four times the sample rate, since true peaks occur between samples (ITU-R BS.1770, annex 2).
    static final List<Filter> LIMIT_TRUE_PEAKS =
            List.of(Filter.of("aresample", 192_000), LIMIT, Filter.of("aresample", 48_000), AudioFilters.FORMAT);

    /// The length of the decoded sources beyond the end of the video, in samples.
    private static final int PADDING = FrameRate.SAMPLES_PER_SECOND;

    /// The part of a track that may be left out where two tracks are joined: two quiet ends and two overlaps at most,
    /// with room to spare, in samples.
    private static final int MARGIN = 100 * FrameRate.SAMPLES_PER_SECOND;

    /// Counts time in samples from 0.
    private static final Filter CONTINUOUS = Filter.of("asetpts", "N/SR/TB");

    /// The error of the loudness that one correction of the gain removes, in decibels. The limiter takes away a part of
    /// a correction, but seldom half of it.
    private static final Rational CORRECTABLE = Rational.of(6, 10);

    /// The highest and, negative, the lowest gain, in decibels.
    static final Rational MAX_GAIN = Rational.of(30);

    private static final int MAX_ATTEMPTS = 4;

    static final List<String> FLOATS =
            List.of("-map", "[out]", "-c:a", "pcm_f32le", "-fflags", "+bitexact", "-f", "w64");

    /// The fast quantizer without noise substitution and intensity stereo takes half the time of FFmpeg's defaults, and
    /// its noise is less audible: see `docs/adr/0013-the-soundtrack-in-segments.md`. Without noise substitution, a
    /// decoded frame also depends on no frame before its neighbour.
    static final List<String> AAC = List.of(
            "-map", "[out]", "-c:a", "aac", "-b:a", "192k", "-aac_coder", "fast", "-aac_pns", "0", "-aac_is", "0",
            "-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "adts");

    private final Ffmpeg ffmpeg;
    private final int processors;

    public SoundtrackMixer(Ffmpeg ffmpeg) {
        this(ffmpeg, Runtime.getRuntime().availableProcessors());
    }

    /// @param processors the number of segments that are mixed, or encoded, at the same time
    SoundtrackMixer(Ffmpeg ffmpeg, int processors) {
        this.ffmpeg = ffmpeg;
        this.processors = processors;
    }

    /// The part of a soundtrack's identity that stands for a mixer with this FFmpeg.
    public static MixerIdentity identity(Ffmpeg ffmpeg) {
        return new MixerIdentity(MixerIdentity.CURRENT, ffmpeg.identity(), Platform.current().architecture());
    }

    /// The part of a soundtrack's identity that stands for this mixer.
    public MixerIdentity identity() {
        return identity(ffmpeg);
    }

    /// The storage that mixing needs for its files, in bytes.
    ///
    /// The decoded sources are there at the same time, and beside them either the mix, or the tracks of the music
    /// before they are joined.
    public static long storage(AudioMix mix) {
        long whole = mix.samples() + PADDING;
        long music = mix.music().map(added -> needed(added, whole).stream()
                .mapToLong(track -> length(track, whole)).sum()).orElse(0L);
        long original = mix.original().map(sound -> sound.clips().stream()
                .mapToLong(clip -> clip.end() - clip.first()).sum()).orElse(0L);
        return StereoFile.bytes(whole + music + original + Math.max(whole, music));
    }

    /// Mixes and encodes the audio of a video.
    ///
    /// @param files maps the SHA-256 of a file in the store to its local path
    /// @param folder for temporary files
    /// @return an MP4 file with the audio alone
    public Path mix(AudioMix mix, Function<String, Path> files, Path folder, Deadline deadline) {
        return mix(mix, AudioSegment.of(mix.samples()), files, folder, deadline);
    }

    /// @param segments all of the soundtrack, in order
    Path mix(AudioMix mix, List<AudioSegment> segments, Function<String, Path> files, Path folder, Deadline deadline) {
        Sources sources = decoded(mix, files, folder, deadline);
        List<Mixed> mixed = ParallelTasks.map(
                segments, processors, segment -> mixed(mix, segment, sources, folder, deadline));
        sources.delete();
        Rational gain = LoudnessBlocks.integrated(mixed.stream().map(Mixed::loudness).toList())
                .map(loudness -> gain(mix, mixed, loudness, deadline))
                .orElse(Rational.ZERO);
        List<AdtsFile> encoded =
                ParallelTasks.map(mixed, processors, segment -> encoded(segment, gain, deadline));
        Path finished = AacJoiner.write(
                AacJoiner.join(segments, encoded), mix.samples(), folder.resolve("soundtrack.m4a"));
        encoded.forEach(file -> delete(file.path()));
        return finished;
    }

    /// The decoded sources of a mix. Each begins with the video, and is a second longer.
    ///
    /// @param original the sound of the clips
    record Sources(Path narration, Optional<PlayedMusic> music, Optional<Path> original) {

        void delete() {
            SoundtrackMixer.delete(narration);
            music.ifPresent(played -> {
                SoundtrackMixer.delete(played.beginning());
                SoundtrackMixer.delete(played.round());
            });
            original.ifPresent(SoundtrackMixer::delete);
        }
    }

    Sources decoded(AudioMix mix, Function<String, Path> files, Path folder, Deadline deadline) {
        CompletableFuture<Optional<PlayedMusic>> music = new CompletableFuture<>();
        CompletableFuture<Optional<Path>> original = new CompletableFuture<>();
        Path narration = folder.resolve("narration.w64");
        long samples = mix.samples() + PADDING;
        ParallelTasks.all(
                () -> ffmpeg.run(decoding("the narration", mix.narration(), 0, samples, files, narration), deadline),
                () -> music.complete(mix.music().map(added -> music(added, samples, files, folder, deadline))),
                () -> original.complete(mix.original().map(sound ->
                        new OriginalSoundMixer(ffmpeg).mix(sound, samples, files, folder, deadline))));
        return new Sources(narration, music.join(), original.join());
    }

    /// Decodes the tracks of the music, and joins them if there are several, or one that is too short.
    private PlayedMusic music(
            AudioMix.Music music, long samples, Function<String, Path> files, Path folder, Deadline deadline) {
        AudioMix.MusicTrack only = music.tracks().getFirst();
        if (music.tracks().size() == 1 && only.samples() >= samples) {
            Path whole = folder.resolve("music.w64");
            ffmpeg.run(decoding("the music", only.track(), only.firstSample(), samples, files, whole), deadline);
            return new PlayedMusic(whole, whole);
        }
        List<AudioMix.MusicTrack> needed = needed(music, samples);
        // FFmpeg cannot rewind every file, and it may play a compressed file's encoder padding as music.
        List<Integer> numbers = IntStream.range(0, needed.size()).boxed().toList();
        List<Path> decoded = ParallelTasks.map(numbers, processors, number -> {
            AudioMix.MusicTrack track = needed.get(number);
            Path file = folder.resolve("music-%d.w64".formatted(number));
            ffmpeg.run(decoding("the music", track.track(), track.firstSample(), length(track, samples), files, file),
                    deadline);
            return file;
        });
        List<DecodedMusic> pieces = new ArrayList<>();
        try {
            numbers.forEach(number -> pieces.add(DecodedMusic.open(
                    decoded.get(number), needed.get(number).track().media().padded())));
            long crossfade = music.settings().crossfade().times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp();
            return new MusicSequence(pieces, crossfade).write(folder);
        } finally {
            pieces.forEach(DecodedMusic::close);
            decoded.forEach(SoundtrackMixer::delete);
        }
    }

    /// The first tracks, which are long enough together.
    private static List<AudioMix.MusicTrack> needed(AudioMix.Music music, long samples) {
        List<AudioMix.MusicTrack> needed = new ArrayList<>();
        long missing = samples;
        for (AudioMix.MusicTrack track : music.tracks()) {
            if (missing > 0) {
                needed.add(track);
                missing -= Math.max(0, length(track, samples) - MARGIN);
            }
        }
        return needed;
    }

    /// The part of a track that is decoded, in samples.
    private static long length(AudioMix.MusicTrack track, long samples) {
        return Math.min(track.samples(), samples + MARGIN);
    }

    /// Decodes a part of a file, with silence behind its end if it is too short.
    ///
    /// @param first the first sample, counted from the beginning of the file
    private static FfmpegJob decoding(
            String what, AudioMix.Track track, long first, long samples, Function<String, Path> files, Path decoded) {
        FilterChain whole = normal(0, track.media()).then(AudioFilters.LONG_FRAMES);
        return new FfmpegJob(
                "decode " + what,
                List.of(MediaInput.of(files.apply(track.file()))),
                Optional.of(FilterGraph.of((first == 0 ? whole : whole.then(part(first, first + samples)))
                        .then(padded(samples)).to("out"))),
                List.of(FfmpegJob.Output.file(decoded, FLOATS)));
    }

    static FilterChain normal(int input, AudioInfo media) {
        List<Filter> filters = AudioFilters.normalize(media.holes().orElse(List.of()));
        return FilterChain.from(input, media.stream(), filters.getFirst()).then(filters.subList(1, filters.size()));
    }

    /// Filters that keep a range of samples, which then begins at time 0.
    private static List<Filter> part(long first, long end) {
        return List.of(Filter.of("atrim").with("start_sample", first).with("end_sample", end), CONTINUOUS);
    }

    /// Filters that pad or cut audio to a length.
    static List<Filter> padded(long samples) {
        return List.of(
                Filter.of("apad").with("whole_len", samples), Filter.of("atrim").with("end_sample", samples));
    }

    /// A segment of the mix before its gain.
    ///
    /// @param file the samples from [AudioSegment#mixedFrom] to [AudioSegment#mixedEnd]
    record Mixed(AudioSegment segment, Path file, LoudnessBlocks loudness) {

        /// The file for the loudness of its blocks.
        Path log() {
            return file.resolveSibling(file.getFileName() + ".txt");
        }
    }

    Mixed mixed(AudioMix mix, AudioSegment segment, Sources sources, Path folder, Deadline deadline) {
        Path file = folder.resolve("mixed-%d.w64".formatted(segment.first()));
        Mixed unmeasured = new Mixed(segment, file, new LoudnessBlocks(List.of()));
        long end = segment.mixedEnd() + PADDING;
        List<MediaInput> inputs = new ArrayList<>(List.of(range(sources.narration(), segment.heardFrom(), end)));
        Optional<Path> music = sources.music().map(played -> {
            Path part = folder.resolve("music-%d.w64".formatted(segment.first()));
            played.copy(segment.heardFrom(), end, part);
            inputs.add(MediaInput.of(part));
            return part;
        });
        Optional<FilterChain> musicChain = music.map(_ -> read(1));
        Optional<FilterChain> originalChain = sources.original().map(sound -> {
            inputs.add(range(sound, segment.heardFrom(), end));
            return read(inputs.size() - 1);
        });
        List<Filter> last = new ArrayList<>(part(
                segment.mixedFrom() - segment.heardFrom(), segment.mixedEnd() - segment.heardFrom()));
        last.addAll(LoudnessBlocks.measuring(unmeasured.log()));
        ffmpeg.run(new FfmpegJob(
                "mix the soundtrack",
                inputs,
                Optional.of(MixGraph.of(mix, read(0), musicChain, originalChain, segment.heardFrom(), last)),
                List.of(FfmpegJob.Output.file(file, FLOATS))), deadline);
        music.ifPresent(SoundtrackMixer::delete);
        return new Mixed(segment, file, blocks(unmeasured));
    }

    /// Reads a decoded source from a whole second on.
    private static MediaInput range(Path file, long first, long end) {
        return MediaInput.of(file, "-ss", seconds(first), "-t", seconds(end - first));
    }

    private static String seconds(long samples) {
        // Whole seconds, but for the length of the last segment, which FFmpeg rounds to the right sample.
        return Rational.of(samples, FrameRate.SAMPLES_PER_SECOND).toDecimal(6);
    }

    private static FilterChain read(int input) {
        return FilterChain.from(input, 0, AudioFilters.FORMAT).then(AudioFilters.LONG_FRAMES, CONTINUOUS);
    }

    private static LoudnessBlocks blocks(Mixed mixed) {
        AudioSegment segment = mixed.segment();
        LoudnessBlocks blocks = LoudnessBlocks.read(
                mixed.log(), segment.first() - segment.mixedFrom(), segment.end() - segment.mixedFrom());
        delete(mixed.log());
        return blocks;
    }

    /// Searches for the gain at which the limited audio has the required loudness.
    ///
    /// The audio is encoded only afterwards, since AAC encoding takes six times as long as limiting and measuring.
    Rational gain(AudioMix mix, List<Mixed> mixed, Rational loudness, Deadline deadline) {
        Rational gain = clamped(mix.loudness().minus(loudness));
        for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
            Rational tried = gain;
            Rational reached = LoudnessBlocks.integrated(ParallelTasks.map(mixed, processors, segment -> {
                ffmpeg.run(limiting(segment, tried), deadline);
                return blocks(segment);
            })).orElse(mix.loudness());
            Rational missing = mix.loudness().minus(reached);
            gain = clamped(gain.plus(missing));
            boolean near = Rational.max(missing, Rational.ZERO.minus(missing)).compareTo(CORRECTABLE) <= 0;
            if (near || gain.equals(tried)) {
                return gain;
            }
        }
        return gain;
    }

    private static Rational clamped(Rational gain) {
        return Rational.max(Rational.min(gain, MAX_GAIN), Rational.ZERO.minus(MAX_GAIN));
    }

    /// Measures the loudness after limiting at the sample rate.
    ///
    /// This takes a quarter of the time that limiting true peaks takes. The loudness is the same to a tenth of a
    /// decibel.
    private static FfmpegJob limiting(Mixed mixed, Rational gain) {
        return new FfmpegJob(
                "measure the soundtrack",
                List.of(MediaInput.of(mixed.file())),
                Optional.of(FilterGraph.of(FilterChain.from(0, 0, AudioFilters.LONG_FRAMES)
                        .then(MixGraph.volume(gain), LIMIT)
                        .then(LoudnessBlocks.measuring(mixed.log()))
                        .to("out"))),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[out]"))));
    }

    AdtsFile encoded(Mixed mixed, Rational gain, Deadline deadline) {
        Path target = mixed.file().resolveSibling("encoded-%d.aac".formatted(mixed.segment().first()));
        ffmpeg.run(encoding(mixed, gain, target, AAC), deadline);
        delete(mixed.file());
        return AdtsFile.read(target);
    }

    /// Limits and encodes a segment from [AudioSegment#encodedFrom] to [AudioSegment#encodedEnd].
    static FfmpegJob encoding(Mixed mixed, Rational gain, Path target, List<String> encoder) {
        AudioSegment segment = mixed.segment();
        return new FfmpegJob(
                "encode the soundtrack",
                List.of(MediaInput.of(mixed.file())),
                Optional.of(FilterGraph.of(FilterChain.from(0, 0, AudioFilters.LONG_FRAMES)
                        .then(MixGraph.volume(gain))
                        .then(LIMIT_TRUE_PEAKS)
                        .then(part(segment.encodedFrom() - segment.mixedFrom(),
                                segment.encodedEnd() - segment.mixedFrom()))
                        .to("out"))),
                List.of(FfmpegJob.Output.file(target, encoder)));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
