package aive.step.plan;

import aive.message.PlanOrder;
import aive.message.PlannedRender;
import aive.step.JsonHandler;
import aive.time.Deadline;

/// Entry point of the state *Plan chunks*. Wires and delegates; decides nothing.
public final class PlanChunksHandler extends JsonHandler<PlanOrder, PlannedRender> {

    private final PlanChunks planChunks;

    public PlanChunksHandler(PlanChunks planChunks) {
        super(PlanOrder.class);
        this.planChunks = planChunks;
    }

    @Override
    protected PlannedRender handle(PlanOrder input, Deadline deadline) {
        return planChunks.run(input);
    }
}
