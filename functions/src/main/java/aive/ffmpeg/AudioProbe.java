package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.media.AudioHole;
import aive.media.AudioInfo;
import aive.media.SilentStretch;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Determines the properties of a file's audio by decoding all of it.
///
/// Among several audio streams it takes the one with the default flag, else the first.
public final class AudioProbe {

    /// The limit for lost audio whose length or place is unknown, in seconds: about ten frames of MP3. Recordings often
    /// begin and end inside a frame.
    private static final Rational TOLERABLE_LOSS = Rational.of(1, 4);

    /// The limit for one hole that is filled with silence, in seconds: one or two words are missing, and a listener
    /// still follows.
    private static final Rational LONGEST_HOLE = Rational.of(2);

    /// The limit for all holes of a damaged file together, as a share of its length.
    private static final Rational MOST_DAMAGE = Rational.of(1, 10);

    /// The limit for the number of holes in a raw stream, each of which makes FFmpeg's filter longer.
    private static final int MOST_HOLES = 100;

    private static final Set<String> FORMATS_WITH_FRAME_COUNT = Set.of("mp3", "flac", "ogg", "avi");

    /// The shortest loss, in seconds, after which speech and captions are noticeably apart: one to two frames of video.
    private static final Rational AUDIBLE_SHIFT = Rational.of(1, 20);

    /// The limit for audio that an AVI file has lost, in seconds: its header counts more than its last frame.
    private static final Rational AVI_SHIFT = Rational.of(1, 8);

    private static final String OGG = "ogg";

    /// FFmpeg's message about an error after which it takes the file for ended.
    private static final String DEMUXER_STOPPED = "Error during demuxing";

    /// The longest narration or music: twice the longest video, as a margin for unused ends.
    private static final Rational LONGEST = Rational.of(6 * 3_600);

    /// Speech below this loudness, in LUFS, cannot be understood next to speech at the usual -14.
    private static final Rational NEARLY_SILENT = Rational.of(-50);

    /// Codecs whose encoders put silence before and after the sound.
    private static final Set<String> PADDED_CODECS =
            Set.of("aac", "ac3", "eac3", "mp2", "mp3", "wmav1", "wmav2", "wmapro");

    /// The share of samples within 1 dB of full scale from which audio is clipped. Mastered music has less than 2 %.
    private static final Rational CLIPPED = Rational.of(1, 20);

    /// The number of audio tracks that are searched for audio if the chosen one is silent.
    private static final int MOST_TRACKS = 8;

    private static final Filter HISTOGRAM = Filter.of("volumedetect");

    private static final Filter COUNT_NOT_NUMBERS = Filter.of("astats")
            .with("measure_perchannel", "none").with("measure_overall", "Number_of_NaNs+Number_of_Infs");

    private static final Pattern NUMBER_OF_SAMPLES = Pattern.compile("n_samples: ([0-9]{1,18})$");
    private static final Pattern SAMPLES_AT_FULL_SCALE = Pattern.compile("histogram_0db: ([0-9]{1,18})$");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("Number of (?:NaNs|Infs): ([0-9.]{1,24})$");

    private final Ffmpeg ffmpeg;

