package aive.cli;

import aive.cloud.Buckets;
import aive.cloud.DeployedStage;
import aive.cloud.Stacks;
import aive.error.ConfigurationError;
import aive.error.RenderError;
import aive.execution.Arns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Empties a stage's buckets.
@Command(
        name = "clean",
        description =
                "Deletes everything in a stage's work bucket, and with --videos its videos, older versions too; other"
                        + " stages are not touched.",
        sortOptions = false)
final class CleanCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            required = true,
            description = "The deployment, by the stage it was deployed as.")
    private @Nullable String stage;

    @Option(names = "--videos", description = "Delete the videos as well, once you have typed the stage's name.")
    private boolean videos;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Override
    public Integer call() {
        String name = Objects.requireNonNull(stage);
        if (!Stacks.isStage(name)) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    name + " is not a stage: lower-case letters, digits, and -, a letter first, at most 20");
        }
        try (Stacks stacks = Stacks.open(name)) {
            DeployedStage found = stacks.find(name);
            Set<String> own = stacks.ownBuckets(name);
            String work = own(found.workBucket(), own, "WorkBucketName", name);
            Optional<String> alsoVideos =
                    videos ? Optional.of(own(found.videosBucket(), own, "VideosBucketName", name)) : Optional.empty();
            if (alsoVideos.isPresent() && !confirmed(name, alsoVideos.get())) {
                Terminal.report("error: nothing was deleted, since the stage's name was not typed");
                return Main.FAILED;
            }
            try (Buckets buckets = Buckets.in(Arns.region(found.stateMachineArn()))) {
                empty(buckets, work);
                alsoVideos.ifPresent(bucket -> empty(buckets, bucket));
            }
            return Main.DONE;
        } catch (RenderError error) {
            Interruption.silenceIfInterrupted();
            return FailurePrinter.report(error, false);
        }
    }

    /// Returns the bucket's name. Refuses a bucket that this stage's stack did not create: other stages may use it.
    private static String own(Optional<String> bucket, Set<String> own, String output, String stage) {
        String name = bucket.orElseThrow(() -> new ConfigurationError(
                "", "the stack of stage %s has no output %s; deploy it again".formatted(stage, output)));
        if (!own.contains(name)) {
            throw new ConfigurationError(
                    "",
                    "the bucket %s was not made by the stack of stage %s, so it is not emptied from here"
                            .formatted(name, stage));
        }
        return name;
    }

    private boolean confirmed(String name, String bucket) {
        if (yes) {
            return true;
        }
        Terminal.ask("This deletes every video of stage %s in %s permanently. Type the stage's name to continue: "
                .formatted(name, bucket));
        try {
            // not closed, because it is standard input
            return name.equals(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
        } catch (IOException e) {
            throw new ConfigurationError(
                    "", "the confirmation cannot be read from standard input: " + e.getMessage(), e);
        }
    }

    private static void empty(Buckets buckets, String bucket) {
        long deleted = buckets.empty(bucket);
        Terminal.print("%s: %d objects and versions deleted".formatted(bucket, deleted));
    }
}
