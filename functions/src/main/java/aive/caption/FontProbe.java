package aive.caption;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.MediaTooLarge;
import aive.error.MediaUnusable;
import aive.file.OpenFiles;
import aive.media.FontInfo;
import aive.time.Deadline;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks a font file of a stranger before captions are drawn with it.
///
/// The JDK reads fonts in native code, where a damaged file may end the whole process, run without end, or use all
/// memory. [FontHeader] first reads the tables' places in Java. A process of its own then uses the font as captions
/// will ([FontCheck]), with limits on its time and memory, and without credentials.
public final class FontProbe {

    static final long MAX_BYTES = 20L << 20;

    private static final Duration MOST_PROCESSOR_TIME = Duration.ofSeconds(30);

    /// How much longer than its processor time a check may take, on a busy machine.
    private static final int SLOWEST = 10;

    /// The limit for the memory of the process, in KiB: the largest fonts need 300 MiB.
    private static final long MOST_MEMORY = 1L << 20;

    private static final long WATCH_MILLISECONDS = 50;

    /// The number of bytes read of the output.
    private static final int MOST_OUTPUT = 2_000;

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*(\\d{1,15}) kB");

    /// Settings of this process that the fonts need in the other one too.
    private static final List<String> PROPERTIES = List.of("sun.awt.fontconfig", "sun.font.layout.ffm");

    private static final String LIBRARY_PATH = "LD_LIBRARY_PATH";

    private final Duration most;

    public FontProbe() {
        this(MOST_PROCESSOR_TIME);
    }

    /// @param most limit for the processor time of a check
    FontProbe(Duration most) {
        this.most = most;
    }

    /// A font that can be used.
    ///
    /// @param warnings each the predicate of a sentence whose subject is the file
    public record ProbedFont(FontInfo info, List<String> warnings) {

        public ProbedFont {
            warnings = List.copyOf(warnings);
        }
    }

    /// @param pointer of the field that names the file, for messages
    /// @param description of the file, for messages
    /// @param folder for temporary files
    /// @throws MediaTooLarge if the file is larger than any font that is accepted
    /// @throws MediaUnusable if it is no font, is damaged, or is of a kind that cannot be used
    public ProbedFont probe(Path file, String pointer, String description, Path folder, Deadline deadline) {
        FontHeader header;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new MediaTooLarge(pointer, "%s has %d bytes; a font has at most %d (20 MiB)".formatted(
                        description, Files.size(file), MAX_BYTES));
            }
            header = FontHeader.of(ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (FontHeader.NotUsable e) {
            throw new MediaUnusable(pointer, "%s %s".formatted(description, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        defect(file, folder, deadline).ifPresent(defect -> {
            throw new MediaUnusable(pointer, "%s %s".formatted(description, defect));
        });
        return new ProbedFont(
                new FontInfo(header.glyphs()),
                header.variable()
                        ? List.of("is a variable font, of which only the default style is drawn;"
                                + " use a file of one style for another")
                        : List.of());
    }

    /// The reason why a font cannot be used, found by another process.
    private Optional<String> defect(Path font, Path folder, Deadline deadline) {
        Path output = folder.resolve("font-check.txt");
        Process process = start(font, folder, output);
        try {
            Deadline limit = Deadline.in(most.multipliedBy(SLOWEST));
            while (!process.waitFor(WATCH_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                if (deadline.remaining().isZero()) {
                    throw new DeadlineExceeded("", "the check of a font did not finish before the deadline");
                }
                if (limit.remaining().isZero() || processorTime(process).compareTo(most) > 0) {
                    return Optional.of("is damaged: its letters cannot be loaded within %d s".formatted(
                            most.toSeconds()));
                }
                if (residentMemory(process) > MOST_MEMORY) {
                    return Optional.of("is damaged: opening it needs more than %d MiB of memory".formatted(
                            MOST_MEMORY >> 10));
                }
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(reason(process.exitValue(), output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("the check of a font was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            process.destroyForcibly();
            var _ = process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join();
        }
    }

    private static Process start(Path font, Path folder, Path output) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-Xss1m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + folder.resolve("font-check-crash.txt"),
                "-Djava.io.tmpdir=" + folder));
        for (String property : PROPERTIES) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D%s=%s".formatted(property, value));
            }
        }
        command.addAll(List.of("-cp", classPath(), FontCheck.class.getName(), font.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // The process reads the file of a stranger, and needs neither credentials nor any other setting.
        builder.environment().keySet().retainAll(Set.of(LIBRARY_PATH));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            if (OpenFiles.isLimitCauseOf(e)) {
                throw OpenFiles.tooFew("Java cannot be started", e);
            }
            throw new ConfigurationError("", "Java cannot be started to check a font: " + e.getMessage(), e);
        }
    }

    /// The places of the classes that [FontCheck] needs.
    private static String classPath() {
        return Stream.of(FontCheck.class, ConfigurationError.class)
                .flatMap(type -> Optional.ofNullable(type.getProtectionDomain().getCodeSource()).stream())
                .map(FontProbe::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The processor time of a process; 0 where the system does not tell.
    private static Duration processorTime(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// The memory of a process in KiB; 0 where the system does not tell.
    private static long residentMemory(Process process) {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "status"), StandardCharsets.ISO_8859_1));
            return resident.find() ? Long.parseLong(resident.group(1)) : 0;
        } catch (IOException _) {
            // it has just ended, or this is not Linux
            return 0;
        }
    }

    private static String reason(int exitCode, Path output) {
        List<String> lines;
        try (InputStream text = Files.newInputStream(output)) {
            lines = new String(text.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int started = lines.indexOf(FontCheck.STARTED);
        if (started < 0) {
            throw new ConfigurationError("", "Java cannot be started to check a font: %s (exit code %d)".formatted(
                    String.join("; ", lines), exitCode));
        }
        return exitCode == FontCheck.UNUSABLE && lines.size() > started + 1
                ? lines.getLast()
                : "is damaged: the program that reads fonts crashed while it read it";
    }
}
