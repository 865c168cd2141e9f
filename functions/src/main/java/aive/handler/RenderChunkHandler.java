package aive.handler;

import aive.forecast.CallMeter;
import aive.lambda.LambdaSystem;
import aive.message.ChunkTask;
import aive.message.RenderedChunk;
import aive.parallel.Lazy;
import aive.step.render.RenderChunk;
import aive.time.Deadline;
import java.util.function.Supplier;

/// Entry point of the state *Render chunk*.
public final class RenderChunkHandler extends JsonHandler<ChunkTask, RenderedChunk> {

    private final Supplier<RenderChunk> renderChunk;

    /// For Lambda.
    public RenderChunkHandler() {
        LambdaSystem system = LambdaSystem.deployed();
        super(ChunkTask.class, system.runner("render"));
        this.renderChunk =
                Lazy.of(() -> new RenderChunk(system.store(), system.ffmpeg(), system.fonts(), system.work()));
        // Starts FFmpeg, opens the clients, and loads the fonts.
        system.rehearse("render", renderChunk);
    }

    /// For the local runner and tests.
    public RenderChunkHandler(RenderChunk renderChunk) {
        super(ChunkTask.class);
        this.renderChunk = () -> renderChunk;
    }

    @Override
    protected RenderedChunk handle(ChunkTask input, Deadline deadline, CallMeter meter) {
        return renderChunk.get().run(input, deadline);
    }
}
