package aive.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.error.ConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64, x86_64",
        "Linux, aarch64, linux-arm64, arm64",
        "Mac OS X, x86_64, macosx-x86_64, x86_64",
        "Mac OS X, aarch64, macosx-arm64, arm64"
    })
    void linuxAndMacosAreSupported(String osName, String osArch, String name, String architecture) {
        Platform platform = Platform.of(osName, osArch);
        assertEquals(name, platform.name());
        assertEquals(architecture, platform.architecture());
    }

    @Test
    void windowsIsNotSupportedAndTheMessageNamesWsl() {
        for (String architecture : new String[] {"amd64", "aarch64", "x86"}) {
            ConfigurationError error =
                    assertThrows(ConfigurationError.class, () -> Platform.of("Windows 11", architecture));
            assertEquals(
                    "Windows is not supported; run this in the Windows Subsystem for Linux (WSL), where it works",
                    error.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"FreeBSD, amd64", "Linux, riscv64"})
    void anythingElseNeedsAnFfmpegOfItsOwn(String osName, String osArch) {
        ConfigurationError error = assertThrows(ConfigurationError.class, () -> Platform.of(osName, osArch));
        assertTrue(String.valueOf(error.getMessage()).contains("let AIVE_FFMPEG point to one"), error::toString);
    }
}
