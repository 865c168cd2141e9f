package aive.local;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.caption.CaptionFonts;
import aive.engine.Engine;
import aive.engine.EngineSettings;
import aive.engine.Execution;
import aive.engine.HistoryEvent;
import aive.engine.Outcome;
import aive.ffmpeg.EmbeddedFfmpeg;
import aive.ffmpeg.Ffmpeg;
import aive.handler.JsonHandler;
import aive.handler.PlanChunksHandler;
import aive.handler.PrepareProjectHandler;
import aive.input.RequestReader;
import aive.input.SourcePolicy;
import aive.json.Json;
import aive.media.Asset;
import aive.media.AudioInfo;
import aive.media.ColourInfo;
import aive.media.VideoInfo;
import aive.message.FetchedBatch;
import aive.message.FunctionCall;
import aive.message.MediaList;
import aive.message.MediaTask;
import aive.message.MixedSoundtrack;
import aive.message.PlannedRender;
import aive.message.RenderedChunk;
import aive.step.RenderFolder;
import aive.step.fetch.KnownSources;
import aive.step.plan.BeyondLambda;
import aive.step.plan.PlanChunks;
import aive.step.prepare.PrepareProject;
import aive.store.FolderStore;
import aive.store.Store;
import aive.time.Rational;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What goes from state to state, of the longest project that may come, through the functions that write it.
class PayloadTest {

    /// The limit.
    private static final int SENTENCES = 20_000;
    private static final BigDecimal SECONDS = new BigDecimal("0.6");

    /// How long a request to S3 takes.
    private static final Duration LATENCY = Duration.ofMillis(15);
    private static final FunctionCall CALL = new FunctionCall(new BigDecimal("12.345"), new BigDecimal("0.002057"));
    private static final int LIMIT = 256 << 10;

    @TempDir
    private Path folder;

    @Test
    void theMostSentencesStayFarBelowTheLimitBetweenAnyTwoStates() {
        // given
        FolderStore store = new FolderStore(folder);
        store.write("uploads/film.json", Json.bytes(project()));
        RequestReader reader = new RequestReader(
                new SourcePolicy.Deployed(Set.of("work")),
                (source, _) -> store.read(source.url().getPath().substring(1)).orElseThrow());
        Ffmpeg ffmpeg = new Ffmpeg(EmbeddedFfmpeg.in(Path.of("target/ffmpeg").toAbsolutePath()));
        Map<String, RequestStreamHandler> functions = Map.of(
                "PrepareProjectFunctionArn",
                        new PrepareProjectHandler(new PrepareProject(reader, slow(store), 40, 1_000, Optional.empty())),
                "FetchMediaFunctionArn",
                        (input, output, _) -> output.write(JsonHandler.output(
                                fetched(Json.tree(input.readAllBytes()).get("batch").asInt(), store), CALL)),
                "PlanChunksFunctionArn", new PlanChunksHandler(
                        new PlanChunks(slow(store), ffmpeg, CaptionFonts.bundled(), folder, BeyondLambda.REFUSED)),
                "RenderChunkFunctionArn",
                        (_, output, _) -> output.write(
                                JsonHandler.output(new RenderedChunk(1, 1, 1, false, Optional.empty()), CALL)),
                "StitchVideoFunctionArn", (_, output, _) -> output.write(
                        JsonHandler.output(new MixedSoundtrack("soundtrack", false), CALL)));
        Map<String, Integer> most = new TreeMap<>();
        EngineSettings settings = EngineSettings.withSystemClock(
                8, (_, key) -> store.read(key).orElseThrow(), (_, event) -> measure(event, most));
        Engine engine =
                Engine.load("render", LocalSystem.definition(), functions, Map.of("WorkBucketName", "work"), settings);
        // when
        Execution execution = engine.run(
                "longest", JsonNodeFactory.instance.objectNode().put("project_uri", "s3://work/uploads/film.json"));
        // then
        assertInstanceOf(Outcome.Succeeded.class, execution.outcome());
        assertTrue(
                execution.history().children().size() > PlannedRender.MOST_INLINE_CHUNKS,
                "the chunks are not passed along");
        most.forEach((what, bytes) -> assertTrue(bytes < LIMIT / 8, "%s has %d bytes".formatted(what, bytes)));
        assertTrue(
                most.containsKey("TaskScheduled")
                        && most.containsKey("TaskSucceeded")
                        && most.containsKey("MapStateEntered"),
                most.toString());
    }

    /// A store whose calls take as long as those of S3.
    private static Store slow(Store store) {
        return (Store) Proxy.newProxyInstance(Store.class.getClassLoader(), new Class<?>[] {Store.class},
                (_, method, arguments) -> {
                    Thread.sleep(LATENCY);
                    return method.invoke(store, arguments);
                });
    }

    private static void measure(HistoryEvent event, Map<String, Integer> most) {
        most.merge(event.type(), Json.bytes(event.details()).length, Math::max);
    }

    /// As if everything of a batch had been fetched.
    private static FetchedBatch fetched(int number, FolderStore store) {
        Path projects = store.root().resolve("projects");
        String renderId = projects.toFile().list()[0];
        RenderFolder render = new RenderFolder(store, renderId);
        VideoInfo clip = new VideoInfo(
                0,
                "h264",
                1920,
                1080,
                Rational.parse("1/12800"),
                Rational.ZERO,
                Optional.of(Rational.of(25)),
                Rational.of(10),
                Optional.empty(),
                Optional.empty(),
                true,
                ColourInfo.standard(Optional.of("bt709")), Optional.empty(), false);
        AudioInfo voice = new AudioInfo(0, "mp3", 48_000L * 6 * SENTENCES / 10, false, Optional.empty());
        for (MediaTask task :
                render.read(render.media(), MediaList.class).batches().get(number - 1)) {
            KnownSources.put(
                    store,
                    task.source(),
                    new Asset(
                            Json.sha256OfText(task.source().toString()),
                            1,
                            Optional.empty(),
                            !task.footage().isEmpty() ? Optional.of(clip) : Optional.empty(),
                            !task.audio().isEmpty() ? Optional.of(voice) : Optional.empty(),
                            List.of()));
        }
        return new FetchedBatch(number, 1, 0, 1);
    }

    /// Every sentence with footage of its own.
    private static ObjectNode project() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("audio_url", "https://media.example/narration.mp3");
        ObjectNode data = body.putObject("project_data").put("id", "the longest film of all");
        ArrayNode sentences = data.putArray("sentences");
        for (int i = 0; i < SENTENCES; i++) {
            sentences
                    .addObject()
                    .put("id", "sentence-" + i)
                    .put("text", "Word %d.".formatted(i))
                    .put("start_time", SECONDS.multiply(BigDecimal.valueOf(i)))
                    .put("end_time", SECONDS.multiply(BigDecimal.valueOf(i + 1L)))
                    .putObject("selected_footage")
                    .put("url", "https://media.example/clips/%d.mp4?X-Amz-Signature=0123456789abcdef".formatted(i));
        }
        return body;
    }
}
