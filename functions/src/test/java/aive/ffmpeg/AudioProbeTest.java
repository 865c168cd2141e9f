package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.error.RenderError;
import aive.media.AudioInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioProbeTest {

    private static final MediaReference PLACE = new MediaReference("/audio_url", "the file https://example.com/a");

    private final AudioProbe audio = new AudioProbe(TestFfmpeg.FFMPEG);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void givenAVideoWithoutAudio_whenProbedAsAudio_thenItIsRejected() {
        MediaUnusable error = assertThrows(
                MediaUnusable.class, () -> probe(unnamed(TestMedia.bottles())));
        assertTrue(said(error).contains("has no audio, only video"), said(error));
    }

    static Stream<Arguments> sounds() {
        return Stream.of(
                Arguments.of("8 kHz mono", 2.0, tone("a.wav", "-ar", "8000", "-ac", "1")),
                Arguments.of("12 kHz", 2.0, tone("a.wav", "-ar", "12000")),
                Arguments.of("5.1", 2.0, tone("a.flac", "-ac", "6")),
                Arguments.of("32 bit float", 2.0, tone("a.wav", "-c:a", "pcm_f32le")),
                Arguments.of("Opus", 2.0, tone("a.ogg", "-c:a", "libopus")),
                Arguments.of("AAC", 2.0, tone("a.m4a")),
                Arguments.of("sound that starts late", 3.5,
                        TestMedia.made("late.mp4", "-t", "4", "-i", TestMedia.bottles(), "-itsoffset", "1.5", "-i",
                                tone("a.wav"), "-preset", "ultrafast",
                                "-vf", "scale=64:36")),
                Arguments.of("a length of 4 GiB", 0.02, TestMedia.resource("wav_size_4GiB.wav")));
    }

    private static Path tone(String name, Object... options) {
        Object[] all = Stream.concat(
                Stream.of("-f", "lavfi", "-i", "sine=frequency=997:duration=2:sample_rate=48000", "-af", "volume=5"),
                        Stream.of(options)).toArray();
        return TestMedia.made(name, all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sounds")
    void givenAudio_whenMeasured_thenItsLengthAndLoudnessDescribeItsSamples(String kind, double seconds, Path file) {
        // when
        AudioInfo facts = probe(unnamed(file)).info();
        // then
        assertEquals(seconds, facts.samples() / 48_000.0, 0.03, kind);
        assertTrue(seconds < 0.4 || facts.loudness().isPresent());
    }

    @Test
    void givenSilence_whenMeasured_thenItHasNoLoudness() {
        Path silence = TestMedia.made("silence.wav", "-f", "lavfi", "-i", "anullsrc=r=48000", "-t", "1");
        assertEquals(Optional.empty(), probe(unnamed(silence)).info().loudness());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "aiff", "caf", "w64"})
    void givenRecordingsThatWereAppended_whenMeasured_thenTheyAreRejected(String suffix) throws IOException {
        // given
        byte[] tone = bytes(tone("tone." + suffix));
        Path file = folder.resolve("file");
        Files.write(file, tone);
        Files.write(file, tone, StandardOpenOption.APPEND);
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> probe(file));
        // then
        assertTrue(said(error).contains("is several recordings in one file: "), said(error));
        assertTrue(said(error).contains("about 2 s"), said(error));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"anullsrc=r=48000, is silent", "sine=f=440:r=48000:b=1, is nearly silent: its loudness is -6"})
    void givenSilence_whenMeasured_thenThereIsAWarning(String source, String said) {
        Path file = TestMedia.made("quiet.wav", "-f", "lavfi", "-i", source, "-af", "volume=-40dB", "-t", "2");
        List<String> warnings = probe(unnamed(file)).warnings();
        assertTrue(warnings.size() == 1 && warnings.getFirst().startsWith(said), warnings.toString());
    }

    @Test
    void givenASilentDefaultTrack_whenMeasured_thenTheWarningNamesTheTrackThatIsNotSilent() {
        Path file = TestMedia.made("tracks.mp4", "-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-i",
                tone("a.wav"), "-map", "0", "-map", "1", "-t", "2", "-disposition:a", "default");
        assertEquals(List.of("is silent, but its audio track 2 is not; set audio_track to 2"),
                probe(unnamed(file)).warnings());
    }

    @Test
    void givenClippedAudio_whenMeasured_thenThereIsAWarning() {
        Path file = tone("clipped.wav", "-af", "volume=30dB", "-c:a", "pcm_s16le");
        List<String> warnings = probe(unnamed(file)).warnings();
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.getFirst().matches("is clipped: [78][0-9] % of its samples are within 1 dB of full scale"),
                warnings.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAN", "INFINITY"})
    void givenSamplesThatAreNotNumbers_whenMeasured_thenTheyAreRejected(String sample) throws IOException {
        // given
        byte[] bytes = bytes(tone("floats.wav", "-c:a", "pcm_f32le"));
        float value = sample.equals("NAN") ? Float.NaN : Float.POSITIVE_INFINITY;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length / 8 * 4, value);
        Path file = Files.write(folder.resolve("file"), bytes);
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> probe(file));
        // then
        assertTrue(said(error).contains("has samples that are not numbers"), said(error));
    }

    @Test
    void givenMoreThanSixHours_whenMeasured_thenItIsTooLarge() {
        Path file = TestMedia.made(
                "long.flac", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "25201", "-frame_size", "65535");
        MediaTooLarge error =
                assertThrows(MediaTooLarge.class, () -> probe(unnamed(file)));
        assertTrue(said(error).endsWith("is 7 hours long; the limit for audio is 6 hours"), said(error));
    }

    @ParameterizedTest
    @CsvSource({"small.aac, aac", "small.mp3, libmp3lame"})
    void givenASmallHole_whenMeasured_thenTheShiftIsWarnedOf(String name, String codec) throws IOException {
        // given: 1 % of 20 s, which is a whole number of frames
        byte[] bytes = bytes(TestMedia.made(
                name, "-f", "lavfi", "-i", "anoisesrc=d=20:seed=1:a=0.3", "-c:a", codec, "-write_xing", "0"));
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + bytes.length / 100, (byte) 0);
        // when
        List<String> warnings = probe(Files.write(folder.resolve("file"), bytes)).warnings();
        // then
        assertTrue(
                warnings.stream()
                        .anyMatch(warning -> warning.matches("is damaged: (about )?0\\.[12][0-9]? s .* silence replaces them")),
                warnings.toString());
    }

    @Test
    void givenANumberOfATrack_whenMeasured_thenThisTrackIsTaken() {
        // given
        Path file = TestMedia.made(
                "tracks.m4a", "-f", "lavfi", "-i", "sine=d=2", "-f", "lavfi", "-i", "sine=d=3", "-map", "0", "-map", "1");
        // then
        for (int track = 1; track <= 2; track++) {
            AudioInfo info = audio.probe(unnamed(file), Optional.of(track), PLACE, TestFfmpeg.soon()).info();
            assertEquals(track - 1, info.stream());
            assertEquals((track + 1) * 48_000L, info.samples());
        }
        MediaUnusable error = assertThrows(
                MediaUnusable.class, () -> audio.probe(unnamed(file), Optional.of(3), PLACE, TestFfmpeg.soon()));
        assertTrue(said(error).endsWith("has 2 audio tracks, and audio_track is 3"), said(error));
    }

    /// FFmpeg reads an Ogg file to the first damage that hides its pages, and an AVI file without its damaged packets.
    @ParameterizedTest
    @CsvSource({"hole.oga, flac", "hole.avi, libmp3lame", "hole.ts, libmp3lame"})
    void givenAHoleInTheFile_whenMeasured_thenItIsRejectedOrWarnedOf(String name, String codec) throws IOException {
        byte[] bytes = bytes(TestMedia.made(name, "-f", "lavfi", "-i", "anoisesrc=d=20:seed=1:a=0.3", "-c:a", codec));
        Arrays.fill(bytes, bytes.length / 4, bytes.length / 4 + bytes.length / 20, (byte) 0);
        Path file = Files.write(folder.resolve("file"), bytes);
        try {
            List<String> warnings = probe(file).warnings();
            assertTrue(warnings.stream().anyMatch(warning -> warning.startsWith("has gaps: ")), warnings.toString());
        } catch (MediaUnusable e) {
            assertTrue(said(e).matches(
                    ".* is (truncated|damaged): .*|.*, or is damaged;.*|.* cannot be read after second .*"), said(e));
        }
    }

    @Test
    void givenAnEditList_whenMeasured_thenOnlyWhatIsShownCounts() {
        Path file = TestMedia.made("exact.m4a", "-f", "lavfi", "-i", "sine=f=441:d=3:r=44100");
        AudioInfo info = probe(unnamed(file)).info();
        assertEquals(144_000, info.samples());
        assertFalse(info.padded());
    }

    @Test
    void givenAudioWithoutSamples_whenMeasured_thenItIsRejected() {
        MediaUnusable error = assertThrows(
                MediaUnusable.class,
                        () -> probe(unnamed(TestMedia.resource("zero_samples.wav"))));
        assertTrue(said(error).contains("the file https://example.com/a"), said(error));
    }

    static Stream<Arguments> damagedNarrations() {
        Path aac = tone("long.m4a", "-movflags", "+faststart");
        return Stream.of(
                Arguments.of("MP3, bytes changed", changed(TestMedia.speech(), 37),
                        "s of its audio cannot be decoded, the first from second 1[78]\\."),
                Arguments.of("MP3, a sixth missing", hole(TestMedia.speech()),
                        "is truncated: it has 44(\\.1)? of the 52\\.9 s of audio"),
                Arguments.of("MP3, the end missing", half(TestMedia.speech()),
                        "is truncated: it has 26\\.4 of the 52\\.9 s of audio"),
                Arguments.of("AAC, bytes changed", changed(aac, 10),
                        "s of its audio cannot be decoded, the first from second 0\\.[4-9]"),
                Arguments.of("AAC, the end missing", half(aac), "is damaged: it is truncated"),
                Arguments.of(
                        "FLAC, the end missing", half(tone("long.flac")), "is truncated: it has 0\\.[0-9] of the 2 s"),
                Arguments.of("Opus, bytes changed", changed(tone("long.ogg", "-c:a", "libopus", "-page_duration",
                        "300000"), 2_000), "s of its audio cannot be decoded"));
    }

    private static byte[] changed(Path file, int step) {
        byte[] bytes = bytes(file);
        for (int i = bytes.length / 3; i < bytes.length * 2 / 3; i += step) {
            bytes[i] ^= 0x5a;
        }
        return bytes;
    }

    private static byte[] hole(Path file) {
        byte[] bytes = bytes(file);
        int hole = bytes.length / 6;
        return ByteBuffer.allocate(bytes.length - hole).put(bytes, 0, 2 * hole)
                .put(bytes, 3 * hole, bytes.length - 3 * hole).array();
    }

    private static byte[] half(Path file) {
        byte[] bytes = bytes(file);
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedNarrations")
    void givenANarrationThatLostASentence_whenMeasured_thenItIsRejected(String kind, byte[] narration, String said)
            throws IOException {
        // given: the messages of the decoder about damage must not push the measurement out of the log
        Path file = Files.write(folder.resolve("file"), narration);
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> probe(file));
        // then
        assertEquals("/audio_url", error.problems().getFirst().pointer());
        assertTrue(Pattern.compile(said).matcher(said(error)).find(), kind + ": " + said(error));
    }

    /// Truncated or damaged recordings of twenty seconds of speech, with the expected message.
    static Stream<Arguments> truncatedNarrations() {
        String header = "is truncated: it has \\d+ of the \\d+ bytes that its header states; about ";
        return Stream.of(
                Arguments.of("wav", half(narration("voice.wav")), header + "(9\\.9|10) s"),
                Arguments.of("wav, a tenth missing", most(narration("voice.wav")), header + "[12](\\.[0-9])? s"),
                Arguments.of("wav of more than 4 GiB", half(narration("voice.wav", "-rf64", "always")),
                        header + "(9\\.9|10) s"),
                Arguments.of("aiff", half(narration("voice.aiff")), header + "(9\\.9|10) s"),
                Arguments.of("caf", half(narration("voice.caf")), header + "(9\\.9|10) s"),
                Arguments.of("w64", half(narration("voice.w64")), header + "(9\\.9|10) s"),
                Arguments.of("wma", half(narration("voice.wma", "-c:a", "wmav2")), header + "1?[0-9](\\.[0-9])? s"),
                Arguments.of("opus", half(narration("voice.opus", "-c:a", "libopus")),
                        "is truncated: it ends inside an Ogg page"),
                Arguments.of("flac in ogg", half(narration("voice.ogg", "-c:a", "flac")),
                        "is truncated: it ends inside an Ogg page"),
                Arguments.of("matroska", half(narration("voice.mka", "-c:a", "libopus")), "truncated"),
                Arguments.of("mp3 without a header",
                        zeroed(narration("voice.mp3", "-c:a", "libmp3lame", "-write_xing", "0")),
                        "is damaged: (2\\.9|3|3\\.[0-9]) s of its audio cannot be decoded, the first from "
                                + "second (9\\.9|10)"),
                Arguments.of(
                        "mp2", zeroed(narration("voice.mp2", "-c:a", "mp2")),
                        "is damaged: (2\\.9|3|3\\.[0-9]) s of its audio cannot be decoded, the first from "
                                + "second (9\\.9|10)"),
                Arguments.of("aac", zeroed(narration("voice.aac", "-c:a", "aac")),
                        "is damaged: (2\\.[89]|3|3\\.1) s of its audio cannot be decoded, the first from second (9\\.9|10)"),
                Arguments.of("opus with a hole", zeroed(narration("voice.opus", "-c:a", "libopus")),
                        "s of its audio cannot be decoded, the first from second (9|10)"));
    }

    private static Path narration(String name, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("-t", "20", "-i", TestMedia.speech()));
        arguments.addAll(List.of(options));
        return TestMedia.made(name, arguments.toArray());
    }

    private static byte[] most(Path file) {
        byte[] bytes = bytes(file);
        return Arrays.copyOf(bytes, bytes.length * 9 / 10);
    }

    /// Replaces three of twenty seconds of a file, from its middle on, by zeros.
    private static byte[] zeroed(Path file) {
        byte[] bytes = bytes(file);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + bytes.length * 3 / 20, (byte) 0);
        return bytes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("truncatedNarrations")
    void givenATruncatedOrDamagedNarration_whenMeasured_thenTheErrorStatesTheLostTime(
            String kind, byte[] narration, String said) throws IOException {
        // given
        Path file = Files.write(folder.resolve("file"), narration);
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> probe(file));
        // then
        assertTrue(Pattern.compile(said).matcher(said(error)).find(), kind + ": " + said(error));
    }

    static Stream<Arguments> doubtfulNarrations() {
        byte[] opus = bytes(narration("voice.opus", "-c:a", "libopus"));
        int page = new String(opus, 0, opus.length / 2, StandardCharsets.ISO_8859_1).lastIndexOf("OggS");
        return Stream.of(
                Arguments.of("opus, cut between two pages", Arrays.copyOf(opus, page),
                        "may be truncated after second [89](\\.[0-9])?: it has no end-of-stream flag"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubtfulNarrations")
    void givenAPossiblyIncompleteNarration_whenMeasured_thenThereIsAWarning(String kind, byte[] narration, String said)
            throws IOException {
        // given
        Path file = Files.write(folder.resolve("file"), narration);
        // when
        List<String> warnings = probe(file).warnings();
        // then
        assertEquals(1, warnings.size(), kind);
        assertTrue(Pattern.compile(said).matcher(warnings.getFirst()).matches(), kind + ": " + warnings);
    }

    /// Intact files of every kind, and files written to a pipe, which do not state their length.
    static Stream<Arguments> wholeNarrations() {
        return Stream.of(
                Arguments.of("wav", bytes(narration("voice.wav"))),
                Arguments.of("wav of more than 4 GiB", bytes(narration("voice.wav", "-rf64", "always"))),
                Arguments.of("wav from a pipe", piped()),
                Arguments.of("aiff", bytes(narration("voice.aiff"))),
                Arguments.of("caf", bytes(narration("voice.caf"))),
                Arguments.of("w64", bytes(narration("voice.w64"))),
                Arguments.of("wma", bytes(narration("voice.wma", "-c:a", "wmav2"))),
                Arguments.of("opus", bytes(narration("voice.opus", "-c:a", "libopus"))),
                Arguments.of("flac in ogg", bytes(narration("voice.ogg", "-c:a", "flac"))),
                Arguments.of("mp3 without a header",
                        bytes(narration("voice.mp3", "-c:a", "libmp3lame", "-write_xing", "0"))),
                Arguments.of("mp3 of unequal frames",
                        bytes(narration("voice.mp3", "-c:a", "libmp3lame", "-q:a", "4", "-write_xing", "0"))),
                Arguments.of("mp2", bytes(narration("voice.mp2", "-c:a", "mp2"))),
                Arguments.of("aac", bytes(narration("voice.aac", "-c:a", "aac"))));
    }

    /// The writer of a pipe cannot go back to write the length.
    private static byte[] piped() {
        Path file = narration("voice.wav").resolveSibling("piped.wav");
        TestFfmpeg.output("-y", "-i", narration("voice.wav").toString(), "-f", "wav", "-seekable", "0", "file:" + file);
        return bytes(file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeNarrations")
    void givenAnIntactNarration_whenMeasured_thenThereIsNoWarning(String kind, byte[] narration) throws IOException {
        // given
        Path file = Files.write(folder.resolve("file"), narration);
        // when
        AudioProbe.ProbedAudio probed = probe(file);
        // then
        assertEquals(List.of(), probed.warnings(), kind);
        assertEquals(20, probed.info().samples() / 48_000.0, 0.1, kind);
    }

    @Test
    void givenConcatenatedRecordingsWithTags_whenMeasured_thenTagsAreNotLostAudio() throws IOException {
        // given: recordings from speech services, each with its own cover image
        byte[] tone = bytes(tone("tone.mp3", "-write_xing", "0", "-id3v2_version", "0"));
        byte[] tag = new byte[50_000];
        System.arraycopy("ID3\u0003\u0000\u0000".getBytes(StandardCharsets.ISO_8859_1), 0, tag, 0, 6);
        int length = tag.length - 10;
        for (int i = 0; i < 4; i++) {
            tag[6 + i] = (byte) (length >> (7 * (3 - i)) & 0x7F);
        }
        ByteBuffer joined = ByteBuffer.allocate(2 * (tag.length + tone.length)).put(tag).put(tone).put(tag).put(tone);
        Path file = Files.write(folder.resolve("file"), joined.array());
        // then
        assertEquals(4, probe(file).info().samples() / 48_000.0, 0.15);
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource({"-ac 1 -ar 48000, -ac 2 -ar 48000", "-ac 2 -ar 44100, -ac 2 -ar 48000",
            "-ac 2 -ar 48000, -ac 1 -ar 22050"})
    void givenConcatenatedRecordingsOfTwoFormats_whenMeasured_thenTheErrorSaysThat(String first, String second)
            throws IOException {
        // given
        byte[] one = bytes(tone("first.mp3", (Object[]) first.split(" ")));
        byte[] two = bytes(tone("second.mp3", (Object[]) second.split(" ")));
        Path file = Files.write(
                folder.resolve("file"), ByteBuffer.allocate(one.length + two.length).put(one).put(two).array());
        // when
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> probe(file));
        // then
        assertTrue(said(error).endsWith("with one audio format"), said(error));
    }

    /// FFmpeg stops at the second recording, or loses a part of it.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a.opus, -ac 1 -c:a libopus, -ac 2 -c:a libopus, cannot be read after second 2: ",
        "a.ogg, -ar 48000 -c:a flac, -ar 44100 -c:a flac, changes its channel count or sample rate",
        "a.flac, -ar 48000, -ar 44100, is several recordings in one file: about 1",
        "a.flac, -ar 48000, -ar 48000, is several recordings in one file: about 2 s follow the 2 s"
    })
    void givenChainedRecordings_whenMeasured_thenTheyAreRejected(String name, String first, String second, String said)
            throws IOException {
        byte[] one = bytes(tone(name, (Object[]) first.split(" ")));
        byte[] two = bytes(tone(name, (Object[]) second.split(" ")));
        Path file = Files.write(
                folder.resolve("file"), ByteBuffer.allocate(one.length + two.length).put(one).put(two).array());
        MediaUnusable error = assertThrows(MediaUnusable.class, () -> probe(file));
        assertTrue(said(error).contains(said), said(error));
    }

    @ParameterizedTest(name = "{0} at byte {1}")
    @CsvSource({"0, 34", "64, 22"})
    void givenImpossibleBitsOrChannels_whenMeasured_thenTheFileIsUnusable(short value, int position)
            throws IOException {
        byte[] bytes = bytes(tone("tone.wav"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(position, value);
        MediaUnusable error = assertThrows(
                MediaUnusable.class, () -> probe(Files.write(folder.resolve("file"), bytes)));
        assertTrue(said(error).contains("has no audio that can be decoded"), said(error));
    }

    @Test
    void givenConcatenatedRecordingsOfOneFormat_whenMeasured_thenTheyAreAccepted() throws IOException {
        // given: recordings of a speech service, concatenated by a backend
        byte[] tone = bytes(tone("tone.mp3"));
        Path file =
                Files.write(folder.resolve("file"), ByteBuffer.allocate(2 * tone.length).put(tone).put(tone).array());
        // then
        assertEquals(4, probe(file).info().samples() / 48_000.0, 0.1);
    }

    @Test
    void givenASlightlyDamagedNarration_whenMeasured_thenItsLengthIsUnchanged() throws IOException {
        // given
        byte[] bytes = bytes(TestMedia.speech());
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 300, (byte) 0x5a);
        Path file = Files.write(folder.resolve("file"), bytes);
        // then
        assertEquals(52.9, probe(file).info().samples() / 48_000.0, 0.1);
    }

    private AudioProbe.ProbedAudio probe(Path file) {
        return audio.probe(file, Optional.empty(), PLACE, TestFfmpeg.soon());
    }

    /// A file without an extension, as in the store: FFmpeg must not use the extension.
    private Path unnamed(Path file) {
        try {
            return Files.copy(file, Files.createTempDirectory(folder, "file").resolve("file"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String said(RenderError error) {
        return String.valueOf(error.getMessage());
    }
}
