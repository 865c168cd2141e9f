package aive.cdk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of a deployment. `docs/reference/parameters.md` lists the parameters and their defaults.
///
/// @param stage distinguishes deployments in one account: at most 20 lower-case letters, digits, and `-`
/// @param architecture of all functions
/// @param packaging of all functions
/// @param account limits of the account
/// @param sizes of each function
/// @param concurrency limits of concurrent work
/// @param retention periods
/// @param videos storage of videos
/// @param sourceBuckets further buckets for `s3://` sources and `project_uri`
/// @param sourceHeadersSecret name of a secret with headers for downloads
/// @param queue whether the stack has a request queue
/// @param alarmEmail address for alarms
public record StackSettings(
        String stage,
        CpuArchitecture architecture,
        Packaging packaging,
        AccountLimits account,
        Map<RenderFunction, FunctionSize> sizes,
        Concurrency concurrency,
        Retention retention,
        VideoSettings videos,
        List<String> sourceBuckets,
        Optional<String> sourceHeadersSecret,
        boolean queue,
        Optional<String> alarmEmail) {

    /// The pattern of stage names. The command line has its own copy, and a test checks that the two are equal.
    static final String STAGE = "[a-z][a-z0-9-]{0,19}";

    private static final String SECRET = "[A-Za-z0-9/_+=.@-]{1,512}";

    /// @throws IllegalArgumentException if the stage or the secret is not a valid name, or a function has no size
    public StackSettings {
        if (!stage.matches(STAGE)) {
            throw new IllegalArgumentException(
                    "stage is \"%s\": it should be lower-case letters, digits, and -, a letter first, at most 20"
                            .formatted(stage));
        }
        sizes = Map.copyOf(sizes);
        for (RenderFunction function : RenderFunction.values()) {
            if (!sizes.containsKey(function)) {
                throw new IllegalArgumentException("%s has no size".formatted(function.id()));
            }
        }
        sourceBuckets = sourceBuckets.stream().distinct().toList();
        sourceBuckets.forEach(name -> ImportedBucketName.check("sourceBuckets", name));
        sourceHeadersSecret
                .filter(name -> !name.matches(SECRET))
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "sourceHeadersSecret is \"%s\": it should be the name of a secret, not its ARN"
                                    .formatted(name));
                });
    }

    /// The default settings of a stage.
    public static StackSettings of(String stage) {
        return fromContext(Map.of("stage", stage));
    }

    /// @param context values of `-c name=value` and `cdk.json`
    /// @throws IllegalArgumentException if a parameter is misspelt or exceeds a limit; the message names the parameter
    public static StackSettings fromContext(Map<String, ?> context) {
        DeploymentContext reader = new DeploymentContext(context);
        StackSettings settings = read(reader);
        reader.refuseOthers();
        return settings;
    }

    static StackSettings read(DeploymentContext context) {
        AccountLimits account = AccountLimits.read(context);
        Map<RenderFunction, FunctionSize> sizes = new EnumMap<>(RenderFunction.class);
        for (RenderFunction function : RenderFunction.values()) {
            sizes.put(function, size(context, function, account));
        }
        return new StackSettings(
                context.text("stage", "dev"),
                CpuArchitecture.of(context.choice("architecture", "x86_64", List.of("x86_64", "arm64"))),
                context.choice("packaging", "zip", List.of("zip", "image")).equals("zip")
                        ? Packaging.ZIP
                        : Packaging.IMAGE,
                account,
                sizes,
                Concurrency.read(context, account),
                Retention.read(context),
                VideoSettings.read(context),
                context.list("sourceBuckets", ""),
                context.text("sourceHeadersSecret"),
                context.flag("queue"),
                email(context.text("alarmEmail")));
    }

    /// The address if it can be one. SNS refuses others only in the middle of a deployment, which is then rolled back.
    private static Optional<String> email(Optional<String> address) {
        address.filter(text -> !text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")).ifPresent(text -> {
            throw new IllegalArgumentException(
                    "alarmEmail is \"%s\": it should be an email address".formatted(text));
        });
        return address;
    }

    public FunctionSize size(RenderFunction function) {
        FunctionSize size = sizes.get(function);
        if (size == null) {
            throw new IllegalStateException("the constructor has seen to it that %s has a size".formatted(function));
        }
        return size;
    }

    /// Whether Lambda starts a function from a snapshot. Lambda offers that for classes, not for containers, and only
    /// with the least storage.
    boolean hasSnapStart(RenderFunction function) {
        return packaging == Packaging.ZIP && size(function).storageMebibytes() == FunctionSize.LEAST_STORAGE;
    }

    private static FunctionSize size(DeploymentContext context, RenderFunction function, AccountLimits account) {
        FunctionSize usual = function.defaultSize();
        String memoryName = function.step() + "Memory";
        int memory =
                context.number(memoryName, usual.memoryMebibytes(), function.leastMemory(), FunctionSize.MOST_MEMORY);
        if (memory > account.memoryMebibytes()) {
            if (context.isSaid(memoryName)) {
                throw new IllegalArgumentException("%s is %d: it should be at most %d (accountMemory)"
                        .formatted(memoryName, memory, account.memoryMebibytes()));
            }
            memory = account.memoryMebibytes();
        }
        return new FunctionSize(
                memory,
                context.number(function.step() + "Timeout", usual.timeoutSeconds(), 10, usual.timeoutSeconds()),
                context.number(
                        function.step() + "Storage",
                        usual.storageMebibytes(),
                        FunctionSize.LEAST_STORAGE,
                        FunctionSize.MOST_STORAGE));
    }
}
