package aive.mp4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.StreamTimestamps;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.ffmpeg.TestSize;
import aive.render.TestPieces;
import aive.time.FrameRate;
import aive.time.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every frame of a joined video is shown exactly at its number divided by the frame rate, for any number and length of
/// chunks.
class Mp4MuxerTest {

    private static final List<String> RATES =
            List.of("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60", "120000/1001", "29999/1000",
                    "999983/8335");

    /// Lengths of prepared chunks, in frames. At most rates none is a whole number of seconds.
    private static final List<Integer> LENGTHS = List.of(1, 2, 7, 31, 97, 241);

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
        List<EncodedFrames> parts = new ArrayList<>();
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

    private static List<EncodedFrames> unequalChunks(FrameRate rate, int hours) {
        SplittableRandom random = new SplittableRandom(hours);
        long frames = rate.frameAt(Rational.of(hours * 3_600L));
        List<EncodedFrames> parts = new ArrayList<>();
        for (long at = 0; at < frames; at += parts.getLast().frames()) {
            parts.add(TestPieces.of(rate, random.nextInt(8) == 0 ? 97 : 241));
        }
        return parts;
    }

    private void assertJoinedExactly(List<EncodedFrames> parts, FrameRate rate) {
        Path video = folder.resolve("video.mp4");
        // when
        Mp4Layout layout = joined(parts, Optional.of(second()));
        // then
        write(layout, video);
        assertEquals(layout.bytes(), video.toFile().length());
        StreamTimestamps times = StreamTimestamps.read(TestFfmpeg.FFMPEG, video, "v:0", TestFfmpeg.soon());
        long frames = parts.stream().mapToLong(EncodedFrames::frames).sum();
        assertEquals(frames, times.packets());
        assertTrue(times.isEvenlySpaced(rate), () -> "%d chunks at %s".formatted(parts.size(), rate));
        // The header rounds the length to its unit, of which most rates have a whole number a frame.
        Rational error = times.length().minus(rate.startOf(frames)).times(240_000);
        assertTrue(error.floor() >= -1 && error.ceil() <= 1, () -> "%s at %s".formatted(error, rate));
        StreamTimestamps audio = StreamTimestamps.read(TestFfmpeg.FFMPEG, video, "a:0", TestFfmpeg.soon());
        assertEquals(Rational.ONE, audio.length());
        delete(video);
    }

