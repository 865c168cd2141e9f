package aive.step.stitch;

import aive.ffmpeg.Ffmpeg;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.Loudness;
import aive.ffmpeg.SoundFilters;
import aive.plan.SoundtrackSpec;
import aive.time.Deadline;
import aive.time.Rational;
import java.nio.file.Path;
import java.util.function.Function;

/// The soundtrack in one pass: what the mixer does in several, with the gain known beforehand.
public final class OnePassSound {

    private static final String MEASURED_END = "," + SoundFilters.MEASURE + "[out]";

    private OnePassSound() {}

    /// The mix as the mixer makes it, to read its inputs and filters from.
    public static FfmpegJob mixing(SoundtrackSpec spec, Function<String, Path> assets, Path mixed) {
        return SoundtrackMixer.mixing(spec, assets, mixed);
    }

    /// The gain that brings the mix to its loudness, in dB; the mix is made for it once.
    public static Rational gain(Ffmpeg ffmpeg, SoundtrackSpec spec, FfmpegJob mixing, Deadline deadline) {
        return Loudness.parse(ffmpeg.run(mixing, deadline)).integrated().map(spec.loudness()::minus).orElse(Rational.ZERO);
    }

    /// The filters from the mix's inputs to the label `[sound]`.
    ///
    /// @param firstInput number of the narration among the inputs; the music's is the next
    public static String filters(FfmpegJob mixing, Rational gain, int firstInput) {
        String graph = mixing.filterGraph().orElseThrow();
        if (!graph.endsWith(MEASURED_END)) {
            throw new IllegalStateException("the mixer's filters end otherwise than expected: " + graph);
        }
        return graph.substring(0, graph.length() - MEASURED_END.length()).replace("[1:", "[" + (firstInput + 1) + ":").replace("[0:", "[" + firstInput + ":")
                + ",volume=%sdB,%s[sound]".formatted(gain.toDecimal(2), SoundtrackMixer.LIMITER);
    }
}
