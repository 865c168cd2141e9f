package aive.ffmpeg;

import java.nio.file.Path;
import java.util.Map;

/// Lets FFmpeg find the libraries in its folder, and the libraries on which those depend.
///
/// The `RUNPATH` of a program covers only the libraries on which the program depends directly: see docs/adr/0003. On
/// macOS, `LD_LIBRARY_PATH` has no effect.
public final class LibraryPath {

    static final String VARIABLE = "LD_LIBRARY_PATH";

    private LibraryPath() {}

    /// Puts the folder of a program first in the library path of an environment, and changes nothing else.
    public static void prepend(Map<String, String> environment, Path program) {
        Path folder = program.toAbsolutePath().resolveSibling("");
        String before = environment.getOrDefault(VARIABLE, "");
        // An empty entry of the path would stand for the working directory.
        environment.put(VARIABLE, before.isEmpty() ? folder.toString() : "%s:%s".formatted(folder, before));
    }
}
