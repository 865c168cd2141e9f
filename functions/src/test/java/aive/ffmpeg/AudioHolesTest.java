package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.MediaUnusable;
import aive.media.AudioInfo;
import aive.media.SilentStretch;
import aive.time.Rational;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Damages recordings that tick every half second, and compares the times of the ticks after the hole.
class AudioHolesTest {

    private static final MediaReference PLACE = new MediaReference("/audio_url", "the file https://example.com/a");

    private static final int SECONDS = 12;
    private static final int RATE = 48_000;
    private static final int HALF = RATE / 2;

    private final AudioProbe audio = new AudioProbe(TestFfmpeg.FFMPEG);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Path ticking(String name, String options) {
        List<Object> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i",
                "aevalsrc='0.8*lt(mod(t,0.5),0.004)*sin(2*PI*1500*t)+0.1*(random(0)-0.5)':d=12:s=44100"));
        arguments.addAll(List.of(options.split(" ")));
        return TestMedia.made(name, arguments.toArray());
    }

    /// Half a second is lost; of ADTS and MP3 without a constant bit rate and a count of frames, less.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "a.m4a, -c:a aac, 42, 2", "alac.m4a, -c:a alac, 42, 2", "a.flv, -c:a aac, 42, 2", "a.ts, -c:a aac, 42, 2",
        "a.opus, -c:a libopus -page_duration 100000, 42, 2",
        "a.mka, -c:a libopus -cluster_time_limit 200, 42, 2", "a.flac, -frame_size 4096, 42, 2",
        "a.mp3, -c:a libmp3lame -b:a 128k, 42, 2", "a.mp2, -c:a mp2, 42, 2", "a.ac3, -c:a ac3, 42, 2",
        "a.eac3, -c:a eac3, 42, 2", "vbr.mp3, -c:a libmp3lame -q:a 4, 42, 2", "a.aac, -c:a aac, 12, 25"
    })
    void givenAShortHole_whenMeasured_thenSilenceFillsItAndWhatFollowsKeepsItsTime(
            String name, String options, int perMille, int toleranceInMilliseconds) throws IOException {
        // given
        Path file = zeroed(ticking(name, options), perMille);
        // when
        AudioProbe.ProbedAudio probed = audio.probe(file, Optional.empty(), PLACE, TestFfmpeg.soon());
        // then
        assertEquals(1, probed.warnings().size(), probed.warnings().toString());
        assertTrue(
                probed.warnings().getFirst().matches("(has gaps|is damaged): (about )?0\\.[0-9]+ s of its audio are "
                        + "missing, the first from second [56](\\.[0-9])? on; silence replaces them"),
                probed.warnings().toString());
        assertEquals(SECONDS, probed.info().seconds().numerator().doubleValue()
                / probed.info().seconds().denominator().doubleValue(), 0.1);
        List<Integer> ticks = ticks(decoded(file, probed.info()));
        int origin = Math.floorMod(ticks.getFirst() + HALF / 2, HALF) - HALF / 2;
        int late = 0;
        for (int tick : ticks) {
            int shift = Math.floorMod(tick - origin + HALF / 2, HALF) - HALF / 2;
            boolean atTheHole = tick > 5.5 * RATE && tick < 7.2 * RATE;
            assertTrue(atTheHole || Math.abs(shift) <= toleranceInMilliseconds * RATE / 1_000,
                    () -> "tick at sample %d is late by %d".formatted(tick, shift));
            late += tick > 7.2 * RATE ? 1 : 0;
        }
        assertEquals(9, late, 1);
    }

    /// Three seconds are lost.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "a.m4a, -c:a aac", "alac.m4a, -c:a alac", "a.flv, -c:a aac", "a.ts, -c:a aac",
        "a.opus, -c:a libopus -page_duration 100000", "a.mka, -c:a libopus -cluster_time_limit 200",
        "a.flac, -frame_size 4096", "a.mp3, -c:a libmp3lame -b:a 128k", "a.mp2, -c:a mp2", "a.ac3, -c:a ac3",
        "a.eac3, -c:a eac3", "vbr.mp3, -c:a libmp3lame -q:a 4", "a.aac, -c:a aac", "a.wma, -c:a wmav2"
    })
    void givenALongHole_whenMeasured_thenItIsRejectedWithItsSecond(String name, String options) throws IOException {
        Path file = zeroed(ticking(name, options), 250);
        MediaUnusable error = assertThrows(
                MediaUnusable.class, () -> audio.probe(file, Optional.empty(), PLACE, TestFfmpeg.soon()));
        assertTrue(
                String.valueOf(error.getMessage()).matches("(?s).* (has gaps|is damaged): [23](\\.[0-9])? s of its audio "
                        + ".*, the .* from second [56](\\.[0-9])? on.*"),
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"a.aac, -c:a aac", "raw.mp3, -c:a libmp3lame -q:a 4 -write_xing 0"})
    void givenHalfASecondOfAHoleOfUnknownLength_whenMeasured_thenItIsRejected(String name, String options)
            throws IOException {
        Path file = zeroed(ticking(name, options), 42);
        MediaUnusable error = assertThrows(
                MediaUnusable.class, () -> audio.probe(file, Optional.empty(), PLACE, TestFfmpeg.soon()));
        assertTrue(
                String.valueOf(error.getMessage()).matches("(?s).* is damaged: 0\\.[45] s .* from second [56].*"),
                error.getMessage());
    }

    /// Zeros are audio in PCM, so nothing moves. The sentences tell whether they are meant.
    @Test
    void givenZerosInUncompressedAudio_whenMeasured_thenTheyAreListed() throws IOException {
        Path file = zeroed(ticking("a.wav", "-c:a pcm_s16le"), 125);
        AudioProbe.ProbedAudio probed = audio.probe(file, Optional.empty(), PLACE, TestFfmpeg.soon());
        assertEquals(List.of(), probed.warnings());
        assertEquals(1, probed.silences().size());
        SilentStretch silence = probed.silences().getFirst();
        assertEquals(600.0, (double) silence.start().times(100).roundHalfUp(), 1.0);
        assertEquals(150.0, (double) silence.seconds().times(100).roundHalfUp(), 1.0);
        assertEquals(Rational.of(12), probed.info().seconds());
    }

    private Path zeroed(Path original, int perMille) throws IOException {
        byte[] bytes = Files.readAllBytes(original);
        int half = bytes.length / 2;
        Arrays.fill(bytes, half, half + (int) ((long) bytes.length * perMille / 1_000), (byte) 0);
        return Files.write(folder.resolve("file"), bytes);
    }

    private FloatBuffer decoded(Path file, AudioInfo info) throws IOException {
        Path samples = folder.resolve("samples");
        FilterChain chain = FilterChain.from(0, info.stream(), Filter.of("anull"))
                .then(AudioFilters.normalize(info.holes().orElse(List.of())))
                .then(Filter.of("aformat").with("sample_fmts", "flt").with("channel_layouts", "mono"));
        TestFfmpeg.FFMPEG.run(
                new FfmpegJob("decode", List.of(MediaInput.of(file)), Optional.of(FilterGraph.of(chain.to("out"))),
                        List.of(FfmpegJob.Output.file(samples, List.of("-map", "[out]", "-f", "f32le")))),
                TestFfmpeg.soon());
        return ByteBuffer.wrap(Files.readAllBytes(samples)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    private static List<Integer> ticks(FloatBuffer samples) {
        List<Integer> ticks = new ArrayList<>();
        for (int i = 0; i < samples.limit(); i++) {
            if (Math.abs(samples.get(i)) > 0.2) {
                ticks.add(i);
                i += HALF / 3;
            }
        }
        return ticks;
    }
}
