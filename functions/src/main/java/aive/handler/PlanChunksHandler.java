package aive.handler;

import aive.forecast.CallMeter;
import aive.lambda.LambdaSystem;
import aive.message.PlanInput;
import aive.message.PlannedRender;
import aive.parallel.Lazy;
import aive.step.plan.BeyondLambda;
import aive.step.plan.PlanChunks;
import aive.store.FolderStore;
import aive.time.Deadline;
import java.util.function.Supplier;

/// Entry point of the state *Plan chunks*.
public final class PlanChunksHandler extends JsonHandler<PlanInput, PlannedRender> {

    private final Supplier<PlanChunks> planChunks;

    /// For Lambda.
    public PlanChunksHandler() {
        LambdaSystem system = LambdaSystem.deployed();
        super(PlanInput.class, system.runner("plan"));
        this.planChunks = Lazy.of(() -> new PlanChunks(
                system.store(),
                system.ffmpeg(),
                system.fonts(),
                system.work(),
                BeyondLambda.REFUSED,
                system.settings().deployment()));
        system.rehearse("plan", () -> {
            var _ = planChunks.get();
            FolderStore store = new FolderStore(system.work());
            return new PlanChunks(store, system.ffmpeg(), system.fonts(), system.work(), BeyondLambda.REFUSED)
                    .run(Rehearsal.fetch(system.requestReader(), store));
        });
    }

    /// For the local runner and tests.
    public PlanChunksHandler(PlanChunks planChunks) {
        super(PlanInput.class);
        this.planChunks = () -> planChunks;
    }

    @Override
    protected PlannedRender handle(PlanInput input, Deadline deadline, CallMeter meter) {
        return planChunks.get().run(input);
    }
}
