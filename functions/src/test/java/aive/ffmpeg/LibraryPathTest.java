package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPathTest {

    private static final Set<String> ALLOWED = Set.of("LD_LIBRARY_PATH", "PATH");
    private static final Set<String> OF_THE_SHELL = Set.of("PWD", "OLDPWD", "SHLVL", "_");
    private static final Path PROGRAM = Path.of("/opt/ffmpeg/ffprobe");

    @Test
    void theFolderOfTheProgramComesFirstAndTheRestStays() {
        // given
        Map<String, String> environment = new HashMap<>(Map.of("LD_LIBRARY_PATH", "/lib64:/opt/lib", "PATH", "/bin"));
        // when
        LibraryPath.prepend(environment, PROGRAM);
        // then
        assertEquals(Map.of("LD_LIBRARY_PATH", "/opt/ffmpeg:/lib64:/opt/lib", "PATH", "/bin"), environment);
    }

    @Test
    void anEmptyPathDoesNotBecomeTheWorkingDirectory() {
        for (Map<String, String> before : List.of(Map.<String, String>of(), Map.of("LD_LIBRARY_PATH", ""))) {
            Map<String, String> environment = new HashMap<>(before);
            LibraryPath.prepend(environment, PROGRAM);
            assertEquals(Map.of("LD_LIBRARY_PATH", "/opt/ffmpeg"), environment);
        }
    }

    /// The only variables are the library path, PATH, and those that a shell adds itself.
    @Test
    void noCredentialsAndNoSettingsOfOursReachFfmpeg(@TempDir Path folder)
            throws IOException, FfmpegProcess.ProcessFailedException {
        // given
        Path script = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\nenv\n");
        script.toFile().setExecutable(true);
        assertTrue(System.getenv().keySet().stream().anyMatch(name -> !ALLOWED.contains(name)));
        // when
        String output =
                FfmpegProcess.run(script, List.of(), "print", TestFfmpeg.soon()).output();
        // then
        Set<String> names = output.lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(name -> !OF_THE_SHELL.contains(name))
                .collect(Collectors.toSet());
        assertEquals(ALLOWED, names, output);
    }

    @Test
    void everyProcessOfFfmpegIsStartedWithIt(@TempDir Path folder)
            throws IOException, FfmpegProcess.ProcessFailedException {
        // given
        Path script = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\nprintf %s \"$LD_LIBRARY_PATH\"\n");
        script.toFile().setExecutable(true);
        String before = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH"))
                .filter(path -> !path.isEmpty())
                .map(path -> ":" + path)
                .orElse("");
        // when
        String output =
                FfmpegProcess.run(script, List.of(), "print", TestFfmpeg.soon()).output();
        // then
        assertEquals(folder + before, output);
    }
}
