package aive.cdk;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything about a deployment that is a matter of choice.
///
/// @param stage tells deployments in one account apart: lower-case letters, digits, and `-`, at most 20
/// @param sizes of each function
/// @param logRetentionDays how long logs are kept: 7, 14, 30, 60, 90, 180, or 365
/// @param workRetentionDays how long what renders leave behind may save later ones work
public record StackSettings(String stage, Map<RenderFunction, FunctionSize> sizes, int logRetentionDays, int workRetentionDays) {

    private static final String DEFAULT_STAGE = "dev";
    private static final int DEFAULT_LOG_RETENTION_DAYS = 30;
    private static final int DEFAULT_WORK_RETENTION_DAYS = 30;

    /// @throws IllegalArgumentException if the stage is no name for one, or a function has no size
    public StackSettings {
        if (!stage.matches("[a-z][a-z0-9-]{0,19}")) {
            throw new IllegalArgumentException(
                    "stage \"%s\" should be lower-case letters, digits, and -, a letter first, at most 20".formatted(stage));
        }
        sizes = Map.copyOf(sizes);
        for (RenderFunction function : RenderFunction.values()) {
            if (!sizes.containsKey(function)) {
                throw new IllegalArgumentException("%s has no size".formatted(function.id()));
            }
        }
    }

    public static StackSettings of(String stage) {
        Map<RenderFunction, FunctionSize> sizes = new EnumMap<>(RenderFunction.class);
        for (RenderFunction function : RenderFunction.values()) {
            sizes.put(function, defaultSize(function));
        }
        return new StackSettings(stage, sizes, DEFAULT_LOG_RETENTION_DAYS, DEFAULT_WORK_RETENTION_DAYS);
    }

    /// @param context gives what `-c name=value` or `cdk.json` say, null where they say nothing
    public static StackSettings fromContext(Function<String, @Nullable Object> context) {
        Object stage = context.apply("stage");
        return of(stage == null ? DEFAULT_STAGE : stage.toString());
    }

    public FunctionSize size(RenderFunction function) {
        FunctionSize size = sizes.get(function);
        if (size == null) {
            throw new IllegalStateException("the constructor has seen to it that %s has a size".formatted(function));
        }
        return size;
    }

    /// The most that Lambda gives to what encodes, one processor to what only thinks, and two to what decodes while it waits for the network.
    private static FunctionSize defaultSize(RenderFunction function) {
        return switch (function) {
            case PREPARE_PROJECT -> new FunctionSize(1_769, 60, 512);
            case PLAN_CHUNKS -> new FunctionSize(1_769, 300, 512);
            case FETCH_MEDIA -> new FunctionSize(3_538, 900, 10_240);
            case RENDER_CHUNK, STITCH_VIDEO -> new FunctionSize(10_240, 900, 10_240);
        };
    }
}
