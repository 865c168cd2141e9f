package aive.audio;

import aive.ffmpeg.Filter;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The loudness of blocks of 400 ms, one every 100 ms, from which the loudness of a whole follows (EBU R 128).
///
/// Each block of the whole is in exactly one segment, so the segments' blocks together give the same loudness as a
/// measurement of the whole.
///
/// @param lufs the loudness of each block; blocks of silence may be left out
record LoudnessBlocks(List<Double> lufs) {

    /// A new block ends every 100 ms.
    private static final int STEP = FrameRate.SAMPLES_PER_SECOND / 10;

    private static final String LOUDNESS_OF_A_BLOCK = "lavfi.r128.M";

    /// Quieter blocks are silence, in LUFS.
    private static final double SILENCE = -70;

    /// Blocks that are quieter than all together by more than this are pauses, in LU.
    private static final double PAUSE = 10;

    LoudnessBlocks {
        lufs = List.copyOf(lufs);
    }

    /// Filters that measure the audio that passes.
    ///
    /// @param log the file for the loudness of each block
    static List<Filter> measuring(Path log) {
        return List.of(
                Filter.of("ebur128").with("framelog", "quiet").with("metadata", 1),
                Filter.of("ametadata").with("mode", "print").with("key", LOUDNESS_OF_A_BLOCK).with("file", log));
    }

    /// Reads the blocks that end in a range of samples.
    ///
    /// @param log what [#measuring] wrote
    /// @param first the sample after which blocks end, counted from the beginning of the measured audio
    /// @param end the last sample at which blocks end
    static LoudnessBlocks read(Path log, long first, long end) {
        List<Double> lufs = new ArrayList<>();
        long blockEnd = 0;
        try {
            for (String line : Files.readAllLines(log)) {
                if (line.startsWith("frame:")) {
                    blockEnd = Long.parseLong(line.replaceFirst(".*pts:([0-9]+).*", "$1")) + STEP;
                } else if (line.startsWith(LOUDNESS_OF_A_BLOCK) && blockEnd > first && blockEnd <= end) {
                    String loudness = line.substring(LOUDNESS_OF_A_BLOCK.length() + 1);
                    // FFmpeg prints `nan` for silence that follows sound, because of rounding.
                    if (!loudness.contains("n")) {
                        lufs.add(Double.valueOf(loudness));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LoudnessBlocks(lufs);
    }

    /// The integrated loudness of all segments together, in LUFS: the mean of the blocks that are neither silence nor
    /// pauses (ITU-R BS.1770-4, annex 1).
    ///
    /// @return empty for silence
    static Optional<Rational> integrated(List<LoudnessBlocks> segments) {
        List<Double> loud = segments.stream().flatMap(segment -> segment.lufs().stream())
                .filter(block -> block >= SILENCE).toList();
        if (loud.isEmpty()) {
            return Optional.empty();
        }
        double gate = mean(loud) - PAUSE;
        double loudness = mean(loud.stream().filter(block -> block >= gate).toList());
        return Optional.of(Rational.of(BigDecimal.valueOf(loudness).setScale(2, RoundingMode.HALF_UP)));
    }

    /// The loudness of the mean power.
    private static double mean(List<Double> lufs) {
        double power = 0;
        for (double block : lufs) {
            power += StrictMath.pow(10, block / 10);
        }
        return 10 * StrictMath.log10(power / lufs.size());
    }
}
