package aive.step.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.aws.TestS3;
import aive.caption.TestFonts;
import aive.error.MediaForbidden;
import aive.fetch.BucketDownloader;
import aive.fetch.Downloader;
import aive.fetch.S3Sources;
import aive.ffmpeg.MediaProbe;
import aive.ffmpeg.TestFfmpeg;
import aive.ffmpeg.TestMedia;
import aive.media.Asset;
import aive.media.FontInfo;
import aive.message.FetchBatch;
import aive.message.FetchedBatch;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.project.Source;
import aive.step.RenderFolder;
import aive.step.SourceRecords;
import aive.store.FolderStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class FetchFromBucketsTest {

    private static final String POINTER = "/project_data/sentences/0/selected_footage/url";

    @TempDir
    private Path folder;

    @Test
    void anObjectIsFetchedOnceUnlessItsAssetIsDamaged() throws IOException {
        // given
        Path clip = TestMedia.fiveFrames();
        String bucket = TestS3.bucket("media");
        var _ = TestS3.CLIENT.putObject(request -> request.bucket(bucket).key("clip.mp4"), RequestBody.fromFile(clip));
        Source source = new Source(URI.create("s3://%s/clip.mp4".formatted(bucket)));
        FolderStore store = new FolderStore(folder.resolve("store"));
        S3Sources buckets = new S3Sources(TestS3.CLIENT, Set.of(bucket), Optional.empty(), 1 << 20);
        // when
        FetchedBatch first = fetch(source, Optional.of(buckets), store);
        FetchedBatch second = fetch(source, Optional.of(buckets), store);
        Asset asset = new SourceRecords(store).find(source).orElseThrow().asset();
        Path file = store.root().resolve(asset.key());
        Files.write(file, new byte[(int) asset.bytes()]);
        FetchedBatch third = fetch(source, Optional.of(buckets), store);
        // then
        assertEquals(new FetchedBatch(1, 1, 0, Files.size(clip)), first);
        assertEquals(new FetchedBatch(1, 0, 1, 0), second);
        assertEquals(first, third);
        assertArrayEquals(Files.readAllBytes(clip), Files.readAllBytes(file));
    }

    @Test
    void aFontIsCheckedOnceAndTheSameFileIsNoFootage() {
        // given
        String bucket = TestS3.bucket("fonts");
        var _ = TestS3.CLIENT.putObject(
                request -> request.bucket(bucket).key("Brand"), RequestBody.fromFile(TestFonts.anton(folder)));
        Source source = new Source(URI.create("s3://%s/Brand".formatted(bucket)));
        FolderStore store = new FolderStore(folder.resolve("store"));
        Optional<BucketDownloader> buckets =
                Optional.of(new S3Sources(TestS3.CLIENT, Set.of(bucket), Optional.empty(), 1 << 20));
        MediaTask.Place footage = new MediaTask.Place(POINTER, "the footage " + source);
        MediaTask.Place captions =
                new MediaTask.Place("/render/captions/font", "the font %s of the captions".formatted(source));
        MediaTask font = new MediaTask(source, List.of(), List.of(), List.of(), List.of(captions));
        // when
        FetchedBatch first = fetch(font, buckets, store);
        FetchedBatch second = fetch(font, buckets, store);
        FetchedBatch third = fetch(
                new MediaTask(source, List.of(footage), List.of(), List.of(), List.of(captions)), buckets, store);
        // then
        assertEquals(Optional.empty(), first.error());
        assertEquals(1, first.fetched());
        assertEquals(new FetchedBatch(1, 0, 1, 0), second);
        assertEquals(
                Optional.of(new FontInfo(1_326)), new SourceRecords(store).find(source).orElseThrow().asset().font());
        assertEquals(Optional.of("aive.error.MediaUnusable"), third.error());
        assertEquals(1, third.problems().size());
        assertTrue(third.problems().getFirst().startsWith(POINTER), third.problems().toString());
    }

    @Test
    void givenNoBucketDownloader_thenTheSourceIsForbidden() {
        Source source = new Source(URI.create("s3://media/clip.mp4"));
        FolderStore store = new FolderStore(folder.resolve("store"));
        MediaForbidden error = assertThrows(
                MediaForbidden.class, () -> FetchMedia.checkUsable(List.of(fetch(source, Optional.empty(), store))));
        assertEquals(POINTER + ": the footage s3://media/clip.mp4 cannot be read here: only https sources can",
                error.getMessage());
    }

    private FetchedBatch fetch(Source source, Optional<BucketDownloader> buckets, FolderStore store) {
        return fetch(
                new MediaTask(source, List.of(new MediaTask.Place(POINTER, "the footage " + source)), List.of()),
                buckets, store);
    }

    private FetchedBatch fetch(MediaTask task, Optional<BucketDownloader> buckets, FolderStore store) {
        RenderFolder render = new RenderFolder(store, "test");
        render.write(render.media(), new MediaList(List.of(List.of(task))));
        Downloader nowhere = (_, _, _, _, _) -> {
            throw new AssertionError("nothing is fetched by https");
        };
        FetchMedia fetchMedia =
                new FetchMedia(store, nowhere, buckets, new MediaProbe(TestFfmpeg.FFMPEG), 1, folder.resolve("work"));
        return fetchMedia.run(new FetchBatch("test", 1, 1, 1), TestFfmpeg.soon());
    }
}
