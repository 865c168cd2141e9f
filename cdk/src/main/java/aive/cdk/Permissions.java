package aive.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// The permissions of each function on the buckets. The CDK's grants would allow more than the functions need.
final class Permissions {

    private Permissions() {}

    static List<PolicyStatement> of(RenderFunction function, RenderBuckets buckets) {
        IBucket work = buckets.work();
        IBucket videos = buckets.videos();
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(list(work));
        statements.addAll(
                switch (function) {
                    // It reads stored projects from any allowed bucket.
                    case PREPARE_PROJECT -> with(foreign(buckets), read(work, "projects/*"), write(work, "projects/*"));
                    case FETCH_MEDIA ->
                        with(
                                media(buckets),
                                noVideos(buckets),
                                read(work, "projects/*", "sources/*", "assets/*"),
                                write(work, "sources/*", "assets/*"));
                    // It checks which chunks exist, and measures text in the project's font files.
                    case PLAN_CHUNKS ->
                        List.of(
                                read(work, "projects/*", "sources/*", "assets/*", "chunks/*"),
                                write(work, "projects/*"));
                    // It looks up the source of damaged footage.
                    case RENDER_CHUNK ->
                        List.of(
                                read(work, "projects/*", "sources/*", "assets/*", "chunks/*"),
                                write(work, "chunks/*", "projects/*/progress/*"));
                    // The signed URL in the result uses this function's read permission.
                    case STITCH_VIDEO ->
                        List.of(
                                read(work, "projects/*", "assets/*", "chunks/*", "soundtracks/*"),
                                write(work, "soundtracks/*"),
                                list(videos),
                                read(videos, "videos/*"),
                                write(videos, "videos/*"));
                    // A stored project names its callback; notices record what was sent.
                    case NOTIFY ->
                        with(foreign(buckets), read(work, "projects/*", "notices/*"), write(work, "notices/*"));
                });
        return statements;
    }

    static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }

    static PolicyStatement read(IBucket bucket, String... keys) {
        return allow(List.of("s3:GetObject"), objects(bucket, keys));
    }

    /// Allows writing to an existing log group, but not creating one: a log group that a function creates would remain
    /// after the stack is deleted.
    static PolicyStatement writeLog(ILogGroup log) {
        return allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn()));
    }

    /// Allows reading a secret. Secrets Manager appends six characters to a name; exactly six question marks stand for
    /// them.
    static PolicyStatement readSecret(Construct scope, String name) {
        return allow(
                List.of("secretsmanager:GetSecretValue"),
                List.of(Stack.of(scope).formatArn(ArnComponents.builder()
                        .service("secretsmanager")
                        .resource("secret")
                        .resourceName(name + "-??????")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build())));
    }

    /// Allows reading every project that an input may name with `s3://`: uploads and videos in our buckets, and all
    /// objects in the allowed source buckets.
    private static List<PolicyStatement> foreign(RenderBuckets buckets) {
        return with(media(buckets), list(buckets.videos()), read(buckets.videos(), "videos/*"));
    }

    /// Denies reading finished videos, even if their bucket is a source bucket too: a file of a stranger might take
    /// over the FFmpeg that probes it.
    private static PolicyStatement noVideos(RenderBuckets buckets) {
        return PolicyStatement.Builder.create()
                .effect(Effect.DENY)
                .actions(List.of("s3:GetObject"))
                .resources(objects(buckets.videos(), "videos/*"))
                .build();
    }

    /// Allows reading all media that an input may name with `s3://`: uploads, and all objects in the allowed source
    /// buckets.
    private static List<PolicyStatement> media(RenderBuckets buckets) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(read(buckets.work(), "uploads/*"));
        for (IBucket source : buckets.sources()) {
            statements.add(list(source));
            statements.add(read(source, "*"));
        }
        return statements;
    }

    /// Allows listing a bucket. Without this permission, S3 answers "forbidden" for objects that do not exist.
    private static PolicyStatement list(IBucket bucket) {
        return allow(List.of("s3:ListBucket"), List.of(bucket.getBucketArn()));
    }

    /// Allows writing the given keys, including multipart uploads and conditional writes.
    private static PolicyStatement write(IBucket bucket, String... keys) {
        return allow(List.of("s3:PutObject", "s3:AbortMultipartUpload"), objects(bucket, keys));
    }

    private static List<PolicyStatement> with(List<PolicyStatement> some, PolicyStatement... others) {
        List<PolicyStatement> all = new ArrayList<>(some);
        all.addAll(List.of(others));
        return all;
    }

    private static List<String> objects(IBucket bucket, String... keys) {
        return List.of(keys).stream().map(bucket::arnForObjects).toList();
    }
}
