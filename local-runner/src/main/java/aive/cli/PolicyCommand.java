package aive.cli;

import aive.cloud.DeployedStage;
import aive.error.ConfigurationError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints the least permissions for a role, as an IAM policy.
///
/// The texts are resources beside this class. The guides contain the same, and a test compares them.
@Command(
        name = "policy",
        description = "Prints the least IAM policy of a role: 'deploy' for who deploys the stack, 'backend' for the"
                + " backend that uses it, 'operator' for who looks after its executions.",
        footer = {
            "",
            "Without --stage, the policy has the region eu-west-1, the account 123456789012, the stage dev, and the names"
                    + " WORK-BUCKET and VIDEOS-BUCKET, which you replace. With --stage, they are those of the deployed"
                    + " stack.",
            "",
            "Examples:",
            "  ./aive policy deploy",
            "  ./aive policy backend --stage prod > policy.json"
        },
        sortOptions = false)
final class PolicyCommand implements Callable<Integer> {

    /// What the resources have in place of the names of a deployment.
    private static final String PARTITION = "arn:aws:";
    private static final String REGION = "eu-west-1";
    private static final String ACCOUNT = "123456789012";
    private static final String STAGE = "aive-dev";

    private static final Set<String> ROLES = Set.of("deploy", "backend", "operator");

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "ROLE", description = "deploy, backend, or operator.")
    private @Nullable String role;

    @Option(names = "--stage", paramLabel = "STAGE", description = "The deployment, by the stage it was deployed as.")
    private @Nullable String stage;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        String name = Objects.requireNonNull(role);
        if (!ROLES.contains(name)) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "there is no policy %s; the policies are deploy, backend, and operator".formatted(name));
        }
        String policy = text(name);
        String filled = stage == null
                ? policy
                : filled(policy, stage, StageOptions.find(stage, Objects.requireNonNull(command)));
        if (stage == null) {
            Terminal.report("note: replace the account, the region, and the names, or fill them in with --stage");
        }
        filled.lines().forEach(Terminal::print);
        return Main.DONE;
    }

    private static String text(String role) {
        try (InputStream text = PolicyCommand.class.getResourceAsStream("policy-%s.json".formatted(role))) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The policy with the names of a deployment.
    private static String filled(String policy, String stage, DeployedStage found) {
        // arn:PARTITION:states:REGION:ACCOUNT:stateMachine:NAME
        String[] machine = found.stateMachineArn().split(":");
        return policy.replace("stateMachine:" + STAGE, "stateMachine:" + machine[6])
                .replace("execution:" + STAGE, "execution:" + machine[6])
                .replace("mapRun:" + STAGE, "mapRun:" + machine[6])
                .replace(STAGE, "aive-" + stage)
                .replace(PARTITION, "arn:%s:".formatted(machine[1]))
                .replace(REGION, machine[3])
                .replace(ACCOUNT, machine[4])
                .replace("WORK-BUCKET", found.workBucket().orElseThrow(() -> missing("WorkBucketName", stage)))
                .replace("VIDEOS-BUCKET", found.videosBucket().orElseThrow(() -> missing("VideosBucketName", stage)));
    }

    private static ConfigurationError missing(String output, String stage) {
        return new ConfigurationError(
                "", "the stack of stage %s has no output %s; deploy it again".formatted(stage, output));
    }
}
