package aive.cli;

import aive.cloud.DeployedStage;
import aive.cloud.Stacks;
import aive.execution.Arns;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that select a deployment.
final class StageOptions {

    static final String DEFAULT_STAGE = "dev";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "The deployment, by the stage it was deployed as (default: dev).")
    private @Nullable String stage;

    @Option(
            names = "--state-machine",
            paramLabel = "ARN",
            description =
                    "The state machine itself, in place of a stage (default: $AIVE_STATE_MACHINE_ARN where that is"
                            + " set).")
    private @Nullable String stateMachine;

    @Option(
            names = "--work-bucket",
            paramLabel = "NAME",
            description = "Where files are uploaded to, with --state-machine (default: $AIVE_WORK_BUCKET).")
    private @Nullable String workBucket;

    /// Finds the deployment with CloudFormation, unless the state machine is named.
    DeployedStage find() {
        if (stage != null && stateMachine != null) {
            throw wrong("--stage and --state-machine exclude each other; give one of them");
        }
        Optional<String> machine = Optional.ofNullable(stateMachine)
                .or(() -> stage == null ? environment("AIVE_STATE_MACHINE_ARN") : Optional.empty());
        if (machine.isPresent()) {
            if (!Arns.isStateMachine(machine.get())) {
                throw wrong("%s is not the ARN of a state machine".formatted(machine.get()));
            }
            return new DeployedStage(
                    machine.get(),
                    Optional.ofNullable(workBucket).or(() -> environment("AIVE_WORK_BUCKET")),
                    Optional.empty());
        }
        return find(stage == null ? DEFAULT_STAGE : stage, Objects.requireNonNull(command));
    }

    /// Finds the deployment of a stage with CloudFormation.
    ///
    /// @throws ParameterException if `stage` is not the name of a stage
    static DeployedStage find(String stage, CommandSpec command) {
        if (!Stacks.isStage(stage)) {
            throw new ParameterException(
                    command.commandLine(),
                    stage + " is not a stage: lower-case letters, digits, and -, a letter first, at most 20");
        }
        try (Stacks stacks = Stacks.open(stage)) {
            return stacks.find(stage);
        }
    }

    /// The state machine of a stage.
    ///
    /// @param stage absent for the state machine of the environment, or else the default stage
    static String stateMachine(Optional<String> stage, CommandSpec command) {
        return stage.isEmpty() && environment("AIVE_STATE_MACHINE_ARN").isPresent()
                ? environment("AIVE_STATE_MACHINE_ARN").get()
                : find(stage.orElse(DEFAULT_STAGE), command).stateMachineArn();
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private ParameterException wrong(String message) {
        if (command == null) {
            throw new IllegalStateException("picocli has not filled in the command");
        }
        return new ParameterException(command.commandLine(), message);
    }
}
