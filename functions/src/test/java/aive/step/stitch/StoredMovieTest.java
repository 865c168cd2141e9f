package aive.step.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import aive.error.ChunkMismatch;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.forecast.CallMeter;
import aive.message.RenderResult;
import aive.message.StitchInput;
import aive.plan.VideoPlan;
import aive.project.Quality;
import aive.step.RenderFolder;
import aive.step.TestVideo;
import aive.store.FolderStore;
import aive.store.StoredFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chunks that are damaged or are not those of the plan are refused, and no video is stored.
class StoredMovieTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestVideo.RenderedVideo rendered;

    @SuppressWarnings("NullAway.Init")
    private VideoPlan plan;

    @BeforeEach
    void render() throws IOException {
        rendered = TestVideo.of(192, 108, "30000/1001", Quality.STANDARD)
                .shot(TestMedia.dashcam(), 40)
                .shot(TestMedia.flower(), 41)
                .shot(TestMedia.bottles(), 43)
                .render(folder, 1);
        plan = new RenderFolder(rendered.store(), "test").read(rendered.planKey(), VideoPlan.class);
        Files.delete(rendered.video());
    }

    @Test
    void correctChunksAreJoinedAgainToTheSameVideo() throws IOException {
        // when
        RenderResult again = stitch();
        // then
        assertEquals(rendered.result().sha256(), again.sha256());
        assertEquals(again.bytes(), Files.size(rendered.video()));
    }

    @Test
    void givenAChunkWithADamagedByte_thenTheErrorNamesIt() throws IOException {
        // given
        byte[] content = Files.readAllBytes(chunk(3));
        content[content.length - 100] ^= 1;
        Files.write(chunk(3), content);
        // then
        assertRefused("chunk 3 (%s) in the store is not what was written; start the execution again"
                .formatted(plan.parts().get(2).key()));
    }

    @Test
    void givenAChunkWhoseFirstFrameCannotBeDecoded_thenTheErrorNamesIt() throws IOException {
        // given: damage that was there when the chunk was written
        byte[] content = Files.readAllBytes(chunk(3));
        int start = positionOfFirstFrame(chunk(3));
        for (int i = start + 40; i < start + 400; i++) {
            content[i] = (byte) (content[i] * 31 + 7);
        }
        write(plan.parts().get(2).key(), content);
        // then
        assertRefused("the joined video cannot be decoded from second 2.702 on, where chunk 3 begins");
    }

    @Test
    void givenAChunkOfAnotherLength_thenTheErrorStatesBothNumbers() throws IOException {
        // given
        write(plan.parts().get(1).key(), Files.readAllBytes(chunk(3)));
        // then
        assertRefused("chunk 2 (%s) has 43 frames, but the plan has 41".formatted(plan.parts().get(1).key()));
    }

    @Test
    void givenAChunkThatIsNoVideo_thenTheErrorNamesIt() throws IOException {
        // given
        write(plan.parts().get(1).key(), Files.readAllBytes(TestMedia.speech()));
        // then
        assertRefused("chunk 2 (%s) cannot be joined: ".formatted(plan.parts().get(1).key()));
    }

    @Test
    void givenATruncatedChunk_thenTheErrorNamesIt() throws IOException {
        // given
        byte[] content = Files.readAllBytes(chunk(2));
        write(plan.parts().get(1).key(), Arrays.copyOf(content, 1_000));
        // then
        assertRefused("chunk 2 (%s) cannot be joined: ".formatted(plan.parts().get(1).key()));
    }

    @Test
    void givenASoundtrackOfAnotherLength_thenTheErrorStatesBothLengths() throws IOException {
        // given
        write(plan.soundtrack().key(), Files.readAllBytes(TestMedia.made(
                "half.m4a", "-f", "lavfi", "-i", "anullsrc=r=48000:d=2", "-c:a", "aac")));
        // then
        assertRefused("the video lasts 4.137 s, but its audio 2 s");
    }

    @Test
    void givenAMissingChunk_thenTheErrorNamesIt() throws IOException {
        // given
        Files.delete(chunk(2));
        // then
        assertRefused(plan.parts().get(1).key() + " is no longer in the store; start the execution again");
    }

    private void assertRefused(String message) throws IOException {
        ChunkMismatch error = assertThrows(ChunkMismatch.class, this::stitch);
        String text = Objects.requireNonNull(error.getMessage());
        assertEquals(message, text.substring(0, Math.min(message.length(), text.length())));
        assertFalse(Files.exists(rendered.video()));
        try (var files = Files.list(rendered.video().getParent())) {
            assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".part")).toList());
        }
    }

    private RenderResult stitch() {
        return (RenderResult) new StitchVideo(rendered.store(), TestFfmpeg.FFMPEG, folder.resolve("work"))
                .run(new StitchInput("test", rendered.planKey(), Optional.empty()), TestFfmpeg.soon(), CallMeter.free());
    }

    private Path chunk(int number) {
        return rendered.store().root().resolve(plan.parts().get(number - 1).key());
    }

    /// Replaces an object and its checksum.
    private void write(String key, byte[] content) throws IOException {
        FolderStore store = rendered.store();
        Files.delete(store.root().resolve(key));
        StoredFiles.put(store, key, content);
    }

    /// The offset of the first frame in a file, in bytes.
    private static int positionOfFirstFrame(Path file) {
        String packets = TestFfmpeg.probe(
                "-select_streams", "v:0", "-show_entries", "packet=pos", "-of", "csv=p=0", file.toString());
        return Integer.parseInt(packets.lines().findFirst().orElseThrow().replace(",", ""));
    }
}
