package aive.step.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.composition.Encoding;
import aive.composition.OutputFormat;
import aive.error.ChunkMismatch;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.plan.VideoPlan;
import aive.project.Quality;
import aive.step.RenderFolder;
import aive.step.TestVideo;
import aive.time.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the rejection of wrong videos.
class VideoValidatorTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    private final VideoValidator check = new VideoValidator(TestFfmpeg.FFMPEG);

    @SuppressWarnings("NullAway.Init")
    private static TestVideo.RenderedVideo testVideo;

    @SuppressWarnings("NullAway.Init")
    private static VideoPlan plan;

    @BeforeAll
    static void render() throws IOException {
        testVideo = TestVideo.of(192, 108, "30000/1001", Quality.STANDARD)
                .shot(TestMedia.dashcam(), 40)
                .shot(TestMedia.flower(), 41)
                .shot(TestMedia.bottles(), 43)
                .render(folder, 1);
        RenderFolder files = new RenderFolder(testVideo.store(), "test");
        plan = files.read(testVideo.planKey(), VideoPlan.class);
    }

    @Test
    void aCorrectVideoIsAccepted() {
        check.check(testVideo.video(), plan, TestFfmpeg.soon());
    }

    @Test
    void givenAChunkWithADamagedFirstFrame_thenTheErrorNamesIt() throws IOException {
        // given
        byte[] content = Files.readAllBytes(testVideo.video());
        int start = positionOfKeyFrame(3);
        for (int i = start + 40; i < start + 400; i++) {
            content[i] = (byte) (content[i] * 31 + 7);
        }
        Path damaged = Files.write(folder.resolve("damaged.mp4"), content);
        // when
        ChunkMismatch error = assertThrows(ChunkMismatch.class, () -> check.check(damaged, plan, TestFfmpeg.soon()));
        // then
        assertEquals(
                "the joined video cannot be decoded from second 2.702 on, where chunk 3 begins", error.getMessage());
    }

    @Test
    void givenAChunkWithoutAKeyFrameAtItsStart_thenTheErrorNamesIt() {
        // given
        List<VideoPlan.Part> others =
                List.of(new VideoPlan.Part("a", 40), new VideoPlan.Part("b", 50), new VideoPlan.Part("c", 34));
        // when
        ChunkMismatch error = assertThrows(
                ChunkMismatch.class, () -> check.check(testVideo.video(), with(others), TestFfmpeg.soon()));
        // then
        assertEquals(
                "the joined video cannot be decoded from second 3.003 on, where chunk 3 begins", error.getMessage());
    }

    @Test
    void givenAMissingFrame_thenTheErrorStatesBothNumbers() {
        // given
        List<VideoPlan.Part> others = new ArrayList<>(plan.parts());
        others.add(new VideoPlan.Part("d", 1));
        // when
        ChunkMismatch error = assertThrows(
                ChunkMismatch.class, () -> check.check(testVideo.video(), with(others), TestFfmpeg.soon()));
        // then
        assertEquals("the joined video has 124 frames, but the plan has 125", error.getMessage());
    }

    /// More boundaries than fit into one command line.
    @Test
    void givenThousandsOfChunks_thenEveryBoundaryIsDecoded() throws IOException {
        // given
        Path video = TestMedia.made(
                "intra.mp4", "-f", "lavfi", "-i", "testsrc=s=64x36:r=30:d=84", "-f", "lavfi", "-i",
                        "anullsrc=r=48000:d=84",
                "-g", "1", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-video_track_timescale",
                        "30000");
        List<VideoPlan.Part> parts = Collections.nCopies(2_520, new VideoPlan.Part("a", 1));
        // then
        check.check(video, with(parts, FrameRate.of(30)), TestFfmpeg.soon());
    }

    private VideoPlan with(List<VideoPlan.Part> parts) {
        return with(parts, plan.format().frameRate());
    }

    private VideoPlan with(List<VideoPlan.Part> parts, FrameRate rate) {
        OutputFormat frame = new OutputFormat(192, 108, rate, new Encoding.H264(Quality.STANDARD));
        long frames = parts.stream().mapToLong(VideoPlan.Part::frames).sum();
        return new VideoPlan(
                "test", "test", "videos/test/1", frame, frames, plan.stills(), parts, 0, plan.soundtrack(), List.of(),
                List.of());
    }

    /// The offset of the key frame with this number in the file, in bytes.
    private int positionOfKeyFrame(int number) {
        String packets = TestFfmpeg.probe(
                "-select_streams", "v:0", "-show_entries", "packet=pos,flags", "-of", "csv=p=0",
                        testVideo.video().toString());
        String packet = packets.lines().filter(line -> line.contains(",K")).toList().get(number - 1);
        return Integer.parseInt(packet.substring(0, packet.indexOf(',')));
    }
}
