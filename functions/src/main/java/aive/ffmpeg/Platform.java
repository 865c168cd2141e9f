package aive.ffmpeg;

import aive.error.ConfigurationError;
import java.util.Locale;

/// An operating system and architecture with an embedded FFmpeg.
///
/// @param name as Maven Central's `ffmpeg` artefacts spell it, `linux-x86_64`
public record Platform(String name) {

    /// The platform of this machine.
    ///
    /// @throws ConfigurationError if there is no FFmpeg for it
    public static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            throw new ConfigurationError(
                    "", "Windows is not supported; run this in the Windows Subsystem for Linux (WSL), where it works");
        }
        String architecture = architecture(osArch);
        if (os.startsWith("linux")) {
            return new Platform("linux-" + architecture);
        }
        if (os.startsWith("mac")) {
            return new Platform("macosx-" + architecture);
        }
        throw new ConfigurationError(
                "", "no FFmpeg is embedded for %s on %s; let AIVE_FFMPEG point to one".formatted(osName, osArch));
    }

    /// `x86_64` or `arm64`, from the JVM's name of the architecture.
    private static String architecture(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> throw new ConfigurationError(
                    "",
                    "no FFmpeg is embedded for the architecture %s; let AIVE_FFMPEG point to one".formatted(osArch));
        };
    }

    public boolean isLinux() {
        return name.startsWith("linux");
    }

    /// The architecture: `x86_64` or `arm64`.
    public String architecture() {
        return name.substring(name.indexOf('-') + 1);
    }
}
