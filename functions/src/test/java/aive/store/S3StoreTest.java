package aive.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.aws.TestS3;
import aive.error.ConfigurationError;
import aive.error.StorageUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

class S3StoreTest extends StoreContract {

    private static final S3Transfers SMALL_PARTS = new S3Transfers(5 << 20, 2, 16);

    private final String work = TestS3.bucket("work");
    private final String videos = TestS3.bucket("videos");

    @Override
    protected Store store() {
        return store(Optional.empty());
    }

    private S3Store store(Optional<String> baseUrl) {
        return new S3Store(TestS3.CLIENT, TestS3::presigner, work, videos, baseUrl, SMALL_PARTS);
    }

    @Override
    protected void damage(Store store, String key) {
        byte[] content = store.read(key).orElseThrow();
        content[content.length / 2] ^= 1;
        // With the very metadata of the good one, as a copy made by another program would have it.
        Map<String, String> metadata = head(work, key).metadata();
        var _ = TestS3.CLIENT.putObject(
                request -> request.bucket(work).key(key).metadata(metadata), RequestBody.fromBytes(content));
    }

    @Test
    void aCopyOfAnotherProductIsDamage() throws IOException {
        // given: with its metadata, as S3 copies an object
        Store store = store();
        store.writeOnce("chunks/1", source("one"));
        store.writeOnce("chunks/2", source("two"));
        var _ = TestS3.CLIENT.copyObject(request -> request.sourceBucket(work)
                .sourceKey("chunks/2")
                .destinationBucket(work)
                .destinationKey("chunks/1"));
        // then
        assertFalse(store.has("chunks/1"));
        assertTrue(store.has("chunks/2"));
        // when
        store.writeOnce("chunks/1", source("one"));
        // then
        assertTrue(store.has("chunks/1"));
        assertArrayEquals(utf8("one"), store.read("chunks/1").orElseThrow());
    }

    @Test
    void videosLieInABucketOfTheirOwn() throws IOException {
        // given
        Store store = store();
        // when
        store.writeOnce("videos/a-1/b.mp4", source("video"));
        store.write("videos/a-1/b.json", utf8("{}"));
        store.writeOnce("chunks/1", source("chunk"));
        // then
        assertEquals("s3://%s/videos/a-1/b.mp4".formatted(videos), store.uri("videos/a-1/b.mp4"));
        assertEquals("s3://%s/chunks/1".formatted(work), store.uri("chunks/1"));
        assertEquals("video/mp4", head(videos, "videos/a-1/b.mp4").contentType());
        assertEquals("application/json", head(videos, "videos/a-1/b.json").contentType());
        assertEquals("application/octet-stream", head(work, "chunks/1").contentType());
        assertTrue(store.has("videos/a-1/b.mp4"));
    }

    @Test
    void aLargeFileTravelsInParts() throws IOException {
        // given: two whole parts and a bit
        Store store = store();
        byte[] content = bytes((10 << 20) + 12_345);
        // when
        store.writeOnce("assets/large", Files.write(folder.resolve("large"), content));
        // then
        assertTrue(store.has("assets/large"));
        assertArrayEquals(
                content, Files.readAllBytes(store.file("assets/large", folder).orElseThrow()));
        assertTrue(
                head(work, "assets/large").eTag().endsWith("-3\""),
                head(work, "assets/large").eTag());
    }

    @Test
    void aLargeDamagedProductIsReplacedAndNoPartsAreLeftBehind() throws IOException {
        // given
        Store store = store();
        byte[] content = bytes((5 << 20) + 1);
        store.write("assets/large", utf8("not large"));
        // when
        store.writeOnce("assets/large", Files.write(folder.resolve("large"), content));
        store.writeOnce("assets/large", Files.write(folder.resolve("again"), content));
        // then
        assertTrue(store.has("assets/large"));
        assertEquals(Optional.of((long) content.length), store.size("assets/large"));
        assertEquals(
                List.of(),
                TestS3.CLIENT
                        .listMultipartUploads(request -> request.bucket(work))
                        .uploads());
    }

    @Test
    void givenBytesThatAreNotThoseOfTheChecksum_whenTheyAreRead_thenTheStoreIsUnavailable() throws IOException {
        // given: a disk of S3's that has lost a bit
        Store store = store();
        store.writeOnce("chunks/1", source("as it should be"));
        try (Stream<Path> files = Files.walk(TestS3.root().resolve(work))) {
            Path data = files.filter(file -> file.getFileName().toString().equals("binaryData"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(data, "as it should bE");
        }
        // then
        assertThrows(StorageUnavailable.class, () -> store.file("chunks/1", folder));
        assertThrows(StorageUnavailable.class, () -> store.read("chunks/1"));
        try (Stream<Path> files = Files.walk(folder.resolve("chunks"))) {
            assertFalse(files.anyMatch(file -> file.endsWith("1")));
        }
    }

    @Test
    void aProductIsCopiedIntoAFolderOnce() throws IOException {
        Store store = store();
        store.writeOnce("assets/1", source("asset"));
        Path first = store.file("assets/1", folder).orElseThrow();
        Object inode = Files.readAttributes(first, "*").get("fileKey");
        assertEquals(first, store.file("assets/1", folder).orElseThrow());
        assertEquals(inode, Files.readAttributes(first, "*").get("fileKey"));
    }

    @Test
    void aLinkIsSignedForAnHour() throws IOException {
        // given
        Store store = store();
        store.writeOnce("videos/a/b.mp4", source("video"));
        // when
        Instant before = Instant.now();
        ObjectUrl link = store.link("videos/a/b.mp4");
        // then
        Duration life = Duration.between(before, link.expiresAt().orElseThrow());
        assertTrue(
                life.compareTo(Duration.ofMinutes(59)) > 0 && life.compareTo(Duration.ofMinutes(61)) < 0,
                life.toString());
        try (InputStream content = URI.create(link.url()).toURL().openStream()) {
            assertArrayEquals(utf8("video"), content.readAllBytes());
        }
    }

    @Test
    void givenABaseUrl_thenVideosHaveALinkThatStays() {
        Store store = store(Optional.of("https://videos.test"));
        assertEquals(
                new ObjectUrl("https://videos.test/videos/a/b.mp4", Optional.empty()), store.link("videos/a/b.mp4"));
        assertTrue(store.link("chunks/1").expiresAt().isPresent());
    }

    @Test
    void givenABucketThatIsNotThere_thenTheErrorNamesIt() throws IOException {
        Store store = new S3Store(TestS3.CLIENT, TestS3::presigner, "no-such-bucket", videos, Optional.empty());
        for (ConfigurationError error : List.of(
                assertThrows(ConfigurationError.class, () -> store.read("a")),
                assertThrows(ConfigurationError.class, () -> store.write("a", utf8("x"))),
                assertThrows(ConfigurationError.class, () -> store.writeOnce("a", source("x"))))) {
            assertTrue(
                    String.valueOf(error.getMessage()).endsWith("there is no bucket no-such-bucket"),
                    error.getMessage());
        }
    }

    private static HeadObjectResponse head(String bucket, String key) {
        return TestS3.CLIENT.headObject(
                request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private static byte[] bytes(int length) {
        byte[] content = new byte[length];
        new SplittableRandom(4).nextBytes(content);
        return content;
    }
}
