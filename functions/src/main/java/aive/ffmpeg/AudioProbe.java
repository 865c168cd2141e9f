package aive.ffmpeg;

import aive.error.EncodeFailed;
import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.media.AudioInfo;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /// The limit for lost audio, in seconds: about ten frames of MP3. Recordings often begin and end inside a frame.
    private static final Rational TOLERABLE_LOSS = Rational.of(1, 4);

    private static final Set<String> FORMATS_WITH_FRAME_COUNT = Set.of("mp3", "flac", "ogg", "avi");

    /// The shortest loss, in seconds, after which speech and captions are noticeably apart: one to two frames of video.
    private static final Rational AUDIBLE_SHIFT = Rational.of(1, 20);

    private static final String OGG = "ogg";

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
    public record ProbedAudio(AudioInfo info, List<String> warnings) {}

    /// Decodes the audio of a file to its end, and measures it.
    ///
    /// @throws MediaTooLarge if the audio is longer than six hours
    /// @throws MediaUnusable if the file is not media, has no audio, is truncated, has samples that are not numbers, or
    ///     has lost audio to damage (audio after the loss could be heard too early), or if its channel count or sample
    ///     rate changes and audio is lost (FFmpeg's filters restart at time 0 at the change)
    ///
    /// @param track number of the audio track, from 1; empty for the one with the default flag, else the first
    public ProbedAudio probe(Path file, Optional<Integer> track, MediaReference media, Deadline deadline) {
        ProbedFile probed = ProbedFile.untrusted(ffmpeg, file, media, deadline);
        JsonNode stream = track.map(number -> track(probed, number))
                .orElseGet(() -> probed.stream("audio", any -> true)
                        .orElseThrow(() -> media.unusable("has no audio, only %s".formatted(probed.kinds()))));
        int index = stream.path("index").asInt();
        Rational timeBase = Rational.parse(stream.path("time_base").asString());
        checkDuration(probed, ProbedFile.decimal(probed.document().path("format").path("duration").asString("")));
        String packets = probed.packets(index, deadline);
        Optional<PacketTimestamps> timestamps = PacketTimestamps.parse(packets, 1, timeBase);
        checkDuration(probed, timestamps.map(PacketTimestamps::length));
        checkLength(probed, stream);
        FfmpegLog log = decode(probed, stream, deadline);
        long samples = log.samples(0);
        if (samples == 0) {
            throw media.unusable("has no audio that can be decoded");
        }
        if (hasNotNumbers(log)) {
            throw media.unusable("has samples that are not numbers (NaN or infinity); export it again");
        }
        Rational lateStart = Rational.max(Rational.ZERO,
                timestamps.map(PacketTimestamps::first).orElse(Rational.ZERO).minus(fileStart(probed)));
        Rational lost = seconds(samples - log.samples(1)).minus(lateStart);
        // The first packet after the junction of two recordings often cannot be decoded.
        if (log.audioFormatChanges() > 0 && log.audioFormatChanges() >= log.audioErrors()
                && lost.compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable(
                    "changes its channel count or sample rate, or is damaged; export it again, with one audio format");
        }
        if (log.audioErrors() > 0 && lost.compareTo(TOLERABLE_LOSS) > 0) {
            throw damaged(lost, firstHole(file, index, timeBase, deadline), media);
        }
        JunkBytes junk = JunkBytes.in(probed.format(), file, packets, timeBase);
        if (junk.seconds().compareTo(TOLERABLE_LOSS) > 0) {
            throw damaged(junk.seconds(), junk.from(), media);
        }
        Optional<Rational> counted = counted(probed, stream)
                .filter(_ -> !log.contains("Estimating duration from bitrate"));
        if (counted.isPresent() && counted.get().minus(seconds(samples)).compareTo(TOLERABLE_LOSS) > 0) {
            throw media.unusable("is truncated: it has %s of the %s s of audio that its header states"
                    .formatted(seconds(samples).toDecimal(1), counted.get().toDecimal(1)));
        }
        List<String> warnings = new ArrayList<>();
        if (junk.seconds().compareTo(AUDIBLE_SHIFT) > 0) {
            warnings.add("is damaged: about %s s of its audio are missing%s, and what follows is heard earlier"
                    .formatted(junk.seconds().toDecimal(2), place(junk.from())));
        }
        if (lost.compareTo(TOLERABLE_LOSS) > 0) {
            warnings.add("has gaps: %s s of its audio are missing%s; silence replaces them"
                    .formatted(lost.toDecimal(1), firstHole(file, index, timeBase, deadline)
                            .map(from -> ", the first from second %s on".formatted(from.toDecimal(1))).orElse("")));
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
        Length length = Length.of(probed.format(), stream, lateStart, samples);
        return new ProbedAudio(new AudioInfo(index, stream.path("codec_name").asString("unknown"), length.samples(),
                length.padded(), loudness), warnings);
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
                                .then(AudioFilters.LONG_FRAMES, AudioFilters.MEASURE),
                        new FilterChain(List.of("decoded"), own, List.of("own")))),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[all]")),
                        FfmpegJob.Output.nothing(List.of("-map", "[own]"))));
        try {
            return ffmpeg.run(job, deadline);
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

    private static MediaUnusable damaged(Rational lost, Optional<Rational> from, MediaReference media) {
        return media.unusable("is damaged: %s s of its audio cannot be decoded%s"
                .formatted(lost.toDecimal(1),
                        place(from)));
    }

    private static String place(Optional<Rational> from) {
        return from.map(second -> ", the first from second %s on".formatted(second.toDecimal(1))).orElse("");
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

    /// The start of the first gap in the decoded audio, in seconds.
    private Optional<Rational> firstHole(Path file, int stream, Rational timeBase, Deadline deadline) {
        try {
            String frames = ffmpeg.probe(
                    MediaInput.of(file),
                    List.of("-select_streams", Integer.toString(stream), "-show_entries", "frame=pts,duration", "-of",
                            "csv=p=0"),
                    deadline.atMost(ProbedFile.PROBE_TIMEOUT));
            return PacketTimestamps.firstHole(frames, timeBase);
        } catch (InvalidMediaException e) {
            // The file has been decoded before; only the position of the gap stays unknown.
            return Optional.empty();
        }
    }
}
