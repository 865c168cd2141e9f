package aive.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Recognises what people and servers send in place of media, so that the error can say so.
final class Appearance {

    private static final int LOOKED_AT = 512;

    private Appearance() {}

    /// What the file is, if it is plainly no media: `"an HTML page"`.
    static Optional<String> of(Path file) {
        byte[] start;
        try (InputStream content = Files.newInputStream(file)) {
            start = content.readNBytes(LOOKED_AT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (start.length == 0) {
            return Optional.of("an empty file");
        }
        String text = new String(start, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("\u00ef\u00bb\u00bf")) {
            text = text.substring(3).stripLeading();
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head")) {
            return Optional.of("an HTML page");
        }
        if (text.startsWith("<?xml") || text.startsWith("<error") || text.startsWith("<mpd") || text.startsWith("<svg")) {
            return Optional.of(text.contains("<code>") ? "an XML error document of a storage service" : "an XML document");
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
        if (text.startsWith("\u001f\u008b")) {
            return Optional.of("a gzip archive");
        }
        return Optional.empty();
    }
}
