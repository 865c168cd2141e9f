package aive.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/// The two buckets of a renderer, and its source buckets. *Work* is deleted with the stack, *videos* is kept.
final class RenderBuckets {

    /// Retention of incomplete uploads: longer than any execution.
    private static final Duration LIFE_OF_FRAGMENTS = Duration.days(1);

    /// Headers of a response that the script of a page may read.
    static final List<String> EXPOSED_HEADERS = List.of("ETag", "Content-Length", "Content-Range", "Accept-Ranges");

    /// How long a browser remembers that a page may read videos.
    static final Duration CORS_AGE = Duration.hours(1);

    private final Bucket work;
    private final IBucket videos;
    private final List<IBucket> sources;

    RenderBuckets(Construct scope, VideoRendererProps props) {
        StackSettings settings = props.settings();
        this.work = work(scope, settings.retention());
        this.videos = props.videosBucket()
                .or(() -> settings.videos()
                        .importedBucket()
                        .map(name -> Bucket.fromBucketName(scope, "VideosBucket", name)))
                .orElseGet(() -> videos(scope, settings.videos()));
        this.sources = Stream.concat(
                        settings.sourceBuckets().stream()
                                .map(name -> Bucket.fromBucketName(scope, "SourceBucket-" + name, name)),
                        props.sourceBuckets().stream())
                .toList();
    }

    IBucket work() {
        return work;
    }

    IBucket videos() {
        return videos;
    }

    /// The source buckets that the deployment allows.
    List<IBucket> sources() {
        return sources;
    }

    private static Bucket work(Construct scope, Retention retention) {
        Bucket work = common(scope, "WorkBucket")
                .removalPolicy(RemovalPolicy.DESTROY)
                .autoDeleteObjects(true)
                .lifecycleRules(List.of(
                        abortFragments(),
                        expire("projects/", retention.projects()),
                        expire("notices/", retention.projects()),
                        expire("uploads/", retention.media()),
                        expire("sources/", retention.media()),
                        expire("assets/", retention.media()),
                        expire("chunks/", retention.chunks()),
                        expire("soundtracks/", retention.chunks()),
                        // The shortest matching rule applies: this one covers keys without a rule.
                        expire("", retention.longestOfWork())))
                .build();
        NagReasons.forBucket(work);
        // Progress markers go to EventBridge. The CDK's own option would add a function with permissions on every
        // bucket.
        resource(work)
                .addPropertyOverride("NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", true);
        return work;
    }

    private static Bucket videos(Construct scope, VideoSettings settings) {
        List<LifecycleRule> rules = new ArrayList<>(List.of(abortFragments()));
        settings.archiveDays()
                .ifPresent(days -> rules.add(LifecycleRule.builder()
                        .id("archive")
                        .prefix("videos/")
                        .transitions(List.of(Transition.builder()
                                .storageClass(StorageClass.GLACIER_INSTANT_RETRIEVAL)
                                .transitionAfter(Duration.days(days))
                                .build()))
                        .build()));
        settings.expireDays().ifPresent(days -> rules.add(expire("videos/", days)));
        Bucket videos = common(scope, "VideosBucket")
                // A failed first deployment deletes the bucket; otherwise it is kept.
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .lifecycleRules(rules)
                .cors(List.of(CorsRule.builder()
                        .allowedMethods(List.of(HttpMethods.GET, HttpMethods.HEAD))
                        .allowedOrigins(settings.corsOrigins())
                        .allowedHeaders(List.of("*"))
                        .exposedHeaders(EXPOSED_HEADERS)
                        .maxAge(CORS_AGE.toSeconds())
                        .build()))
                .build();
        NagReasons.forBucket(videos);
        return videos;
    }

    private static Bucket.Builder common(Construct scope, String id) {
        return Bucket.Builder.create(scope, id)
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true);
    }

    private static LifecycleRule abortFragments() {
        return LifecycleRule.builder()
                .id("abort-incomplete-uploads")
                .abortIncompleteMultipartUploadAfter(LIFE_OF_FRAGMENTS)
                .build();
    }

    private static LifecycleRule expire(String prefix, int days) {
        LifecycleRule.Builder rule = LifecycleRule.builder().expiration(Duration.days(days));
        return prefix.isEmpty()
                ? rule.id("rest").build()
                : rule.id(prefix.replace("/", "")).prefix(prefix).build();
    }

    private static CfnResource resource(Bucket bucket) {
        return (CfnResource) Optional.ofNullable(bucket.getNode().getDefaultChild())
                .orElseThrow(() -> new IllegalStateException("the CDK makes a bucket of a resource"));
    }
}
