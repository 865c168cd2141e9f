package aive.caption;

import aive.file.UserFolders;
import java.nio.file.Path;

/// The large fonts for tests, in the folder of the user's local renders. The first test on a machine installs them with
/// the real npm.
public final class InstalledFonts {

    private static final Path FOLDER =
            UserFolders.of(System.getenv(), Path.of(System.getProperty("user.home"))).installedFonts();

    private static boolean complete;

    private InstalledFonts() {}

    /// The folder with all large fonts.
    public static synchronized Path folder() {
        if (!complete) {
            FontInstaller installer = new FontInstaller(FOLDER);
            for (LargeFont font : LargeFont.values()) {
                installer.install(font);
            }
            complete = true;
        }
        return FOLDER;
    }
}
