package aive.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.services.s3.IBucket;

/// What a [VideoRenderer] is made of.
///
/// @param settings the parameters, as on the command line of `cdk deploy`
/// @param sources the files that are deployed
/// @param videosBucket a bucket of the app for the videos, instead of a new one or an imported one
/// @param sourceBuckets buckets of the app for `s3://` sources and `project_uri`, besides those of `settings`
public record VideoRendererProps(
        StackSettings settings, StackSources sources, Optional<IBucket> videosBucket, List<IBucket> sourceBuckets) {

    /// @throws IllegalArgumentException if a setting requires a change to `videosBucket`
    public VideoRendererProps {
        sourceBuckets = List.copyOf(sourceBuckets);
        if (videosBucket.isPresent()) {
            settings.videos().refuseChangesOfBucket();
        }
    }

    /// @param sources the files that are deployed: `StackSources.below(Path.of("aive"))` in a clone of the renderer
    public static Builder builder(StackSources sources) {
        return new Builder(sources);
    }

    /// Sets parameters. They have the names, defaults, and limits of `docs/reference/parameters.md`, which [#build]
    /// checks.
    public static final class Builder {

        private final StackSources sources;
        private final Map<String, Object> parameters = new TreeMap<>();
        private Optional<IBucket> videosBucket = Optional.empty();
        private List<IBucket> sourceBuckets = List.of();

        private Builder(StackSources sources) {
            this.sources = sources;
        }

        /// Distinguishes renderers in one account and region.
        public Builder stage(String stage) {
            return set("stage", stage);
        }

        public Builder architecture(CpuArchitecture architecture) {
            return set("architecture", architecture.id());
        }

        public Builder packaging(Packaging packaging) {
            return set("packaging", packaging == Packaging.ZIP ? "zip" : "image");
        }

        /// @param mebibytes the most memory that the account allows a function
        public Builder accountMemory(int mebibytes) {
            return set("accountMemory", mebibytes);
        }

        /// @param calls the most function calls that the account runs at the same time
        public Builder accountConcurrency(int calls) {
            return set("accountConcurrency", calls);
        }

        /// @param mebibytes memory of the function; it also determines its processors
        public Builder memory(RenderFunction function, int mebibytes) {
            return set(function.step() + "Memory", mebibytes);
        }

        /// @param seconds at most the default
        public Builder timeout(RenderFunction function, int seconds) {
            return set(function.step() + "Timeout", seconds);
        }

        /// @param mebibytes size of `/tmp`
        public Builder storage(RenderFunction function, int mebibytes) {
            return set(function.step() + "Storage", mebibytes);
        }

        /// @param chunks that one execution renders at the same time
        public Builder renderConcurrency(int chunks) {
            return set("renderConcurrency", chunks);
        }

        /// @param batches of media that one execution downloads at the same time
        public Builder fetchConcurrency(int batches) {
            return set("fetchConcurrency", batches);
        }

        /// @param chunks that all executions together render at the same time
        public Builder reservedConcurrency(int chunks) {
            return set("reservedConcurrency", chunks);
        }

        /// Stores the videos in a bucket of the app, whose settings and policy do not change.
        public Builder bucket(IBucket bucket) {
            this.videosBucket = Optional.of(bucket);
            return this;
        }

        /// @param days after which videos move to Glacier Instant Retrieval
        public Builder videoArchiveDays(int days) {
            return set("videoArchiveDays", days);
        }

        /// @param days after which videos are deleted
        public Builder videoExpireDays(int days) {
            return set("videoExpireDays", days);
        }

        /// @param origins of web pages whose scripts may read videos
        public Builder corsOrigins(String... origins) {
            return set("corsOrigins", String.join(",", origins));
        }

        /// Gives videos permanent URLs. Anybody who knows such a URL can watch the video.
        public Builder cloudFront() {
            return set("cloudFront", true);
        }

        /// Allows all objects of these buckets as sources of media and projects.
        public Builder sourceBuckets(IBucket... buckets) {
            this.sourceBuckets = Stream.of(buckets).toList();
            return this;
        }

        /// @param name of an existing secret with headers for hosts of sources
        public Builder sourceHeadersSecret(String name) {
            return set("sourceHeadersSecret", name);
        }

        /// Adds a queue whose messages start executions.
        public Builder queue() {
            return set("queue", true);
        }

        /// @param address that gets alarms and the ends of renders
        public Builder alarmEmail(String address) {
            return set("alarmEmail", address);
        }

        public Builder logRetentionDays(int days) {
            return set("logRetentionDays", days);
        }

        public Builder projectRetentionDays(int days) {
            return set("projectRetentionDays", days);
        }

        public Builder mediaRetentionDays(int days) {
            return set("mediaRetentionDays", days);
        }

        public Builder chunkRetentionDays(int days) {
            return set("chunkRetentionDays", days);
        }

        /// @throws IllegalArgumentException if a parameter exceeds a limit; the message names the parameter
        public VideoRendererProps build() {
            return new VideoRendererProps(
                    StackSettings.fromContext(parameters), sources, videosBucket, sourceBuckets);
        }

        private Builder set(String name, Object value) {
            parameters.put(name, value);
            return this;
        }
    }
}
