package aive.step;

import aive.json.Json;
import aive.message.ChunkTask;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sign that chunks left in the store, `projects/<render_id>/progress/07-of-20.marker`: whoever is told of new objects can tell how far the render is.
///
/// There are as many as chunks, at most [#MOST]. Which chunk leaves which follows from its number alone, so a chunk that is tried again, or found
/// rendered, leaves the same one again. They come in any order: what counts is how many have come.
///
/// @param part which of them, from 1
/// @param parts how many there are in all
public record ProgressMarker(String renderId, int part, int parts) {

    /// What a render leaves at the most.
    public static final int MOST = 20;

    private static final Pattern KEY = Pattern.compile("projects/([A-Za-z0-9-]{1,100})/progress/([0-9]{2})-of-([0-9]{2})\\.marker");

    /// @throws IllegalArgumentException if there is no such part
    public ProgressMarker {
        if (part < 1 || part > parts || parts > MOST) {
            throw new IllegalArgumentException("not a marker: %d of %d".formatted(part, parts));
        }
    }

    /// What is left behind a chunk: a marker behind about every twentieth.
    public static Optional<ProgressMarker> behind(ChunkTask task) {
        int parts = Math.min(task.of(), MOST);
        int part = share(task.chunk(), parts, task.of());
        boolean first = part > share(task.chunk() - 1, parts, task.of());
        return first ? Optional.of(new ProgressMarker(RenderFolder.idIn(task.specKey()), part, parts)) : Optional.empty();
    }

    private static int share(int chunk, int parts, int of) {
        return (int) ((long) chunk * parts / of);
    }

    /// The marker that lies under a key, if one does.
    public static Optional<ProgressMarker> at(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int part = Integer.parseInt(matcher.group(2));
        int parts = Integer.parseInt(matcher.group(3));
        return part < 1 || part > parts || parts > MOST ? Optional.empty() : Optional.of(new ProgressMarker(matcher.group(1), part, parts));
    }

    public String key() {
        return String.format(Locale.ROOT, "projects/%s/progress/%02d-of-%02d.marker", renderId, part, parts);
    }

    /// For people who open it.
    public byte[] content() {
        return Json.bytes(this);
    }
}
