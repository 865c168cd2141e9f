package aive.cli;

import aive.cloud.Buckets;
import aive.cloud.DeployedStage;
import aive.cloud.Stacks;
import aive.error.ConfigurationError;
import aive.execution.Arns;
import aive.file.UserFolders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Empties a stage's buckets, or deletes old objects from the store of local renders.
@Command(
        name = "clean",
        description =
                "Deletes everything in a stage's work bucket (later renders reuse nothing, uploaded files are gone, and no"
                        + " execution can be redriven), and with --videos its videos, older versions too; other stages"
                        + " are not touched. With --local, deletes what local renders have not used for long.",
        footer = {
            "",
            "Examples:",
            "  ./aive clean --local --max-size 20G     what was not used for 30 days, then more",
            "  ./aive clean --stage dev                empties the work bucket; videos stay"
        },
        sortOptions = false)
final class CleanCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "The deployment, by the stage it was deployed as.")
    private @Nullable String stage;

    @Option(names = "--videos", description = "Delete the videos as well, once you have typed the stage's name.")
    private boolean videos;

    @Option(names = "--local", description = "Clean the store of local renders; their videos too.")
    private boolean local;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "With --local: another store (default: a cache folder of yours).")
    private @Nullable Path store;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "With --local: delete what was not used for so long: 12h, 30d, 8w (default: 30d).")
    private @Nullable String olderThan;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            description = "With --local: then delete more, oldest first, until the store has this size: 500M, 20G.")
    private @Nullable String maxSize;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        if (local == (stage != null)) {
            throw wrong("name either --stage STAGE or --local");
        }
        if (!local && (store != null || olderThan != null || maxSize != null)) {
            throw wrong("--store, --older-than, and --max-size need --local");
        }
        return local ? cleanLocally() : cleanStage(Objects.requireNonNull(stage));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }

    private int cleanLocally() {
        UserFolders folders = StoreOption.folders();
        Path folder = (store == null ? folders.store() : store).toAbsolutePath().normalize();
        try {
            new LocalCleanup(
                            LocalCleanup.age(Objects.requireNonNullElse(olderThan, "30d")),
                            Optional.ofNullable(maxSize).map(LocalCleanup::size))
                    .clean(folder, Instant.now());
            return Main.DONE;
        } catch (TypeConversionException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private int cleanStage(String name) {
        if (!Stacks.isStage(name)) {
            throw wrong(name + " is not a stage: lower-case letters, digits, and -, a letter first, at most 20");
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
