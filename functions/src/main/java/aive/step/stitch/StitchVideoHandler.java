package aive.step.stitch;

import aive.message.StitchOrder;
import aive.message.StitchOutcome;
import aive.step.JsonHandler;
import aive.time.Deadline;

/// Entry point of the states *Mix soundtrack* and *Stitch video*. Wires and delegates; decides nothing.
public final class StitchVideoHandler extends JsonHandler<StitchOrder, StitchOutcome> {

    private final StitchVideo stitchVideo;

    public StitchVideoHandler(StitchVideo stitchVideo) {
        super(StitchOrder.class);
        this.stitchVideo = stitchVideo;
    }

    @Override
    protected StitchOutcome handle(StitchOrder input, Deadline deadline) {
        return stitchVideo.run(input, deadline);
    }
}
