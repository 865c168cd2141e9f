package aive.step.render;

import aive.message.ChunkTicket;
import aive.message.RenderedChunk;
import aive.step.JsonHandler;
import aive.time.Deadline;

/// Entry point of the state *Render chunk*. Wires and delegates; decides nothing.
public final class RenderChunkHandler extends JsonHandler<ChunkTicket, RenderedChunk> {

    private final RenderChunk renderChunk;

    public RenderChunkHandler(RenderChunk renderChunk) {
        super(ChunkTicket.class);
        this.renderChunk = renderChunk;
    }

    @Override
    protected RenderedChunk handle(ChunkTicket input, Deadline deadline) {
        return renderChunk.run(input, deadline);
    }
}
