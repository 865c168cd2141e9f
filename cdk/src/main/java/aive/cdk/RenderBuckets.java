package aive.cdk;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/// Two buckets, because they end differently: *work* goes with the stack, *videos* stay.
final class RenderBuckets {

    /// Of an upload that was never completed: longer than any execution lasts.
    private static final Duration LIFE_OF_FRAGMENTS = Duration.days(1);

    private final Bucket work;
    private final Bucket videos;

    RenderBuckets(Construct scope, StackSettings settings) {
        this.work = common(scope, "WorkBucket")
                .removalPolicy(RemovalPolicy.DESTROY)
                .autoDeleteObjects(true)
                .lifecycleRules(List.of(
                        abortFragments(), LifecycleRule.builder().expiration(Duration.days(settings.workRetentionDays())).build()))
                .build();
        this.videos = common(scope, "VideosBucket").removalPolicy(RemovalPolicy.RETAIN).lifecycleRules(List.of(abortFragments())).build();
    }

    IBucket work() {
        return work;
    }

    IBucket videos() {
        return videos;
    }

    private static Bucket.Builder common(Construct scope, String id) {
        return Bucket.Builder.create(scope, id)
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true);
    }

    private static LifecycleRule abortFragments() {
        return LifecycleRule.builder().abortIncompleteMultipartUploadAfter(LIFE_OF_FRAGMENTS).build();
    }
}
