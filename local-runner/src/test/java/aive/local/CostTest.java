package aive.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import aive.engine.Engine;
import aive.engine.EngineSettings;
import aive.engine.Outcome;
import aive.handler.JsonHandler;
import aive.json.Json;
import aive.lambda.Invocation;
import aive.message.ChunkTask;
import aive.message.EndedState;
import aive.message.FetchBatch;
import aive.message.FetchedBatch;
import aive.message.FunctionCall;
import aive.message.MixedSoundtrack;
import aive.message.PlannedRender;
import aive.message.PreparedProject;
import aive.message.RenderedChunk;
import aive.message.StitchInput;
import aive.plan.Estimate;
import aive.plan.PlanSchema;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The state machine adds up what the functions cost, and the last one gets the sums.
class CostTest {

    private static final Estimate ESTIMATE = new Estimate(
            BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE);

    private final List<StitchInput> stitched = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40, 41, 97})
    void everyCallIsCountedOnce(int chunks) {
        // given
        List<FetchBatch> batches = IntStream.rangeClosed(1, chunks == 1 ? 0 : 7)
                .mapToObj(i -> new FetchBatch("film", i, 7, 5))
                .toList();
        List<ChunkTask> tasks = IntStream.rangeClosed(1, chunks)
                .mapToObj(i -> new ChunkTask(i, chunks, "1", "", "", "0".repeat(64), "specs", 0, 1, PlanSchema.CURRENT))
                .toList();
        PlannedRender planned = new PlannedRender(
                "film", 60, chunks, 0, chunks > PlannedRender.MOST_INLINE_CHUNKS ? List.of() : tasks, "plan",
                "chunks", ESTIMATE);
        Map<String, RequestStreamHandler> functions = Map.of(
                "PrepareProjectFunctionArn", priced(new PreparedProject("film", "film", 60, batches, 40, 200), "0.00001"),
                "FetchMediaFunctionArn", priced(new FetchedBatch(1, 1, 0, 1), "0.0003"),
                "PlanChunksFunctionArn", priced(planned, "0.00002"),
                "RenderChunkFunctionArn", priced(new RenderedChunk(1, 5, 20, false, Optional.empty()), "0.000885"),
                "StitchVideoFunctionArn", (input, output, _) -> {
                    byte[] message = input.readAllBytes();
                    if (Json.tree(message).has("entered")) {
                        stitched.add(Json.read(taken(message), StitchInput.class));
                    }
                    output.write(JsonHandler.output(
                            new MixedSoundtrack("soundtrack", false),
                            new FunctionCall(BigDecimal.ONE, new BigDecimal("0.0007"))));
                });
        // when
        Outcome outcome = Engine.load(
                        "render",
                        LocalSystem.definition(),
                        functions,
                        Map.of("WorkBucketName", "work"),
                        EngineSettings.withSystemClock(50, (_, _) -> Json.bytes(tasks), (_, _) -> {}))
                .start("render", Json.MAPPER.createObjectNode())
                .outcome();
        // then
        assertInstanceOf(Outcome.Succeeded.class, outcome);
        List<EndedState> before = stitched.getFirst().before();
        assertEquals(
                List.of("Prepare project", "Fetch media", "Plan chunks", "Render chunks and mix soundtrack"),
                before.stream().map(EndedState::state).toList());
        assertEquals(
                List.of(
                        micros("0.00001"),
                        micros("0.0003").multiply(BigDecimal.valueOf(batches.size())),
                        micros("0.00002"),
                        micros("0.000885").multiply(BigDecimal.valueOf(chunks)).add(micros("0.0007"))),
                before.stream().map(state -> state.dollars().setScale(6, RoundingMode.HALF_UP)).toList());
        for (int i = 1; i < before.size(); i++) {
            assertEquals(false, before.get(i).entered().isBefore(before.get(i - 1).entered()));
        }
    }

    /// Without what the state machine adds for the log.
    private static byte[] taken(byte[] message) {
        return Invocation.ofMessage(message).bytes();
    }

    private static BigDecimal micros(String dollars) {
        return new BigDecimal(dollars).setScale(6, RoundingMode.UNNECESSARY);
    }

    private static RequestStreamHandler priced(Object message, String dollars) {
        return (_, output, _) -> output.write(
                JsonHandler.output(message, new FunctionCall(BigDecimal.ONE, new BigDecimal(dollars))));
    }
}
