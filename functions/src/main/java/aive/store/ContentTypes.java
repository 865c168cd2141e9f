package aive.store;

import java.util.Locale;

/// The Content-Type of an object. Browsers play an MP4 only with the right one.
final class ContentTypes {

    private ContentTypes() {}

    static String of(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "mp4" -> "video/mp4";
            case "jpg" -> "image/jpeg";
            case "json" -> "application/json";
            case "srt" -> "application/x-subrip; charset=utf-8";
            case "vtt" -> "text/vtt; charset=utf-8";
            default -> "application/octet-stream";
        };
    }
}
