package aive.handler;

import aive.forecast.CallMeter;
import aive.lambda.LambdaSystem;
import aive.message.StitchInput;
import aive.message.StitchOutput;
import aive.parallel.Lazy;
import aive.step.stitch.StitchVideo;
import aive.time.Deadline;
import java.util.function.Supplier;

/// Entry point of the states *Mix soundtrack* and *Stitch video*.
public final class StitchVideoHandler extends JsonHandler<StitchInput, StitchOutput> {

    private final Supplier<StitchVideo> stitchVideo;

    /// For Lambda.
    public StitchVideoHandler() {
        LambdaSystem system = LambdaSystem.deployed();
        super(StitchInput.class, system.runner("stitch"));
        this.stitchVideo = Lazy.of(() -> new StitchVideo(system.store(), system.ffmpeg(), system.work()));
        // Starts FFmpeg and opens the clients.
        system.rehearse("stitch", stitchVideo);
    }

    /// For the local runner and tests.
    public StitchVideoHandler(StitchVideo stitchVideo) {
        super(StitchInput.class);
        this.stitchVideo = () -> stitchVideo;
    }

    @Override
    protected StitchOutput handle(StitchInput input, Deadline deadline, CallMeter meter) {
        return stitchVideo.get().run(input, deadline, meter);
    }
}
