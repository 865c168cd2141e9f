package aive.cli;

import aive.input.Spelling;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry point of the command line.
///
/// Exit codes: 0 done, 1 failed, 2 wrong usage or a project that is not valid, 130 interrupted.
///
/// Commands do not load each other's classes: those of the AWS SDK would slow down every start.
@Command(
        name = "aive",
        description = "Renders narrated videos, in chunks, through the state machine that is deployed.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "First steps:",
            "  ./aive render examples/sonnet/project.json -o sonnet.mp4",
            "  ./aive new talk --srt talk.srt --narration talk.mp3 --clips footage",
            "  ./aive preview talk/project.json",
            "  ./aive render talk/project.json -o talk.mp4",
            "",
            "'./aive COMMAND --help' shows the options of a command, with examples."
        },
        sortOptions = false)
public final class Main implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG = 2;

    private static final String HELP = "See '%s --help'.";

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @CommandLine.Option(names = "--version", description = "Show the version and exit.")
    private boolean version;

    private Main() {}

    public static void main(String[] arguments) {
        Interruption.watch();
        int code = run(LocalSystem::new, arguments);
        Interruption.finished();
        System.exit(code);
    }

    /// Called if no command is named.
    @Override
    public Integer call() {
        if (version) {
            Terminal.print("aive " + version());
            return DONE;
        }
        return FailurePrinter.reportWrongUsage("name a command", HELP.formatted("aive"), false);
    }

    private static String version() {
        try (InputStream text = Main.class.getResourceAsStream("version.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static int execute(Function<LocalSettings, LocalSystem> systems, String... given) {
        String[] arguments = withoutHelpCommand(given);
        CommandLine line = line(systems, arguments);
        line.setParameterExceptionHandler(Main::wrongUsage);
        line.setExecutionExceptionHandler((failure, _, _) -> unexpected(failure, wantsJson(arguments)));
        return line.execute(arguments);
    }

    /// The command that the arguments begin with, or all commands.
    static CommandLine line(Function<LocalSettings, LocalSystem> systems, String... arguments) {
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
        return line;
    }

    /// `help render` is `render --help`.
    private static String[] withoutHelpCommand(String... arguments) {
        if (arguments.length == 0 || arguments.length > 2 || !arguments[0].equals("help")) {
            return arguments;
        }
        return arguments.length == 1 ? new String[] {"--help"} : new String[] {arguments[1], "--help"};
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
        commands.put("batch", () -> new BatchCommand(systems));
        commands.put("status", StatusCommand::new);
        commands.put("cancel", CancelCommand::new);
        commands.put("clean", CleanCommand::new);
        commands.put("policy", PolicyCommand::new);
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

    /// Settings of a project that other programs have as options.
    private static final Map<String, String> SETTINGS = Map.of(
            "--size", "render.width and render.height", "--width", "render.width", "--height", "render.height", "--fps",
            "render.fps", "--quality", "render.quality", "--codec", "render.codec");

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        return FailurePrinter.reportWrongUsage(
                wrong instanceof UnmatchedArgumentException unmatched
                        ? unknown(unmatched)
                        : String.valueOf(wrong.getMessage()),
                HELP.formatted(command.getCommandSpec().qualifiedName()),
                wantsJson(arguments));
    }

    /// Names the command or the option that does not exist, and the one that was probably meant.
    private static String unknown(UnmatchedArgumentException wrong) {
        CommandLine command = wrong.getCommandLine();
        String written = wrong.getUnmatched().getFirst();
        boolean isOption = wrong.isUnknownOption();
        if (!isOption && command.getSubcommands().isEmpty()) {
            return "there is no use for the argument " + written;
        }
        String name = written.split("=", 2)[0];
        String prefix = isOption ? "--" : "";
        List<String> names = isOption
                ? command.getCommandSpec().options().stream()
                        .map(option -> option.longestName().substring(prefix.length()))
                        .toList()
                : List.copyOf(command.getSubcommands().keySet());
        String setting = SETTINGS.get(name);
        if (isOption && setting != null) {
            return "there is no option %s; set %s in the project".formatted(name, setting);
        }
        return "there is no %s %s%s".formatted(
                isOption ? "option" : "command",
                name,
                Spelling.nearest(name, names)
                        .or(() -> beginning(name.substring(prefix.length()), names))
                        .map(near -> "; did you mean %s%s?".formatted(prefix, near))
                        .orElse(""));
    }

    private static Optional<String> beginning(String written, List<String> names) {
        return written.isEmpty()
                ? Optional.empty()
                : names.stream().filter(name -> name.startsWith(written)).findFirst();
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
