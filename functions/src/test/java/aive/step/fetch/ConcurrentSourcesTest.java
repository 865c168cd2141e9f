package aive.step.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.DeadlineExceeded;
import aive.error.MediaUnavailable;
import aive.error.OutOfSpace;
import aive.fetch.Download;
import aive.fetch.Downloader;
import aive.fetch.Validators;
import aive.ffmpeg.MediaProbe;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.file.Sha256;
import aive.message.FetchBatch;
import aive.message.FetchedBatch;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.project.Source;
import aive.step.RenderFolder;
import aive.store.FolderStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several sources of one batch are fetched at the same time.
class ConcurrentSourcesTest {

    @TempDir
    private Path folder;

    @Test
    void aSlowSourceDoesNotHoldTheOthersBack() {
        // given: the first source, which is not sent before all others are
        CountDownLatch others = new CountDownLatch(7);
        Downloader server = (pointer, source, _, target, _) -> {
            if (source.toString().contains("/0.mp4")) {
                await(others);
            } else {
                others.countDown();
            }
            return sent(target);
        };
        // when
        FetchedBatch batch = fetch(8, server);
        // then
        assertEquals(0, others.getCount());
        assertEquals(new FetchedBatch(1, 8, 0, 8 * bytes()), batch);
    }

    @Test
    void sourcesThatDoNotFitOnTheDiskTogetherAreFetchedOneByOne() {
        // given: a disk that has room for one source only
        AtomicInteger open = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(3);
        Downloader server = (pointer, _, _, target, _) -> {
            int number = open.incrementAndGet();
            try {
                begun.countDown();
                await(begun);
                if (number > 1) {
                    throw new OutOfSpace(pointer, "there is no room");
                }
                return sent(target);
            } finally {
                open.decrementAndGet();
            }
        };
        // then
        assertEquals(new FetchedBatch(1, 3, 0, 3 * bytes()), fetch(3, server));
    }

    @Test
    void aSourceThatDoesNotFitAloneIsAnError() {
        Downloader server = (pointer, _, _, _, _) -> {
            throw new OutOfSpace(pointer, "there is no room");
        };
        OutOfSpace error = assertThrows(OutOfSpace.class, () -> fetch(2, server));
        assertEquals("/project_data/0: there is no room", error.getMessage());
    }

    @Test
    void sourcesWithoutTimeAreCountedBesideTheErrorsOfOthers() {
        Downloader server = (pointer, source, _, target, _) -> switch (source.toString()) {
            case String url when url.contains("/1.mp4") -> throw new MediaUnavailable(pointer, "not there");
            case String url when url.contains("/2.mp4") || url.contains("/4.mp4") ->
                    throw new DeadlineExceeded(pointer, "too late");
            default -> sent(target);
        };
        FetchedBatch batch = fetch(5, server);
        assertEquals(2, batch.fetched());
        assertEquals(Optional.of(MediaUnavailable.class.getName()), batch.error());
        assertEquals(
                List.of("/project_data/1: not there", "2 sources have not been checked, because the time was over"),
                batch.problems());
        DeadlineExceeded late = assertThrows(DeadlineExceeded.class, () -> fetch(5, (pointer, _, _, _, _) -> {
            throw new DeadlineExceeded(pointer, "too late");
        }));
        assertEquals("/project_data/0: too late", late.getMessage());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES), "the other sources are not fetched meanwhile");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Download sent(Path target) {
        try {
            Path file = Files.copy(TestMedia.fiveFrames(), target.resolve("sent"));
            return new Download.Fetched(
                    file, Files.size(file), Sha256.of(file), new Validators(Optional.empty(), Optional.empty()),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytes() {
        try {
            return Files.size(TestMedia.fiveFrames());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FetchedBatch fetch(int sources, Downloader server) {
        FolderStore store = new FolderStore(folder.resolve("store"));
        RenderFolder render = new RenderFolder(store, "test");
        List<MediaTask> tasks = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            tasks.add(new MediaTask(
                    new Source(URI.create("https://example.com/%d.mp4".formatted(i))),
                    List.of(new MediaTask.Place("/project_data/" + i, "the footage")), List.of()));
        }
        render.write(render.media(), new MediaList(List.of(tasks)));
        FetchMedia fetchMedia = new FetchMedia(
                store, server, Optional.empty(), new MediaProbe(TestFfmpeg.FFMPEG), 1, folder.resolve("work"));
        return fetchMedia.run(new FetchBatch("test", 1, 1, sources), TestFfmpeg.soon());
    }
}
