package aive.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a program may keep what it can make again, by the rules of the user's platform.
///
/// @param cache a folder of ours
public record UserFolders(Path cache) {

    /// `$XDG_CACHE_HOME/aive`, else `%LOCALAPPDATA%\aive` where there is such a thing, else `~/.cache/aive`.
    ///
    /// @param environment the process's
    /// @param home the user's home folder
    public static UserFolders of(Map<String, String> environment, Path home) {
        return new UserFolders(absolute(environment, "XDG_CACHE_HOME")
                .or(() -> absolute(environment, "LOCALAPPDATA"))
                .orElseGet(() -> home.resolve(".cache"))
                .resolve("aive"));
    }

    /// The XDG specification has relative paths ignored.
    private static Optional<Path> absolute(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank()).map(Path::of).filter(Path::isAbsolute);
    }

    /// The store of local runs that name none.
    public Path store() {
        return cache.resolve("store");
    }

    /// Where the embedded FFmpeg is unpacked.
    public Path ffmpeg() {
        return cache.resolve("ffmpeg");
    }
}
