package aive.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.AudioFilters;
import aive.ffmpeg.FfmpegJob;
import aive.ffmpeg.FfmpegLog;
import aive.ffmpeg.Filter;
import aive.ffmpeg.FilterChain;
import aive.ffmpeg.FilterGraph;
import aive.ffmpeg.Loudness;
import aive.ffmpeg.MediaInput;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoudnessBlocksTest {

    private static final int RATE = 48_000;

    @Test
    void theBlocksOfSegmentsTogetherAreAsLoudAsTheWhole(@TempDir Path folder) {
        // given: speech with pauses, and silence after it
        Path speech = TestMedia.made("speech.wav", "-i", TestMedia.speech(), "-t", "24", "-af", "apad=pad_dur=4",
                "-ar", "48000", "-c:a", "pcm_f32le");
        // when
        List<LoudnessBlocks> segments = new ArrayList<>();
        for (int first : List.of(0, 8, 16)) {
            int from = Math.max(0, first - 2);
            Path log = folder.resolve(first + ".txt");
            run(speech, List.of("-ss", Integer.toString(from)), LoudnessBlocks.measuring(log));
            long end = first == 16 ? Long.MAX_VALUE : (first + 8L - from) * RATE;
            segments.add(LoudnessBlocks.read(log, (long) (first - from) * RATE, end));
        }
        // then
        FfmpegLog whole = run(speech, List.of(), List.of(AudioFilters.MEASURE));
        assertEquals(
                Double.parseDouble(Loudness.parse(whole).integrated().orElseThrow().toDecimal(2)),
                Double.parseDouble(LoudnessBlocks.integrated(segments).orElseThrow().toDecimal(2)),
                // FFmpeg prints one decimal.
                0.06);
        assertTrue(segments.stream().mapToInt(segment -> segment.lufs().size()).sum() > 230);
    }

    @Test
    void silenceHasNoLoudness() {
        assertEquals(Optional.empty(), LoudnessBlocks.integrated(List.of(new LoudnessBlocks(List.of(-120.691)))));
        assertEquals(Optional.empty(), LoudnessBlocks.integrated(List.of(new LoudnessBlocks(List.of()))));
    }

    private static FfmpegLog run(Path file, List<String> options, List<Filter> measuring) {
        return TestFfmpeg.FFMPEG.run(
                new FfmpegJob("measure", List.of(MediaInput.of(file, options)),
                        Optional.of(FilterGraph.of(
                                FilterChain.from(0, 0, AudioFilters.FORMAT).then(measuring).to("out"))),
                        List.of(FfmpegJob.Output.nothing(List.of("-map", "[out]")))),
                TestFfmpeg.soon());
    }
}
