package aive.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/// What each function may do in the buckets, written by hand: the CDK's own grants allow more than anybody here does.
final class Permissions {

    private Permissions() {}

    static List<PolicyStatement> of(RenderFunction function, RenderBuckets buckets) {
        IBucket work = buckets.work();
        IBucket videos = buckets.videos();
        List<PolicyStatement> statements = new ArrayList<>();
        // Without it S3 answers "forbidden" for what is merely not there yet.
        statements.add(allow(List.of("s3:ListBucket"), List.of(work.getBucketArn())));
        statements.addAll(
                switch (function) {
                    case PREPARE_PROJECT -> List.of(write(work, "projects/*"));
                    case FETCH_MEDIA -> List.of(read(work, "projects/*", "sources/*", "assets/*"), write(work, "sources/*", "assets/*"));
                    // It looks which chunks are there already.
                    case PLAN_CHUNKS -> List.of(read(work, "projects/*", "sources/*", "chunks/*"), write(work, "projects/*"));
                    case RENDER_CHUNK -> List.of(read(work, "projects/*", "assets/*", "chunks/*"), write(work, "chunks/*"));
                    // The address in the result is signed with this function's right to read.
                    case STITCH_VIDEO -> List.of(
                            read(work, "projects/*", "assets/*", "chunks/*", "soundtracks/*"),
                            write(work, "soundtracks/*"),
                            allow(List.of("s3:ListBucket"), List.of(videos.getBucketArn())),
                            read(videos, "videos/*"),
                            write(videos, "videos/*"));
                });
        return statements;
    }

    static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
    }

    static PolicyStatement read(IBucket bucket, String... keys) {
        return allow(List.of("s3:GetObject"), objects(bucket, keys));
    }

    private static PolicyStatement write(IBucket bucket, String... keys) {
        return allow(List.of("s3:PutObject", "s3:AbortMultipartUpload"), objects(bucket, keys));
    }

    private static List<String> objects(IBucket bucket, String... keys) {
        return List.of(keys).stream().map(bucket::arnForObjects).toList();
    }
}