    public AudioProbe(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// The probed audio of a file.
    ///
    /// @param warnings possible defects, each a verb phrase with the file as its subject: `"has gaps: …"`
    /// @param silences stretches of a second or more in which all samples are zero, in order; at most 1,000
    public record ProbedAudio(AudioInfo info, List<SilentStretch> silences, List<String> warnings) {}

    /// Decodes the audio of a file to its end, and measures it.
    ///
    /// @throws MediaTooLarge if the audio is longer than six hours
    /// @throws MediaUnusable if the file is not media, has no audio, is truncated, has samples that are not numbers, or
    ///     has long holes, or holes of unknown length (audio after them would be heard too early), or if its channel
    ///     count or sample rate changes and audio is lost (FFmpeg's filters restart at time 0 at the change)
    /// @param track number of the audio track, from 1; empty for the one with the default flag, else the first
    public ProbedAudio probe(Path file, Optional<Integer> track, MediaReference media, Deadline deadline) {
        ProbedFile probed = ProbedFile.untrusted(ffmpeg, file, media, deadline);
        JsonNode stream = track.map(number -> track(probed, number))
                .orElseGet(() -> probed.stream("audio", any -> true)
                        .orElseThrow(() -> media.unusable("has no audio, only %s".formatted(probed.kinds()))));
        int index = stream.path("index").asInt();
        Rational timeBase = Rational.parse(stream.path("time_base").asString());
        checkDuration(probed, ProbedFile.decimal(probed.document().path("format").path("duration").asString("")));
        String printed = probed.packets(index, deadline);
        Optional<PacketTimestamps> timestamps = PacketTimestamps.parse(printed, 1, timeBase);
        checkDuration(probed, timestamps.map(PacketTimestamps::length));
        checkLength(probed, stream);
        FfmpegLog log = decode(probed, stream, deadline);
        long samples = log.samples(0);
        if (samples == 0) {
            throw media.unusable("has no audio that can be decoded");
        }
        if (log.contains(DEMUXER_STOPPED)) {
            throw media.unusable(
                    ("cannot be read after second %s: it is damaged, or holds several recordings of different formats; "
                            + "export it again").formatted(seconds(samples).toDecimal(1)));
        }
        if (hasNotNumbers(log)) {
            throw media.unusable("has samples that are not numbers (NaN or infinity); export it again");
        }
        Rational fileStart = fileStart(probed);
        Rational start = timestamps.map(PacketTimestamps::first).orElse(Rational.ZERO).minus(fileStart);
        Rational lateStart = Rational.max(Rational.ZERO, start);
        Rational lost = seconds(samples - log.samples(1)).minus(lateStart);
        // The first packet after the junction of two recordings often cannot be decoded.
        if (log.audioFormatChanges() > 0 && log.audioFormatChanges() >= log.audioErrors()
                && lost.compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable(
                    "changes its channel count or sample rate, or is damaged; export it again, with one audio format");
        }
        List<String> warnings = new ArrayList<>();
        boolean damaged = log.audioErrors() > 0;
        Rational end = timestamps.map(PacketTimestamps::end).orElse(Rational.ZERO).minus(fileStart);
        boolean endIsLost = damaged && end.minus(seconds(samples)).compareTo(TOLERABLE_LOSS) > 0;
        if (lost.compareTo(AUDIBLE_SHIFT) > 0 || endIsLost) {
            List<AudioHole> holes = timestamps
                    .map(packets -> holes(probed, index, timeBase, packets, deadline))
                    .orElse(List.of());
            gapWarning(holes, damaged, Rational.max(lost, length(holes)), seconds(samples), media)
                    .ifPresent(warnings::add);
        }
        Optional<Rational> counted = counted(probed, stream)
                .filter(_ -> !log.contains("Estimating duration from bitrate"));
        // Without regard to time stamps, which begin again at 0 in a second recording.
        Rational behind = counted.map(all -> seconds(Math.max(samples, log.samples(1))).minus(all))
                .orElse(Rational.ZERO);
        if (probed.format().equals("flac") && behind.compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable(
                    ("is several recordings in one file: about %s s follow the %s s that its header states; join them "
                            + "with an audio program")
                            .formatted(behind.toDecimal(1), counted.orElseThrow().toDecimal(1)));
        }
        JunkBytes junk = JunkBytes.in(probed.format(), file, printed, timeBase, start,
                counted.map(all -> all.minus(seconds(samples))));
        List<AudioHole> missing = junk.seconds().compareTo(AUDIBLE_SHIFT) > 0 ? junk.holes() : List.of();
        junkWarning(probed, junk, seconds(samples)).ifPresent(warnings::add);
        Rational missingAtEnd = counted.map(all -> all.minus(seconds(samples)).minus(length(missing)))
                .orElse(Rational.ZERO);
        if (missingAtEnd.compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable("is truncated: it has %s of the %s s of audio that its header states"
                    .formatted(seconds(samples).toDecimal(1), counted.orElseThrow().toDecimal(1)));
        }
        if (probed.format().equals("avi") && missingAtEnd.compareTo(AVI_SHIFT) > 0) {
            warnings.add("is damaged: %s s of its audio are missing, and what follows is heard earlier"
                    .formatted(missingAtEnd.toDecimal(2)));
        }
        if (probed.format().equals(OGG) && OggEnd.of(file) == OggEnd.UNMARKED) {
            warnings.add("may be truncated after second %s: it has no end-of-stream flag".formatted(
                    seconds(samples).toDecimal(1)));
        }
        Optional<Rational> loudness = Loudness.parse(log).integrated();
        if (isNearlySilent(loudness)) {
            warnings.add(loudness.map(level -> level.toDecimal(1))
                    .map("is nearly silent: its loudness is %s LUFS"::formatted)
                    .orElse("is silent")
                    + audibleTrack(probed, index, deadline));
        }
        if (shareAtFullScale(log).compareTo(CLIPPED) > 0) {
            warnings.add("is clipped: %s %% of its samples are within 1 dB of full scale"
                    .formatted(shareAtFullScale(log).times(Rational.of(100)).toDecimal(0)));
        }
        long filled = samples + length(missing).times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp();
        Length length = Length.of(probed.format(), stream, lateStart, filled);
        AudioInfo info = new AudioInfo(index, stream.path("codec_name").asString("unknown"), length.samples(),
                length.padded(), loudness, Optional.of(missing).filter(holes -> !holes.isEmpty()));
        return new ProbedAudio(info, moved(log.silences(), missing), warnings);
    }

    /// @throws MediaUnusable if there is no such track
    private static JsonNode track(ProbedFile probed, int number) {
        List<JsonNode> tracks = probed.streams("audio");
        if (number > tracks.size()) {
            throw probed.media()
                    .unusable("has %d audio tracks, and audio_track is %d".formatted(tracks.size(), number));
        }
        return tracks.get(number - 1);
    }

    private static boolean isNearlySilent(Optional<Rational> loudness) {
        return loudness.filter(level -> level.compareTo(NEARLY_SILENT) >= 0).isEmpty();
    }

    /// Decodes all of the audio: with silence in its gaps into output 0, and without into output 1.
    ///
    /// @throws MediaUnusable if FFmpeg cannot decode it
    private FfmpegLog decode(ProbedFile probed, JsonNode stream, Deadline deadline) {
        MediaReference media = probed.media();
        // Before the conversion to stereo, which lowers mono by 3 dB.
        List<Filter> own = new ArrayList<>(List.of(AudioFilters.LONG_FRAMES));
        if (stream.path("codec_name").asString("").startsWith("pcm_f")) {
            own.add(COUNT_NOT_NUMBERS);
        }
        own.add(HISTOGRAM);
        own.addAll(AudioFilters.RESAMPLE);
        FfmpegJob job = new FfmpegJob(
                "measure " + media.description(),
                List.of(MediaInput.of(probed.path())),
                Optional.of(FilterGraph.of(
                        FilterChain.from(0, stream.path("index").asInt(), Filter.of("asplit", 2)).to("any", "decoded"),
                        new FilterChain(List.of("any"), AudioFilters.NORMALIZE, List.of("all"))
                                .then(AudioFilters.LONG_FRAMES, AudioFilters.FIND_ZEROS, AudioFilters.MEASURE),
                        new FilterChain(List.of("decoded"), own, List.of("own")))),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[all]")),
                        FfmpegJob.Output.nothing(List.of("-map", "[own]"))));
        try {
            return ffmpeg.examine(job, media, deadline);
        } catch (EncodeFailed e) {
            throw media.unusable("has no audio that can be decoded: " + e.getMessage(), e);
        }
    }

