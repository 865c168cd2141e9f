package aive.step.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.project.Quality;
import aive.step.ProgressMarker;
import aive.step.TestVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressMarkersTest {

    @Test
    void renderedAndReusedChunksWriteTheSameMarkers(@TempDir Path folder) throws IOException {
        // given
        TestVideo testVideo = TestVideo.of(64, 36, "25", Quality.DRAFT).black(5).black(5).black(5).withoutCaptions();
        List<Path> markers = IntStream.rangeClosed(1, 3)
                .mapToObj(part -> folder.resolve("store").resolve(new ProgressMarker("test", part, 3).key()))
                .toList();
        // when
        testVideo.render(folder, 1);
        byte[] first = Files.readAllBytes(markers.getFirst());
        for (Path marker : markers) {
            Files.delete(marker);
        }
        TestVideo.RenderedVideo again = testVideo.render(folder, 1);
        // then
        assertTrue(again.chunks().stream().allMatch(chunk -> chunk.reused()));
        assertArrayEquals(first, Files.readAllBytes(markers.getFirst()));
        assertEquals(3, markers.stream().filter(Files::exists).count());
    }
}
