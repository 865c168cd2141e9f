package aive.cdk;

import java.util.Arrays;
import java.util.List;

/// The Lambda functions of the stack. The definition names a step by its id: `${PrepareProjectFunctionArn}`.
public enum RenderFunction {
    PREPARE_PROJECT("PrepareProject", "prepare", "Reads and checks the input"),
    FETCH_MEDIA("FetchMedia", "fetch", "Downloads and measures media"),
    PLAN_CHUNKS("PlanChunks", "plan", "Lays the project out and cuts it into chunks"),
    RENDER_CHUNK("RenderChunk", "render", "Draws and encodes one chunk"),
    STITCH_VIDEO("StitchVideo", "stitch", "Mixes the soundtrack, joins the chunks, and publishes"),
    NOTIFY("Notify", "notify", "Notifies the backend of a render's progress and end");

    /// The memory in MB that gives a function one processor. With less, encoding exceeds Lambda's longest timeout.
    static final int LEAST_MEMORY_TO_ENCODE = 1_769;

    private static final int LEAST_MEMORY_TO_THINK = 512;

    private final String id;
    private final String step;
    private final String description;

    RenderFunction(String id, String step, String description) {
        this.id = id;
        this.step = step;
        this.description = description;
    }

    /// The functions that the state machine calls.
    public static List<RenderFunction> steps() {
        return Arrays.stream(values()).filter(function -> function != NOTIFY).toList();
    }

    public String id() {
        return id;
    }

    /// The name in parameters and metrics.
    public String step() {
        return step;
    }

    public String description() {
        return description;
    }

    /// The entry point, in Lambda's notation.
    public String handler() {
        return "aive.handler.%sHandler::handleRequest".formatted(id);
    }

    /// Whether the function runs FFmpeg besides the JVM.
    boolean runsFfmpeg() {
        return switch (this) {
            case FETCH_MEDIA, RENDER_CHUNK, STITCH_VIDEO -> true;
            case PREPARE_PROJECT, PLAN_CHUNKS, NOTIFY -> false;
        };
    }

    int leastMemory() {
        return runsFfmpeg() ? LEAST_MEMORY_TO_ENCODE : LEAST_MEMORY_TO_THINK;
    }

    /// The default size: all memory for encoding, two processors for decoding while downloading, one for other steps.
    ///
    /// The timeout of a step is five seconds less than its `TimeoutSeconds` in the definition. A deployment may lower
    /// the timeout, but not raise it. `NOTIFY` is not a step: it has less than one processor and its own timeout. The
    /// functions with 512 MB of storage have SnapStart.
    FunctionSize defaultSize() {
        return switch (this) {
            case PREPARE_PROJECT -> new FunctionSize(1_769, 60, 512);
            case PLAN_CHUNKS -> new FunctionSize(1_769, 300, 512);
            case FETCH_MEDIA -> new FunctionSize(3_538, 900, 10_240);
            case RENDER_CHUNK, STITCH_VIDEO -> new FunctionSize(10_240, 900, 10_240);
            case NOTIFY -> new FunctionSize(1_024, 120, 512);
        };
    }

    /// The maximum heap: most of the memory if only Java runs, or a small part if FFmpeg needs the rest.
    int heapMebibytes(FunctionSize size) {
        return runsFfmpeg() ? Math.min(1_024, size.memoryMebibytes() / 4) : size.memoryMebibytes() * 3 / 4;
    }
}
