package aive.layer;

import aive.ffmpeg.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A root folder with nothing in it but this machine's C and C++ libraries, `/proc`, and what is mounted: stands in for
/// Lambda. Programs run in
/// it with a mount namespace of their own, which goes with them.
final class BareRoot {

    /// Where distributions keep libraries.
    private static final List<String> LIBRARY_FOLDERS = List.of(
            "/lib64",
            "/usr/lib64",
            "/lib/x86_64-linux-gnu",
            "/usr/lib/x86_64-linux-gnu",
            "/lib/aarch64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/lib");

    /// Where loaders look: that of Debian in the one, that of Fedora and Amazon Linux in the other.
    private static final List<String> LIBRARY_FOLDERS_INSIDE = List.of("lib", "lib64");

    /// `ROOT (WHAT WHERE)… -- PROGRAM ARGUMENT…`
    private static final String SCRIPT = """
            root=$1
            shift
            while [ "$1" != -- ]; do
                mount --rbind "$1" "$root$2" || exit 126
                shift 2
            done
            shift
            exec chroot "$root" "$@"
            """;

    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private final Path folder;
    private final Map<String, Path> mounts = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> namespace;

    /// How a program ended and what it said, on both channels.
    record Result(int exitCode, String output) {}

    private BareRoot(Path folder, List<String> namespace) {
        this.folder = folder;
        this.namespace = namespace;
    }

    /// The layer for this machine's architecture.
    static Path layer() {
        return Path.of("target/layer", Platform.current().architecture()).toAbsolutePath();
    }

    /// A new one, with this machine's layer in `/opt`; skips the test where that cannot be made.
    static BareRoot withLayer(Path folder) throws IOException, InterruptedException {
        BareRoot root = new BareRoot(folder, namespace(folder));
        for (String library : RuntimeBase.libraries()) {
            root.addLibrary(library);
        }
        Files.createDirectories(folder.resolve("tmp"));
        root.mount(Path.of("/proc"), "/proc");
        root.mount(layer(), "/opt");
        return root;
    }

    /// Root may do it; others where the system lets them be root of a namespace of their own.
    private static List<String> namespace(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Platform.current().isLinux(), "only Linux has namespaces");
        for (List<String> way :
                List.of(List.of("unshare", "--mount"), List.of("unshare", "--map-root-user", "--mount"))) {
            try {
                if (new BareRoot(folder, way).start(List.of("true"), way).exitCode() == 0) {
                    return way;
                }
            } catch (IOException e) {
                Assumptions.abort("there is no unshare here: " + e.getMessage());
            }
        }
        return Assumptions.abort("this user may not make a mount namespace, so the layer was not run in a bare root");
    }

    /// A copy of this machine's library; of one that it has not (another architecture's loader), none.
    void addLibrary(String name) throws IOException {
        for (String place : LIBRARY_FOLDERS) {
            Path library = Path.of(place, name);
            if (Files.exists(library)) {
                for (String inside : LIBRARY_FOLDERS_INSIDE) {
                    Path copy = folder.resolve(inside).resolve(name);
                    Files.createDirectories(copy.getParent());
                    Files.copy(library.toRealPath(), copy, StandardCopyOption.REPLACE_EXISTING);
                    copy.toFile().setExecutable(true);
                }
                return;
            }
        }
    }

    /// Every copy of a library.
    List<Path> copies(String name) {
        return LIBRARY_FOLDERS_INSIDE.stream()
                .map(inside -> folder.resolve(inside).resolve(name))
                .toList();
    }

    /// Lets a file or folder appear inside.
    void mount(Path what, String where) throws IOException {
        Path point = folder.resolve(where.substring(1));
        if (Files.isDirectory(what)) {
            Files.createDirectories(point);
        } else {
            Files.createDirectories(point.getParent());
            if (!Files.exists(point)) {
                Files.createFile(point);
            }
        }
        mounts.put(where, what);
    }

    /// Sets a variable of the programs' environment, which is empty otherwise.
    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /// What lies at a path inside.
    Path resolve(String inside) {
        return folder.resolve(inside.substring(1));
    }

    /// Runs a program by its path inside.
    Result run(List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(namespace);
        whole.addAll(List.of("sh", "-c", SCRIPT, "sh", folder.toAbsolutePath().toString()));
        mounts.forEach((where, what) -> whole.addAll(List.of(what.toString(), where)));
        whole.add("--");
        whole.addAll(command);
        return start(whole, namespace);
    }

    private Result start(List<String> command, List<String> prefix) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(command.getFirst().equals(prefix.getFirst()) ? List.of() : prefix);
        whole.addAll(command);
        File output = Files.createTempFile("bare-root", ".log").toFile();
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output);
            builder.redirectInput(new File("/dev/null"));
            builder.environment().clear();
            builder.environment().put("PATH", PATH);
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                try (Stream<ProcessHandle> children = process.descendants()) {
                    children.forEach(ProcessHandle::destroyForcibly);
                }
                process.destroyForcibly();
                throw new AssertionError("still running after 2 minutes: " + command);
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(output.toPath(), StandardCharsets.UTF_8).strip());
        } finally {
            Files.delete(output.toPath());
        }
    }
}
