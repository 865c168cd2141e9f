package aive.cdk;

import java.util.List;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersCorsBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// A CloudFront distribution with permanent URLs of videos. The bucket itself stays private.
final class VideoDistribution {

    private final Distribution distribution;

    VideoDistribution(Construct scope, StackSettings settings, IBucket videos) {
        this.distribution = Distribution.Builder.create(scope, "VideoDistribution")
                .comment("AIVE videos, stage %s".formatted(settings.stage()))
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .defaultBehavior(BehaviorOptions.builder()
                        .origin(S3BucketOrigin.withOriginAccessControl(videos))
                        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                        .allowedMethods(AllowedMethods.ALLOW_GET_HEAD_OPTIONS)
                        // A video's key depends on its content, so cached videos are never outdated.
                        .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                        .responseHeadersPolicy(cors(scope, settings.videos().corsOrigins()))
                        .compress(false)
                        .build())
                .build();
        NagReasons.forDistribution(distribution);
    }

    /// The same rule as the bucket's own: a browser at CloudFront never sees the bucket's headers.
    private static ResponseHeadersPolicy cors(Construct scope, List<String> origins) {
        return ResponseHeadersPolicy.Builder.create(scope, "VideoHeaders")
                .comment("Origins of pages whose scripts may read videos")
                .corsBehavior(ResponseHeadersCorsBehavior.builder()
                        .accessControlAllowCredentials(false)
                        .accessControlAllowHeaders(List.of("*"))
                        .accessControlAllowMethods(List.of("GET", "HEAD", "OPTIONS"))
                        .accessControlAllowOrigins(origins)
                        .accessControlExposeHeaders(RenderBuckets.EXPOSED_HEADERS)
                        .accessControlMaxAge(RenderBuckets.CORS_AGE)
                        .originOverride(true)
                        .build())
                .build();
    }

    String url() {
        return "https://" + distribution.getDistributionDomainName();
    }
}
