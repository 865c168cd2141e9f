package aive.cli;

import aive.caption.CaptionFonts;
import aive.caption.FontInstaller;
import aive.caption.LargeFont;
import aive.cloud.Credentials;
import aive.error.ConfigurationError;
import aive.error.RenderError;
import aive.ffmpeg.Ffmpeg;
import aive.local.LocalSettings;
import aive.local.LocalSystem;
import aive.store.FolderStore;
import aive.store.StoreCleanup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Checks everything that a render needs, and prints the remedy for what is missing.
@Command(
        name = "doctor",
        description = "Says what is there, what is missing, and what to do about it.",
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final HelpOption help = new HelpOption();

    private static final Set<String> CREDENTIALS = Set.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_PROFILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI");

    private boolean healthy = true;

    @Override
    public Integer call() {
        LocalSettings settings = run.settings(ProjectFile.of(Path.of("project.json")));
        check(
                "java",
                () -> "%s %s, at most %d MB of heap"
                        .formatted(
                                System.getProperty("java.vendor"),
                                Runtime.version(),
                                Runtime.getRuntime().maxMemory() >> 20));
        check(
                "machine",
                () -> "%s %s, %d processors"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors()));
        check("ffmpeg", () -> {
            Ffmpeg ffmpeg = LocalSystem.ffmpeg(settings);
            return "%s at %s".formatted(ffmpeg.identity(), ffmpeg.build().ffmpeg());
        });
        check("fonts", () -> "caption fonts " + CaptionFonts.bundled(settings.fonts()).digest().substring(0, 12));
        check("large fonts", () -> largeFonts(settings.installedFonts()));
        check("store", () -> store(settings));
        check("credentials", () -> credentials(System.getenv(), Path.of(System.getProperty("user.home"))));
        check("region", () -> region(System.getenv(), Path.of(System.getProperty("user.home"))));
        return healthy ? Main.DONE : Main.FAILED;
    }

    private void check(String what, Supplier<String> look) {
        try {
            Terminal.print("ok       %-12s %s".formatted(what, look.get()));
        } catch (RenderError | UncheckedIOException problem) {
            healthy = false;
            Terminal.print("missing  %-12s %s".formatted(what, problem.getMessage()));
        }
    }

    /// Large fonts are optional: without them, captions in some scripts are refused before anything is rendered.
    static String largeFonts(Path folder) {
        FontInstaller installer = new FontInstaller(folder);
        List<String> installed = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (LargeFont font : LargeFont.values()) {
            if (installer.isDamaged(font)) {
                throw new ConfigurationError("", font.in(folder) + " is damaged; './aive fonts' installs it again");
            }
            (font.installed(folder).isPresent() ? installed : missing).add(font.id());
        }
        String found = installed.isEmpty() ? "none installed" : "%s in %s".formatted(String.join(", ", installed), folder);
        return missing.isEmpty()
                ? found
                : "%s; './aive fonts' installs %s".formatted(found, String.join(", ", missing));
    }

    /// Checks the store by writing a file, because the folder's permissions alone do not prove that writing works.
    private static String store(LocalSettings settings) {
        FolderStore store = new FolderStore(settings.store());
        store.write("doctor", "well".getBytes(StandardCharsets.UTF_8));
        try {
            Files.delete(settings.store().resolve("doctor"));
            StoreCleanup.Size size = StoreCleanup.size(settings.store());
            return String.format(
                    Locale.ROOT,
                    "%s, %s in %d files ('./aive clean --local' deletes old ones), %.1f GB free",
                    settings.store(),
                    LocalCleanup.readable(size.bytes()),
                    size.files(),
                    Files.getFileStore(settings.store()).getUsableSpace() / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Loads credentials only if they are configured: asking for an instance's role takes seconds.
    private static String credentials(Map<String, String> environment, Path home) {
        boolean configured = environment.keySet().stream().anyMatch(CREDENTIALS::contains)
                || Files.exists(home.resolve(".aws/credentials"))
                || Files.exists(home.resolve(".aws/config"));
        return configured
                ? Credentials.describe()
                : "no AWS credentials; a local run needs none, 'cdk deploy' and './aive submit' do";
    }

    private static String region(Map<String, String> environment, Path home) {
        boolean configured = environment.containsKey("AWS_REGION") || Files.exists(home.resolve(".aws/config"));
        return (configured ? Credentials.region() : Optional.<String>empty())
                .orElse("no AWS region; a local run needs none, 'cdk deploy' and './aive submit' do: set AWS_REGION");
    }
}
