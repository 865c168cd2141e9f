package aive.step.stitch;

import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Loudness;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.SoundFilters;
import aive.plan.SoundtrackSpec;
import aive.project.MusicSettings;
import aive.time.Deadline;
import aive.time.FrameRate;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Mixes voice and music into one AAC stream for the whole video.
///
/// Never in pieces: each AAC encoder adds priming samples, so pieces drift apart by their sum and click where they meet.
final class SoundtrackMixer {

    /// Stands in the soundtrack's identity; counts up with every change here that can be heard.
    static final int SEMANTICS = 3;

    /// Peaks stay below this, in dBTP; one decibel of room is left for what AAC adds.
    private static final String PEAK_LIMIT = "-2dB";

    private static final String LIMIT = "alimiter=limit=%s:level=0:latency=1".formatted(PEAK_LIMIT);

    /// True peaks lie between the samples, so they are limited at four times the rate (ITU-R BS.1770, annex 2).
    static final String LIMITER = "aresample=192000,%s,aresample=48000,%s".formatted(LIMIT, SoundFilters.FORM);

    /// The voice as the ducking hears it, in LUFS: brought to one level, so that a quiet voice ducks the music as a loud one does.
    private static final Rational KEY_LOUDNESS = Rational.of(-20);

    /// More than is needed, and frames of one length, on both inputs: what FFmpeg does with two that do not end alike depends on its threads.
    private static final int SURPLUS = FrameRate.SAMPLES_PER_SECOND;

    private static final String DUCKING = "sidechaincompress=threshold=0.02:ratio=6:attack=30:release=600:knee=4:detection=rms";

    /// The limiter takes a little of the loudness away; more than this is given back.
    private static final Rational TOLERANCE = Rational.of(3, 10);

    private static final Rational MOST_GAIN = Rational.of(30);
    private static final int MOST_TRIES = 4;

    private static final List<String> FLOATS = List.of("-map", "[out]", "-c:a", "pcm_f32le", "-fflags", "+bitexact", "-f", "w64");

    private final Ffmpeg ffmpeg;