    private static Mp4Layout joined(List<EncodedFrames> pieces, Optional<EncodedAudio> audio) {
        try {
            return Mp4Muxer.join(pieces, audio);
        } catch (InvalidMp4Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Mp4Layout layout, Path file) {
        try {
            layout.write(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A second of audio, with its tables behind its samples.
    private static EncodedAudio second() {
        return audio(TestMedia.made("second.m4a", "-f", "lavfi", "-i", "anullsrc=r=48000:d=1", "-c:a", "aac"));
    }

    private static EncodedAudio audio(Path file) {
        RangeReader reader = RangeReader.of(file);
        try {
            return EncodedAudio.of(Mp4Reader.read(reader), reader);
        } catch (InvalidMp4Exception e) {
            throw new AssertionError(e);
        }
    }

    private static EncodedFrames frames(Path file, FrameRate rate) {
        RangeReader reader = RangeReader.of(file);
        try {
            return EncodedFrames.of(Mp4Reader.read(reader), reader, rate);
        } catch (InvalidMp4Exception e) {
            throw new AssertionError(e);
        }
    }

    /// FFmpeg finds the packets of both sources, byte by byte and in order.
    @Test
    void theJoinedFileHasThePacketsOfItsSources() {
        // given
        FrameRate rate = FrameRate.of(25);
        Path clip = clip("pattern.mp4", 163);
        Path sound = TestMedia.made("sweep.m4a", "-f", "lavfi", "-i", "sine=d=6.521:beep_factor=4:r=48000", "-c:a", "aac",
                "-movie_timescale", "48000");
        Path video = folder.resolve("both.mp4");
        // when
        write(joined(List.of(frames(clip, rate)), Optional.of(audio(sound))), video);
        // then
        assertEquals(packets(clip, "v"), packets(video, "v"));
        assertEquals(packets(sound, "a"), packets(video, "a"));
        assertEquals(sound(sound), sound(video));
    }

    /// A player that reads on finds the audio of a frame at most half a second of video away from it.
    @Test
    void videoAndAudioAlternateEveryHalfSecond() {
        // given
        Path clip = clip("pattern.mp4", 163);
        Path sound = TestMedia.made("long.m4a", "-f", "lavfi", "-i", "sine=d=6.521:r=48000", "-c:a", "aac",
                "-movie_timescale", "48000");
        Path video = folder.resolve("alternating.mp4");
        // when
        write(joined(List.of(frames(clip, FrameRate.of(25))), Optional.of(audio(sound))), video);
        // then
        String packets = TestFfmpeg.probe(
                "-show_entries", "packet=codec_type,dts_time,pos", "-of", "csv=p=0", video.toString());
        List<String[]> inFile = packets.lines().map(line -> line.split(",")).sorted(
                Comparator.comparingLong(packet -> Long.parseLong(packet[2]))).toList();
        double shown = 0;
        double heard = 0;
        for (String[] packet : inFile) {
            double time = Double.parseDouble(packet[1]);
            shown = packet[0].equals("video") ? time : shown;
            heard = packet[0].equals("audio") ? time : heard;
            assertTrue(Math.abs(shown - heard) < 0.65, () -> String.join(" ", packet));
        }
        assertEquals(163 + 307, inFile.size());
    }

    /// The group of pictures that shows a frame is a video of its own.
    @ParameterizedTest(name = "frame {0}")
    @ValueSource(ints = {0, 1, 24, 49, 50, 73, 162})
    void aFrameIsFoundInItsGroupOfPictures(int frame) {
        // given
        Path clip = clip("pattern.mp4", 163);
        Path file = folder.resolve("group.mp4");
        // when
        EncodedFrames.Group group = frames(clip, FrameRate.of(25)).group(frame);
        write(joined(List.of(group.frames()), Optional.empty()), file);
        // then
        assertEquals(digest(clip, frame), digest(file, frame - group.first()));
        assertEquals(frame / 50 * 50, group.first());
    }

    /// Beyond 4 GiB, offsets and lengths have 64 bits.
    @Test
    void aVideoOfMoreThanFourGibibytesHasLargeOffsets() throws InvalidMp4Exception {
        // given
        Path noise = TestMedia.made(
                "noise.mp4", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25,noise=alls=100:allf=t", "-frames:v", 7,
                "-c:v", "libx264", "-qp", "0", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart");
        EncodedFrames piece = frames(noise, FrameRate.of(25));
        int copies = (int) (5_000_000_000L / noise.toFile().length());
        // when
        Mp4Layout layout = joined(Collections.nCopies(copies, piece), Optional.of(second()));
        // then
        assertTrue(layout.bytes() > 4L << 30, () -> layout.bytes() + " bytes");
        Mp4File file = Mp4Reader.read(RangeReader.of(layout.head()));
        Track video = file.only("vide");
        int last = copies * 7 - 1;
        assertEquals(last + 1, video.samples());
        assertEquals(piece.size(6), video.sizes()[last]);
        // In the last run, the audio behind the video has been used up long before.
        assertEquals(layout.bytes(), video.offsets()[last] + video.sizes()[last]);
        Track audio = file.only("soun");
        assertTrue(audio.offsets()[0] > layout.head().length && audio.offsets()[0] < 1L << 30);
    }

    @Test
    void givenPiecesOfDifferentSizes_thenTheyAreNotJoined() {
        // given
        FrameRate rate = FrameRate.of(25);
        List<EncodedFrames> pieces = List.of(frames(clip("pattern.mp4", 163), rate), TestPieces.of(rate, 7));
        // when
        InvalidMp4Exception error =
                assertThrows(InvalidMp4Exception.class, () -> Mp4Muxer.join(pieces, Optional.empty()));
        // then
        assertEquals("chunk 2 needs another decoder than chunk 1", error.getMessage());
    }

    private static Path clip(String name, int frames) {
        return TestMedia.made(
                name, "-f", "lavfi", "-i", "testsrc2=s=96x54:r=25", "-frames:v", frames, "-c:v", "libx264", "-g", 50,
                "-x264-params", "open-gop=0", "-pix_fmt", "yuv420p", "-movflags", "+faststart");
    }

    /// The sizes and checksums of a stream's packets.
    private static List<String> packets(Path file, String stream) {
        return TestFfmpeg.probe(
                        "-select_streams", stream, "-show_entries", "packet=size,data_hash,flags", "-show_data_hash",
                        "crc32", "-of", "csv", file.toString())
                .lines().toList();
    }

    /// The checksum of a decoded frame.
    private static String digest(Path video, int frame) {
        String line = TestFfmpeg.frameDigests(video).get(frame);
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }

    /// The checksum of the decoded audio.
    private static String sound(Path file) {
        return TestFfmpeg.output("-i", file.toString(), "-map", "0:a:0", "-f", "md5", "-");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
