package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.error.RenderError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4TablesTest {

    private static final MediaReference PLACE = new MediaReference("/audio_url", "the file a");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Path video() {
        return TestMedia.made("tiny.mp4", "-f", "lavfi", "-i", "testsrc=s=64x36:d=1", "-preset", "ultrafast");
    }

    private static Path aac() {
        return TestMedia.made("tiny.m4a", "-f", "lavfi", "-i", "sine=d=1");
    }

    @ParameterizedTest(name = "{0} frames")
    @CsvSource({"1000001", "10000000", "60000000", "4294967295"})
    void givenMoreFramesThanTheLimit_whenChecked_thenTheFileIsTooLarge(long count) throws IOException {
        Path file = claiming(video(), count);
        RenderError error = assertThrows(MediaTooLarge.class, () -> Mp4Tables.check(file, PLACE));
        assertEquals("/audio_url: the file a has %d frames; the limit is 1000000".formatted(count), said(error));
    }

    @ParameterizedTest(name = "{0} packets")
    @ValueSource(longs = {10_000_000, 60_000_000})
    void givenMoreAudioPacketsThanTheLimit_whenChecked_thenTheFileIsTooLarge(long count) throws IOException {
        Path file = claiming(aac(), count);
        RenderError error = assertThrows(MediaTooLarge.class, () -> Mp4Tables.check(file, PLACE));
        assertTrue(said(error).endsWith("has %d samples in its tracks; the limit is 3200000".formatted(count)),
                said(error));
    }

    /// Six hours of AAC at 96 kHz have two million packets. FFmpeg reads their table, and finds no audio of one byte.
    @Test
    void givenTwoMillionAudioPacketsOfOneByte_whenProbed_thenTheFileIsUnusable() throws IOException {
        Path file = claiming(aac(), 2_000_000);
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> new AudioProbe(TestFfmpeg.FFMPEG)
                .probe(file, Optional.empty(), PLACE, TestFfmpeg.soon()));
        assertTrue(said(error).contains("has no audio that can be decoded"), said(error));
    }

    /// Each sample of uncompressed audio counts: six hours have a billion.
    @Test
    void givenManySamplesOfUncompressedAudio_whenChecked_thenTheyAreNotLimited() throws IOException {
        Path file = claiming(TestMedia.made("pcm.mov", "-f", "lavfi", "-i", "sine=d=1", "-c:a", "pcm_s16le"),
                1_000_000_000);
        assertDoesNotThrow(() -> Mp4Tables.check(file, PLACE));
    }

    @Test
    void givenATableThatClaimsMoreThanItHolds_whenChecked_thenTheFileIsDamaged() throws IOException {
        byte[] bytes = Files.readAllBytes(video());
        ByteBuffer.wrap(bytes).putInt(position(bytes, "stts") + 8, 500_000);
        Path file = Files.write(folder.resolve("file"), bytes);
        RenderError error = assertThrows(MediaUnusable.class, () -> Mp4Tables.check(file, PLACE));
        assertTrue(said(error).contains("is damaged: a table claims 500000 durations, and there is room for "),
                said(error));
    }

    @Test
    void givenSamplesInAnotherFile_whenChecked_thenTheFileIsUnusable() throws IOException {
        // given: a longer reference, without the flag of samples in the same file
        byte[] bytes = Files.readAllBytes(video());
        byte[] name = "file:///etc/passwd\0".getBytes(StandardCharsets.ISO_8859_1);
        int entry = position(bytes, "url ") - 4;
        ByteBuffer sizes = ByteBuffer.wrap(bytes);
        for (String box : new String[] {"moov", "trak", "mdia", "minf", "dinf", "dref", "url "}) {
            int at = position(bytes, box) - 4;
            sizes.putInt(at, sizes.getInt(at) + name.length);
        }
        sizes.putInt(entry + 8, 0);
        byte[] grown = ByteBuffer.allocate(bytes.length + name.length).put(bytes, 0, entry + 12).put(name)
                .put(bytes, entry + 12, bytes.length - entry - 12).array();
        Path file = Files.write(folder.resolve("file"), grown);
        // then
        RenderError error = assertThrows(MediaUnusable.class, () -> Mp4Tables.check(file, PLACE));
        assertTrue(said(error).contains("refers to another file for its samples"), said(error));
        assertDoesNotThrow(() -> Mp4Tables.check(video(), PLACE));
    }

    @Test
    void givenAFragmentThatClaimsBillionsOfSamples_whenChecked_thenTheFileIsTooLarge() throws IOException {
        byte[] bytes = Files.readAllBytes(fragmented());
        ByteBuffer.wrap(bytes).putInt(position(bytes, "trun") + 8, Integer.MAX_VALUE);
        Path file = Files.write(folder.resolve("file"), bytes);
        assertThrows(MediaTooLarge.class, () -> Mp4Tables.check(file, PLACE));
    }

    @Test
    void givenAHoleBetweenFragments_whenChecked_thenTheFileIsDamaged() throws IOException {
        // given
        byte[] bytes = Files.readAllBytes(fragmented());
        int second = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("moof", position(bytes, "moof") + 4);
        Arrays.fill(bytes, second - 100, second + 100, (byte) 0);
        Path file = Files.write(folder.resolve("file"), bytes);
        // then
        RenderError error = assertThrows(MediaUnusable.class, () -> Mp4Tables.check(file, PLACE));
        assertTrue(said(error).contains("is damaged at byte " + (second - 4)), said(error));
    }

    /// A recorder that was switched off leaves an incomplete fragment.
    @Test
    void givenFragmentsThatEndEarly_whenChecked_thenTheFileIsAccepted() throws IOException {
        byte[] bytes = Files.readAllBytes(fragmented());
        Path file = Files.write(folder.resolve("file"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        assertDoesNotThrow(() -> Mp4Tables.check(file, PLACE));
    }

    private static Path fragmented() {
        return TestMedia.made("fragments.mp4", "-f", "lavfi", "-i", "sine=d=4", "-c:a", "aac", "-movflags",
                "frag_keyframe+empty_moov", "-frag_duration", "1000000");
    }

    /// The file with another number of samples, all of one byte.
    private Path claiming(Path original, long samples) throws IOException {
        byte[] bytes = Files.readAllBytes(original);
        ByteBuffer.wrap(bytes).putInt(position(bytes, "stsz") + 8, 1).putInt(position(bytes, "stsz") + 12, (int) samples);
        ByteBuffer times = ByteBuffer.wrap(bytes);
        int stts = position(bytes, "stts");
        if (times.getInt(stts + 8) == 1) {
            times.putInt(stts + 12, (int) samples);
        }
        return Files.write(folder.resolve("file"), bytes);
    }

    private static int position(byte[] bytes, String box) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(box);
    }

    private static String said(RenderError error) {
        return String.valueOf(error.getMessage());
    }
}