    /// Names the first other audio track that is not silent, for a message.
    private String audibleTrack(ProbedFile probed, int silent, Deadline deadline) {
        int track = 0;
        for (JsonNode stream : probed.document().path("streams")) {
            if (!stream.path("codec_type").asString("").equals("audio") || ++track > MOST_TRACKS
                    || stream.path("index").asInt() == silent) {
                continue;
            }
            if (!isNearlySilent(Loudness.parse(decode(probed, stream, deadline)).integrated())) {
                return ", but its audio track %d is not; set audio_track to %1$d".formatted(track);
            }
        }
        return "";
    }

    /// The time of the file's earliest packet, in seconds, from which FFmpeg counts: 1.4 s in many MPEG transport
    /// streams.
    private static Rational fileStart(ProbedFile probed) {
        return Rational.max(
                Rational.ZERO,
                ProbedFile.decimal(probed.document().path("format").path("start_time").asString(""))
                        .orElse(Rational.ZERO));
    }

    private static boolean hasNotNumbers(FfmpegLog log) {
        return log.lines().stream().map(NOT_A_NUMBER::matcher)
                .anyMatch(count -> count.find() && new BigDecimal(count.group(1)).signum() > 0);
    }

    /// The share of samples within 1 dB of full scale.
    private static Rational shareAtFullScale(FfmpegLog log) {
        long all = count(log, NUMBER_OF_SAMPLES);
        return all == 0 ? Rational.ZERO : Rational.of(count(log, SAMPLES_AT_FULL_SCALE), all);
    }