    SoundtrackMixer(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// @param assets from an asset's identity to its file
    /// @param folder to work in
    /// @return an MP4 file with the sound alone
    Path mix(SoundtrackSpec spec, Function<String, Path> assets, Path folder, Deadline deadline) {
        Path mixed = folder.resolve("mixed.w64");
        Optional<Path> round = spec.music().filter(music -> music.track().facts().samples() < spec.samples() + SURPLUS).map(music -> {
            Path decoded = folder.resolve("round.w64");
            ffmpeg.run(decoding(music.track(), assets, decoded), deadline);
            return decoded;
        });
        Loudness loudness = Loudness.parse(ffmpeg.run(mixing(spec, assets, round, mixed), deadline));
        Path finished = folder.resolve("soundtrack.m4a");
        if (loudness.integrated().isEmpty()) {
            ffmpeg.run(encoding(mixed, Rational.ZERO, finished), deadline);
            return finished;
        }
        Rational gain = gain(spec, mixed, loudness.integrated().get(), deadline);
        ffmpeg.run(encoding(mixed, gain, finished), deadline);
        return finished;
    }

    /// What makes the limited sound as loud as it should be. AAC is encoded only then: that takes five times as long as limiting and measuring.
    private Rational gain(SoundtrackSpec spec, Path mixed, Rational loudness, Deadline deadline) {
        Rational gain = atMost(spec.loudness().minus(loudness));
        for (int attempt = 1; attempt < MOST_TRIES; attempt++) {
            Loudness reached = Loudness.parse(ffmpeg.run(limiting(mixed, gain), deadline));
            Rational missing = spec.loudness().minus(reached.integrated().orElse(spec.loudness()));
            Rational corrected = atMost(gain.plus(missing));
            boolean near = missing.compareTo(TOLERANCE) <= 0 && missing.compareTo(Rational.ZERO.minus(TOLERANCE)) >= 0;
            if (near || corrected.equals(gain)) {
                return gain;
            }
            gain = corrected;
        }
        return gain;
    }

    private static Rational atMost(Rational gain) {
        return Rational.max(Rational.min(gain, MOST_GAIN), Rational.ZERO.minus(MOST_GAIN));
    }

    /// Decodes music that is too short once, for rounds of exactly its length: FFmpeg cannot go back to the beginning of every file, and in a compressed one
    /// it may take the encoder's padding for music.
    private static FfmpegJob decoding(SoundtrackSpec.Track track, Function<String, Path> assets, Path decoded) {
        return new FfmpegJob(
                "decode the music",
                List.of(MediaInput.of(assets.apply(track.asset()))),
                Optional.of("[0:%d]%s,%s,atrim=end_sample=%d[out]".formatted(track.facts().stream(), SoundFilters.NORMAL, SoundFilters.LONG_FRAMES, track.facts().samples())),
                List.of(FfmpegJob.Output.file(decoded, FLOATS)));
    }

    /// @param round the music, decoded, where it is to be heard more than once
    static FfmpegJob mixing(SoundtrackSpec spec, Function<String, Path> assets, Optional<Path> round, Path mixed) {
        List<MediaInput> inputs = new ArrayList<>();
        inputs.add(MediaInput.of(assets.apply(spec.narration().asset())));
        String length = "apad=whole_len=%1$d,atrim=end_sample=%1$d,".formatted(spec.samples() + SURPLUS) + SoundFilters.LONG_FRAMES;
        String voice = "[0:%d]%s,%s".formatted(spec.narration().facts().stream(), SoundFilters.NORMAL, length);
        String graph;
        if (spec.music().isPresent()) {
            SoundtrackSpec.Music music = spec.music().get();
            inputs.add(round.map(decoded -> MediaInput.of(decoded, "-stream_loop", "-1")).orElseGet(() -> MediaInput.of(assets.apply(music.track().asset()))));
            int stream = round.isPresent() ? 0 : music.track().facts().stream();
            String tune = "[1:%d]%s,%s%s".formatted(stream, SoundFilters.NORMAL, length, levels(spec, music.settings()));
            graph = music.settings().ducking()
                    ? voice + ",asplit=2[voice][key];[key]volume=" + keyGain(spec).toDecimal(2) + "dB[level];" + tune + "[tune];[tune][level]" + DUCKING + "[music];"
                    : voice + "[voice];" + tune + "[music];";
            graph += "[voice][music]amix=inputs=2:normalize=0:duration=longest,atrim=end_sample=" + spec.samples() + ",";
        } else {
            graph = voice + ",atrim=end_sample=" + spec.samples() + ",";
        }
        return new FfmpegJob(
                "mix the soundtrack",
                inputs,
                Optional.of(graph + SoundFilters.MEASURE + "[out]"),
                List.of(FfmpegJob.Output.file(mixed, FLOATS)));
    }

    private static Rational keyGain(SoundtrackSpec spec) {
        return atMost(KEY_LOUDNESS.minus(spec.narration().facts().loudness().orElse(KEY_LOUDNESS)));
    }

    private static String levels(SoundtrackSpec spec, MusicSettings settings) {
        StringBuilder filters = new StringBuilder(",volume=" + settings.volume().toDecimal(6));
        long in = Math.min(spec.samples(), settings.fadeIn().times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp());
        long out = Math.min(spec.samples(), settings.fadeOut().times(FrameRate.SAMPLES_PER_SECOND).roundHalfUp());
        if (in > 0) {
            filters.append(",afade=t=in:ss=0:ns=").append(in);
        }
        if (out > 0) {
            filters.append(",afade=t=out:ss=").append(spec.samples() - out).append(":ns=").append(out);
        }
        return filters.toString();
    }

    /// Limited between the samples or at them is as loud, to a tenth of a decibel, and at them takes a quarter of the time.
    private static FfmpegJob limiting(Path mixed, Rational gain) {
        return new FfmpegJob(
                "measure the soundtrack",
                List.of(MediaInput.of(mixed)),
                Optional.of("[0:0]volume=%sdB,%s,%s[out]".formatted(gain.toDecimal(2), LIMIT, SoundFilters.MEASURE)),
                List.of(FfmpegJob.Output.nothing(List.of("-map", "[out]"))));
    }

    private static FfmpegJob encoding(Path mixed, Rational gain, Path finished) {
        return new FfmpegJob(
                "encode the soundtrack",
                List.of(MediaInput.of(mixed)),
                Optional.of("[0:0]volume=%sdB,%s[out]".formatted(gain.toDecimal(2), LIMITER)),
                List.of(FfmpegJob.Output.file(
                        finished,
                        List.of("-map", "[out]", "-c:a", "aac", "-b:a", "192k", "-fflags", "+bitexact", "-flags:a", "+bitexact",
                                "-movie_timescale", Integer.toString(FrameRate.SAMPLES_PER_SECOND), "-f", "mp4"))));
    }
}
