package aive.file;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The user's cache folders, by the conventions of the platform.
///
/// @param cache our cache folder
public record UserFolders(Path cache) {

    /// `$XDG_CACHE_HOME/aive`, else `%LOCALAPPDATA%\aive` if set, else `~/.cache/aive`.
    ///
    /// @param environment the environment variables of the process
    /// @param home the user's home folder
    public static UserFolders of(Map<String, String> environment, Path home) {
        return new UserFolders(absolute(environment, "XDG_CACHE_HOME")
                .or(() -> absolute(environment, "LOCALAPPDATA"))
                .orElseGet(() -> home.resolve(".cache"))
                .resolve("aive"));
    }

    /// Returns the path in an environment variable, if it is absolute. The XDG specification says to ignore a relative
    /// path.
    private static Optional<Path> absolute(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /// The default store of local runs.
    public Path store() {
        return cache.resolve("store");
    }

    /// The folder of the unpacked FFmpeg.
    public Path ffmpeg() {
        return cache.resolve("ffmpeg");
    }

    /// The folder of the unpacked caption fonts.
    public Path fonts() {
        return cache.resolve("fonts");
    }

    /// The folder of the large fonts that `./aive fonts` installs. The FFmpeg layer's build and the tests use it too,
    /// so that a machine downloads each font once.
    public Path installedFonts() {
        return fonts().resolve("installed");
    }
}
