package aive.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Recognises common files that are not media, by their first bytes, for error messages.
final class FileSignature {

    private static final int BYTES_READ = 512;

    /// The size of the smallest container header, in bytes.
    private static final int SMALLEST_MEDIA = 12;

    private FileSignature() {}

    /// The kind of the file, if it is clearly not media: `"an HTML page"`.
    static Optional<String> of(Path file) {
        byte[] start;
        try (InputStream content = Files.newInputStream(file)) {
            start = content.readNBytes(BYTES_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (start.length == 0) {
            return Optional.of("an empty file");
        }
        if (start.length < SMALLEST_MEDIA) {
            return Optional.of("a file of %d bytes".formatted(start.length));
        }
        if (start[0] == 0x1f && start[1] == (byte) 0x8b) {
            return Optional.of("a gzip archive");
        }
        String text = new String(start, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("\u00ef\u00bb\u00bf")) {
            text = text.substring(3).stripLeading();
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head")) {
            return Optional.of("an HTML page");
        }
        if (text.startsWith("<svg") || (text.startsWith("<?xml") && text.contains("<svg"))) {
            return Optional.of("an SVG image, which FFmpeg cannot draw; export it as PNG");
        }
        if (text.startsWith("<?xml") || text.startsWith("<error") || text.startsWith("<mpd")) {
            return Optional.of(
                    text.contains("<code>") ? "an XML error document of a storage service" : "an XML document");
        }
        if (text.startsWith("{") || text.startsWith("[{")) {
            return Optional.of("a JSON document");
        }
        if (text.startsWith("#extm3u")) {
            return Optional.of("an HLS playlist");
        }
        if (text.startsWith("ffconcat")) {
            return Optional.of("a list of files");
        }
        if (text.startsWith("%pdf")) {
            return Optional.of("a PDF document");
        }
        if (text.startsWith("pk\u0003\u0004")) {
            return Optional.of("a ZIP archive");
        }
        return isText(start) ? Optional.of("a text") : Optional.empty();
    }

    /// Whether all bytes occur in text. Every container has other bytes in its header.
    private static boolean isText(byte[] start) {
        for (byte b : start) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
