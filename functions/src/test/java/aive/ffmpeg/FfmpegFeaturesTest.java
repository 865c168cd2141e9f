package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.ConfigurationError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegFeaturesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theEmbeddedBuildHasEverything() {
        FfmpegFeatures.check(TestFfmpeg.FFMPEG);
    }

    @Test
    void anOldVersionIsRefusedByName() throws IOException {
        Ffmpeg old = behind("[ \"$1\" = -version ] && { echo 'ffmpeg version 5.1.9-0+deb12u1 Copyright'; exit 0; }");
        ConfigurationError error = assertThrows(ConfigurationError.class, () -> FfmpegFeatures.check(old));
        assertEquals(
                ("the FFmpeg %s is version 5.1.9-0+deb12u1, and the renderer needs version 8 or newer; let AIVE_FFMPEG"
                        + " point to another one, or unset it to use the built-in one")
                        .formatted(old.build().ffmpeg()),
                error.getMessage());
    }

    @Test
    void everyMissingPartIsNamed() throws IOException {
        Ffmpeg small = behind("case \"$*\" in *-encoders) echo ' A....D aac  AAC'; exit 0;; *-filters) exit 0;; esac");
        ConfigurationError error = assertThrows(ConfigurationError.class, () -> FfmpegFeatures.check(small));
        assertTrue(
                String.valueOf(error.getMessage()).contains(" lacks the encoder libx264, the filter zscale; "),
                error::toString);
    }

    /// The real FFmpeg, behind a script that runs first.
    private Ffmpeg behind(String before) throws IOException {
        Path script = Files.writeString(
                folder.resolve("ffmpeg"), "#!/bin/sh\n%s\n%s\n".formatted(before, TestFfmpeg.shellLine()));
        assertTrue(script.toFile().setExecutable(true));
        return new Ffmpeg(new FfmpegBuild(script, TestFfmpeg.FFMPEG.build().ffprobe()));
    }
}
