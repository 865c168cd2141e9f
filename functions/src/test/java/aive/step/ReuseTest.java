package aive.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import aive.ffmpeg.TestMedia;
import aive.json.Json;
import aive.message.RenderedChunk;
import aive.project.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects in the store are reused unless they are damaged.
class ReuseTest {

    @TempDir
    private Path folder;

    @Test
    void onlyADamagedChunkIsRenderedAgain() throws IOException {
        // given: two chunks, one of them with a flipped bit
        TestVideo.RenderedVideo first = testVideo().render(folder, 1);
        Path damaged = oneChunk();
        byte[] good = Files.readAllBytes(damaged);
        byte[] bad = good.clone();
        bad[bad.length - 100] ^= 1;
        Files.write(damaged, bad);
        // when
        TestVideo.RenderedVideo second = testVideo().render(folder, 1);
        // then
        assertEquals(List.of(false, false), first.chunks().stream().map(RenderedChunk::reused).toList());
        assertEquals(1, second.chunks().stream().filter(RenderedChunk::reused).count());
        assertArrayEquals(good, Files.readAllBytes(damaged));
        assertEquals(first.result().sha256(), second.result().sha256());
    }

    @Test
    void aDamagedSoundtrackAndADamagedVideoAreMadeAgain() throws IOException {
        // given
        TestVideo.RenderedVideo first = testVideo().render(folder, 1);
        Path soundtrack = only("soundtracks");
        byte[] goodSoundtrack = Files.readAllBytes(soundtrack);
        byte[] goodVideo = Files.readAllBytes(first.video());
        Files.write(soundtrack, new byte[goodSoundtrack.length]);
        Files.write(first.video(), new byte[goodVideo.length]);
        // when
        TestVideo.RenderedVideo second = testVideo().render(folder, 1);
        // then
        assertEquals(List.of(true, true), second.chunks().stream().map(RenderedChunk::reused).toList());
        assertArrayEquals(goodSoundtrack, Files.readAllBytes(soundtrack));
        assertArrayEquals(goodVideo, Files.readAllBytes(second.video()));
    }

    @Test
    void aVideoWithAResultOfAnotherVersionIsPublishedAgain() throws IOException {
        // given
        TestVideo.RenderedVideo first = testVideo().render(folder, 1);
        Path result = first.video()
                .resolveSibling(String.valueOf(first.video().getFileName()).replace(".mp4", ".json"));
        byte[] ours = Files.readAllBytes(result);
        Files.write(result, NewerVersion.of(ours));
        // when
        TestVideo.RenderedVideo second = testVideo().render(folder, 1);
        // then
        assertEquals(first.result().sha256(), second.result().sha256());
        assertFalse(Json.tree(Files.readAllBytes(result)).has("something_new"));
    }

    @Test
    void aLostPosterAndLostCaptionsAreMadeAgain() throws IOException {
        // given
        TestVideo.RenderedVideo first = testVideo().render(folder, 1);
        String name = String.valueOf(first.video().getFileName()).replace(".mp4", "");
        Path poster = first.video().resolveSibling(name + ".jpg");
        Path subtitles = first.video().resolveSibling(name + ".srt");
        byte[] goodPoster = Files.readAllBytes(poster);
        byte[] goodSubtitles = Files.readAllBytes(subtitles);
        FileTime made = Files.getLastModifiedTime(first.video());
        for (boolean deleted : new boolean[] {true, false}) {
            if (deleted) {
                Files.delete(poster);
                Files.delete(subtitles);
            } else {
                Files.write(poster, new byte[goodPoster.length]);
                Files.write(subtitles, new byte[] {1});
            }
            // when
            TestVideo.RenderedVideo again = testVideo().render(folder, 1);
            // then
            assertEquals(first.result().sha256(), again.result().sha256());
            assertArrayEquals(goodPoster, Files.readAllBytes(poster));
            assertArrayEquals(goodSubtitles, Files.readAllBytes(subtitles));
        }
        assertEquals(made, Files.getLastModifiedTime(first.video()), "the video is the same file");
    }

    private static TestVideo testVideo() {
        return TestVideo.of(128, 72, "25", Quality.DRAFT).shot(TestMedia.fiveFrames(), 5).black(5);
    }

    private Path oneChunk() throws IOException {
        try (Stream<Path> chunks = Files.list(folder.resolve("store/chunks"))) {
            return chunks.sorted().findFirst().orElseThrow();
        }
    }

    private Path only(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store").resolve(name))) {
            return files.findFirst().orElseThrow();
        }
    }
}