    /// The highest count: FFmpeg also prints the counts of filters that it set up and did not use.
    private static long count(FfmpegLog log, Pattern pattern) {
        long highest = 0;
        for (String line : log.lines()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                highest = Math.max(highest, Long.parseLong(matcher.group(1)));
            }
        }
        return highest;
    }

    /// The length of audio without its encoder's padding, as far as the file states it.
    ///
    /// @param padded whether the file does not state where the sound begins and ends
    private record Length(long samples, boolean padded) {

        /// @param lateStart the silence before the first packet, in seconds
        /// @param decoded the number of decoded samples, with that silence. FFmpeg removes padding that the file
        ///     states, except at the end of audio in an MP4 file, where only the edit list states it
        static Length of(String format, JsonNode stream, Rational lateStart, long decoded) {
            String codec = stream.path("codec_name").asString("");
            if (format.startsWith("mov,mp4")) {
                Rational shown = Rational.of(stream.path("duration_ts").asLong(0))
                        .times(Rational.parse(stream.path("time_base").asString()));
                long end = shown.plus(lateStart).times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp();
                long samples = shown.signum() > 0 ? Math.min(decoded, end) : decoded;
                return new Length(Math.max(1, samples), false);
            }
            boolean hasDelay = stream.path("start_pts").asLong(0) > 0;
            boolean stated = format.equals(OGG) || (codec.equals("mp3") && hasDelay);
            return new Length(decoded, PADDED_CODECS.contains(codec) && !stated);
        }
    }

    /// @throws MediaTooLarge if the audio is longer than [#LONGEST]
    private static void checkDuration(ProbedFile probed, Optional<Rational> seconds) {
        if (seconds.isPresent() && seconds.get().compareTo(LONGEST) > 0) {
            throw new MediaTooLarge(probed.media().pointer(), "%s is %s hours long; the limit for audio is %s hours"
                    .formatted(probed.media().description(),
                            seconds.get().dividedBy(Rational.of(3_600)).toDecimal(1),
                            LONGEST.dividedBy(Rational.of(3_600)).toDecimal(0)));
        }
    }

    /// The warning about holes that timestamps show. FFmpeg fills them with silence.
    ///
    /// @param damaged whether audio could not be decoded; otherwise the holes may be pauses of the recording
    /// @param lost length of all holes, in seconds
    /// @throws MediaUnusable if there is a long hole, or the file is damaged in many places
    private static Optional<String> gapWarning(
            List<AudioHole> holes, boolean damaged, Rational lost, Rational length, MediaReference media) {
        if (holes.isEmpty() && lost.compareTo(TOLERABLE_LOSS) <= 0) {
            return Optional.empty();
        }
        Optional<AudioHole> longest = longest(holes);
        boolean tooLong = longest.map(AudioHole::seconds).orElse(lost).compareTo(LONGEST_HOLE) > 0;
        boolean tooMany = damaged && lost.compareTo(length.times(MOST_DAMAGE)) > 0;
        if (!tooLong && !tooMany) {
            return Optional.of("has gaps: %s s of its audio are missing%s; silence replaces them"
                    .formatted(lost.toDecimal(2), place(first(holes))));
        }
        String what = damaged
                ? "is damaged: %s s of its audio cannot be decoded%s"
                : "has gaps: %s s of its audio are missing%s";
        String limit = tooLong
                ? "; the limit is %s s in one place".formatted(LONGEST_HOLE.toDecimal(1))
                : "; the limit is a tenth of it";
        throw media.unusable((what + "%s").formatted(
                lost.toDecimal(1), tooLong ? longestPlace(holes) : place(first(holes)), limit));
    }

    /// The warning about lost frames of a raw stream.
    ///
    /// @param length of the decoded audio, in seconds
    /// @throws MediaUnusable if much is lost, or an unknown length
    private static Optional<String> junkWarning(ProbedFile probed, JunkBytes junk, Rational length) {
        Rational limit = probed.format().equals("amr") ? AUDIBLE_SHIFT : TOLERABLE_LOSS;
        boolean unknown = !junk.exact() && junk.seconds().compareTo(limit) > 0;
        Optional<AudioHole> longest = longest(junk.holes());
        boolean tooLong = longest.filter(hole -> hole.seconds().compareTo(LONGEST_HOLE) > 0).isPresent();
        boolean tooMany = junk.seconds().compareTo(length.times(MOST_DAMAGE)) > 0 || junk.holes().size() > MOST_HOLES;
        if (junk.seconds().compareTo(limit) > 0 && (unknown || tooLong || tooMany)) {
            throw probed.media().unusable("is damaged: %s s of its audio cannot be decoded%s".formatted(
                    junk.seconds().toDecimal(1), tooLong ? longestPlace(junk.holes()) : place(first(junk.holes()))));
        }
        return junk.seconds().compareTo(AUDIBLE_SHIFT) <= 0
                ? Optional.empty()
                : Optional.of("is damaged: %s%s s of its audio are missing%s; silence replaces them".formatted(
                        junk.exact() ? "" : "about ", junk.seconds().toDecimal(2), place(first(junk.holes()))));
    }

    private static Optional<AudioHole> first(List<AudioHole> holes) {
        return holes.stream().findFirst();
    }

    private static Optional<AudioHole> longest(List<AudioHole> holes) {
        return holes.stream().max(Comparator.comparing(AudioHole::seconds));
    }

    private static Rational length(List<AudioHole> holes) {
        return holes.stream().map(AudioHole::seconds).reduce(Rational.ZERO, Rational::plus);
    }

    private static String place(Optional<AudioHole> first) {
        return first.map(hole -> ", the first from second %s on".formatted(second(hole))).orElse("");
    }

    private static String longestPlace(List<AudioHole> holes) {
        return holes.size() < 2
                ? place(first(holes))
                : longest(holes).map(hole -> ", the longest part, %s s, from second %s on".formatted(
                        hole.seconds().toDecimal(1), second(hole))).orElse("");
    }

    private static String second(AudioHole hole) {
        return Rational.max(Rational.ZERO, hole.at()).toDecimal(1);
    }

    /// The stretches of silence after silence has been put into holes.
    private static List<SilentStretch> moved(List<SilentStretch> silences, List<AudioHole> holes) {
        return silences.stream()
                .map(silence -> {
                    Rational later = length(holes.stream()
                            .filter(hole -> hole.at().compareTo(silence.start()) <= 0).toList());
                    return new SilentStretch(silence.start().plus(later), silence.end().plus(later));
                })
                .toList();
    }

    /// Rejects a file that is shorter than its header states.
    private static void checkLength(ProbedFile probed, JsonNode stream) {
        Path file = probed.path();
        MediaReference media = probed.media();
        if (probed.format().equals(OGG) && OggEnd.of(file) == OggEnd.CUT) {
            throw media.unusable("is truncated: it ends inside an Ogg page");
        }
        long bytes = probed.document().path("format").path("size").asLong(0);
        long declared = DeclaredLength.of(file).orElse(bytes);
        long bitsPerSecond = Math.max(
                stream.path("bit_rate").asLong(0), probed.document().path("format").path("bit_rate").asLong(1));
        Rational missing = Rational.of(8 * Math.max(0, declared - bytes), Math.max(1, bitsPerSecond));
        if (missing.compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable(
                    ("is truncated: it has %d of the %d bytes that its header states; about %s s of its audio "
                            + "are missing")
                    .formatted(bytes, declared, missing.toDecimal(1)));
        }
        long ownRate = stream.path("bit_rate").asLong(0);
        Rational behind = Rational.of(
                8 * Math.max(0, bytes - declared), Math.max(1, ownRate > 0 ? ownRate : bitsPerSecond));
        if (behind.compareTo(TOLERABLE_LOSS) > 0 && DeclaredLength.isRecordingAt(file, declared)) {
            throw media.unusable(
                    ("is several recordings in one file: %d bytes follow its audio, about %s s of another recording; "
                            + "join them with an audio program")
                    .formatted(bytes - declared, behind.toDecimal(1)));
        }
    }

    private static Rational seconds(long samples) {
        return Rational.of(samples, FrameRate.SAMPLES_PER_SECOND);
    }

    /// The audio length from the header, for formats whose header counts frames or samples; otherwise empty, because
    /// the header only estimates the length or omits it.
    private static Optional<Rational> counted(ProbedFile probed, JsonNode stream) {
        return FORMATS_WITH_FRAME_COUNT.contains(probed.format())
                ? ProbedFile.decimal(stream.path("duration").asString(""))
                : Optional.empty();
    }

    /// The gaps in the decoded audio. At its beginning and end, encoders' padding is no gap.
    private List<AudioHole> holes(
            ProbedFile probed, int stream, Rational timeBase, PacketTimestamps packets, Deadline deadline) {
        Rational fileStart = fileStart(probed);
        try {
            String frames = ffmpeg.probe(
                    MediaInput.of(probed.path()),
                    List.of("-select_streams", Integer.toString(stream), "-show_entries", "frame=pts,duration", "-of",
                            "csv=p=0"),
                    deadline.atMost(ProbedFile.PROBE_TIMEOUT));
            List<AudioHole> holes = new ArrayList<>(packets.holes(frames, timeBase, fileStart));
            Rational last = packets.end().minus(fileStart);
            holes.removeIf(hole -> hole.seconds().compareTo(TOLERABLE_LOSS) <= 0
                    && (hole.at().plus(fileStart).equals(packets.first())
                            || hole.at().plus(hole.seconds()).equals(last)));
            return holes;
        } catch (InvalidMediaException e) {
            // The file has been decoded before; only the positions of the gaps stay unknown.
            return List.of();
        }
    }
}
