package aive.cli;

import aive.local.LocalSettings;
import aive.local.LocalSystem;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// The entry point of the command line.
///
/// Exit codes: 0 done, 1 failed, 2 wrong usage or a project that is not valid, 130 interrupted.
///
/// Commands do not load each other's classes: those of the AWS SDK would slow down every start.
@Command(
        name = "aive",
        description = "Renders narrated videos, in chunks, through the state machine that is deployed.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Run 'aive COMMAND --help' for a command's options."})
public final class Main {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG = 2;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    private Main() {}

    public static void main(String[] arguments) {
        Interruption.watch();
        int code = run(LocalSystem::new, arguments);
        Interruption.finished();
        System.exit(code);
    }

    /// Runs one command. Errors of the JVM, such as too little memory, are reported like all others.
    ///
    /// @param systems creates the system that a command runs
    /// @return the exit code
    @SuppressWarnings("CatchingUnchecked") // nothing above this method could report an error
    static int run(Function<LocalSettings, LocalSystem> systems, String... arguments) {
        try {
            OpenFileLimit.check();
            return execute(systems, arguments);
        } catch (Throwable thrown) {
            Interruption.silenceIfInterrupted();
            return FailurePrinter.report(thrown, wantsJson(arguments));
        }
    }

    private static int execute(Function<LocalSettings, LocalSystem> systems, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        Map<String, Supplier<Object>> commands = commands(systems);
        Set<String> wanted =
                arguments.length > 0 && commands.containsKey(arguments[0]) ? Set.of(arguments[0]) : commands.keySet();
        commands.forEach((name, command) -> {
            if (wanted.contains(name)) {
                line.addSubcommand(name, command.get());
            }
        });
        line.registerConverter(BigDecimal.class, Main::decimal);
        line.setParameterExceptionHandler(Main::wrongUsage);
        line.setExecutionExceptionHandler((failure, _, _) -> unexpected(failure, wantsJson(arguments)));
        return line.execute(arguments);
    }

    /// The commands by name, in the order of the help. Each command is created on demand, because picocli reads its
    /// fields by reflection.
    private static Map<String, Supplier<Object>> commands(Function<LocalSettings, LocalSystem> systems) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("render", () -> new RenderCommand(systems));
        commands.put("new", NewCommand::new);
        commands.put("preview", () -> new PreviewCommand(systems));
        commands.put("plan", () -> new PlanCommand(systems));
        commands.put("check", CheckCommand::new);
        commands.put("submit", SubmitCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("cancel", CancelCommand::new);
        commands.put("clean", CleanCommand::new);
        commands.put("fonts", FontsCommand::new);
        commands.put("doctor", DoctorCommand::new);
        return commands;
    }

    /// Parses a number in an option. The error message is ours because picocli's message would name Java classes.
    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            throw new TypeConversionException("'%s' is not a number".formatted(text));
        }
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        return FailurePrinter.reportWrongUsage(
                String.valueOf(wrong.getMessage()),
                "See '%s --help'.".formatted(command.getCommandSpec().qualifiedName()),
                wantsJson(arguments));
    }

    private static int unexpected(Exception failure, boolean json) {
        Interruption.silenceIfInterrupted();
        return FailurePrinter.report(failure, json);
    }

    /// Whether a command that failed before its options were read prints its error as JSON.
    private static boolean wantsJson(String... arguments) {
        return List.of(arguments).contains("--json");
    }
}
