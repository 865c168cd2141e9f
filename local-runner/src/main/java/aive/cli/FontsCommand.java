package aive.cli;

import aive.caption.FontInstaller;
import aive.caption.LargeFont;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Installs the large caption fonts.
@Command(
        name = "fonts",
        description = "Installs the fonts for Chinese, Japanese, and Korean captions and for emoji, which are too large to"
                + " be part of the program: 54 MB, from npm. Checks those that are installed.",
        footer = {
            "",
            "Examples:",
            "  ./aive fonts                     all of them",
            "  ./aive fonts japanese emoji"
        },
        sortOptions = false)
final class FontsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(
            paramLabel = "FONT",
            arity = "0..*",
            description =
                    "japanese, simplified-chinese, traditional-chinese, korean, emoji (default: all of them).")
    private @Nullable List<String> names;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Mixin
    private final HelpOption help = new HelpOption();

    /// What `--json` prints for each font.
    ///
    /// @param outcome `present`, `installed`, or `repaired`
    record Installed(String font, String outcome, String file, long bytes) {}

    @Override
    public Integer call() {
        List<LargeFont> fonts = fonts();
        Path folder = StoreOption.folders()
                .installedFonts();
        FontInstaller installer = new FontInstaller(folder);
        for (LargeFont font : fonts) {
            if (!json && font.installed(folder).isEmpty()) {
                Terminal.report("downloading %s…".formatted(font.npmPackage()));
            }
            print(new Installed(
                    font.id(),
                    installer.install(font).name().toLowerCase(Locale.ROOT),
                    font.in(folder).toString(),
                    font.bytes()));
        }
        return Main.DONE;
    }

    private void print(Installed installed) {
        if (json) {
            Terminal.printJson(installed);
        } else {
            Terminal.print("%-9s %-19s %s"
                    .formatted(installed.outcome(), installed.font(), installed.file()));
        }
    }

    private List<LargeFont> fonts() {
        if (names == null || names.isEmpty()) {
            return List.of(LargeFont.values());
        }
        List<LargeFont> fonts = new ArrayList<>();
        for (String name : names) {
            fonts.add(Arrays.stream(LargeFont.values())
                    .filter(font -> font.id().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> unknown(name)));
        }
        return fonts;
    }

    private ParameterException unknown(String name) {
        return new ParameterException(
                Objects.requireNonNull(command).commandLine(),
                "there is no font %s; the fonts are %s"
                        .formatted(
                                name,
                                Arrays.stream(LargeFont.values()).map(LargeFont::id).collect(Collectors.joining(", "))));
    }
}
