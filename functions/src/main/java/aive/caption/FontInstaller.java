package aive.caption;

import aive.error.ConfigurationError;
import aive.error.DeadlineExceeded;
import aive.error.OutOfSpace;
import aive.error.RenderError;
import aive.file.DiskFailure;
import aive.file.FolderTree;
import aive.file.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// Installs large fonts in a folder: downloads their packages with npm, and checks length and SHA-256 of the files.
///
/// npm's own configuration decides on the registry, the proxy, and npm's cache. A file at its place is whole and
/// checked. Several processes may install fonts in one folder at the same time.
public final class FontInstaller {

    /// The largest package has 57 MB.
    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(10);

    private final Path folder;
    private final String npm;
    private final Duration longestDownload;

    /// What an installation did.
    public enum Outcome {
        /// The font was there, and its bytes are right.
        PRESENT,
        /// The font was downloaded.
        INSTALLED,
        /// The font was there with other bytes, and was downloaded again.
        REPAIRED
    }

    /// @param folder is made if it does not exist
    public FontInstaller(Path folder) {
        this(folder, "npm", LONGEST_DOWNLOAD);
    }

    /// @param npm the program
    /// @param longestDownload the time limit for one font
    FontInstaller(Path folder, String npm, Duration longestDownload) {
        this.folder = folder.toAbsolutePath();
        this.npm = npm;
        this.longestDownload = longestDownload;
    }

    /// Installs a font unless it is there. Reads the whole file of an installed font.
    ///
    /// @throws ConfigurationError if npm is missing or fails, or the package has another file than ours
    /// @throws OutOfSpace if the disk is full
    /// @throws DeadlineExceeded if the download takes too long, or the thread is interrupted
    public Outcome install(LargeFont font) {
        Path place = font.in(folder);
        try {
            boolean damaged = Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isIntact(font, place);
            if (damaged) {
                // A caption without the font is reported; one with a damaged font may look wrong.
                FolderTree.delete(place);
            } else if (Files.exists(place)) {
                return Outcome.PRESENT;
            }
            download(font, place);
            return damaged ? Outcome.REPAIRED : Outcome.INSTALLED;
        } catch (IOException e) {
            throw failure(font, e);
        }
    }

    /// Whether there is something at a font's place that is not the font.
    public boolean isDamaged(LargeFont font) {
        Path place = font.in(folder);
        try {
            return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isIntact(font, place);
        } catch (IOException e) {
            throw failure(font, e);
        }
    }

    private void download(LargeFont font, Path place) throws IOException {
        try (NpmDownload download = NpmDownload.in(folder)) {
            Path file = download.packageFolder(font, npm, longestDownload).resolve(font.pathInPackage());
            if (!isIntact(font, file)) {
                throw otherContent(font, file);
            }
            try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
                // A loss of power must not leave an empty file at the font's place.
                written.force(true);
            }
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static ConfigurationError otherContent(LargeFont font, Path file) throws IOException {
        String found = Files.isRegularFile(file)
                ? "%d bytes with SHA-256 %s".formatted(Files.size(file), Sha256.of(file))
                : "no file";
        return new ConfigurationError(
                "",
                "the npm package %s has %s at %s instead of %d bytes with SHA-256 %s; %s"
                        .formatted(
                                font.npmPackage(),
                                found,
                                font.pathInPackage(),
                                font.bytes(),
                                font.sha256(),
                                "nothing was installed; check which registry npm uses ('npm config get registry')"));
    }

    private static boolean isIntact(LargeFont font, Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == font.bytes()
                && Sha256.of(file).equals(font.sha256());
    }

    private RenderError failure(LargeFont font, IOException cause) {
        return DiskFailure.of("cannot install the font %s in %s".formatted(font.fileName(), folder), cause);
    }
}
