package aive.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.cloud.FakeAws;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `clean` deletes, and above all what it does not.
class CleanCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private FakeAws aws = new FakeAws();

    @BeforeEach
    void twoStages() {
        aws.with(FakeAws.WORK, "chunks/1", "a chunk")
                .with(FakeAws.WORK, "assets/2", "a clip")
                .with(FakeAws.VIDEOS, "videos/a/b.mp4", "a video")
                .with("aive-prod-work", "chunks/1", "a chunk")
                .with("aive-prod-videos", "videos/a/b.mp4", "a video");
    }

    @AfterEach
    void theOtherStageIsAsItWas() {
        aws.close();
        assertEquals(Set.of("chunks/1"), aws.objects("aive-prod-work").keySet());
        assertEquals(Set.of("videos/a/b.mp4"), aws.objects("aive-prod-videos").keySet());
    }

    @Test
    void theWorkBucketIsEmptiedAndTheVideosStay() {
        // when
        Cli.Ran ran = clean("", "--stage", "dev").done();
        // then
        assertEquals(FakeAws.WORK + ": 2 objects and versions deleted" + System.lineSeparator(), ran.out());
        assertEquals(Set.of(), aws.objects(FakeAws.WORK).keySet());
        assertEquals(Set.of("videos/a/b.mp4"), aws.objects(FakeAws.VIDEOS).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "y\n", "prod\n", "DEV\n"})
    void withoutTheStagesNameNothingIsDeleted(String typed) {
        // when
        Cli.Ran ran = clean(typed, "--stage", "dev", "--videos").failed(1);
        // then
        assertTrue(ran.err().contains("error: nothing was deleted"), ran.err());
        assertEquals(Set.of("assets/2", "chunks/1"), aws.objects(FakeAws.WORK).keySet());
        assertEquals(Set.of("videos/a/b.mp4"), aws.objects(FakeAws.VIDEOS).keySet());
    }

    @Test
    void withTheStagesNameTheVideosGo() {
        clean("dev\n", "--stage", "dev", "--videos").done();
        assertEquals(Set.of(), aws.objects(FakeAws.VIDEOS).keySet());
        assertEquals(Set.of(), aws.objects(FakeAws.WORK).keySet());
    }

    @Test
    void aProgramMaySayYes() {
        clean("", "--stage", "dev", "--videos", "--yes").done();
        assertEquals(Set.of(), aws.objects(FakeAws.VIDEOS).keySet());
    }

    @Test
    void aBucketThatTheStackWasGivenIsNotEmptied() {
        // given
        aws.withForeignVideosBucket();
        // when
        Cli.Ran ran = clean("", "--stage", "dev", "--videos", "--yes").failed(1);
        // then
        assertTrue(
                ran.errors()
                        .getFirst()
                        .contains("the bucket %s was not made by the stack of stage dev".formatted(FakeAws.VIDEOS)),
                ran.err());
        assertEquals(Set.of("videos/a/b.mp4"), aws.objects(FakeAws.VIDEOS).keySet());
        assertEquals(Set.of("assets/2", "chunks/1"), aws.objects(FakeAws.WORK).keySet());
    }

    @Test
    void noStageIsNone() {
        assertTrue(clean("").failed(2).errors().getFirst().contains("--stage"));
        assertTrue(clean("", "--stage", "Prod/..").failed(2).errors().getFirst().contains("is not a stage"));
        assertTrue(clean("", "--stage", "prod", "--yes")
                .failed(1)
                .errors()
                .getFirst()
                .contains("there is no stack aive-prod"));
    }

    private Cli.Ran clean(String typed, String... options) {
        InputStream real = System.in;
        try {
            System.setIn(new ByteArrayInputStream(typed.getBytes(UTF_8)));
            String[] arguments = new String[options.length + 1];
            arguments[0] = "clean";
            System.arraycopy(options, 0, arguments, 1, options.length);
            return Cli.in(folder).run(arguments);
        } finally {
            System.setIn(real);
        }
    }
}
