package aive.cdk;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Storage, retention, and access of videos.
///
/// @param importedBucket an existing bucket, which the stack does not change; empty to create one
/// @param archiveDays after which a video moves to cheaper storage that is as fast but costs more to read; empty for
///     never
/// @param expireDays after which a video is deleted; empty for never
/// @param corsOrigins origins of web pages whose scripts may read videos
/// @param cloudFront whether videos get permanent URLs
public record VideoSettings(
        Optional<String> importedBucket,
        OptionalInt archiveDays,
        OptionalInt expireDays,
        List<String> corsOrigins,
        boolean cloudFront) {

    private static final int MOST_DAYS = 36_500;

    static VideoSettings read(DeploymentContext context) {
        Optional<String> bucket = context.text("bucket");
        bucket.ifPresent(name -> ImportedBucketName.check("bucket", name));
        return new VideoSettings(
                bucket,
                context.number("videoArchiveDays", 1, MOST_DAYS),
                context.number("videoExpireDays", 1, MOST_DAYS),
                context.list("corsOrigins", "*"),
                context.flag("cloudFront"));
    }

    /// @throws IllegalArgumentException if a setting requires a change to an imported bucket, a video would expire
    ///     before it is archived or on the same day, or an origin is not valid
    public VideoSettings {
        corsOrigins = List.copyOf(corsOrigins);
        if (importedBucket.isPresent()) {
            refuseChangesOfBucket(archiveDays, expireDays, cloudFront);
        }
        if (archiveDays.isPresent() && expireDays.isPresent() && archiveDays.getAsInt() >= expireDays.getAsInt()) {
            throw new IllegalArgumentException(
                    "videoArchiveDays is %d: it should be less than videoExpireDays, which is %d"
                            .formatted(archiveDays.getAsInt(), expireDays.getAsInt()));
        }
        for (String origin : corsOrigins) {
            if (!origin.matches("\\*|https?://[A-Za-z0-9.*-]+(:[0-9]{1,5})?")) {
                throw new IllegalArgumentException(
                        "corsOrigins has \"%s\": an origin is * or like https://www.example.com".formatted(origin));
            }
            if (cloudFront && !origin.matches("\\*|https?://(\\*\\.)?[^*]+")) {
                throw new IllegalArgumentException(
                        "corsOrigins has \"%s\": with cloudFront, a * may only stand for a whole subdomain, as in https://*.example.com"
                                .formatted(origin));
            }
        }
    }

    /// @throws IllegalArgumentException if a setting requires a change to a bucket that is not ours
    void refuseChangesOfBucket() {
        refuseChangesOfBucket(archiveDays, expireDays, cloudFront);
    }

    private static void refuseChangesOfBucket(OptionalInt archiveDays, OptionalInt expireDays, boolean cloudFront) {
        refuse(archiveDays.isPresent(), "videoArchiveDays");
        refuse(expireDays.isPresent(), "videoExpireDays");
        refuse(cloudFront, "cloudFront");
    }

    private static void refuse(boolean said, String name) {
        if (said) {
            throw new IllegalArgumentException(
                    "%s cannot be combined with bucket: the stack does not change an imported bucket".formatted(name));
        }
    }
}
