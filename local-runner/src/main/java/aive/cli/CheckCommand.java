package aive.cli;

import aive.local.MediaCheck;
import aive.local.MediaCheck.Treatment;
import aive.local.MediaCheck.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows how a render would take media files.
@Command(
        name = "check",
        description = "Probes media files, or all files in folders, and shows how a render would take each as footage"
                + " (a clip or an image), narration, and music: fine, warned, or refused.",
        footer = {
            "",
            "Exit code 1: a file is refused in every use.",
            "",
            "Examples:",
            "  ./aive check footage/ narration.mp3"
        },
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "Media files, and folders of them.")
    private @Nullable List<Path> paths;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        List<Path> files = files(Objects.requireNonNull(paths));
        MediaCheck check = new MediaCheck(RunOptions.ffmpeg(), store.folder().resolve("work"));
        boolean usable = true;
        for (Path file : files) {
            List<Verdict> verdicts = check.check(file);
            print(verdicts);
            usable &= verdicts.stream().anyMatch(verdict -> verdict.treatment() != Treatment.REFUSED);
        }
        return usable ? Main.DONE : Main.FAILED;
    }

    /// Prints one line for each use as JSON; as text, uses in which a file is treated alike share a line.
    private void print(List<Verdict> verdicts) {
        if (json) {
            verdicts.forEach(Terminal::printJson);
            return;
        }
        Map<List<String>, List<String>> uses = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            String message = String.join("; ", verdict.messages());
            uses.computeIfAbsent(
                            List.of(
                                    name(verdict.treatment()),
                                    verdict.error().isEmpty() ? message : "%s: %s".formatted(verdict.error(), message)),
                            _ -> new ArrayList<>())
                    .add(name(verdict.use()));
        }
        String file = verdicts.getFirst().file();
        uses.forEach((how, named) -> Terminal.print(
                "%-8s %-16s %s: %s".formatted(how.getFirst(), String.join(", ", named), file, how.getLast())));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// All files, those of folders in the order of their names.
    private List<Path> files(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ParameterException(
                        Objects.requireNonNull(command).commandLine(), "there is no file " + path);
            }
            try (Stream<Path> found = Files.walk(path)) {
                found.filter(file -> Files.isRegularFile(file)).sorted().forEach(files::add);
            } catch (IOException | UncheckedIOException e) {
                throw new ParameterException(
                        Objects.requireNonNull(command).commandLine(),
                        "%s cannot be read: %s".formatted(path, e.getMessage()),
                        e);
            }
        }
        if (files.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(), "there is no file in " + paths.getFirst());
        }
        return files;
    }
}
