package aive.cdk;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;

/// What each function may do in the buckets, written by hand: the CDK's own grants allow more than anybody here does.
final class Permissions {

    private Permissions() {}

    static List<PolicyStatement> of(RenderFunction function, RenderBuckets buckets) {
        IBucket work = buckets.work();
        IBucket videos = buckets.videos();
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(list(work));
        statements.addAll(
                switch (function) {
                    // It reads its own earlier answer, and a project by reference may lie in any allowed bucket.
                    case PREPARE_PROJECT -> with(foreign(buckets), read(work, "projects/*"), write(work, "projects/*"));
                    case FETCH_MEDIA -> with(
                            foreign(buckets), read(work, "projects/*", "sources/*", "assets/*"), write(work, "sources/*", "assets/*"));
                    // It looks which chunks are there already.
                    case PLAN_CHUNKS -> List.of(read(work, "projects/*", "sources/*", "chunks/*"), write(work, "projects/*"));
                    // Of footage that turns out to be damaged it looks up whose it is.
                    case RENDER_CHUNK -> List.of(
                            read(work, "projects/*", "sources/*", "assets/*", "chunks/*"), write(work, "chunks/*", "projects/*/progress/*"));
                    // The address in the result is signed with this function's right to read.
                    case STITCH_VIDEO -> List.of(
                            read(work, "projects/*", "assets/*", "chunks/*", "soundtracks/*"),
                            write(work, "soundtracks/*"),
                            list(videos),
                            read(videos, "videos/*"),
                            write(videos, "videos/*"));
                    // An input by reference says whom to call; notices say what has been told already.
                    case NOTIFY -> with(foreign(buckets), read(work, "projects/*", "notices/*"), write(work, "notices/*"));
                });
        return statements;
    }

    static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
    }

    static PolicyStatement read(IBucket bucket, String... keys) {
        return allow(List.of("s3:GetObject"), objects(bucket, keys));
    }

    /// Into a log that is there: whoever may make one makes one that stays.
    static PolicyStatement writeLog(ILogGroup log) {
        return allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn()));
    }

    /// What an input may point at with `s3://`: what is uploaded to our buckets, all that lies in the allowed ones.
    private static List<PolicyStatement> foreign(RenderBuckets buckets) {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(read(buckets.work(), "uploads/*"));
        statements.add(list(buckets.videos()));
        statements.add(read(buckets.videos(), "videos/*"));
        for (IBucket source : buckets.sources()) {
            statements.add(list(source));
            statements.add(read(source, "*"));
        }
        return statements;
    }

    /// Without it S3 answers "forbidden" for what is merely not there.
    private static PolicyStatement list(IBucket bucket) {
        return allow(List.of("s3:ListBucket"), List.of(bucket.getBucketArn()));
    }

    /// Also in parts, and under conditions.
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
