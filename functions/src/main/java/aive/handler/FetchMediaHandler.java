package aive.handler;

import aive.fetch.DownloadLimits;
import aive.ffmpeg.MediaProbe;
import aive.forecast.CallMeter;
import aive.lambda.LambdaSystem;
import aive.message.FetchBatch;
import aive.message.FetchedBatch;
import aive.parallel.Lazy;
import aive.step.fetch.FetchMedia;
import aive.time.Deadline;
import java.util.Optional;
import java.util.function.Supplier;

/// Entry point of the state *Fetch batch of media*.
public final class FetchMediaHandler extends JsonHandler<FetchBatch, FetchedBatch> {

    private final Supplier<FetchMedia> fetchMedia;

    /// For Lambda.
    public FetchMediaHandler() {
        LambdaSystem system = LambdaSystem.deployed();
        super(FetchBatch.class, system.runner("fetch"));
        this.fetchMedia = Lazy.of(() -> new FetchMedia(
                system.store(),
                system.downloader(),
                Optional.of(system.buckets()),
                new MediaProbe(system.ffmpeg()),
                DownloadLimits.MAX_MEDIA_BYTES,
                system.work()));
        // Starts FFmpeg and opens the clients.
        system.rehearse("fetch", fetchMedia);
    }

    /// For the local runner and tests.
    public FetchMediaHandler(FetchMedia fetchMedia) {
        super(FetchBatch.class);
        this.fetchMedia = () -> fetchMedia;
    }

    @Override
    protected FetchedBatch handle(FetchBatch input, Deadline deadline, CallMeter meter) {
        return fetchMedia.get().run(input, deadline);
    }
}
