package aive.step.fetch;

import aive.message.FetchBatch;
import aive.message.FetchedBatch;
import aive.step.JsonHandler;
import aive.time.Deadline;

/// Entry point of the state *Fetch batch of media*. Wires and delegates; decides nothing.
public final class FetchMediaHandler extends JsonHandler<FetchBatch, FetchedBatch> {

    private final FetchMedia fetchMedia;

    public FetchMediaHandler(FetchMedia fetchMedia) {
        super(FetchBatch.class);
        this.fetchMedia = fetchMedia;
    }

    @Override
    protected FetchedBatch handle(FetchBatch input, Deadline deadline) {
        return fetchMedia.run(input, deadline);
    }
}
