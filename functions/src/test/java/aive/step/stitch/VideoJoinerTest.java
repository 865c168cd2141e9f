package aive.step.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.composition.Encoding;
import aive.ffmpeg.StreamTimestamps;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.ffmpeg.TestSize;
import aive.project.Quality;
import aive.render.EncodedPiece;
import aive.render.TestPieces;
import aive.render.VideoCodec;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every frame of a joined video is shown exactly at its number divided by the frame rate, for any number and length of
/// chunks.
class VideoJoinerTest {

    private static final List<String> RATES =
            List.of("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60", "120000/1001", "29999/1000",
                    "999983/8335");

    /// Lengths of prepared chunks, in frames. At most rates none is a whole number of seconds.
    private static final List<Integer> LENGTHS = List.of(1, 2, 7, 31, 97, 241);

    private static final VideoCodec H264 = VideoCodec.of(new Encoding.H264(Quality.STANDARD));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Arguments> seeds() {
        return RATES.stream().flatMap(rate -> LongStream.range(0, 3).mapToObj(seed -> Arguments.of(rate, seed)));
    }

    @ParameterizedTest(name = "at {0} fps, seed {1}")
    @MethodSource("seeds")
    void chunksOfAnyNumberAndLengthAreJoinedOnTheFrameGrid(String text, long seed) {
        // given
        FrameRate rate = FrameRate.parse(text);
        SplittableRandom random = new SplittableRandom(seed);
        int number = seed == 0 ? 2_000 : random.nextInt(1, 2_000);
        List<EncodedPiece> parts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            parts.add(TestPieces.of(rate, LENGTHS.get(random.nextInt(seed == 0 ? 2 : LENGTHS.size()))));
        }
        // then
        assertJoinedExactly(parts, rate);
    }

    static List<String> usualRates() {
        return RATES.subList(0, 8);
    }

    @ParameterizedTest(name = "at {0} fps")
    @MethodSource("usualRates")
    void anHourOfUnequalChunksIsJoinedOnTheFrameGrid(String rate) {
        assertJoinedExactly(unequalChunks(FrameRate.parse(rate), 1), FrameRate.parse(rate));
    }

    /// `mvn -Pfull verify` tests all common rates.
    static List<String> ratesOfTenHours() {
        return usualRates().subList(0, TestSize.of(1, 8));
    }

    @ParameterizedTest(name = "at {0} fps")
    @MethodSource("ratesOfTenHours")
    void tenHoursOfUnequalChunksAreJoinedOnTheFrameGrid(String rate) {
        assertJoinedExactly(unequalChunks(FrameRate.parse(rate), 10), FrameRate.parse(rate));
    }

    private static List<EncodedPiece> unequalChunks(FrameRate rate, int hours) {
        SplittableRandom random = new SplittableRandom(hours);
        long frames = rate.frameAt(Rational.of(hours * 3_600L));
        List<EncodedPiece> parts = new ArrayList<>();
        for (long at = 0; at < frames; at += parts.getLast().frames()) {
            parts.add(TestPieces.of(rate, random.nextInt(8) == 0 ? 97 : 241));
        }
        return parts;
    }

    private void assertJoinedExactly(List<EncodedPiece> parts, FrameRate rate) {
        Path second = TestMedia.made("second.m4a", "-f", "lavfi", "-i", "anullsrc=r=48000:d=1", "-c:a", "aac");
        Path video = folder.resolve("video.mp4");
        // when
        TestFfmpeg.FFMPEG.run(
                VideoJoiner.job(parts, H264, rate, second, folder.resolve("list"), video), TestFfmpeg.soon());
        // then
        StreamTimestamps times = StreamTimestamps.read(TestFfmpeg.FFMPEG, video, "v:0", TestFfmpeg.soon());
        assertEquals(parts.stream().mapToLong(EncodedPiece::frames).sum(), times.packets());
        assertTrue(times.isEvenlySpaced(rate), () -> "%d chunks at %s".formatted(parts.size(), rate));
        delete(video);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
