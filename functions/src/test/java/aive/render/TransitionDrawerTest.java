package aive.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.project.Fill;
import aive.project.Quality;
import aive.project.TransitionKind;
import aive.time.FrameRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionDrawerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// All kinds one after another, each over five frames, between a clip and a photograph.
    @Test
    void everyKindGivesTheSameFramesWhereverItIsCut() throws IOException {
        // given
        TestWindow window = TestWindow.of(64, 36, "30000/1001", Quality.LOSSLESS)
                .show(TestMedia.sport60(), 7, "0.5", Fill.LOOP);
        boolean photograph = true;
        for (TransitionKind kind : TransitionKind.values()) {
            if (kind != TransitionKind.NONE) {
                Path next = photograph ? TestMedia.photograph() : TestMedia.sport60();
                window.into(kind, 5).show(next, 11, "0", Fill.LOOP);
                photograph = !photograph;
            }
        }
        long frames = window.window().frames();
        // when: it is cut inside transitions and between them
        List<String> parts = new ArrayList<>();
        for (long first = 0; first < frames; first += 44) {
            parts.addAll(window.frames(
                    TestFfmpeg.FFMPEG, new FrameRange(first, Math.min(frames, first + 44)), folder));
        }
        // then
        List<String> whole = window.frames(TestFfmpeg.FFMPEG, new FrameRange(0, frames), folder);
        assertEquals(frames, whole.size());
        for (int n = 0; n < frames; n++) {
            assertEquals(whole.get(n), parts.get(n), "frame " + n);
        }
        assertTrue(new HashSet<>(whole).size() > 58 * 5, "most frames differ");
    }

    /// From dark grey to light grey in four frames: a fifth more of the light one in each.
    @Test
    void aCrossfadeAdvancesEvenlyAndItsNeighboursAreUntouched() throws IOException {
        List<Integer> expected = List.of(50, 50, 80, 110, 140, 170, 200, 200);
        List<int[]> levels = levels(TransitionKind.CROSSFADE);
        for (int n = 0; n < expected.size(); n++) {
            assertEquals(expected.get(n), levels.get(n)[0], 1, "frame " + n);
        }
    }

    @Test
    void aFadeThroughAColourShowsItInTheMiddle() throws IOException {
        List<Integer> black = List.of(50, 50, 36, 23, 53, 126, 200, 200);
        List<Integer> white = List.of(50, 50, 124, 198, 228, 214, 200, 200);
        for (int n = 0; n < 8; n++) {
            assertEquals(black.get(n), levels(TransitionKind.FADE_BLACK).get(n)[0], 1, "frame " + n);
            assertEquals(white.get(n), levels(TransitionKind.FADE_WHITE).get(n)[0], 1, "frame " + n);
        }
    }

    /// The new shot comes from the side against the direction, and fills the frame evenly.
    @ParameterizedTest
    @EnumSource(names = {"WIPE_LEFT", "WIPE_RIGHT", "SLIDE_LEFT", "SLIDE_RIGHT"})
    void aWipeMovesItsEdgeInItsDirection(TransitionKind kind) throws IOException {
        boolean left = kind.name().endsWith("LEFT");
        List<int[]> levels = levels(kind);
        for (int n = 0; n < 4; n++) {
            int[] row = levels.get(n + 2);
            int seen = 0;
            for (int x = 0; x < 40; x++) {
                seen += row[left ? 39 - x : x] > 125 ? 1 : 0;
                assertTrue(row[left ? 39 - x : x] > 125 == (seen == x + 1), "the new shot is at one side");
            }
            assertEquals(8 * (n + 1), seen, 1);
        }
    }

    /// One row of each of eight frames, of which the third to the sixth are a transition from 50 to 200.
    private List<int[]> levels(TransitionKind kind) throws IOException {
        TestWindow window = TestWindow.of(40, 16, "25", Quality.LOSSLESS)
                .solid(6, grey(50))
                .into(kind, 4)
                .solid(6, grey(200));
        Path video = window.rendered(TestFfmpeg.FFMPEG, new FrameRange(0, 8), folder);
        Path raw = folder.resolve("frames.gray");
        TestFfmpeg.output("-y", "-i", video.toString(), "-vf", "extractplanes=y", "-f", "rawvideo", raw.toString());
        byte[] all = Files.readAllBytes(raw);
        assertEquals(8 * 40 * 16, all.length);
        List<int[]> rows = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            int[] row = new int[40];
            for (int x = 0; x < 40; x++) {
                row[x] = all[n * 40 * 16 + 8 * 40 + x] & 0xFF;
            }
            rows.add(row);
        }
        return rows;
    }

    /// The colour whose brightness is stored as this number.
    private static int grey(int luma) {
        int level = Math.round((luma - 16) * 255 / 219f);
        return level << 16 | level << 8 | level;
    }
}
