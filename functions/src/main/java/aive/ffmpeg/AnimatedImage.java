package aive.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Recognises animated WebP and PNG images, of which FFmpeg shows no frame or only the first one.
final class AnimatedImage {

    /// The length of the beginning that is searched: it holds all blocks before the first frame, except large colour
    /// profiles.
    private static final int BYTES_READ = 1 << 20;

    private static final int PNG_SIGNATURE = 0x89504E47;
    private static final int WEBP_ANIMATION_FLAG = 0x02;

    private AnimatedImage() {}

    /// The name of the kind of animation; empty if the file is neither.
    static Optional<String> of(Path file) {
        byte[] start;
        try (InputStream content = Files.newInputStream(file)) {
            start = content.readNBytes(BYTES_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isAnimatedWebp(start)) {
            return Optional.of("an animated WebP image");
        }
        return isAnimatedPng(start) ? Optional.of("an animated PNG image") : Optional.empty();
    }

    private static boolean isAnimatedWebp(byte[] start) {
        return start.length > 20 && text(start, 0).equals("RIFF") && text(start, 8).equals("WEBP")
                && text(start, 12).equals("VP8X") && (start[20] & WEBP_ANIMATION_FLAG) != 0;
    }

    /// Whether a block `acTL` comes before the first block of pixels.
    private static boolean isAnimatedPng(byte[] start) {
        ByteBuffer bytes = ByteBuffer.wrap(start);
        if (start.length < 8 || bytes.getInt(0) != PNG_SIGNATURE) {
            return false;
        }
        long at = 8;
        while (at + 8 <= start.length) {
            String kind = text(start, (int) at + 4);
            if (kind.equals("acTL") || kind.equals("IDAT")) {
                return kind.equals("acTL");
            }
            // Its length, its kind, its content, and its checksum.
            at += 12L + Integer.toUnsignedLong(bytes.getInt((int) at));
        }
        return false;
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
