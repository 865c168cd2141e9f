package aive.step;

import aive.json.Json;
import aive.message.ChunkTask;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An object in the store that reports progress: `projects/<render_id>/progress/07-of-20.marker`. Notifications of new
/// objects reveal the progress of a render.
///
/// A render with fewer than [#MOST] chunks writes one marker for each chunk. A longer render writes [#MOST] markers. In
/// a render, a chunk's number alone determines its marker, so a chunk that is retried or reused writes the same marker
/// again. Markers arrive in any order, and only their count determines the progress.
///
/// @param part the marker's number, from 1
/// @param parts the number of markers of the render
public record ProgressMarker(String renderId, int part, int parts) {

    /// The limit for markers of a render.
    public static final int MOST = 20;

    private static final Pattern KEY =
            Pattern.compile("projects/([A-Za-z0-9-]{1,100})/progress/([0-9]{2})-of-([0-9]{2})\\.marker");

    /// @throws IllegalArgumentException if `part` is not between 1 and `parts`, or `parts` exceeds [#MOST]
    public ProgressMarker {
        if (part < 1 || part > parts || parts > MOST) {
            throw new IllegalArgumentException("not a progress marker: %d of %d".formatted(part, parts));
        }
    }

    /// The marker that a chunk writes; empty if it writes none. In a long render, [#MOST] evenly spaced chunks write
    /// one.
    public static Optional<ProgressMarker> behind(ChunkTask task) {
        int parts = Math.min(task.of(), MOST);
        int part = share(task.chunk(), parts, task.of());
        boolean first = part > share(task.chunk() - 1, parts, task.of());
        return first
                ? Optional.of(new ProgressMarker(RenderFolder.idIn(task.specKey()), part, parts))
                : Optional.empty();
    }

    private static int share(int chunk, int parts, int of) {
        return (int) ((long) chunk * parts / of);
    }

    /// Parses the key of a marker; empty for any other key.
    public static Optional<ProgressMarker> at(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int part = Integer.parseInt(matcher.group(2));
        int parts = Integer.parseInt(matcher.group(3));
        return part < 1 || part > parts || parts > MOST
                ? Optional.empty()
                : Optional.of(new ProgressMarker(matcher.group(1), part, parts));
    }

    public String key() {
        return String.format(Locale.ROOT, "projects/%s/progress/%02d-of-%02d.marker", renderId, part, parts);
    }

    /// The content of the object: JSON for people who open it.
    public byte[] content() {
        return Json.bytes(this);
    }
}
