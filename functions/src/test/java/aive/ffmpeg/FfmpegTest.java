package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.EncodeFailed;
import aive.error.MediaUnusable;
import aive.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegTest {

    private static final String FORMATS =
            "mov,matroska,mpegts,mpeg,avi,flv,asf,gif,mp3,wav,w64,ogg,flac,aac,ac3,eac3,aiff,amr,caf,png_pipe,jpeg_pipe,"
                    + "webp_pipe,bmp_pipe,tiff_pipe";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theCommandLineLimitsDemuxersAndProtocolsOfEveryInput() {
        // given
        FfmpegJob job = new FfmpegJob(
                "render chunk 3",
                List.of(
                        MediaInput.of(Path.of("/chunk/one"), "-ss", "1.5"),
                        MediaInput.ownList(Path.of("/chunk/-captions"))),
                Optional.of(FilterGraph.of(FilterChain.joining(List.of("0:0", "1:0"), Filter.of("overlay"))
                        .to("out"))),
                List.of(
                        FfmpegJob.Output.file(Path.of("/chunk/run0.mp4"), List.of("-map", "[out]")),
                        FfmpegJob.Output.nothing(List.of("-map", "0:1"))));
        // then
        assertEquals(
                List.of(
                        "-loglevel",
                        "level+verbose",
                        "-protocol_whitelist",
                        "file",
                        "-format_whitelist",
                        FORMATS,
                        "-ss",
                        "1.5",
                        "-i",
                        "file:/chunk/one",
                        "-protocol_whitelist",
                        "file",
                        "-format_whitelist",
                        "concat," + FORMATS,
                        "-f",
                        "concat",
                        "-safe",
                        "0",
                        "-i",
                        "file:/chunk/-captions",
                        "-y",
                        "-filter_complex",
                        "[0:0][1:0]overlay[out]",
                        "-nostdin",
                        "-nostats",
                        "-progress",
                        "pipe:1",
                        "-hide_banner",
                        "-map",
                        "[out]",
                        "file:/chunk/run0.mp4",
                        "-f",
                        "null",
                        "-map",
                        "0:1",
                        "/dev/null"),
                new FfmpegCommand(Path.of("ffmpeg"), job).arguments());
    }

    @Test
    void givenAJobThatNeverEnds_whenTheDeadlinePasses_thenItIsKilled() {
        // given
        Deadline soon = Deadline.in(Duration.ofMillis(1_500));
        long before = System.nanoTime();
        // when
        DeadlineExceeded error = assertThrows(DeadlineExceeded.class, () -> TestFfmpeg.FFMPEG.run(endless(), soon));
        // then
        assertTrue(System.nanoTime() - before < Duration.ofMillis(2_500).toNanos());
        assertTrue(
                String.valueOf(error.getMessage()).contains("run for ever did not finish before the deadline"),
                error::toString);
        assertFalse(isRunning());
    }

    @Test
    void givenAJobThatNeverEnds_whenItsThreadIsInterrupted_thenItIsKilled() throws InterruptedException {
        // given
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                TestFfmpeg.FFMPEG.run(endless(), TestFfmpeg.soon());
            } catch (CancellationException _) {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        while (!isRunning()) {
            Thread.sleep(20);
        }
        // when
        thread.interrupt();
        // then
        assertTrue(thread.join(Duration.ofSeconds(2)));
        assertTrue(interrupted.join(), "the flag is set again");
        assertFalse(isRunning());
    }

    @Test
    void givenAnImpossibleJob_whenRun_thenTheErrorEndsWithFfmpegsMessage() {
        // given
        FfmpegJob job = new FfmpegJob(
                "render chunk 3",
                List.of(MediaInput.of(TestMedia.resource("html_page.mp4"))),
                Optional.empty(),
                List.of(FfmpegJob.Output.nothing(List.of())));
        // when
        EncodeFailed error = assertThrows(EncodeFailed.class, () -> TestFfmpeg.FFMPEG.run(job, TestFfmpeg.soon()));
        // then
        String said = String.valueOf(error.getMessage());
        assertTrue(said.startsWith("FFmpeg could not render chunk 3: "), said);
        assertTrue(said.contains("Invalid data found when processing input"), said);
        assertFalse(said.contains("[error]") || said.contains("0x") || said.contains("libav"), said);
    }

    @Test
    void givenAFloodOfWords_whenRun_thenOnlyTheLastAreKept() throws Exception {
        // given: 200 MB in lines and in one line without an end
        Path flood = script("yes 'a line of a chatty program that goes on and on' | head -c 100000000 >&2; "
                + "head -c 100000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo 'the last word' >&2");
        System.gc();
        // when
        FfmpegProcess.ProcessResult result = FfmpegProcess.run(flood, List.of(), "flood", TestFfmpeg.soon());
        // then
        assertEquals("the last word", result.log().lines().getLast());
        assertTrue(result.log().lines().stream().mapToInt(String::length).sum() < 20_000);
    }

    @Test
    void givenAProgramThatPrintsWithoutEnd_whenRun_thenItIsKilledAndTheMemoryStaysFree() throws IOException {
        // given
        Path endless = script("yes '0,0,0,0,0,K_'");
        // when
        FfmpegProcess.ProcessFailedException failure = assertThrows(
                FfmpegProcess.ProcessFailedException.class,
                () -> FfmpegProcess.run(endless, List.of(), "print", TestFfmpeg.soon()));
        // then
        assertTrue(
                String.valueOf(failure.getMessage()).matches("it printed more than [0-9]+ MiB"), failure::toString);
        assertNoneRuns("yes 0,0,0,0,0,K_");
        ConfigurationError error =
                assertThrows(ConfigurationError.class, () -> new Ffmpeg(new FfmpegBuild(endless, endless)));
        assertTrue(String.valueOf(error.getMessage()).contains(endless.toString()), error::toString);
    }

    @Test
    void givenAProgramThatPrintsMuch_whenReadByLine_thenEachLineIsPassedOn() throws Exception {
        // given: a very long line and 1,000,000 short ones
        Path chatty = script("head -c 1000000 /dev/zero | tr '\\0' x; echo; yes 12 | head -n 1000000");
        LongAdder lines = new LongAdder();
        LongAdder letters = new LongAdder();
        // when
        FfmpegProcess.runByLine(chatty, List.of(), "print", TestFfmpeg.soon(), line -> {
            lines.increment();
            letters.add(line.length());
        });
        // then
        assertEquals(1_000_001, lines.sum());
        assertEquals(2_000_000 + (64 << 10), letters.sum());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sh -c 'sleep 1236; true'; true",
                "(sleep 1236; true) & sleep 1236"
            })
    void givenAProgramThatDoesNothing_whenRun_thenAllItsProcessesAreKilledAndThatIsTheError(String doing)
            throws IOException {
        // given
        Path idle = script(doing);
        // when
        ConfigurationError error = assertThrows(
                ConfigurationError.class,
                () -> FfmpegProcess.run(idle, List.of(), "wait", TestFfmpeg.soon(), Duration.ofSeconds(1)));
        // then
        assertEquals(
                "%s did nothing for 1 s and was killed; its task was to wait; check this program".formatted(idle),
                error.getMessage());
        assertNoneRuns("sleep 1236");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not tell who writes to a pipe")
    void givenAScriptThatLeavesAProcessBehind_whenItEnds_thenThatProcessIsKilledAndNobodyWaitsForIt() throws Exception {
        // given: a script that runs long enough for its pipes to be seen
        Path leaving = script("echo done; sleep 1237 & sleep 0.3; exit 0");
        // when
        FfmpegProcess.ProcessResult result =
                FfmpegProcess.run(leaving, List.of(), "leave", Deadline.in(Duration.ofSeconds(30)));
        // then
        assertEquals("done\n", result.output());
        assertNoneRuns("sleep 1237");
    }

    @Test
    void givenAProgramThatIsBusy_whenItPrintsNothing_thenItIsNotKilled() throws Exception {
        // given: some seconds of work of the program itself, with an idle timeout of one
        Path busy = script("i=0; while [ $i -lt 2000000 ]; do i=$((i + 1)); done; echo done");
        // when
        FfmpegProcess.ProcessResult result =
                FfmpegProcess.run(busy, List.of(), "work", TestFfmpeg.soon(), Duration.ofSeconds(1));
        // then
        assertEquals("done\n", result.output());
    }

    private static void assertNoneRuns(String command) {
        assertEquals(
                List.of(),
                ProcessHandle.allProcesses()
                        .filter(ProcessHandle::isAlive)
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.endsWith(command))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo hello", "head -c 1000 /dev/urandom", "true", "echo ffprobe version 8"})
    void givenAProgramThatIsNotFfmpeg_whenStarted_thenItIsAConfigurationErrorThatNamesIt(String doing)
            throws IOException {
        Path other = script(doing);
        ConfigurationError error = assertThrows(
                ConfigurationError.class,
                () -> new Ffmpeg(new FfmpegBuild(other, TestFfmpeg.FFMPEG.build().ffprobe())));
        assertTrue(String.valueOf(error.getMessage()).startsWith(other + " is not ffmpeg"), error::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo hello", "echo '[1, 2]'", "head -c 1000 /dev/urandom", "true", "echo '{\"streams\": ['"})
    void givenAnFfprobeThatPrintsGarbage_whenProbing_thenItIsAConfigurationErrorThatNamesIt(String doing)
            throws IOException {
        // given
        Path lying = script("[ \"$1\" = -version ] && { echo ffprobe version 8.1; exit 0; }\n" + doing);
        Ffmpeg ffmpeg = new Ffmpeg(new FfmpegBuild(TestFfmpeg.FFMPEG.build().ffmpeg(), lying));
        // when
        ConfigurationError error = assertThrows(
                ConfigurationError.class,
                () -> VideoStreamInfo.read(ffmpeg, TestMedia.fiveFrames(), TestFfmpeg.soon()));
        // then
        assertEquals(
                lying + " ended with code 0, but did not print what ffprobe prints; check this program",
                error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "head -c 100000 /dev/urandom", "echo progress=continue", "head -c 10000000 /dev/zero"})
    void givenAnFfmpegThatPrintsGarbage_whenItEndsWithCode0_thenItIsAConfigurationErrorThatNamesIt(String doing)
            throws IOException {
        // given
        Path lying = script("[ \"$1\" = -version ] && { echo ffmpeg version 8.1; exit 0; }\n" + doing);
        Ffmpeg ffmpeg = new Ffmpeg(new FfmpegBuild(lying, TestFfmpeg.FFMPEG.build().ffprobe()));
        FfmpegJob job = encoding(folder.resolve("out.mp4"));
        // when
        ConfigurationError error =
                assertThrows(ConfigurationError.class, () -> ffmpeg.run(job, TestFfmpeg.soon()));
        // then
        assertEquals(
                lying + " ended with code 0, but did not print what FFmpeg prints; check this program",
                error.getMessage());
    }

    @Test
    void givenAnFfmpegThatPrintsGarbageWithoutEnd_whenItRuns_thenItIsKilledAndTheErrorNamesIt() throws IOException {
        // given
        Path lying = script("[ \"$1\" = -version ] && { echo ffmpeg version 8.1; exit 0; }\nexec yes garbage");
        Ffmpeg ffmpeg = new Ffmpeg(new FfmpegBuild(lying, TestFfmpeg.FFMPEG.build().ffprobe()));
        FfmpegJob job = encoding(folder.resolve("out.mp4"));
        // when
        ConfigurationError error =
                assertThrows(ConfigurationError.class, () -> ffmpeg.run(job, TestFfmpeg.soon()));
        // then
        assertEquals(lying + " does not print what FFmpeg prints; check this program", error.getMessage());
    }

    /// A busy machine reads the last output of a program seconds after its end.
    @Test
    void givenAReaderSlowerThanTheProgram_thenItReadsTheOutputToItsEnd() throws Exception {
        List<String> lines = new ArrayList<>();
        TestFfmpeg.FFMPEG.probeByLine(
                MediaInput.of(TestMedia.fiveFrames()),
                List.of("-select_streams", "v:0", "-show_entries", "packet=flags", "-of", "csv=p=0"),
                TestFfmpeg.soon(),
                line -> {
                    lines.add(line);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
                });
        assertEquals(5, lines.size());
    }

    @Test
    void givenNoProgram_whenStarted_thenItIsAConfigurationError() {
        ConfigurationError error =
                assertThrows(ConfigurationError.class, () -> new Ffmpeg(FfmpegBuild.in(folder.resolve("nowhere"))));
        assertTrue(String.valueOf(error.getMessage()).contains("nowhere"), error::toString);
        assertTrue(String.valueOf(error.getMessage()).contains("does not start"), error::toString);
    }

    @Test
    void givenAListThatNamesAnotherFile_whenRead_thenTheOtherFileIsNotOpened() throws IOException {
        // given: a list with which FFmpeg without our options plays another project's clip
        Files.copy(TestMedia.fiveFrames(), folder.resolve("video_only_no_audio.mp4"));
        Files.copy(TestMedia.fiveFrames(), folder.resolve("resolution_change_midstream.ts"));
        for (String name : List.of("ffconcat_sibling_named.mp4", "hls_sibling_ts_named.mp4")) {
            Path file = Files.copy(TestMedia.resource(name), folder.resolve("file-" + name));
            FfmpegJob job = new FfmpegJob(
                    "play",
                    List.of(MediaInput.of(file)),
                    Optional.empty(),
                    List.of(FfmpegJob.Output.nothing(List.of())));
            // when
            EncodeFailed error = assertThrows(EncodeFailed.class, () -> TestFfmpeg.FFMPEG.run(job, TestFfmpeg.soon()));
            // then
            assertTrue(String.valueOf(error.getMessage()).contains("Error opening input"), error::toString);
        }
    }

    @Test
    void givenTwoProcesses_whenUnpackingAtOnce_thenBothGetTheSameWorkingBuild()
            throws InterruptedException, ExecutionException {
        // when
        CompletableFuture<FfmpegBuild> one = CompletableFuture.supplyAsync(() -> EmbeddedFfmpeg.in(folder));
        CompletableFuture<FfmpegBuild> other = CompletableFuture.supplyAsync(() -> EmbeddedFfmpeg.in(folder));
        // then
        assertEquals(one.get(), other.get());
        assertEquals(TestFfmpeg.FFMPEG.identity(), new Ffmpeg(one.get()).identity());
        assertEquals(1, folder.toFile().list().length, "nothing half unpacked is left");
    }

    @Test
    void givenAnFfmpegThatHangsOnce_whenNothingIsWrittenForLong_thenItIsStartedAgainAndThatIsSaid() throws IOException {
        // given: the first time it waits for ever, in a child of its own
        Path asleep = folder.resolve("asleep");
        Ffmpeg ffmpeg = impatient(
                "case \"$*\" in *libx264*) [ -e '%1$s' ] || { touch '%1$s'; sleep 1234; } ;; esac".formatted(asleep));
        // when
        FfmpegLog log = ffmpeg.run(encoding(folder.resolve("out.mp4")), TestFfmpeg.soon());
        // then
        assertEquals(Optional.of(0L), log.stalledAt());
        assertEquals(5, TestFfmpeg.frameDigests(folder.resolve("out.mp4")).size());
        assertFalse(ProcessHandle.current()
                .descendants()
                .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep 1234")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 1235", "while :; do :; done"})
    void givenAnFfmpegThatNeverWritesAnything_whenItHasBeenStartedTwice_thenThatIsTheError(String hanging)
            throws IOException {
        // given
        Ffmpeg ffmpeg = impatient("case \"$*\" in *libx264*) %s ;; esac".formatted(hanging));
        // when
        FfmpegJob job = encoding(folder.resolve("out.mp4"));
        FfmpegStalledException stopped =
                assertThrows(FfmpegStalledException.class, () -> ffmpeg.runOnFootage(job, TestFfmpeg.soon()));
        // then
        assertEquals(0, stopped.frames());
        assertEquals(
                "FFmpeg wrote nothing for 1 s after frame 0, twice, although it was restarted; its task was to "
                        + "encode five frames",
                stopped.getMessage());
    }

    @Test
    void givenAnFfmpegThatNeverWritesAnything_whenItsTaskIsNotToRender_thenTheErrorIsTyped() throws IOException {
        // given
        Ffmpeg ffmpeg = impatient("case \"$*\" in *libx264*) exec sleep 1239 ;; esac");
        // when
        EncodeFailed error = assertThrows(
                EncodeFailed.class, () -> ffmpeg.run(encoding(folder.resolve("out.mp4")), TestFfmpeg.soon()));
        // then
        assertEquals(
                "FFmpeg wrote nothing for 1 s after frame 0, twice, although it was restarted; its task was to "
                        + "encode five frames",
                error.getMessage());
    }

    @Test
    void givenAnFfmpegThatWaitsAtTheFirstFrameOfAFile_whenProbed_thenTheErrorNamesTheProgramAndTheFile()
            throws IOException {
        // given
        Ffmpeg ffmpeg = impatient("case \"$*\" in *-frames:v*) exec sleep 1240 ;; esac");
        MediaReference media = new MediaReference("/project_data/sentences/0/selected_footage/url", "the footage");
        // when
        ConfigurationError error = assertThrows(
                ConfigurationError.class,
                () -> new VisualProbe(ffmpeg).probe(TestMedia.fiveFrames(), media, TestFfmpeg.soon()));
        // then
        assertEquals(media.pointer(), error.problems().getFirst().pointer());
        assertTrue(
                String.valueOf(error.getMessage()).contains(
                        " did nothing for 1 s and was killed; its task was to read the footage; "),
                error::toString);
    }

    @Test
    void givenAFileAtWhoseFirstFrameFfmpegWorksWithoutEnd_whenProbed_thenTheFileIsUnusable() throws IOException {
        // given
        Ffmpeg ffmpeg = impatient("case \"$*\" in *-frames:v*) while :; do :; done ;; esac");
        MediaReference media = new MediaReference("/project_data/sentences/0/selected_footage/url", "the footage");
        // when
        MediaUnusable error = assertThrows(
                MediaUnusable.class,
                () -> new VisualProbe(ffmpeg).probe(TestMedia.fiveFrames(), media, TestFfmpeg.soon()));
        // then
        assertEquals(
                media.pointer() + ": the footage cannot be decoded: FFmpeg worked for 1 s without writing anything",
                error.getMessage());
    }

    /// An FFmpeg with a stall timeout of one second, behind a script that runs first.
    private Ffmpeg impatient(String before) throws IOException {
        FfmpegBuild real = TestFfmpeg.FFMPEG.build();
        Path script = script("%s\n%s".formatted(before, TestFfmpeg.shellLine()));
        return new Ffmpeg(new FfmpegBuild(script, real.ffprobe()), Duration.ofSeconds(1));
    }

    private static FfmpegJob encoding(Path file) {
        return new FfmpegJob(
                "encode five frames",
                List.of(MediaInput.of(TestMedia.fiveFrames())),
                Optional.empty(),
                List.of(FfmpegJob.Output.file(file, List.of("-c:v", "libx264", "-f", "mp4"))));
    }

    private static FfmpegJob endless() {
        return new FfmpegJob(
                "run for ever",
                List.of(MediaInput.of(TestMedia.fiveFrames(), "-stream_loop", "-1")),
                Optional.empty(),
                List.of(FfmpegJob.Output.nothing(List.of("-metadata", "title=run-for-ever-in-a-test"))));
    }

    private static boolean isRunning() {
        return ProcessHandle.current()
                .descendants()
                .anyMatch(process -> process.isAlive()
                        && process.info().commandLine().orElse("").contains("run-for-ever-in-a-test"));
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("script.sh"), "#!/bin/sh\n" + text + "\n");
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }
}
