package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPathTest {

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
