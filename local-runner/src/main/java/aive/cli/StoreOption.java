package aive.cli;

import aive.file.UserFolders;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The folder of the store.
final class StoreOption {

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Folder that stands in for S3 (default: a cache folder of yours).")
    private @Nullable Path store;

    /// The absolute path of the folder.
    Path folder() {
        return (store == null ? folders().store() : store).toAbsolutePath().normalize();
    }

    /// The folders of this user.
    static UserFolders folders() {
        return UserFolders.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }
}
